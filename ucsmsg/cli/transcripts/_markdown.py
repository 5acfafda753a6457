r"""Conversations as Markdown (CommonMark with tables), in which nothing that was captured acts as Markdown.

What was sent is plain text to every renderer: no link, no image, no HTML, no mention, no block of its own. A word of
which a renderer may make a link, or somebody's name, is shown as code.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from ucsmsg._screen import printable
from ucsmsg.cli.transcripts._blocks import Block, Day, Heading, Line, Remark, Table, Transcript
from ucsmsg.cli.transcripts._words import UNKNOWN

_LINE_END = re.compile(r"\r\n|\r|\n")
_MAY_BE_LINK = re.compile(r"@|://|www\.|#\w|[A-Za-z]:[^ ]", re.IGNORECASE)
_SIGN = re.compile(r"[\\`*_\[\]<>&|~$^#{}]")
_BEGIN = re.compile(r"([0-9]*+)([-+=:.)])")
"""How a line may begin that Markdown takes for something else than text, beside the signs."""

_TICKS = re.compile("`++")
_BREAK = "\\\n"


def markdown_lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of a Markdown document, each without its end."""
    for number, block in enumerate(blocks):
        yield from [""] * bool(number)
        match block:
            case Heading():
                yield f"## {_inline(block.title)}"
                yield from [""] * bool(block.facts)
                yield from (f"- **{_bold(name)}:** {_text(value)}" for name, value in block.facts)
            case Table():
                yield from _table(block)
            case Transcript():
                yield from _transcript(block.parts)
            case _:
                yield _inline(block.text)


def _table(table: Table) -> Iterator[str]:
    yield _row([column.title for column in table.columns])
    yield _row(["---"] * len(table.columns))
    yield from (_row([_inline(cell, code=_code_in_cell) for cell in row]) for row in table.rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _transcript(parts: Sequence[Day | Remark | Line]) -> Iterator[str]:
    for number, part in enumerate(parts):
        match part:
            case Day():
                yield from [""] * bool(number)
                yield from (f"**{_inline(part.text)}**", "")
            case Remark():
                yield f"- … {_text(part.text)}"
            case _:
                yield f"- {_inline(part.time)} **{_who(part)}** {_text(part.text)}" + _took(part)
                yield from (f"  - {_begun(_text(each, '    '))}" for each in part.remarks)


def _who(line: Line) -> str:
    who = _bold(f"{line.name} ({line.kind})" if line.kind else line.name)
    return f"{who}:" if line.is_said else who


def _took(line: Line) -> str:
    return f" (after {line.took})" if line.took else ""


def _bold(text: str) -> str:
    """The text for between two pairs of asterisks, beside which no white space may stand."""
    return _inline(printable(text).strip()) or UNKNOWN


def _text(text: str, indent: str = "  ") -> str:
    """The text in an item of a list, with its own lines."""
    first, *others = map(_inline, _LINE_END.split(text))
    return (_BREAK + indent).join([first, *map(_begun, others)])


def _begun(line: str) -> str:
    """The line where one begins."""
    begin = _BEGIN.match(line)
    return f"{begin[1]}\\{line[begin.start(2) :]}" if begin else line


def _inline(text: str, code: Callable[[str], str] | None = None) -> str:
    """The text in a line."""
    words = printable(text).strip(" ").split(" ")
    return " ".join(
        (code or _code)(word) if _MAY_BE_LINK.search(word) else _SIGN.sub(r"\\\g<0>", word) for word in words
    )


def _code(word: str) -> str:
    """The word between more backticks than stand one behind the other in it."""
    ticks = "`" * (max(map(len, _TICKS.findall(word)), default=0) + 1)
    space = " " * (word[0] == "`" or word[-1] == "`")
    return f"{ticks}{space}{word}{space}{ticks}"


def _code_in_cell(word: str) -> str:
    """The same in a cell of a table, which a stroke would end."""
    return _code(word.replace("|", "\\|"))
