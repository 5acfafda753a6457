"""The settings of a project, from its `pyproject.toml`; what is wrong there is said with its file and line."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
import click
from click.core import ParameterSource

from ucsmsg.cli._small_files import content_of

_NAME = "ucsmsg"
_TABLE = f"tool.{_NAME}"
_FILE = f"{_NAME}.toml"
_ONLY_BY_HAND = frozenset(
    {
        *("as", "schema", "output", "rejects", "diff", "write", "check", "lossy", "color", "write-baseline"),
        *("config", "with-origin", "json", "dedupe", "indent", "interaction", "contact", "type", "since", "until"),
        *("table", "partition-by", "csv", "update", "text", "markdown"),
    }
)
_NO_TABLE: dict[str, Any] = {}


def configurable(command: Any) -> Any:
    """The option `--config` of a command that has settings; without it they are those of the project."""

    def set_defaults(context: click.Context, _: click.Parameter, value: str | None) -> None:
        table = _named_table(Path(value)) if value else _nearest_table(Path.cwd())
        group = context.parent.command if context.parent else None
        if table and isinstance(group, click.Group):
            names = group.list_commands(context)
            commands = {name: found for name in names if (found := group.get_command(context, name))}
            context.default_map = _defaults(table, commands).get(context.command.name or "")

    return click.option(
        "--config",
        metavar="FILE",
        is_eager=True,
        expose_value=False,
        callback=set_defaults,
        help="Take the settings from this file, not from those of the project.",
    )(command)


def project_settings(folder: Path, commands: Mapping[str, click.Command]) -> dict[str, dict[str, Any]]:
    """The settings of the nearest `ucsmsg.toml`, or `pyproject.toml` with a table for them, as each command's defaults.

    Raises a usage error for what no command could take.
    """
    table = _nearest_table(folder)
    return _defaults(table, commands) if table else {}


def _nearest_table(folder: Path) -> "_Table | None":
    files = (parent / name for parent in (folder, *folder.parents) for name in (_FILE, "pyproject.toml"))
    return next((table for file in files if file.is_file() and (table := _table(file)) is not None), None)


def _named_table(file: Path) -> "_Table":
    """The settings of a file. Raises `OSError` where it cannot be read."""
    table = _table(file)
    if table is None:
        raise click.UsageError(f"{file}: Expected a table [{_TABLE}], got none")
    return table


def from_project(*parameters: str) -> str:
    """What to add to a message about some parameters of the running command when a project has set one of them."""
    context = click.get_current_context()
    is_set = any(context.get_parameter_source(each) is ParameterSource.DEFAULT_MAP for each in parameters)
    return f"; [{_TABLE}] of this project sets one of them" if is_set else ""


@attrs.frozen
class _Table:
    """The settings of a file, and its text, in which they have their lines."""

    file: Path
    text: str
    values: dict[str, Any]

    @property
    def title(self) -> str:
        """What the settings are called there."""
        return f"[{_TABLE}]" if _path_in(self.file) else _FILE

    def error(self, message: str, key: str, value: object = None) -> click.UsageError:
        """The error about a setting, or about one of the values in its list."""
        return click.UsageError(f"{self.file}:{self._line(key, value)}: {message}")

    def _line(self, key: str, value: object) -> int:
        """The line in which the value stands, or where that is not found, in which its setting begins.

        The setting ends with the first line up to which the text is TOML with it, and begins after the last one up to
        which it is without it: so it is found in whatever form it was written.
        """
        lines = self.text.split("\n")
        path = _path_in(self.file)
        begin = next((number for number, line in enumerate(lines) if path and path[-1] in line), 0)
        end = begin
        while (settings := _settings("\n".join(lines[:end]), path)) is None or key not in settings:
            begin = begin if settings is None else end
            end += 1
        written = (f'"{value}"', f"'{value}'")
        return next((n for n in range(begin, end) if any(form in lines[n] for form in written)), begin) + 1


def _path_in(file: Path) -> tuple[str, ...]:
    """Where the settings stand in a file: all of it are settings, but in that of a Python project."""
    return tuple(_TABLE.split(".")) if file.name == "pyproject.toml" else ()


def _settings(text: str, path: tuple[str, ...]) -> Any:
    """The table of a text, an empty one where there is none; None where the text ends within a value."""
    try:
        content: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
    for name in path:
        content = content.get(name, _NO_TABLE) if isinstance(content, dict) else _NO_TABLE
    return content if isinstance(content, dict) else _NO_TABLE


def _table(file: Path) -> _Table | None:
    """The settings of a file; None where there are none in that of a Python project."""
    try:
        text = content_of(file).decode()
        content: Any = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{file}: Expected TOML, got: {error}") from error
    titles: list[str] = []
    for name in _path_in(file):
        titles.append(name)
        content = content.get(name)
        if content is None:
            return None
        if not isinstance(content, dict):
            raise click.UsageError(f"{file}: Expected a table [{'.'.join(titles)}], got {content!r}")
    return _Table(file, text, content)


def _defaults(table: _Table, commands: Mapping[str, click.Command]) -> dict[str, dict[str, Any]]:
    options = {name: options_by_key(command) for name, command in commands.items()}
    known = {key: option for each in options.values() for key, option in each.items()}
    for key, value in table.values.items():
        if key not in known:
            names = ", ".join(sorted(known))
            raise table.error(f"Expected a setting of {table.title}, got {key!r}; there are: {names}", key)
        _check(table, key, known[key], value)
    return {
        name: {option.name: table.values[key] for key, option in each.items() if option.name and key in table.values}
        for name, each in options.items()
    }


def options_by_key(command: click.Command) -> dict[str, click.Option]:
    """The options that may be set in a project, by the names that they have there: those of the command line."""
    options = (parameter for parameter in command.params if isinstance(parameter, click.Option))
    named = {name.removeprefix("--"): option for option in options for name in option.opts if name.startswith("--")}
    return {key: option for key, option in named.items() if key not in _ONLY_BY_HAND}


def _check(table: _Table, key: str, option: click.Option, value: Any) -> None:
    """Raise a usage error for a value that the option would not take on the command line.

    The library that reads the command line expects strings, and would take `true` for 1 and 2.5 for 2.
    """
    expected, is_right = "a string", isinstance(value, str)
    if option.multiple:
        expected = "a list of strings"
        is_right = isinstance(value, list) and all(isinstance(each, str) for each in value)
    elif option.is_flag:
        expected, is_right = "true or false", isinstance(value, bool)
    elif isinstance(option.type, click.types.IntParamType):
        expected, is_right = "an integer", isinstance(value, int) and not isinstance(value, bool)
    if not is_right:
        raise table.error(f"Expected {expected} for {key}, got {value!r}", key)
    for each in value if option.multiple else [value]:
        try:
            option.type.convert(each, None, None)
        except click.BadParameter as error:
            raise table.error(f"{key}: {error.message}", key, each) from error
