"""`ucsmsg explain`."""

from collections.abc import Iterator

import click

from ucsmsg._screen import printable
from ucsmsg.catalogue import ROWS, Layer, Row, row_named
from ucsmsg.cli._terminal import screen

_LEAST_SUMMARY = 20
"""Columns for the summary beside the other ones of the list."""


def _names(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """The names that begin so."""
    return [row.name for row in ROWS if row.name.startswith(incomplete)]


@click.command()
@click.argument("name", required=False, shell_complete=_names)
def explain(name: str | None) -> int:
    """Say what a deviation is: an example before and after, its severity in each mode, and where the fact comes from.

    Without NAME it lists all of them.

    \b
    Examples:
      ucsmsg explain
      ucsmsg explain damaged-timestamp
    """  # noqa: D301 - \b is click's
    if name is None:
        click.echo("\n".join(_list(screen().width)))
        return 0
    try:
        row = row_named(name)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    click.echo("\n".join(_explanation(row, screen().width)))
    return 0


def _list(width: int) -> Iterator[str]:
    """All rows by their layers: a line each where there is place for the columns."""
    names = max(len(row.name) for row in ROWS)
    first = f"  {'':<{names}}  {'strict':<7}  lenient  "
    is_narrow = width < len(first) + _LEAST_SUMMARY
    if not is_narrow:
        yield first.rstrip()
    for number, layer in enumerate(Layer):
        yield from [""] * bool(number)
        yield f"{layer.capitalize()}"
        for row in (row for row in ROWS if row.layer is layer):
            if is_narrow:
                yield f"  {row.name}"
                yield from _wrapped(f"{row.strict}, {row.lenient}: {row.summary}", width, " " * 4)
            else:
                begin = f"  {row.name:<{names}}  {row.strict:<7}  {row.lenient:<7}  "
                yield from _wrapped(row.summary, width, " " * len(first), begin)


def _explanation(row: Row, width: int) -> Iterator[str]:
    facts = {
        "Example": printable(row.example),
        "Becomes": printable(row.becomes) or "nothing: it has no single reading",
        "Refused when": row.refused_when,
        "Strict": row.strict,
        "Lenient": row.lenient,
        "Layer": row.layer,
        "Source": row.source,
    }
    yield from _wrapped(f"{row.name}: {row.summary}", width)
    yield ""
    yield from _wrapped(row.explanation, width)
    yield ""
    for title, text in facts.items():
        if text:
            yield from _wrapped(text, width, " " * 14, f"{title + ':':<14}")


def _wrapped(text: str, width: int, indent: str = "", first: str | None = None) -> list[str]:
    """The text in lines of so many columns, the first one after `first`, the others indented."""
    from wcwidth import wrap  # noqa: PLC0415 - other commands do without

    begin = indent if first is None else first
    return wrap(text, width, initial_indent=begin, subsequent_indent=indent, break_on_hyphens=False)
