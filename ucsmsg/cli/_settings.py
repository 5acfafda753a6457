"""The options that several commands share, and the settings of a project."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs
import click

from ucsmsg.captures import Format
from ucsmsg.catalogue import Mode, row_named

_TABLE = "tool.ucsmsg"


@attrs.frozen
class Settings:
    """How captures are read and judged."""

    mode: Mode = Mode.STRICT
    select: frozenset[str] = frozenset()
    input_format: Format | None = None
    counts_only: bool = False

    def reports(self, name: str) -> bool:
        """True when the deviation is wanted."""
        return not self.select or name in self.select


def judging(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say how captures are read and judged."""
    for option in reversed(_options()):
        command = option(command)
    return command


def _options() -> list[Callable[..., Any]]:
    names = ", ".join(Format)
    return [
        click.option(
            "--mode",
            type=click.Choice(["strict", "lenient"]),
            default="strict",
            show_default=True,
            help="Strict: what the documentation shows and nothing else. Lenient: what has one reading.",
        ),
        click.option("--deny", multiple=True, metavar="NAME", help="Make this deviation an error. May be repeated."),
        click.option(
            "--allow",
            multiple=True,
            metavar="NAME",
            help="Make this deviation a note where it can be repaired. May be repeated.",
        ),
        click.option(
            "--input-format",
            type=click.Choice([form.value for form in Format]),
            metavar="FORMAT",
            help=f"What the captures are, where their content is not to be asked: {names}.",
        ),
    ]


def settings_of(
    mode: str,
    deny: tuple[str, ...],
    allow: tuple[str, ...],
    select: tuple[str, ...] = (),
    input_format: str | None = None,
    *,
    counts_only: bool = False,
) -> Settings:
    """The settings that the options ask for; `deny` prevails over `allow`."""
    try:
        chosen = Mode.of(mode)
        for name in allow:
            chosen = chosen.allow(name)
        for name in deny:
            chosen = chosen.deny(name)
        names = frozenset(row_named(name).name for name in select)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    return Settings(chosen, names, Format.of(input_format) if input_format else None, counts_only)


def project_settings(folder: Path, commands: Mapping[str, click.Command]) -> dict[str, dict[str, Any]]:
    """The table `[tool.ucsmsg]` of the nearest `pyproject.toml` that has one, as defaults for each command."""
    for parent in (folder, *folder.parents):
        file = parent / "pyproject.toml"
        if file.is_file() and (table := _table(file)) is not None:
            return _defaults(file, table, commands)
    return {}


def _table(file: Path) -> Any:
    try:
        content = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{file}: Expected TOML, got: {error}") from error
    tools = content.get("tool", {})
    if not isinstance(tools, dict):
        raise click.UsageError(f"{file}: Expected a table [tool], got {tools!r}")
    return tools.get("ucsmsg")


def _defaults(file: Path, table: Any, commands: Mapping[str, click.Command]) -> dict[str, dict[str, Any]]:
    if not isinstance(table, dict):
        raise click.UsageError(f"{file}: Expected a table [{_TABLE}], got {table!r}")
    options = {name: _options_by_key(command) for name, command in commands.items()}
    known = {key: option for each in options.values() for key, option in each.items()}
    for key, value in table.items():
        if key not in known:
            names = ", ".join(sorted(known))
            raise click.UsageError(f"{file}: Expected a setting of [{_TABLE}], got {key!r}; there are: {names}")
        _check_type(file, key, known[key], value)
    return {
        name: {option.name: table[key] for key, option in each.items() if option.name and key in table}
        for name, each in options.items()
    }


_ONLY_BY_HAND = frozenset({"output", "rejects", "diff"})


def _options_by_key(command: click.Command) -> dict[str, click.Option]:
    """The options that may be set in a project, by the names that they have there: those of the command line."""
    options = (parameter for parameter in command.params if isinstance(parameter, click.Option))
    named = {name.removeprefix("--"): option for option in options for name in option.opts if name.startswith("--")}
    return {key: option for key, option in named.items() if key not in _ONLY_BY_HAND}


def _check_type(file: Path, key: str, option: click.Option, value: Any) -> None:
    """The library that reads the command line expects strings, and would take `true` for 1 and 2.5 for 2."""
    expected, is_right = "a string", isinstance(value, str)
    if option.multiple:
        expected = "a list of strings"
        is_right = isinstance(value, list) and all(isinstance(each, str) for each in value)
    elif option.is_flag:
        expected, is_right = "true or false", isinstance(value, bool)
    elif isinstance(option.type, click.types.IntParamType):
        expected, is_right = "an integer", isinstance(value, int) and not isinstance(value, bool)
    if not is_right:
        raise click.UsageError(f"{file}: Expected {expected} for {key}, got {value!r}")
