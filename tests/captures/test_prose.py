"""What touches a payload between prose belongs to it, and what looks like one is never passed over without a word."""

import json

import pytest

from tests.captures.samples import failure, marks, references
from ucsmsg import Limits, dumps, iter_parse

PREFIX = "2015-10-01 16:02:07,123 INFO "
ONE, TWO = failure(1), failure(2)
WRITTEN = json.dumps(ONE)


def log(line: str) -> bytes:
    """A log with that line between two others."""
    return f"{PREFIX}[main] started {{x}}\n{PREFIX}{line}\n{PREFIX}{TWO}\n".encode()


def record(line: str) -> str:
    """What of the line is read as the first record."""
    return next(iter_parse(log(line))).source.text


@pytest.mark.parametrize(
    "line",
    [
        ONE + ',"channel":"/v2/me/x"}',
        ONE + ', "a": [1, true], "b": {"c": "d"}, "e": null',
        ONE + '"x":',
        ONE + "}",
        ONE + " ]",
        ONE + '}]} ,"a":1',
        '"channel":"/v2/me/calls",' + ONE[1:],
        '"id":"7", "ok":true,"data":' + ONE + "}",
        '"payload":' + ONE + "}",
        '"a": -1.5e3, "b" : null, "payload" = ' + ONE,
        f'{{main; {ONE}, "x": 5}}',
        f'{{~"channel": "/x", "data": {ONE}, "id": "abc"}}',
        f'{{Event "data": {ONE}, "id": "abc"}}',
        f'{{hannel": "/x", "data": {ONE}, "id": "abc"}}',
        f'{{\x1b[34m"channel"\x1b[0m: "/x", \x1b[34m"data"\x1b[0m: {ONE}, \x1b[34m"id"\x1b[0m: "abc"}}',
        f'{{\x1b[34m"data"\x1b[0m: {ONE}',
        f'"channel": "/x", "data": {ONE}, "id": "abc"., "ext": 5}}',
        f'{ONE}; "ext": 5',
        f'{{:channel=>"/x", :data=>{ONE}, :id=>"abc"}}',
        '{:data=>{:referenceId=>1, :x=>"{"}, :id=>"abc"}',
        f'{{x => 1, data => {ONE}, id => "abc"}}',
        f'messageType: "X", data: {ONE}',
        f'x: 5, id: "7", "data": {ONE}, success: true}}',
        f"referenceId: 7, {ONE}",
        f"data: {ONE}}}",
        f"data: {ONE}, success: true",
    ],
)
def test_what_touches_a_payload_is_judged_with_it(line: str) -> None:
    results = list(iter_parse(log(line)))

    assert results[0].source.text == line
    assert not results[0].ok
    assert references(results)[-1] == 2
    assert results[-1].ok


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f'"payload": {ONE}', ONE),
        (f'size=3 "payload": {ONE} done', ONE),
        (f'a "b" : {ONE}', ONE),
        (f'": {ONE}', ONE),
        (f'"x" y": {ONE}', ONE),
        (f"[main: {ONE}]", ONE),
        (f"{{main; {ONE}}}", ONE),
        (f"(see {ONE}), really", ONE),
        (f"{ONE}, {TWO}", ONE),
        (f'{ONE} "quoted"', ONE),
        (f'{ONE}, "x"', ONE),
        (f"[x] {ONE}]", f"{ONE}]"),
        (f'{ONE}"x": nope {ONE}', f'{ONE}"x":'),
        (f'{ONE},"x":{{"a":nope}},"c":1 y', f'{ONE},"x":{{"a":nope}},"c":1'),
        (f"data: {ONE}", ONE),
        (f"status: 200, body: {ONE}", ONE),
        (f"id: abc-1, body: {ONE}", ONE),
        (f"id=5, body={ONE}", ONE),
        (f"{{ var x = {ONE}; }}", ONE),
        (f"INFO: {ONE}}}", f"{ONE}}}"),
        (f"{ONE}, size: 5", ONE),
        (f'{ONE}) "x": 5', ONE),
    ],
)
def test_prose_around_a_payload_is_no_part_of_it(line: str, expected: str) -> None:
    """A name before it is a label; a bracket behind it may close one of the prose."""
    assert record(line) == expected


@pytest.mark.parametrize("line_end", ["", "\n"])
@pytest.mark.parametrize("behind", [', "channel": "/x"}', ", success: true"])
def test_what_touches_a_payload_in_the_last_line_is_judged_with_it(behind: str, line_end: str) -> None:
    (parsed,) = iter_parse(f"{PREFIX}{ONE}{behind}{line_end}".encode(), mode="lenient")

    assert parsed.source.text == ONE + behind


def test_a_brace_that_is_never_closed_ends_where_the_members_do() -> None:
    lines = [f'{PREFIX}{{~"data": {failure(number)} done\n' for number in range(3)]
    texts = [parsed.source.text for parsed in iter_parse("".join(lines).encode(), format="log")]

    assert texts == [f'{{~"data": {failure(number)}' for number in range(3)]


def test_a_bracket_of_the_prose_may_be_closed_behind_the_second_payload() -> None:
    assert not marks(iter_parse(log(f"all [ of: {ONE}, also {failure(3)} ]")))


@pytest.mark.parametrize("start", ["Example:\n", "<!DOCTYPE html>\n"])
@pytest.mark.parametrize("between", ["", "\n", " \n\n"])
def test_a_closer_in_a_line_of_its_own_behind_a_payload_is_reported(start: str, between: str) -> None:
    results = list(iter_parse(f"{start}{ONE}\n{between} }}]\n}}\n{TWO}\n".encode(), mode="lenient"))
    line = 3 + between.count("\n")

    assert references(results) == [1, 2]
    assert marks(results) == [("extra-closer", line, 2), ("extra-closer", line + 1, 1)]
    assert results[1].diagnostics[0].message == "Expected no closing bracket without an open one, got `}]`"
    assert results[1].ok


def test_a_closer_behind_what_is_beyond_the_limit_is_prose() -> None:
    results = iter_parse(f"{PREFIX}{ONE}\n{failure(3, 'x' * 500)}\n}}\n".encode(), limits=Limits(size=300))

    assert [name for name, _, _ in marks(results)] == ["limit-exceeded"]


@pytest.mark.parametrize("text", ["}\n", f"{ONE} x\n}}\n", f"{ONE}\nx\n}}\n", f"[\n{ONE}\n]\n", f"{ONE}\n}} else\n"])
def test_a_closer_in_a_line_of_its_own_elsewhere_is_prose(text: str) -> None:
    assert not marks(iter_parse(f"Example:\n{text}{TWO}\n".encode()))


def test_a_payload_with_unquoted_names_is_one() -> None:
    results = list(iter_parse(log("{data:{referenceId:1}} and {#top: x}")))

    assert references(results) == [1, 2]
    assert marks(results)[0] == ("unquoted-key", 2, len(PREFIX) + 2)


@pytest.mark.parametrize("text", ["{a: b}", "[{a}, {b=c}]", "[x]", "{top}: 'a'", '[["a"]]', '[["a"]] {x}', '{} "a": 1'])
def test_other_brackets_are_prose(text: str) -> None:
    assert not marks(iter_parse(log(text)))


class TestWrittenPayloads:
    def test_a_payload_in_a_string_is_read_with_its_places(self) -> None:
        text = json.dumps(failure(1, r"a\nb \"c\" {\"d\":[]} é").replace(":1", ":1L"))
        results = list(iter_parse(log(f'level=info body={text} to="x" rest={json.dumps(TWO)}')))
        (diagnostic,) = results[0].diagnostics

        assert references(results) == [1, 2, 2]
        assert '"errorMessage":"a\\nb \\"c\\" {\\"d\\":[]} é"' in dumps(results[0].notifications[0])
        assert results[0].source.text == text[1:-1]
        assert (diagnostic.name, diagnostic.span.line) == ("long-suffix", 2)
        assert diagnostic.span.column == len(f"{PREFIX}level=info body=") + text.index("1L") + 1
        assert diagnostic.inner is not None
        assert diagnostic.inner.column == json.loads(text).index("1L") + 1

    def test_a_batch_in_a_string_is_read(self) -> None:
        assert references(iter_parse(log(f"body={json.dumps(f'[{ONE},{TWO}]')}"))) == [1, 2, 2]

    def test_a_payload_in_a_string_of_a_page_has_its_places_in_the_page(self) -> None:
        text = json.dumps(ONE.replace(":1", ":1L")).replace('"', "&quot;")
        page = f"<!DOCTYPE html>\n<p>body={text}</p>"
        (parsed,) = iter_parse(page.encode())
        (diagnostic,) = parsed.diagnostics

        assert references([parsed]) == [1]
        assert page[diagnostic.span.start : diagnostic.span.end] == "1L"

    def test_a_string_with_an_unknown_escape_is_an_error(self) -> None:
        results = list(iter_parse(log(f"body={WRITTEN.replace('failed', chr(92) + 'q')}")))

        assert references(results) == [2]
        assert [name for name, _, _ in marks(results)] == ["unexpected-text"]
        assert (
            results[0]
            .diagnostics[0]
            .message.startswith(r"Expected a payload as a JSON string, got `{\"data\":{\"referenceId\"")
        )

    def test_other_strings_are_prose(self) -> None:
        assert not marks(iter_parse(log(r'body="{\"a\":1}" x="[{" y')))

    def test_a_string_in_a_payload_belongs_to_the_payload(self) -> None:
        text = json.dumps({"channel": "/v2/ucs/interactions", "data": ONE[8:-1]})

        assert record(text) == text


class TestUnreadTraffic:
    @pytest.mark.parametrize("mode", ["strict", "lenient"])
    @pytest.mark.parametrize(
        "line",
        [
            json.dumps(WRITTEN),
            ONE.replace('"', "&quot;", 3),
            ONE.replace('"', '\\\\"'),
            '}, "channel": "/v2/me/x"',
            '}"channel": "/x", nope',
        ],
    )
    def test_what_looks_like_a_payload_and_is_none_is_an_error(self, line: str, mode: str) -> None:
        results = list(iter_parse(log(line), mode=mode))

        assert references(results) == [2]
        assert marks(results) == [("surrounding-text", 2, 1)]
        assert not results[0].ok
        assert results[0].source.text == PREFIX + line

    @pytest.mark.parametrize("quote", ["&quot;", "&#34;", '\\"', '""'])
    def test_a_payload_with_each_quote_encoded_is_read(self, quote: str) -> None:
        results = list(iter_parse(log(ONE.replace('"', quote)), mode="lenient"))

        assert references(results) == [1, 2]
        assert marks(results) == [("encoded-text", 2, len(PREFIX) + 1)]

    def test_members_without_braces_are_a_warning(self) -> None:
        line = '"messageType":"UcsOperationResponse", "referenceId": 7'
        (parsed, _) = iter_parse(log(line), mode="lenient")

        assert parsed.ok
        assert [(each.name, each.severity) for each in parsed.diagnostics] == [("surrounding-text", "warning")]
        assert parsed.diagnostics[0].message == (
            "Expected a payload or prose, got `2015-10-01 16:02:07,123 INFO "
            '"messageType":"UcsOperationRes…`: it looks like a payload, and has no reading as one'
        )

    def test_each_line_is_one_error(self) -> None:
        lines = [f"{{{{&quot;channel&quot;: x, &quot;messageType&quot;: {number}" for number in range(3)]
        text = "Example\n" + "\r".join(lines) + "\n" + ONE + "\n"
        results = list(iter_parse(text.encode()))

        assert marks(results) == [("surrounding-text", 2 + number, 1) for number in range(3)]

    def test_what_stands_beside_a_payload_in_its_line_is_reported(self) -> None:
        results = list(iter_parse(log(f'{ONE} and "channel": "/x {{')))

        assert [mark[0] for mark in marks(results)] == ["surrounding-text"]
        assert results[1].source.text == 'and "channel": "/x {'

    @pytest.mark.parametrize(
        "line",
        [
            "the \"messageType\" of channel: 'x', messageType=5",
            'The member "channel": where it came from. "messageType": one of four.',
            '| "messageType": | text |',
        ],
    )
    def test_words_about_traffic_are_prose(self, line: str) -> None:
        assert not marks(iter_parse(log(line)))
