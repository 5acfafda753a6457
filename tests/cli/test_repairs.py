"""What `ucsmsg clean --diff` shows is what was taken: reading the repaired text gives the same notifications."""

import html
import json
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from tests.cli.commands import Command
from tests.corpus.outcomes import CORPUS
from ucsmsg import Diagnostic, Parsed, Severity, iter_parse, loads, parse, quasi
from ucsmsg.cli._repairs import difference, repaired
from ucsmsg.diagnostics import Diagnostics
from ucsmsg.places import Position, Source
from ucsmsg.testing import corpus_inputs, mutations, notification_mutations


def failure(reference_id: object, message: str) -> str:
    """A notification with these texts in it."""
    return (
        f'{{"data":{{"messageType":"UcsOperationResponse","referenceId":{reference_id},"success":false,'
        f'"errorMessage":{message}}}}}'
    )


NEIGHBOUR = failure(1, '"x"')
MESSAGE = json.dumps(
    {
        "data": {
            "messageType": "GetInteractionContentMessage",
            "referenceId": 7,
            "interaction": {
                "id": "1",
                "typeId": "Inbound",
                "state": "New",
                "mediaType": "chat",
                "startDate": "2015-10-01 16:02:07.000+0300",
            },
            "messages": [
                {
                    "index": 1,
                    "type": "Text",
                    "timestamp": "2013-11-25 21:02:22.000+0200",
                    "from": {"type": "Agent", "participantId": "1", "nickname": 'a & b < "c" \\ é'},
                }
            ],
        }
    },
    ensure_ascii=False,
)


def har(text: str) -> str:
    """A browser's recording with the text between two notifications."""
    return json.dumps({"log": {"entries": [{"response": {"content": {"text": body}}} for body in (NEIGHBOUR, text)]}})


def page(text: str) -> str:
    """A page with the text behind a notification."""
    return f"<html><pre>{NEIGHBOUR}</pre><p>and</p><pre>{html.escape(text, quote=False)}</pre></html>"


WAYS: dict[str, Callable[[str], str]] = {"alone": str, "recording": har, "page": page}


def rewritten(capture: str) -> str:
    """The capture with every payload that has no error in its repaired form."""
    parts, done = [], 0
    for parsed in iter_parse(capture.encode("utf-8", "surrogatepass"), mode="lenient"):
        start = parsed.source.origin.offset
        end = start + len(parsed.source.text)
        assert capture[start:end] == parsed.source.text
        parts += [capture[done:start], repaired(parsed) if parsed.ok else parsed.source.text]
        done = end
    return "".join([*parts, capture[done:]])


NOTHING_LEFT = '{"data": {}}'
"""Between prose this is no payload any more."""


def held(capture: str) -> list[str]:
    """The notifications of a capture; in writing, because NaN is not equal to itself."""
    parsed = iter_parse(capture.encode("utf-8", "surrogatepass"), mode="lenient")
    return [repr(notification) for each in parsed for notification in each.notifications]


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        pytest.param(failure("1L", '"x"'), failure("1", '"x"'), id="a suffix"),
        pytest.param(failure("'1'", '"x"'), failure("1", '"x"'), id="two repairs of one value, one on the other"),
        pytest.param(failure("0x1FL", '"x"'), failure("31", '"x"'), id="two names for one repair"),
        pytest.param(failure("1", "'\\x41\"'"), failure("1", '"A\\""'), id="a repair in a repair"),
        pytest.param(failure("1", '"\\x41\\x22\t"'), failure("1", '"A\\"\\t"'), id="characters of a string"),
        pytest.param(failure("1", "'\\ud83d'"), failure("1", '"\\ud83d"'), id="half a character"),
        pytest.param(failure("1", "'\\x41'")[:-2], failure("1", '"A"'), id="what is inserted in one place"),
        pytest.param(
            failure("1,'referenceId':2L", '"x"'),
            failure('1,"referenceId":2', '"x"'),
            id="a member that is not taken stays",
        ),
        pytest.param(
            failure("1L, ...", "..."),
            '{"data":{"messageType":"UcsOperationResponse","referenceId":1 ,"success":false}}',
            id="an ellipsis goes",
        ),
        pytest.param(
            failure("1L", "Tr")[:-2],
            '{"data":{"messageType":"UcsOperationResponse","referenceId":1,"success":false}}',
            id="an end inside a value goes",
        ),
        pytest.param(f"/*{failure('1L', 'None')}*/", failure(1, "null"), id="a comment around everything goes"),
    ],
)
def test_the_repaired_text_holds_what_was_taken(found: str, shown: str) -> None:
    parsed = parse(found, mode="lenient")

    assert parsed.ok
    assert repaired(parsed) == shown


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        pytest.param("' New'", '"New"', id="quotes, then white space"),
        pytest.param('"\\u0020New"', '"New"', id="an escape of the original"),
        pytest.param('"\\x20New"', '"New"', id="an escape that is repaired itself"),
    ],
)
def test_the_schema_repairs_what_the_syntax_has_repaired(state: str, shown: str) -> None:
    text = MESSAGE.replace('"New"', state)
    parsed = parse(text, mode="lenient")

    assert "value-space" in [diagnostic.name for diagnostic in parsed.diagnostics]
    assert repaired(parsed) == text.replace(state, shown)


@pytest.mark.parametrize(
    ("name", "shown"), [('"referendeId"', '"referenceId"'), ("'referendeId'", '"referenceId"'), ("'x'", '"x"')]
)
def test_a_name_is_repaired_where_it_stands(name: str, shown: str) -> None:
    text = failure('"referendeId"', '"x"')
    parsed = parse(text.replace('"referenceId"', name), mode="lenient")

    assert repaired(parsed) == text.replace('"referenceId"', shown)


def test_a_repair_inside_a_string_is_written_as_it_stands_there() -> None:
    text = failure("1L", "'x'")
    (_, shown) = iter_parse(har(text).encode(), mode="lenient")

    assert repaired(shown) == json.dumps(failure("1", '"x"'))[1:-1]


def test_a_string_that_holds_json_is_replaced_as_a_whole() -> None:
    data = '{\'referenceId\':1L,"messageType":"UcsOperationResponse","success":true}'
    parsed = parse(json.dumps({"data": data}), mode="lenient")

    assert json.loads(repaired(parsed)) == {
        "data": {"referenceId": 1, "messageType": "UcsOperationResponse", "success": True}
    }


@pytest.mark.parametrize("value", ["1e999", "NaN"])
def test_a_string_that_holds_what_has_no_json_text_is_left_as_it_is(value: str) -> None:
    text = json.dumps({"data": f'{{"messageType":"x","extra":[{value}]}}'})
    parsed = parse(text, mode="lenient")

    assert "json-in-string" in [diagnostic.name for diagnostic in parsed.diagnostics]
    assert repaired(parsed) == text


def test_what_stands_there_in_another_form_is_left_as_it_is() -> None:
    """Markup in a page, base64: what was found is not what the file holds."""
    (parsed,) = iter_parse(f"<pre>{failure('1<b>L</b>', '&#39;x&#39;')}</pre>".encode(), mode="lenient")

    assert [diagnostic.found for diagnostic in parsed.diagnostics] == ["1L", "'x'"]
    assert repaired(parsed) == failure("1<b>L</b>", "&#39;x&#39;")


def test_of_repairs_that_overlap_the_first_is_shown() -> None:
    source = Source("abcdefgh", "x", Position(10, 2, 3))
    found = [("bcd", "B"), ("cdef", "C"), ("f", "F")]
    diagnostics = tuple(
        Diagnostic(
            name="comment",
            severity=Severity.NOTE,
            message="",
            path="$",
            span=source.span(source.text.index(text), source.text.index(text) + len(text)),
            found=text,
            used=used,
        )
        for text, used in found
    )

    assert repaired(Parsed(notifications=(), diagnostics=Diagnostics(diagnostics), source=source)) == "aBeFgh"


def is_plain(path: Path) -> bool:
    """True when the input is neither packed nor in another encoding."""
    return {"\0", "\ufffd"}.isdisjoint(path.read_bytes().decode("utf-8", "replace"))


PLAIN = [path for path in corpus_inputs(CORPUS) if is_plain(path)]


def errors(capture: str) -> int:
    """How many errors there are in a capture."""
    parsed = iter_parse(capture.encode("utf-8", "surrogatepass"), mode="lenient")
    return sum(diagnostic.is_error for each in parsed for diagnostic in each.diagnostics)


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.relative_to(CORPUS).as_posix())
def test_the_corpus_reads_the_same_when_repaired(path: Path) -> None:
    capture = path.read_bytes().decode("utf-8")
    shown = rewritten(capture)

    assert (held(shown), errors(shown)) == (held(capture), errors(capture))


@pytest.mark.parametrize("way", WAYS)
def test_any_damage_reads_the_same_when_repaired(way: str) -> None:
    damaged = [mutation.text for mutation in islice(mutations(MESSAGE), 0, None, 19)]
    of_records = islice(notification_mutations(loads(MESSAGE, mode="lenient")), 0, None, 3)
    damaged += [quasi.dumps(mutation.value) for mutation in of_records]
    captures = [WAYS[way](text) for text in damaged if isinstance(text, str)]
    changed = [(capture, shown) for capture in captures if (shown := rewritten(capture)) != capture]

    assert len(changed) > 30
    changed = [(capture, shown) for capture, shown in changed if NOTHING_LEFT not in shown]
    assert [capture for capture, shown in changed if held(shown) != held(capture) or errors(shown)] == []


def test_another_encoding_is_no_part_of_the_text() -> None:
    parsed = parse(failure("1L", '"x"').encode("utf-16"), mode="lenient")

    assert "foreign-encoding" in [diagnostic.name for diagnostic in parsed.diagnostics]
    assert repaired(parsed).lstrip("\ufeff") == failure("1", '"x"')


def test_the_lines_around_a_repair_are_shown() -> None:
    text = failure("0x1L", "'\x1b'").replace(",", ",\n")

    assert list(difference(parse(text, mode="lenient"))) == [
        "--- <text>:1\n",
        "+++ <text>:1 (repaired)\n",
        "@@ -1,4 +1,4 @@\n",
        ' {"data":{"messageType":"UcsOperationResponse",\n',
        '-"referenceId":0x1L,\n',
        '+"referenceId":1,\n',
        ' "success":false,\n',
        "-\"errorMessage\":'\\x1b'}}\n",
        '+"errorMessage":"\\u001b"}}\n',
    ]


def test_the_command_shows_the_repairs_of_a_recording(run: Command) -> None:
    out = run("clean", "--mode=lenient", "--diff", "-", stdin=har(failure("1L", '"x"'))).out

    assert '+{\\"data\\":{\\"messageType\\":\\"UcsOperationResponse\\",\\"referenceId\\":1,' in out
