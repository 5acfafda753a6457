"""Entries of recordings that are passed over as a whole: nothing that reading them bit by bit finds is missed."""

import base64
import json
import random
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.captures.samples import failure
from ucsmsg import Parsed, iter_parse
from ucsmsg.captures import Coverage, _har, _words
from ucsmsg.captures._har import Recording, Tokens
from ucsmsg.captures._traffic import EVENT_NAME, has_trace, may_have_trace
from ucsmsg.captures._written import from_json_string
from ucsmsg.places import Position
from ucsmsg.text.searching import library

WORDS = ("channel", "messageType", "referenceId", "participantId", "timestampSeconds", "/v2/ucs/interactions")
QUOTED = (*"\"'“”`«", "&quot;", "&amp;#34;", "%22", "%2522", "\\x22", "u0022", '\\"', "", " ")
TOPICS = (":'/v2/ucs", ':"\\/v2\\/ucs', "=%22%2Fv2%2Fucs", ':"/v2/ucs/x', "/v2/ucsd", "v2 ucs")
TEXTS = (
    *(f"a{quote}{word}{quote}: 1" for word in WORDS for quote in QUOTED),
    *WORDS,
    *(f" {word}," for word in WORDS),
    *(f"\n“{word}\u00a0.\n" for word in WORDS),
    *TOPICS,
    failure(1),
    f"[{failure(2)},\r\n{failure(3)}]",
    failure(4)[:-3],
    json.dumps(failure(5)),
    "the channel of a page, its messageTypes; function channel() { return referenceId }",
)
PLAIN = 'function a() {\n  return "x\u2028ä" + `b`; // [}\n}\r\n' * 3


def written(text: str, form: str) -> str:
    """The text as a JSON string, in one of the ways in which exporters write it."""
    ascii_only = json.dumps(text)
    escaped = "".join(f"\\u{ord(each):04X}" if each < "\x7f" else json.dumps(each)[1:-1] for each in text)
    return {
        "plain": json.dumps(text, ensure_ascii=False),
        "ascii": ascii_only,
        "slashes": ascii_only.replace("/", "\\/"),
        "escaped": f'"{escaped}"',
    }[form]


def entry(text: str, number: int, form: str) -> str:
    """An entry with the text somewhere in it."""
    string = written(text, form)
    packed = base64.b64encode(text.encode(("utf-8", "utf-16-le", "utf-16-be")[number % 3], "surrogatepass")).decode()
    told = f'"startedDateTime": "2015-10-01T10:00:0{number % 10}Z", "request": {{"url": "https://x/{number}"}}'
    places = (
        f'"response": {{"content": {{"text": {string}}}}}',
        f'"response": {{"content": {{"encoding": "base64", "text": "{packed}"}}}}',
        f'"response": {{"content": {{"text": "{packed}", "encoding": "base64"}}}}, "base64": 1',
        f'"response": {{"content": {{"text": {string}, "text": "{number}"}}}}',
        f'"response": {{"headers": [{{"name": {string}, "value": "base64"}}]}}',
        f'"response": {{{string}: 1}}',
        f'"request": {{"postData": {{"text": {string}}}}}',
        f'"text": {string}',
        f'"_webSocketMessages": [{{"type": "receive", "opcode": 1, "time": 1.5, "data": {string}}}]',
        f'"response": {{"content": {{"text": {string}, "encoding": "base64"}}}}',
    )
    return f'{{{told}, "x": {written(PLAIN, "plain")},\n {places[number % len(places)]}}}'


def recordings() -> Iterator[str]:
    """Each text in each form and place, between entries without any."""
    for form in ("plain", "ascii", "slashes", "escaped"):
        for first in range(0, len(TEXTS), 8):
            entries = [entry(text, first * 7 + number, form) for number, text in enumerate(TEXTS[first : first + 8])]
            entries += [entry(text, first + number * 3 + 1, form) for number, text in enumerate(TEXTS[first::16])]
            mixed = [
                each for pair in zip(entries, [entry(PLAIN, 0, "plain")] * len(entries), strict=True) for each in pair
            ]
            yield f'{{"log": {{"version": "1.2", "entries": [{", ".join(mixed)}]}}}}\n'


def results(text: str) -> tuple[list[Parsed], Coverage]:
    """What a recording gives."""
    reading = iter_parse(text.encode("utf-8", "surrogatepass"), format="har")
    return list(reading), reading.coverage


def bit_by_bit(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Parsed], Coverage]:
    """What it gives when each of its tokens is looked at."""
    with monkeypatch.context() as patch:
        patch.setattr(Tokens, "pass_over", lambda *_, **__: None)
        return results(text)


def test_entries_that_are_passed_over_hold_nothing_that_is_found_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    found = 0
    for text in recordings():
        expected = bit_by_bit(text, monkeypatch)
        found += len(expected[0])
        assert results(text) == expected
    assert found > 200


def test_in_damaged_recordings_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    choose = random.Random(1)  # noqa: S311  # the same texts in every run are the point
    for text in list(recordings())[::4]:
        for _ in range(4):
            at = choose.randrange(len(text))
            damaged = text[:at] + choose.choice(["", '"', "}", "]", "{", "\\"]) + text[at + 1 :]
            assert results(damaged) == bit_by_bit(damaged, monkeypatch)


@pytest.mark.parametrize("has_library", [True, False])
def test_what_is_found_in_a_text_has_a_word_that_is_looked_for(
    *, has_library: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_words, "SHORT", 0)
    if not has_library:
        monkeypatch.setattr(_words, "library", lambda: None)
    for form in ("plain", "ascii", "slashes", "escaped"):
        for text in TEXTS:
            raw = written(text, form)
            meant = from_json_string(raw[1:-1])
            assert meant is not None
            if has_trace(raw[1:-1]) or has_trace(meant.text) or EVENT_NAME.search(meant.text):
                assert may_have_trace(raw)
    assert not may_have_trace(PLAIN + "\udc80")
    assert not may_have_trace("the channel, a \\u00e9 and v2 of ucs")


@pytest.mark.parametrize("size", [1, 7, 60, 10_000])
@pytest.mark.parametrize("is_live", [True, False])
def test_entries_are_passed_over_wherever_the_text_is_cut(
    size: int, *, is_live: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = next(recordings())
    seen: list[Any] = []

    def is_plain(raw: str, value: Any) -> bool:
        assert json.loads(raw, strict=False) == value
        if "request" in value:
            seen.append(value)
        return not may_have_trace(raw) and "base64" not in raw

    def bodies(size: int, *, is_live: bool) -> list[Any]:
        chunks = (text[start : start + size] for start in range(0, len(text), size))
        recording = Recording(chunks, Position(), 1000, None, is_plain=is_plain, is_live=is_live)
        wanted = [each for each in recording.bodies() if each.is_base64 or may_have_trace(f'"{each.source.text}"')]
        return [*wanted, recording.rest().origin]

    monkeypatch.setattr(_har, "_LOOK_AHEAD", 100)
    with monkeypatch.context() as patch:
        patch.setattr(Tokens, "pass_over", lambda *_, **__: None)
        expected = bodies(len(text), is_live=False)
    assert bodies(size, is_live=is_live) == expected
    assert bool(seen) is (not is_live or size > 1000)


def test_an_entry_that_is_too_long_is_read_bit_by_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    text = next(recordings())
    expected = results(text)
    monkeypatch.setattr(_har, "_LONGEST", 10)
    monkeypatch.setattr(_har, "_LOOK_AHEAD", 5)

    assert results(text) == expected


def test_what_else_is_in_an_entry_that_is_read_is_passed_over() -> None:
    messages = [{"type": "send", "data": "hello"}, {"type": "receive", "data": failure(1)}]
    text = json.dumps({"log": {"version": "1.2", "entries": [{"_webSocketMessages": messages}]}})

    assert [parsed.source.text for parsed in results(text)[0]] == [json.dumps(failure(1))[1:-1]]


def test_words_are_found_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "stringzilla", None)
    library.cache_clear()
    try:
        assert library() is None
        assert list(_words.words_in("x" * 2000 + "channel", ("channel", "ucs"))) == ["channel"]
        assert _words.stands_in(b"ucs", b"/v2/ucs")
    finally:
        library.cache_clear()


def test_a_name_in_the_place_of_an_entry_hides_nothing() -> None:
    entry = {"request": {"url": "https://x"}, "response": {"content": {"text": failure(1)}}}
    text = json.dumps({"log": {"version": "1.2", "entries": [entry]}})
    damaged = text.replace("[{", "[").replace("}}}]", "}}]")

    assert [parsed.source.text for parsed in results(damaged)[0]] == [json.dumps(failure(1))[1:-1]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
@pytest.mark.parametrize(
    ("text", "names"),
    [
        (failure(1), []),
        ("\ufeff\x01ucs", ["no-value"]),
        ("\ufeffreferenceId", ["passed-over-traffic", "no-value"]),
    ],
)
def test_a_word_in_what_is_packed_has_to_stand_as_a_notification_has_it(
    encoding: str, text: str, names: list[str]
) -> None:
    packed = base64.b64encode(text.encode(encoding)).decode()
    entry = {"response": {"content": {"encoding": "base64", "text": packed}}}

    found = results(json.dumps({"log": {"version": "1.2", "entries": [entry]}}))[0]

    assert [each.name for parsed in found for each in parsed.diagnostics] == names
