"""The group of commands."""

from pathlib import Path

import click

from ucsmsg import __version__
from ucsmsg.cli._check import check
from ucsmsg.cli._clean import clean
from ucsmsg.cli._explain import explain
from ucsmsg.cli._fix import fix
from ucsmsg.cli._project import has_settings, project_settings
from ucsmsg.cli._schema import schema

COMMANDS: dict[str, click.Command] = {
    "check": check,
    "clean": clean,
    "fix": fix,
    "explain": explain,
    "schema": schema,
}


@click.group(
    commands=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="ucsmsg")
@click.pass_context
def app(context: click.Context) -> None:
    """Check, clean and fix recorded contact-centre notifications.

    Captures may be payloads, NDJSON, logs, browser recordings (HAR) or pages, packed or not; they are told apart by
    their content. Settings may stand in [tool.ucsmsg] of pyproject.toml.

    \b
    Examples:
      ucsmsg check capture.ndjson            what departs from the contract, and where
      tail -f server.log | ucsmsg check -    the same while it is written
      ucsmsg clean capture.log -o out.ndjson the notifications, one a line
      ucsmsg fix --write payload.json        its syntax repaired, and nothing else changed
      ucsmsg explain long-suffix             what a deviation is
      ucsmsg schema                          the contract as JSON Schema
    """  # noqa: D301 - \b is click's
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
    if has_settings(COMMANDS.get(context.invoked_subcommand or "")):
        context.default_map = project_settings(Path.cwd(), COMMANDS)
