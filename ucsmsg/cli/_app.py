"""The group of commands, each of which is imported when it is asked for."""

import contextlib
from collections.abc import Iterator, Mapping
from importlib import import_module

import click

from ucsmsg import __version__
from ucsmsg.cli._choices import meant

_SUMMARIES = {
    "check": "Say what in captures departs from the contract, and where.",
    "clean": "Write the notifications of captures as canonical NDJSON.",
    "fix": "Repair the syntax of payloads in their files, and change nothing else.",
    "redact": "Write a copy of captures in which names, texts and ids are replaced.",
    "diff": "Compare the notifications of two captures.",
    "stats": "Count what captures hold, and what the documentation does not know of it.",
    "show": "Show what was captured: histories, and conversations as transcripts.",
    "report": "Write what captures hold, and what deviates in them, as one page for a browser.",
    "table": "Write captures as tables: Parquet, CSV, SQLite or DuckDB.",
    "query": "Ask captures in SQL.",
    "corpus": "Put captures into a corpus, with what comes out of them.",
    "explain": "Say what a deviation is.",
    "schema": "Print the JSON Schema of the contract.",
    "completion": "Print what lets a shell complete commands, options and names.",
}

_LIBRARIES = (
    "attrs",
    "lark",
    "python-dateutil",
    "click",
    "rich",
    "wcwidth",
    "msgspec",
    "zstandard",
    "jinja2",
    "pyarrow",
    "duckdb",
)


class _Commands(Mapping[str, click.Command]):
    """The commands by their names."""

    def __getitem__(self, name: str) -> click.Command:
        if name not in _SUMMARIES:
            raise KeyError(name)
        command: click.Command = getattr(import_module(f"ucsmsg.cli._{name}"), name)
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(_SUMMARIES)

    def __len__(self) -> int:
        return len(_SUMMARIES)


COMMANDS = _Commands()


class _Group(click.Group):
    """The commands, listed without any of them."""

    def list_commands(self, _: click.Context) -> list[str]:
        return [*COMMANDS]

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        return COMMANDS.get(name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            raise click.UsageError(f"{error.message}{meant(args[0], COMMANDS)}", ctx) from error

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([*_SUMMARIES.items()])


def show_version(context: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's order
    """Print the version, and those of what it runs on, and end."""
    if value:
        import platform  # noqa: PLC0415 - for this only
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - for this only

        libraries = []
        for name in _LIBRARIES:
            with contextlib.suppress(PackageNotFoundError):
                libraries.append(f"{name} {version(name)}")
        click.echo(f"ucsmsg, version {__version__}\nPython {platform.python_version()}, {', '.join(libraries)}")
        context.exit()


@click.group(
    cls=_Group,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=show_version, help="Show the versions."
)
@click.pass_context
def app(context: click.Context) -> None:
    """Check, clean and fix recorded contact-centre notifications.

    Captures may be payloads, NDJSON, logs, browser recordings (HAR) or pages, packed or not; they are told apart by
    their content. Settings may stand in ucsmsg.toml, or in [tool.ucsmsg] of pyproject.toml.

    \b
    Examples:
      ucsmsg check capture.ndjson            what departs from the contract, and where
      tail -f server.log | ucsmsg check -    the same while it is written
      ucsmsg clean capture.log -o out.ndjson the notifications, one a line
      ucsmsg fix --write payload.json        its syntax repaired, and nothing else changed
      ucsmsg redact server.log -o shared.log a copy without names, texts and ids
      ucsmsg diff old.ndjson new.ndjson      what is new, gone and changed
      ucsmsg stats captures/                 what is in them
      ucsmsg show captures/                  histories, and conversations as transcripts
      ucsmsg report captures/ -o report.html the same as one page for a browser
      ucsmsg table captures/ -o all.duckdb   them as tables of a database
      ucsmsg explain long-suffix             what a deviation is
      ucsmsg schema                          the contract as JSON Schema
    """  # noqa: D301 - \b is click's
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
