"""A payload is found whatever its quotes are: what the parser reads, captures do not pass over."""

import re

import pytest

from tests.captures.samples import failure, references
from ucsmsg import iter_parse, parse
from ucsmsg.quasi.lexing._grammar import terminals
from ucsmsg.text.marks import QUOTES, SPACE, STRING_START

STYLES = ['""', "''", "u''", "U''", 'b""', "r''", "“”", "„“", "‟”", "‘’", "‚‘", "‛’", "«»", "»«", "``"]
GAPS = ["", " ", "\xa0", "\u200b", "\ufeff", "\u2028", "\u3000", "\u180e", "\u2060"]
CAPTURES = {
    "log": "2015-10-01 16:02:07 Received: {}\n",
    "log of objects": "2015-10-01 16:02:07 [main] event=[{}]\n",
    "prose": "# A sample\n\nThis is what comes:\n\n{}\n\nand that is all.\n",
    "page": "<html><body><p>This is what comes:</p><pre>\n{}\n</pre></body></html>\n",
    "text around": "before\n{}\nbehind\n",
}


def requoted(text: str, style: str, gap: str = "") -> str:
    """The text with strings of that style, and white space behind its brackets."""
    return re.sub('([{,]?)"([^"]*)"', rf"\g<1>{gap}{style[:-1]}\2{style[-1]}", text)


@pytest.mark.parametrize("capture", CAPTURES.values(), ids=list(CAPTURES))
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("gap", GAPS, ids=[f"U+{ord(gap):04X}" if gap else "" for gap in GAPS])
def test_a_payload_in_a_capture_gives_what_it_gives_alone(capture: str, style: str, gap: str) -> None:
    payload = requoted(failure(7), style, gap)
    alone = parse(payload, mode="lenient")
    results = list(iter_parse(capture.format(payload).encode(), mode="lenient"))

    assert references(results) == references([alone])
    assert [found.name for parsed in results for found in parsed.diagnostics if found.name != "foreign-whitespace"] == [
        found.name for found in alone.diagnostics if found.name != "foreign-whitespace"
    ]


def test_the_marks_are_those_of_the_grammar() -> None:
    unclosed = re.compile(terminals()["UNCLOSED_STRING"])
    white_space = re.compile(terminals()["FOREIGN_WHITESPACE"])
    characters = [chr(code) for code in range(0x3100)] + ["\ufeff"]

    assert {one for one in characters if unclosed.match(one)} == set(QUOTES)
    assert all(re.match(f"[{SPACE}]", one) for one in characters if white_space.match(one))
    assert all(unclosed.match(start) for start in ["'", 'u"', "bR'", "“"] if re.match(STRING_START, start))
