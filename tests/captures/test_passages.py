"""Lines of prose, many at a time: nothing that looking at each line finds is missed."""

import random
import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from tests.captures.samples import failure, over_lines
from ucsmsg import Limits, Parsed, iter_parse
from ucsmsg.captures import Coverage, Format, _blocks, _capture, _whole_values, _words
from ucsmsg.captures._lines import Piece, behind, pieces
from ucsmsg.captures._passages import passages
from ucsmsg.captures._traffic import NAME
from ucsmsg.captures._whole_values import object_at_end
from ucsmsg.captures._written import encoded_in
from ucsmsg.places import Position
from ucsmsg.testing import read_corpus

CORPUS = Path(__file__).parents[2] / "corpus"
PROSE = (
    "2015-10-01 16:02:07,123 INFO  [http-nio-1] c.g.Service - the channel was closed, 5 % of v2/x",
    'Oct  1 16:02:07 host app[12]: messageType of the agent\'s "session", referenceId=5 ä\u2028',
    "   at java.lang.Thread.run(Thread.java:748)",
    "level=info msg=done id=5 [1, 2], x=[a]",
    "",
    "  ",
    "GET /api/v2/ucs/interactions%20x HTTP/1.1",
    "event: message",
    "see [1],",
)
OPEN = ("]", "x=[a", "see [", '["a",', "[x,")
"""Prose with a bracket that is not closed, or closes nothing."""
PAYLOADS = (
    failure(1),
    failure(1, "a 'b' {c] \\\" // /*"),
    f'{failure(1)} "x": 1',
    f"{failure(1)} {failure(15)}",
    f"/* {failure(1)}",
    f"[{failure(1)}",
    f"it's {failure(1)}'",
    f'msg: "x", channel: "/x", data: {failure(1)[8:-1]}',
    f"channel%22: messageType: 5, {failure(1)}",
    '{"NaN": NaN}',
    over_lines(2),
    f"[{failure(3)},\n {failure(4)}]",
    f"[\n{failure(5)}\n]",
    f'42["message",\n{failure(6)}]',
    f"data: {failure(7)}",
    "data: []",
    "HTTP/1.1 200 OK\nContent-Type: application/json\n\n[]",
    failure(8)[:-4],
    failure(9)[8:],
    '"messageType":"GetInteractionContentMessage","referenceId":10',
    "body=%5B%7B%22data%22%3A%7B%22referenceId%22%3A11%2C%22messageType%22%3A%22GetInteractionContentMessage%22%7D%7D%5D",
    failure(12).replace('"', "\\u0022"),
    failure(13).replace('"', '\\"').join('""'),
    'channel":"/v2/ucs/interactions"',
    "{id=5, [x}",
    '{"a": [1, 2]}',
    "referenceId&quot;:&quot;5",
    f"{failure(14)}\n}}\n",
)
ENDS = ("\n", "\r\n", "\r")


def log(seed: int, prose: Sequence[str] = PROSE) -> str:
    """Prose and payloads, whole and damaged, in any order."""
    choose = random.Random(seed)  # noqa: S311  # the same texts in every run are the point
    end = choose.choice(ENDS)
    lines = [part(choose, prose) for _ in range(choose.randrange(4, 40))]
    return end.join(lines).replace("\n", end) + choose.choice(["", end])


def part(choose: random.Random, prose: Sequence[str]) -> str:
    """Prose, or a payload after what a log has before it."""
    if choose.random() < 0.7:
        return choose.choice(prose)
    payload = choose.choice(PAYLOADS)
    if "{" in payload and choose.random() < 0.2:
        at = choose.randrange(len(payload))
        payload = payload[:at] + choose.choice(["", '"', "}", "]", "\\"]) + payload[at + 1 :]
    return choose.choice(["", "", f"{PROSE[0]}: "]) + payload


def may_hold(line: str) -> bool:
    """True where a line by itself has something that a payload has, or that is left of one."""
    has_encoded = next(encoded_in(line, 0, len(line)), None) is not None
    return "{" in line or has_encoded or NAME.search(line) is not None


def lines_of(text: str) -> list[str]:
    """The lines with their ends."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)


def are_prose(found: Iterable[Piece]) -> list[bool]:
    """Whether each of the lines is prose."""
    return [piece.is_prose for piece in found for _ in lines_of(piece.text)]


@pytest.mark.parametrize("has_library", [True, False])
def test_no_line_is_prose_that_may_hold_something_wherever_the_text_is_cut(
    *, has_library: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_words, "SHORT", 0)
    if not has_library:
        monkeypatch.setattr(_words, "library", lambda: None)
    prose = 0
    for seed in range(60):
        text = log(seed)
        found = list(passages([text], Position(), longest=len(text)))
        step = seed + 1
        chunks = [text[start : start + step] for start in range(0, len(text), step)]

        assert "".join(piece.text for piece in found) == text
        assert [piece.origin for piece in found] == [
            *accumulate((piece.text for piece in found[:-1]), after, initial=Position())
        ]
        assert are_prose(passages(chunks, Position(), longest=len(text))) == are_prose(found)
        assert not any(
            is_prose and may_hold(line) for line, is_prose in zip(lines_of(text), are_prose(found), strict=True)
        )
        prose += sum(are_prose(found))
    assert prose > 200


def after(position: Position, text: str) -> Position:
    """The place after the text."""
    return behind(text, position)


def test_a_line_that_is_long_is_not_waited_for() -> None:
    line = "a word, " * 1000
    found = list(passages([line, line, f'"channel": {line}', f"{line}\n{failure(1)}\n"], Position()))

    assert "".join(piece.text for piece in found) == f'{line}{line}"channel": {line}{line}\n{failure(1)}\n'
    assert [piece.text[:10] for piece in found[:4]] == [line[:10], line[:10], '"channel":', line[:10]]
    assert [piece.is_prose for piece in found] == [False, False, False, True, False]


OBJECT = '{\n  "a": {\n    "b": [\n      1]}\n}\n'


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (OBJECT, 0),
        (f"INFO [http-nio-1] a/b - Received: {OBJECT}", 34),
        (OBJECT.replace("\n", "\r\n").replace("\r\n", " \r\n", 1), 0),
        (OBJECT.replace("\n", "\n\t").join(["\t", ""])[:-1], 1),
        (f"[\n{OBJECT}]\n", 0),
        (f" [\n{OBJECT} ] \n", 1),
        (f"[\n\n{OBJECT},\n{OBJECT}]\n", 0),
        (OBJECT.replace("1]", "1L]"), None),
        (OBJECT.replace("\n}", "\n },"), None),
        (f'"{OBJECT}', None),
        (f"/* {OBJECT}", None),
        (f"x [\n{OBJECT}]\n", None),
        (OBJECT.replace("\n", "\r"), None),
        ('{\n"a": 1\n}, 2\n', None),
        ("{\n}\n", None),
        ('{\n"a": 1\n', None),
    ],
)
def test_the_lines_of_a_value_come_together_where_it_is_valid_and_nothing_is_open_before_it(
    text: str, value: int | None
) -> None:
    first = next(iter(passages([text], Position())))

    assert first.value == value
    assert (first.text == text) == (value is not None)


@pytest.mark.parametrize("longest", [10, 1000])
def test_the_end_of_a_value_is_waited_for_unless_it_is_too_far_away(longest: int) -> None:
    chunks = [f"words\n{OBJECT[:15]}", OBJECT[15:], f"more\n{OBJECT[:-1]}"]
    found = list(passages(chunks, Position(), longest=longest))

    assert "".join(piece.text for piece in found) == "".join(chunks)
    assert [piece.origin for piece in found] == [
        *accumulate((piece.text for piece in found[:-1]), after, initial=Position())
    ]
    assert [piece.text for piece in found if piece.value == 0] == ([OBJECT, OBJECT[:-1]] if longest > 10 else [])


@pytest.mark.parametrize("line", ["[", "(a: {", "see [1],", '"', "/*", "HTTP/1.1 200 OK", f"{failure(1)},"])
@pytest.mark.parametrize("size", [30, 1000])
def test_a_value_over_lines_is_read_as_its_lines_are(line: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"{line}\n{over_lines(2)}\n}}\n[\n{over_lines(3)}\n]\nwords\n{line}\n{over_lines(4)}".encode()
    for form in (Format.LOG, Format.PAYLOAD):
        limits = Limits(size=size)
        expected = line_by_line(text, form, monkeypatch, limits=limits)
        assert results(text, form, limits=limits) == expected


# ---- What they hold ----


def results(data: bytes, form: Format | None, **options: Any) -> tuple[list[Parsed], Coverage]:
    """What a capture gives."""
    reading = iter_parse(data, format=form, mode="lenient", **options)
    return list(reading), reading.coverage


def line_by_line(
    data: bytes, form: Format | None, monkeypatch: pytest.MonkeyPatch, **options: Any
) -> tuple[list[Parsed], Coverage]:
    """What it gives when each of its lines is looked at."""
    with monkeypatch.context() as patch:
        for name in ("passages", "lines_and_values"):
            patch.setattr(_capture, name, lambda chunks, origin, *_: pieces(chunks, origin))
        patch.setattr(_blocks, "object_at_end", lambda _: None)
        return results(data, form, **options)


@pytest.mark.parametrize("form", [Format.LOG, Format.PAGE])
def test_what_is_found_is_what_looking_at_each_line_finds(form: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    found = 0
    for seed in range(50):
        data = log(seed).encode()
        expected = line_by_line(data, form, monkeypatch)
        assert results(data, form) == expected
        found += len(expected[0])
    assert found > 200


@pytest.mark.parametrize("has_msgspec", [True, False])
@pytest.mark.parametrize(
    ("line", "value"),
    [
        ('INFO [http-nio-1] a/b - Received: {"a": [1, "}"]} \r\n', 34),
        ('{ "a": 1}', 0),
        ('{"a": 1}}', None),
        ('{"a": 1} x', None),
        ('{"a": 1L}', None),
        ('[x {"a": 1}', None),
        ('"x {"a": 1}', None),
        ('/* {"a": 1}', None),
        ('[] {"a": 1}', None),
        ('{} {"a": 1}', None),
        ("{}", None),
        ('{"a":' * 100_000, None),
        ('{"a": "\udc80"} x', None),
        ("words", None),
    ],
)
def test_a_line_ends_in_an_object_where_that_is_valid_and_nothing_is_open_before_it(
    line: str, value: int | None, *, has_msgspec: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not has_msgspec:
        monkeypatch.setattr(_whole_values, "msgspec_functions", lambda: None)
    _whole_values.decoder.cache_clear()
    try:
        assert object_at_end(line) == value
    finally:
        _whole_values.decoder.cache_clear()


def test_in_the_captures_of_the_corpus_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [case for case in read_corpus(CORPUS) if case.name.startswith(("captures/", "combined/", "documented/"))]
    assert len(cases) > 50
    for case in cases:
        assert results(case.data, None) == line_by_line(case.data, None, monkeypatch)


def test_nothing_is_lost_among_brackets_of_prose(monkeypatch: pytest.MonkeyPatch) -> None:
    """Line by line an open one holds the lines after it together, which may hide the end of a payload's record."""
    for seed in range(60):
        data = log(seed, PROSE + OPEN).encode()
        expected = line_by_line(data, Format.LOG, monkeypatch)[0]
        assert places(results(data, Format.LOG)[0]) >= places(expected)


def places(found: Iterable[Parsed]) -> set[int]:
    """Where the notifications stand that were read."""
    return {parsed.source.origin.offset for parsed in found if parsed.notifications}


@pytest.mark.parametrize("between", [100, 20_000])
def test_a_payload_is_told_by_the_prefix_before_it_unless_that_is_far_away(between: int) -> None:
    words = "more words\n" * (between // 11)
    text = f"2015-10-01 16:02:07 INFO begins\n{words}{failure(1)}\n\nwords\n{failure(2)}\n"
    found = results(text.encode(), Format.LOG)[0]

    assert [parsed.origin.level for parsed in found] == ["INFO" if between < 10_000 else None, None]


def test_a_notification_is_found_whose_names_have_escaped_letters() -> None:
    escaped = failure(7).replace("e", "\\u0065")
    found = results(f"{PROSE[0]}\n{PROSE[0]}: {escaped}\n{PROSE[0]}\n".encode(), Format.LOG)[0]

    assert [(parsed.source.text, len(parsed.notifications)) for parsed in found] == [(escaped, 1)]
