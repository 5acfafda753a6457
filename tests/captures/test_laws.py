"""What holds for every capture."""

import re
from collections.abc import Iterable

import hypothesis.strategies as st
from hypothesis import given

from tests.captures.samples import failure, over_lines, references
from ucsmsg import Parsed, iter_parse
from ucsmsg.captures import Format, iter_payloads
from ucsmsg.captures._blocks import blocks
from ucsmsg.captures._lines import Piece, pieces
from ucsmsg.places import Position

FORMATS = st.sampled_from([None, *Format])
MARKS = ["\n", "\r\n", "\r", "{", "}", "[", "]", '"', "'", "\\", "/*", "*/", "\x1e", "L", ",", "\ufeff", "é"]
MARKS += ['"messageType":', ',"channel":"/x"', "&quot;", "<pre>", "</pre>", '{"log":{', "prose"]
PREFIXES = ["Received: ", "2015-10-01 16:02:07 ", "# Title", " "]
PARTS = st.sampled_from([failure(1), over_lines(2), *MARKS, *PREFIXES])
TEXTS = st.lists(PARTS | st.text(max_size=5), max_size=30).map("".join)
WITH_PAYLOAD = st.tuples(TEXTS, st.sampled_from([failure(1), over_lines(2)]), TEXTS).map("\n".join)


@given(data=st.binary(max_size=200) | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")), form=FORMATS)
def test_any_bytes_give_results(data: bytes, form: Format | None) -> None:
    results = list(iter_parse(data, format=form, mode="lenient"))

    assert results
    assert all(isinstance(parsed, Parsed) for parsed in results)


@given(text=TEXTS, cut=st.integers(0, 50))
def test_lines_and_their_places_are_those_of_the_text(text: str, cut: int) -> None:
    found = list(pieces([text[:cut], "", text[cut:]], Position()))

    assert "".join(piece.text for piece in found) == text
    assert joined(found) == joined(pieces([text], Position()))


def joined(found: Iterable[Piece]) -> list[Piece]:
    """The pieces, with those of blank lines one after the other as one, wherever the text was cut."""
    result: list[Piece] = []
    for piece in found:
        if result and not piece.text.strip(" \t\r\n") and not result[-1].text.strip(" \t\r\n"):
            result[-1] = Piece(result[-1].text + piece.text, result[-1].origin)
        else:
            result.append(piece)
    return result


@given(text=TEXTS)
def test_blocks_leave_nothing_out(text: str) -> None:
    found = list(blocks(pieces([text], Position()), 1 << 20))

    assert "".join(block.text for block in found) == text


@given(text=WITH_PAYLOAD, form=FORMATS)
def test_a_record_stands_where_it_says(text: str, form: Format | None) -> None:
    data = text.encode("utf-8", "surrogatepass")
    for payload in iter_payloads(data, format=form):
        if not payload.is_about_capture:
            start = payload.source.origin.offset
            assert data.decode("utf-8", "surrogateescape")[start:].startswith(payload.source.text)


@given(text=WITH_PAYLOAD, form=st.sampled_from([Format.LOG, Format.PAYLOAD, Format.NDJSON]))
def test_what_looks_like_traffic_is_in_a_record(text: str, form: Format) -> None:
    """A payload is read or reported, however damaged it is and whatever stands around it."""
    data = text.encode("utf-8", "surrogatepass")
    seen = data.decode("utf-8", "surrogateescape")
    sources = [payload.source for payload in iter_payloads(data, format=form)]
    places = [(source.origin.offset, source.origin.offset + len(source.text)) for source in sources]

    found = [match.start() for match in re.finditer(r'"(?:messageType|referenceId)":\s*["0-9]', seen)]
    assert found
    assert [at for at in found if not any(start <= at < end for start, end in places)] == []


@given(damage=TEXTS, number=st.integers(2, 9))
def test_a_damaged_line_never_hides_its_neighbours(damage: str, number: int) -> None:
    damage = " ".join(damage.split()) or "x"
    lines = [failure(1), *[damage] * 3, *map(failure, range(2, number))]

    assert set(references(iter_parse(lines, format="ndjson"))) >= {1, *range(2, number)}
