"""Conversations as text for a terminal, a file or a pipe."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs
import click

from ucsmsg._screen import Screen, columns
from ucsmsg.cli.transcripts._blocks import Block, Day, Heading, Line, Remark, Role, Table, Transcript

_LEAST_TEXT = 16
_LEAST_CELL = 10
_TIME = 8
_LEAST_KIND = 16
"""Columns."""

_COLORS = {Role.CUSTOMER: "cyan", Role.AGENT: "green", Role.OTHER: "magenta"}
_PRIVATE = "yellow"


@attrs.frozen
class Text:
    """Blocks as lines that fit the screen, in colours or not."""

    screen: Screen
    has_colors: bool = False

    def lines(self, blocks: Iterable[Block]) -> Iterator[str]:
        """The lines, each without its end."""
        for number, block in enumerate(blocks):
            if number and not isinstance(block, Table):
                yield ""
            match block:
                case Heading():
                    yield from self._heading(block)
                case Table():
                    yield from self._table(block)
                case Transcript():
                    yield from self._transcript(block.parts)
                case _:
                    yield from self.screen.wrapped(block.text, self.screen.width)

    def _heading(self, heading: Heading) -> Iterator[str]:
        first, *others = self.screen.wrapped(self.screen.shown(heading.title), self.screen.width - 4)
        yield self._styled(first, bold=True)
        yield from (f"    {self._styled(line, bold=True)}" for line in others)
        labels = [self.screen.cropped_to(name, self.screen.width // 4) for name, _ in heading.facts]
        width = max(map(columns, labels), default=0)
        for label, (_, value) in zip(labels, heading.facts, strict=True):
            begin = f"  {self._styled(_padded(label, width), dim=True)}  "
            yield from self._hanging(begin, width + 4, value)

    def _table(self, table: Table) -> Iterator[str]:
        titles = [column.title for column in table.columns]
        rows = [
            [self.screen.cropped_to(cell, self.screen.width // 3) for cell in row[:-1]] for row in (titles, *table.rows)
        ]
        widths = self._widths(table, [max(map(columns, cells)) for cells in zip(*rows, strict=True)])
        if self._room(widths) < _LEAST_TEXT:
            yield from self._stacked(table)
            return
        for number, (row, given) in enumerate(zip(rows, (titles, *table.rows), strict=True)):
            cells = [_padded(self.screen.cropped_to(row[each], width), width) for each, width in widths.items()]
            style = {} if number else {"dim": True}
            begin = self._styled("  ".join(["", *cells, ""]), **style)
            yield from self._hanging(begin, self.screen.width - self._room(widths), given[-1], **style)

    def _widths(self, table: Table, widest: Sequence[int]) -> dict[int, int]:
        """The columns that are shown but for the last one, with what they take of the screen.

        Where that leaves too little for the last one, optional ones are left out, and wide ones give some of theirs.
        """
        widths = dict(enumerate(widest))
        if self._room(widths) < _LEAST_TEXT:
            widths = {each: width for each, width in widths.items() if not table.columns[each].is_optional}
        for each in sorted(widths, key=widths.__getitem__, reverse=True):
            if table.columns[each].may_shrink and self._room(widths) < _LEAST_TEXT:
                widths[each] -= min(max(0, widths[each] - _LEAST_CELL), _LEAST_TEXT - self._room(widths))
        return widths

    def _room(self, widths: Mapping[int, int]) -> int:
        """The columns that are left for the last one."""
        return self.screen.width - sum(widths.values()) - 2 * len(widths) - 2

    def _stacked(self, table: Table) -> Iterator[str]:
        """The rows where the screen is too narrow for columns."""
        for row in table.rows:
            first, *others = self.screen.wrapped("  ".join(filter(None, row)), self.screen.width - 4)
            yield f"  {first}"
            yield from (f"    {line}" for line in others)

    def _transcript(self, parts: Sequence[Day | Remark | Line]) -> Iterator[str]:
        who = [self._who(part) for part in parts if isinstance(part, Line)]
        width = max(map(columns, who), default=0)
        names = iter(who)
        for part in parts:
            match part:
                case Day():
                    yield self._styled(f"  {part.text}", bold=True)
                case Remark():
                    yield from self._hanging(f"  {'…':<{_TIME}}  ", _TIME + 4, part.text, dim=True)
                case _:
                    yield from self._line(part, _padded(next(names), width), width)

    def _who(self, line: Line) -> str:
        """Name and kind; of a long name as much as there is place for, so that the kind is always seen."""
        kind = f" ({self.screen.cropped_to(line.kind, max(_LEAST_KIND, self.screen.width // 4))})" if line.kind else ""
        return self.screen.cropped_to(line.name, max(8, self.screen.width // 3 - columns(kind))) + kind

    def _line(self, line: Line, who: str, width: int) -> Iterator[str]:
        """The line, with what was said beside the name, or on a narrow screen below it."""
        begin = f"  {self._styled(f'{line.time:<{_TIME}}', dim=True)}  {self._colored(who, line)}  "
        indent = _TIME + width + 8
        if self.screen.width - indent < _LEAST_TEXT:
            yield begin.rstrip()
            begin, indent = "    ", 6
        begin += "> " if line.is_said else "* "
        style = {"fg": _PRIVATE} if line.is_private else {} if line.is_said else {"dim": True}
        took = f"  (after {line.took})" if line.took else ""
        yield from self._hanging(begin, indent, line.text + took, **style, underline=line.is_found or None)
        for remark in line.remarks:
            yield from self._hanging(f"{' ' * (indent - 2)}* ", indent, remark, dim=True)

    def _colored(self, who: str, line: Line) -> str:
        return self._styled(who, fg=_PRIVATE if line.is_private else _COLORS[line.role])

    def _hanging(self, begin: str, width: int, text: str, **style: Any) -> Iterator[str]:
        """The text behind something of that width, its further lines below itself."""
        first, *others = self.screen.wrapped(text, self.screen.width - width)
        yield (begin + self._styled(first, **style)).rstrip()
        for line in others:
            yield f"{' ' * width}{self._styled(line, **style)}".rstrip()

    def _styled(self, text: str, **style: Any) -> str:
        return click.style(text, **style) if self.has_colors and text and any(style.values()) else text


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns(text))
