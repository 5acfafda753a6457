"""The options that several commands share, and the settings of a project."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
import click

from ucsmsg import quasi
from ucsmsg.captures import Format
from ucsmsg.catalogue import ROWS, Mode, Severity, row_named
from ucsmsg.cli._choices import OneOf
from ucsmsg.cli._small_files import content_of
from ucsmsg.diagnostics import UcsmsgError
from ucsmsg.places import Source
from ucsmsg.schema import json_schema
from ucsmsg.text.encodings import checked_encoding


@attrs.frozen
class Settings:
    """How captures are read and judged: by a JSON Schema or a record, if there is one, or by the contract."""

    mode: Mode = Mode.STRICT
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    least: Severity = Severity.NOTE
    input_format: Format | None = None
    counts_only: bool = False
    schema: Any = None
    as_: type | None = None
    encoding: str | None = None

    def reports(self, severity: Severity, name: str) -> bool:
        """True when the deviation is wanted."""
        return severity >= self.least and name not in self.ignore and (not self.select or name in self.select)


class DeviationName(click.ParamType):  # type: ignore[type-arg]  # generic in new versions of click only
    """The name of a deviation, for which `check` raises `ValueError` where it is not one that is allowed here."""

    name = "name"

    def __init__(self, check: Callable[[str], object] = row_named) -> None:
        self._check = check

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name itself; says which names are near where it is none."""
        try:
            self._check(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """The names that begin so."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - when a shell asks

        del ctx, param
        return [CompletionItem(row.name) for row in ROWS if row.name.startswith(incomplete)]


input_format_option = click.option(
    "--input-format",
    type=OneOf([form.value for form in Format]),
    metavar="FORMAT",
    help=f"What the captures are, where their content is not to be asked: {', '.join(Format)}.",
)


class EncodingName(click.ParamType):  # type: ignore[type-arg]  # generic in new versions of click only
    """The name of an encoding that Python knows."""

    name = "encoding"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name itself; says so where it is none."""
        try:
            checked_encoding(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)
        return str(value)


encoding_option = click.option(
    "--encoding",
    type=EncodingName(),
    metavar="NAME",
    help="The encoding of captures that are in none that is told (UTF-8, UTF-16, UTF-32), such as cp1252.",
)


class SchemaFile(click.ParamType):  # type: ignore[type-arg]  # generic in new versions of click only
    """The name of a file with a JSON Schema, which is read."""

    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The schema in the file; says what is wrong with it where there is none."""
        try:
            schema = quasi.loads(Source(quasi.decode(content_of(Path(value))).text, value))
            quasi.validate("null", schema)
        except OSError as error:
            self.fail(f"{value}: {error.strerror}", param, ctx)
        except (ImportError, TypeError, ValueError) as error:
            self.fail(f"{value}: {error}" if not isinstance(error, UcsmsgError) else str(error), param, ctx)
        return schema


class RecordClass(click.ParamType):  # type: ignore[type-arg]  # generic in new versions of click only
    """A class declared with `@record`, by its module and name."""

    name = "record"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The class; says what is expected where there is none."""
        module, colon, name = str(value).partition(":")
        if not colon:
            self.fail(f"Expected MODULE:RECORD, got {value!r}", param, ctx)
        try:
            record = getattr(import_module(module), name)
            json_schema(record)
        except (ImportError, AttributeError, TypeError, ValueError) as error:
            self.fail(f"Expected a class declared with @record as {value!r}, got: {error}", param, ctx)
        return record


def judging(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say how captures are read and judged."""
    for option in reversed(_options()):
        command = option(command)
    return command


def _options() -> list[Callable[..., Any]]:
    return [
        click.option(
            "--mode",
            type=OneOf(["strict", "lenient"]),
            default="strict",
            show_default=True,
            help="Strict: what the documentation shows and nothing else. Lenient: what has one reading.",
        ),
        click.option(
            "--deny",
            multiple=True,
            type=DeviationName(Mode.STRICT.deny),
            metavar="NAME",
            help="Make this deviation an error. May be repeated.",
        ),
        click.option(
            "--allow",
            multiple=True,
            type=DeviationName(Mode.STRICT.allow),
            metavar="NAME",
            help="Make this deviation a note where it can be repaired. May be repeated.",
        ),
        input_format_option,
        encoding_option,
    ]


def settings_of(
    mode: str,
    deny: tuple[str, ...],
    allow: tuple[str, ...],
    select: tuple[str, ...] = (),
    input_format: str | None = None,
    *,
    ignore: tuple[str, ...] = (),
    severity: str = Severity.NOTE,
    counts_only: bool = False,
    schema: Any = None,
    as_: type | None = None,
    encoding: str | None = None,
) -> Settings:
    """The settings that the options ask for; `deny` prevails over `allow`."""
    chosen = Mode.of(mode)
    for name in allow:
        chosen = chosen.allow(name)
    for name in deny:
        chosen = chosen.deny(name)
    form = Format.of(input_format) if input_format else None
    least = Severity(severity)
    return Settings(chosen, frozenset(select), frozenset(ignore), least, form, counts_only, schema, as_, encoding)
