"""Lines, columns and paths are counted as people count them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ucsmsg.places import Path, Position, Source, Span, format_path, parse_path, path_formatter


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("", 0, (1, 1)),
        ("a\nb", 2, (2, 1)),
        ("a\r\nb", 3, (2, 1)),
        ("a\rb", 2, (2, 1)),
        ("a\n\r\nb", 4, (3, 1)),
        ("a\u2028b\x0bc\x85d", 7, (1, 8)),
        ("😀é😀x", 3, (1, 4)),
        ("a\n", 2, (2, 1)),
    ],
)
def test_a_line_ends_at_a_line_feed_a_carriage_return_or_both(text: str, offset: int, place: tuple[int, int]) -> None:
    position = Source(text).position(offset)
    assert (position.line, position.column) == place


def test_the_place_of_a_part_is_its_place_in_the_whole() -> None:
    source = Source("ab\ncd", "file", Position(10, 3, 5))
    assert source.position(1) == Position(11, 3, 6)
    assert source.position(4) == Position(14, 4, 2)


@given(st.text(alphabet="ab\r\n"), st.data())
def test_a_part_of_a_text_has_the_places_it_has_in_the_text(text: str, data: st.DataObject) -> None:
    """Cut anywhere but within a line end, the places stay the same."""
    whole = Source(text)
    cut = data.draw(st.integers(0, len(text)))
    if text[cut - 1 : cut + 1] == "\r\n":
        cut += 1
    part = Source(text[cut:], None, whole.position(cut))
    assert [part.position(offset) for offset in range(len(part.text) + 1)] == [
        whole.position(offset + cut) for offset in range(len(part.text) + 1)
    ]


STEPS = st.lists(st.one_of(st.text(), st.integers(0, 10**6)), max_size=5)


@given(STEPS)
def test_a_path_reads_back_as_it_was_written(steps: list[str | int]) -> None:
    written = format_path(tuple(steps))
    assert parse_path(written) == tuple(steps)
    assert written.isprintable()


def test_a_path_reads_as_the_documentation_writes_it() -> None:
    assert format_path(("data", "messages", 3, "timestamp")) == "$.data.messages[3].timestamp"
    assert format_path(("odd key", "\x1b[31m")) == '$["odd key"]["\\u001b[31m"]'


@pytest.mark.parametrize("text", ["", "data", "$data", "$.", "$[01]", "$[-1]", "$.a b", '$["a]'])
def test_what_is_no_path_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Expected a path such as"):
        parse_path(text)


@pytest.mark.parametrize("path", [(), (0,), ("data",), ("data", "messages", 3), ("data", "odd key", 3, "messages")])
def test_a_path_formatter_writes_as_format_path_does(path: Path) -> None:
    write = path_formatter()
    assert [write(path), write(path)] == [format_path(path)] * 2


@given(st.text(alphabet="ab\r\n"), st.data())
def test_spans_one_after_the_other_are_those_found_alone(text: str, data: st.DataObject) -> None:
    offsets = st.integers(0, len(text))
    places = data.draw(st.lists(st.tuples(offsets, offsets)))
    source = Source(text, None, Position(7, 3, 5))
    span = source.spans()
    assert [span(*place) for place in places] == [source.span(*place) for place in places]
    for start, end in places:
        first, last = source.position(start), source.position(end)
        expected = Span(first.offset, last.offset, first.line, first.column, last.line, last.column)
        assert source.span(start, end) == expected
