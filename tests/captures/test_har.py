"""Recordings of browsers."""

import base64
import io
import json
from collections.abc import Callable
from itertools import accumulate
from typing import Any

import pytest

from tests.captures.samples import failure, marks, references, undecodable
from ucsmsg import Limits, iter_parse
from ucsmsg.captures import _written as written_texts
from ucsmsg.captures._har import Recording
from ucsmsg.places import Position


def recording(*entries: dict[str, Any], indent: int | None = None) -> bytes:
    """A recording with these entries."""
    return json.dumps({"log": {"version": "1.2", "entries": entries}}, indent=indent).encode()


def body(text: str, **members: str) -> dict[str, Any]:
    """An entry with a response."""
    return {"request": {"method": "POST"}, "response": {"status": 200, "content": {"text": text} | members}}


def packed(text: str, encoding: str = "utf-8") -> dict[str, Any]:
    """An entry with a response in base64."""
    return body(base64.b64encode(text.encode(encoding)).decode(), encoding="base64")


def frame(data: str, **members: object) -> dict[str, Any]:
    """An entry with a frame of a WebSocket."""
    return {"_webSocketMessages": [{"type": "receive", "time": 1.5, "opcode": 1, "data": data} | members]}


@pytest.mark.parametrize("indent", [None, 1])
def test_bodies_and_frames_are_read_in_their_order(indent: int | None) -> None:
    results = list(
        iter_parse(recording(body(failure(1)), frame(failure(2)), packed(failure(3)), body(failure(4)), indent=indent))
    )

    assert references(results) == [1, 2, 3, 4]
    assert not marks(results)


@pytest.mark.parametrize(
    "entry",
    [
        frame(failure(7), type="send"),
        frame(failure(7), opcode=2),
        {"request": {"postData": {"text": failure(7)}}},
        body("var channel = {};"),
        body("<html>"),
        body("iVBORw0KGgo=", encoding="base64"),
        {"response": {"content": {"size": 0}}},
    ],
)
def test_other_traffic_is_passed_over(entry: dict[str, Any]) -> None:
    assert references(iter_parse(recording(body(failure(1)), entry, body(failure(2))))) == [1, 2]


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        (frame(failure(7), type="send"), "what the client sent"),
        (frame(failure(7), opcode=2), "what the client sent"),
        ({"request": {"postData": {"text": failure(7)}}}, "what the client sent"),
        ({"request": {"postData": {"referenceId": 7}}}, "what the client sent"),
        (body('{"statusCode":0,"referenceId":2}'), "a reply to a request"),
        (body('{"participantId":"1"}'), "a reply to a request"),
    ],
)
@pytest.mark.parametrize("mode", ["strict", "lenient"])
def test_what_has_a_notifications_member_is_not_passed_over_without_a_note(
    entry: dict[str, Any], kind: str, mode: str
) -> None:
    first, note, last = iter_parse(recording(body(failure(1)), entry, body(failure(2))), mode=mode)
    (diagnostic,) = note.diagnostics

    assert references([first, note, last]) == [1, 2]
    assert (diagnostic.name, diagnostic.severity) == ("passed-over-traffic", "note")
    assert diagnostic.message.startswith(f"Expected a notification, got {kind}: `")
    assert diagnostic.found == note.source.text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"response"', b'"respons"'),
        (b'"content"', b'"conten"'),
        (b'"text": "', b'"text": '),
        (b'"text"', b'"texts"'),
        (b'"text": ', b'"te""xt", '),
        (b'}}"}', b'}}", "x"}'),
    ],
)
def test_a_body_that_damage_takes_out_of_its_place_is_an_error(old: bytes, new: bytes) -> None:
    data = recording(body(failure(1)), body(failure(2))).replace(old, new, 1)
    results = list(iter_parse(data, mode="lenient"))

    assert references(results)[-1] == 2
    assert "surrounding-text" in {name for name, _, _ in marks(results)}
    assert not all(parsed.ok for parsed in results)


def test_a_body_before_the_place_where_the_recording_is_cut_off_is_an_error() -> None:
    data = recording(body(failure(1)), body(failure(2)))
    end = data.rindex(b'}}"') + len('}}"')
    results = list(iter_parse(data[:end] + b', "mimeType": "x', mode="lenient"))

    assert references(results) == [1]
    assert [name for name, _, _ in marks(results)] == ["surrounding-text", "cut-off"]


def test_lines_that_a_damaged_recording_swallows_are_errors() -> None:
    data = recording(body(failure(1)))[:-1] + f"\n{failure(2)}\n".encode()
    results = list(iter_parse(data, mode="lenient"))

    assert references(results) == [1]
    assert marks(results) == [("surrounding-text", 2, 11), ("surrounding-text", 2, 27), ("cut-off", 3, 1)]


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        (f"{failure(3)}\n{failure(4)}\n", [3, 4]),
        (failure(3), [3]),
        (f"\n\n2015-10-01 16:02:07 INFO {failure(3)}\n2015-10-01 16:02:08 INFO done", [3]),
        (recording(body(failure(3)), body(failure(4))).decode() + failure(5), [3, 4, 5]),
        (f"<!doctype html><p>{failure(3)}</p>", [3]),
        (f"{' ' * 70000}{failure(3)}", [3]),
    ],
    ids=["lines", "payload", "log", "recording", "page", "after much white space"],
)
@pytest.mark.parametrize("is_live", [True, False])
def test_what_follows_a_recording_has_a_format_of_its_own(rest: str, expected: list[int], *, is_live: bool) -> None:
    data = recording(body(failure(1)), body(failure(2))).decode() + rest
    results = list(iter_parse(io.BytesIO(data.encode()) if not is_live else iter([data.encode()])))

    assert references(results) == [1, 2, *expected]
    assert not marks(results)
    assert [data[each.source.origin.offset :].startswith(each.source.text) for each in results] == [True] * len(results)
    assert (
        results[-1].source.position(0).column == len(data[: data.rindex(results[-1].source.text)].split("\n")[-1]) + 1
    )


def test_a_recording_without_notifications_has_no_payload() -> None:
    assert marks(iter_parse(recording(body("{}")))) == [("no-value", 1, 1)]


def test_places_are_those_in_the_file_and_those_in_the_string() -> None:
    text = '[\n {"channel":"/\u00fc\U0001f600\\n","data":5L}]'
    data = recording(body(text), indent=1)
    (parsed,) = iter_parse(data)
    diagnostic = next(each for each in parsed.diagnostics if each.name == "long-suffix")

    line = data.decode().splitlines()[diagnostic.span.line - 1]
    assert line[diagnostic.span.column - 1 : diagnostic.span.end_column - 1] == "5L"
    assert diagnostic.inner is not None
    assert (diagnostic.inner.line, diagnostic.inner.column) == (2, 28)
    assert parsed.source.text == json.dumps(text)[1:-1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_places_in_base64_are_those_of_its_characters(encoding: str) -> None:
    text = f"[{failure(1)}]".replace("failed", "\u00fc").replace(":1", ":1L")
    data = recording(packed(text, encoding))
    (parsed,) = iter_parse(data)
    (diagnostic,) = parsed.diagnostics

    start, end = diagnostic.span.start, diagnostic.span.end
    aligned = parsed.source.text[: (start - parsed.source.origin.offset) // 4 * 4]
    assert text.startswith(base64.b64decode(aligned).decode(encoding, "ignore")[:-3])
    assert 2 <= end - start <= 8
    assert diagnostic.inner is not None
    assert diagnostic.inner.column == text.index("1L") + 1


def test_the_place_inside_a_string_inside_a_body_is_the_innermost() -> None:
    text = json.dumps({"channel": "/v2/ucs/interactions", "data": failure(1)[8:-1].replace(":1", ":1L")})
    (parsed,) = iter_parse(recording(body(text)))
    suffix = next(each for each in parsed.diagnostics if each.name == "long-suffix")

    assert references([parsed]) == [1]
    assert suffix.inner is not None
    assert suffix.inner.column == len('{"referenceId":') + 1


@pytest.mark.parametrize("packing", [body, packed])
@pytest.mark.parametrize(
    "text",
    [
        "[{}]\n[{}]",
        "{}{}",
        "data: [{}]\n\ndata: {}\n\n",
        "/**/callback([{},\n{}]);",
    ],
)
def test_a_body_may_hold_several_payloads_and_what_transports_add(text: str, packing: Callable[[str], Any]) -> None:
    content = text.replace("{}", failure(1), 1).replace("{}", failure(2).replace(":2", ":2L"), 1)
    results = list(iter_parse(recording(packing(content))))

    assert references(results) == [1, 2]
    (diagnostic,) = (each for parsed in results for each in parsed.diagnostics)
    assert diagnostic.name == "long-suffix"
    assert diagnostic.inner is not None
    before = content[: content.index("2L")].split("\n")
    assert (diagnostic.inner.line, diagnostic.inner.column) == (len(before), len(before[-1]) + 1)


@pytest.mark.parametrize(
    ("text", "names", "numbers"),
    [
        (failure(7) + ',"channel":"/v2/me/x"}', ["extra-closer"], []),
        ('"channel":"/v2/ucs/interactions",' + failure(7)[1:], ["missing-opener"], [7]),
        (failure(1) + '"x": nope ' + failure(2), ["surrounding-text"], [2]),
        (f"data: {failure(1)}\n}}\ndata: {failure(2)}", ["extra-closer", "surrounding-text"], [1, 2]),
        (f"id: 5\nevent: x\n: still here\ndata: {failure(1)}\n\nretry: 5\ndata: {failure(2)}\n", [], [1, 2]),
        (f"{failure(1)} 5", ["surrounding-text"], []),
        (f"while(1);[{failure(1)}]", [], [1]),
        (f'42["message",{failure(1)}]', [], [1]),
        (f'42/chat,17["message",{failure(1)}]', [], [1]),
        (f'96:42["message",{failure(1)}]\x1e42["message",{failure(2)}]', [], [1, 2]),
        (f"a{json.dumps([failure(1), failure(2)])}", [], [1, 2]),
        (f"for(;;);[{failure(1)}]", [], [1]),
        (f"/**/ typeof cb === 'function' && cb([{failure(1)}]);", [], [1]),
        (f"callback({failure(1)});\ncallback({failure(2)})\n", [], [1, 2]),
        (f"var a = {failure(1)}; function() {{}}", [], [1]),
        (f"var a = {json.dumps(failure(1))};", [], [1]),
        ('var a = "channel": "/x", {;', ["surrounding-text"], []),
    ],
)
def test_nothing_in_a_body_of_payloads_is_prose(text: str, names: list[str], numbers: list[int]) -> None:
    results = list(iter_parse(recording(body(text))))

    assert [name for name, _, _ in marks(results)] == names
    assert references(results) == numbers


def test_a_body_without_brackets_is_read_as_a_whole() -> None:
    text = failure(1)[1:].replace("{", "").replace("}", "")

    assert len(list(iter_parse(recording(body(text), body(failure(2)))))) == 2


def test_a_body_that_is_no_json_string_is_an_error() -> None:
    data = recording(body("x"), body(failure(2))).replace(b'"x"', rb'"{\"channel\": \q}"')
    results = list(iter_parse(data))

    assert references(results) == [2]
    assert marks(results) == [("unexpected-text", 1, data.index(b"{\\") + 1)]
    assert results[0].diagnostics[0].message == (
        r"Expected a recorded body as a JSON string or in base64, got `{\"channel\": \q}`"
    )


def test_damaged_base64_is_an_error() -> None:
    assert [name for name, _, _ in marks(iter_parse(recording(body("W?==", encoding="base64"))))] == ["unexpected-text"]


def test_bytes_in_base64_that_are_no_text_are_an_error() -> None:
    entry = body(base64.b64encode(failure(1).encode().replace(b"failed", b"\xe9")).decode(), encoding="base64")
    (parsed,) = iter_parse(recording(entry))

    assert len(undecodable([parsed])) == 1
    assert not parsed.ok


def test_places_behind_bytes_that_are_no_text_are_those_in_the_file() -> None:
    content = failure(1).encode().replace(b"failed", b"\xe9\xed\xb0\x80 failed")
    raw = base64.b64encode(content).decode()
    data = recording(body(raw, encoding="base64"))
    spans = [each.span for each in next(iter_parse(data)).diagnostics if each.name == "undecodable-bytes"]
    start = data.index(raw.encode())

    at = content.index(b"\xe9")
    assert [(span.start - start, span.end - start) for span in spans] == [(at * 4 // 3, -(-(at + 4) * 4 // 3))]


@pytest.mark.parametrize("text", ["a\u00fc\udce9\U0001f600b\udc80\udcff" * 7])
@pytest.mark.parametrize(
    ("encoding", "widths"), [("utf-8", (1, 2, 1, 4, 1, 1, 1)), ("utf-16-le", (2, 2, 1, 4, 2, 1, 1))]
)
def test_base64_is_counted_from_the_nearest_step(
    text: str, encoding: str, widths: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A byte that was no text counts as the one byte it is, and a place costs no more at the end of a long text."""
    monkeypatch.setattr(written_texts, "_STEP", 3)
    offsets = written_texts.PackedOffsets(text, encoding, 2)
    size, sizes = offsets.size, []

    def noted(start: int, end: int) -> int:
        sizes.append(end - start)
        return size(start, end)

    monkeypatch.setattr(offsets, "size", noted)
    counts = list(accumulate((widths[index % len(widths)] for index in range(len(text))), initial=2))

    assert [offsets.first(offset) for offset in range(len(text) + 1)] == [count * 4 // 3 for count in counts]
    assert [offsets.after(offset) for offset in range(len(text) + 1)] == [-(-count * 4 // 3) for count in counts]
    assert max(sizes) == 3


def test_base64_may_be_escaped_as_any_string() -> None:
    text = failure(1, "???>>>~~~").replace(":1", ":1L")
    raw = base64.b64encode(text.encode()).decode()
    data = recording(body(raw, encoding="base64")).replace(raw.encode(), raw.replace("/", "\\/").encode())
    (parsed,) = iter_parse(data)
    (suffix,) = parsed.diagnostics
    start = data.index(raw[:20].encode())

    at = text.index("1L")
    slashes = raw[: at * 4 // 3].count("/")
    assert "/" in raw
    assert (suffix.name, suffix.span.start - start) == ("long-suffix", at * 4 // 3 + slashes)


def test_base64_that_is_no_json_string_is_an_error() -> None:
    data = recording(body("W10=", encoding="base64")).replace(b"W10=", b"W10\\q")

    assert [name for name, _, _ in marks(iter_parse(data))] == ["unexpected-text"]


def test_bytes_in_a_string_that_are_no_text_are_an_error() -> None:
    data = recording(body(failure(1))).replace(b"failed", b"\xe9")

    assert undecodable(iter_parse(data)) == [("undecodable-bytes", 1, data.index(b"\xe9") + 1)]


def test_a_body_beyond_the_limit_is_an_error() -> None:
    data = recording(body(failure(1, "x" * 500)), body("x" * 500), body(failure(2)))
    results = list(iter_parse(data, limits=Limits(size=300)))

    assert [name for name, _, _ in marks(results)] == ["limit-exceeded"]
    assert references(results) == [2]


@pytest.mark.parametrize("keep", [-1, -30, -110])
def test_a_recording_that_is_cut_off_says_so(keep: int) -> None:
    data = recording(body(failure(1)), body(failure(2)))[:keep]
    results = list(iter_parse(data))

    assert references(results)[0] == 1
    assert marks(results)[-1][0] == "cut-off"
    assert results[-1].diagnostics[0].message == "Expected the end of the recording, got the end of the file"


def test_the_recording_may_come_in_any_chunks() -> None:
    text = recording(body(failure(1, "a\\\\\\n")), frame(failure(2)), indent=1).decode()
    whole = [found.source.text for found in Recording([text], Position(), 1 << 20, None).bodies()]

    for size in (1, 2, 3, 7, 50):
        chunks = [text[start : start + size] for start in range(0, len(text), size)]
        found = list(Recording(chunks, Position(), 1 << 20, None).bodies())
        assert [each.source.text for each in found] == whole
        assert [text[each.source.origin.offset :].startswith(each.source.text) for each in found] == [True, True]


def test_what_is_deep_is_passed_over() -> None:
    deep = "[" * 5000 + "]" * 5000
    data = recording({"_x": 0}, body(failure(1))).replace(b"0", deep.encode(), 1)

    assert references(iter_parse(data)) == [1]
