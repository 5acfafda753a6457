"""`ucsmsg explain`."""

import textwrap

import click

from ucsmsg.catalogue import ROWS, Layer, Row, row_named
from ucsmsg.diagnostics import printable

_WIDTH = 100


@click.command(short_help="Say what a deviation is.")
@click.argument("name", required=False)
def explain(name: str | None) -> int:
    """Say what a deviation is: an example before and after, its severity in each mode, and where the fact comes from.

    Without NAME it lists all of them.

    \b
    Examples:
      ucsmsg explain
      ucsmsg explain damaged-timestamp
    """  # noqa: D301 - \b is click's
    if name is None:
        click.echo("\n".join(_list()))
        return 0
    try:
        row = row_named(name)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    click.echo(_explanation(row))
    return 0


def _list() -> list[str]:
    width = max(len(row.name) for row in ROWS)
    lines = []
    for layer in Layer:
        lines += ["", f"{layer.capitalize()}"]
        rows = (row for row in ROWS if row.layer is layer)
        lines += [f"  {row.name:<{width}}  {row.strict:<7}  {row.lenient:<7}  {row.summary}" for row in rows]
    head = f"  {'':<{width}}  {'strict':<7}  lenient"
    return [head, *lines[1:]]


def _explanation(row: Row) -> str:
    facts = {
        "Example": printable(row.example),
        "Becomes": printable(row.becomes) or "nothing: it has no single reading",
        "Refused when": row.refused_when,
        "Strict": row.strict,
        "Lenient": row.lenient,
        "Layer": row.layer,
        "Source": row.source,
    }
    lines = [f"{row.name}: {row.summary}", "", *textwrap.wrap(row.explanation, _WIDTH), ""]
    for title, text in facts.items():
        if text:
            lines += textwrap.wrap(
                f"{title + ':':<14}{text}", _WIDTH, subsequent_indent=" " * 14, break_on_hyphens=False
            )
    return "\n".join(lines)
