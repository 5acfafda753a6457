"""Payloads in the fields of CSV and in the literals of SQL."""

import csv
import io
import json
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.captures.samples import failure, marks, references
from ucsmsg import iter_parse, parse
from ucsmsg.captures._literals import literals_in

TEXTS = ["Request failed", "it's", r"say \"hi\", ok; x", r"{\"a\": [1}", r"tab\tand\nline", r"back \\ slash", "'' ''"]
ONE, TWO, THREE = failure(1), failure(2, r"it's \"so\""), failure(3)
INSERT = "INSERT INTO m VALUES (1, {});\n"
PRETTY = json.dumps(json.loads(TWO), indent=2)
Write = Callable[[str], str]
DELIMITERS = pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])


def table(rows: Sequence[Sequence[str]], delimiter: str = ",", *, is_quoted: bool = False, end: str = "\r\n") -> str:
    """The rows as the standard library writes them."""
    written = io.StringIO(newline="")
    write = csv.writer(written, delimiter=delimiter, quoting=1 if is_quoted else 0, lineterminator=end)
    write.writerows(rows)
    return written.getvalue()


class TestTables:
    @DELIMITERS
    @pytest.mark.parametrize("is_quoted", [False, True])
    @pytest.mark.parametrize(
        "rows",
        [
            [["time", "message"], ["1", ONE], ["2", TWO], ["3", 'nothing "here"'], ["4", THREE]],
            [["_raw", "x"], [ONE, "1"], [PRETTY, "2"], [THREE, "3"]],
            [[ONE], [TWO], [THREE]],
            [["a", "m", "b"], ["x", f"Received: {ONE} ok", "y"], ["x", f"body={json.dumps(TWO)}", ""], ["", THREE, ""]],
            [["m"], [f"[{ONE},{TWO}]"], [THREE]],
        ],
    )
    def test_a_payload_may_stand_in_any_field(self, rows: list[list[str]], delimiter: str, *, is_quoted: bool) -> None:
        results = list(iter_parse(table(rows, delimiter, is_quoted=is_quoted).encode()))

        assert references(results) == [1, 2, 3]
        assert not marks(results)
        assert [each for parsed in results for each in parsed.notifications] == [
            each for text in (ONE, TWO, THREE) for each in parse(text).notifications
        ]

    @given(
        texts=st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4),
        others=st.lists(st.sampled_from(["", "1", "it's", '5" disk', "a\nb", "[main]", 'say "hi"']), max_size=3),
        column=st.integers(0, 3),
        delimiter=st.sampled_from(",;\t|"),
        end=st.sampled_from(["\n", "\r\n"]),
        is_quoted=st.booleans(),
    )
    def test_the_values_are_those_of_the_standard_library(
        self, texts: list[str], others: list[str], column: int, delimiter: str, end: str, *, is_quoted: bool
    ) -> None:
        payloads = [failure(number, text) for number, text in enumerate(texts)]
        at = min(column, len(others))
        rows = [["time", "m", "x", "y"], *([*others[:at], payload, *others[at:]] for payload in payloads)]
        text = table(rows, delimiter, is_quoted=is_quoted, end=end)
        results = list(iter_parse(text.encode()))

        assert [row[at] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)][1:] == payloads
        assert [parsed.notifications for parsed in results] == [parse(payload).notifications for payload in payloads]
        assert not marks(results)

    @DELIMITERS
    def test_a_deviation_has_its_place_in_the_file(self, delimiter: str) -> None:
        damaged = TWO.replace(":2,", ":2L,").replace('"}}', '","x":7L}}')
        text = table([["a", "b"], [ONE, damaged], [damaged, ONE]], delimiter)
        results = list(iter_parse(text.encode(), mode="lenient"))
        suffixes = [each for parsed in results for each in parsed.diagnostics if each.name == "long-suffix"]

        assert references(results) == [1, 2, 2, 1]
        assert [text[each.span.start : each.span.end] for each in suffixes] == ["2L", "7L"] * 2
        assert [(each.span.line, each.inner and each.inner.line) for each in suffixes] == [(2, 1)] * 2 + [(3, 1)] * 2

    @pytest.mark.parametrize("damage", [(":2,", ":,"), ('"}}', '"}'), ("}}", "}}}"), ('"data":', '"data:')])
    def test_a_damaged_payload_hides_none(self, damage: tuple[str, str]) -> None:
        results = list(iter_parse(table([["a"], [ONE], [TWO.replace(*damage)], [THREE]]).encode()))

        assert [number for number in references(results) if number in (1, 3)] == [1, 3]
        assert not all(parsed.ok for parsed in results)

    def test_a_field_that_is_never_closed_hides_none(self) -> None:
        text = table([["a"], [ONE], [TWO], [THREE]])
        second = text.splitlines(keepends=True)[2]
        results = list(iter_parse(text.replace(second, second.replace('}}"', "}}")).encode()))

        assert [number for number in references(results) if number in (1, 3)] == [1, 3]
        assert not all(parsed.ok for parsed in results)

    @DELIMITERS
    @pytest.mark.parametrize("is_quoted", [False, True])
    @pytest.mark.parametrize("form", [repr, "received {!r} in 3 ms".format, "{!r}, {{'x': \"y\"}}".format])
    def test_double_quotes_in_what_python_prints_are_doubled_too(
        self, delimiter: str, form: Callable[[object], str], *, is_quoted: bool
    ) -> None:
        payload = {"data": {"referenceId": 1, "errorMessage": 'it\'s "so", says \u201cshe\u201d'}}
        text = table([["time", "message"], ["1", form(payload)]], delimiter, is_quoted=is_quoted)
        (result,) = iter_parse(text.encode(), mode="lenient")

        assert result.notifications == parse(json.dumps(payload)).notifications

    def test_the_quotes_of_valid_json_are_no_table(self) -> None:
        payload = '{"data":{"referenceId":1,"messageType":"X","a":["x","{","","channel\\":",""]}}'
        (result,) = iter_parse(f"x,{payload}\n".encode())

        assert result.source.text == payload
        assert result.notifications == parse(payload).notifications


def backslashed(text: str) -> str:
    """The text as MySQL's own tools write it in a literal."""
    for character in '\\"':
        text = text.replace(character, f"\\{character}")
    return text.replace("'", r"\'").replace("\n", r"\n")


STATEMENTS: dict[str, tuple[str, Write]] = {
    "doubled": ("INSERT INTO m VALUES (1,'{}');", lambda text: text.replace("'", "''")),
    "backslashed": ("INSERT INTO `m` VALUES (1,'{}');", backslashed),
    "backslashes, quotes as they are": (
        "INSERT INTO `m` VALUES (1,'{}',3);",
        lambda text: text.replace("\\", "\\\\").replace("'", "\\'"),
    ),
    "a character set": ("INSERT INTO m VALUES (_utf8mb4'{}');", backslashed),
    "escapes of PostgreSQL": ("INSERT INTO m VALUES (1, E'{}'::jsonb);", backslashed),
    "a type": ("INSERT INTO m VALUES (1, '{}'::jsonb);", lambda text: text.replace("'", "''")),
    "national": ("INSERT [dbo].[m] ([id],[body]) VALUES (1, N'{}')\nGO", lambda text: text.replace("'", "''")),
    "dollars": ("INSERT INTO m VALUES (1, $${}$$);", str),
    "double quotes": ('INSERT INTO m VALUES (1,"{}");', lambda text: text.replace('"', '""')),
    "copied rows": ("COPY public.m (id, body) FROM stdin;\n1\t{}\tx\n\\.", lambda text: text.replace("\\", "\\\\")),
}


@pytest.mark.parametrize(("statement", "write"), STATEMENTS.values(), ids=list(STATEMENTS))
class TestStatements:
    @pytest.mark.parametrize("text", TEXTS)
    @pytest.mark.parametrize("around", ["{}", "[{}]"])
    def test_the_payload_is_read_as_it_was_sent(self, statement: str, write: Write, around: str, text: str) -> None:
        payload = around.format(failure(2, text))
        dump = f"-- a dump\n{statement.format(failure(1))}\n{statement.format(write(payload))}\n{failure(3)}\n"
        results = list(iter_parse(dump.encode()))

        assert references(results) == [1, 2, 3]
        assert results[1].notifications == parse(payload).notifications
        assert not marks(results)

    def test_a_deviation_has_its_place_in_the_file(self, statement: str, write: Write) -> None:
        payload = failure(2, r"it's \"so\"").replace('"}}', '","x":7L}}')
        dump = f"-- a dump\n{statement.format(write(payload))}\n"
        (result,) = iter_parse(dump.encode(), mode="lenient")
        (suffix,) = [each for each in result.diagnostics if each.name == "long-suffix"]

        assert dump[suffix.span.start : suffix.span.end] == "7L"


def test_several_rows_of_a_statement_are_read() -> None:
    insert = "INSERT INTO m VALUES "
    rows = ",\n".join(f"({number},'{backslashed(failure(number))}')" for number in range(5))
    same_line = ",".join(f"({number},'{backslashed(failure(number))}','x')" for number in range(5, 9))
    results = list(iter_parse(f"{insert}{rows};\n{insert}{same_line};\n".encode()))

    assert references(results) == [*range(9)]
    assert not marks(results)


def test_a_payload_over_lines_is_read() -> None:
    text = PRETTY.replace("'", "''")
    results = list(iter_parse(INSERT.format(f"'{text}'").encode()))

    assert [parsed.notifications for parsed in results] == [parse(TWO).notifications]
    assert not marks(results)


@pytest.mark.parametrize("mode", ["strict", "lenient"])
@pytest.mark.parametrize(
    "literal",
    [
        "'" + failure(2, r"a\\nb") + "'",  # a line end in MySQL, a backslash in standard SQL
        "'" + failure(2, r"\"").replace(":2,", ":a b,") + "'",  # no value in either
        "E'" + failure(2, r"\x41") + "'",
    ],
)
def test_what_backslashes_mean_is_not_guessed(literal: str, mode: str) -> None:
    first, bad, last = iter_parse(f"-- {ONE}\n{INSERT.format(literal)}-- {THREE}\n".encode(), mode=mode)

    assert (references([first, bad, last]), first.ok, bad.ok, last.ok) == ([1, 3], True, False, True)
    assert marks([bad])[0][0] == "unexpected-text"
    assert bad.diagnostics[0].message.startswith('Expected a text in quotes with one reading, got `{"data"')
    assert bad.diagnostics[0].message.endswith(
        "its backslashes may be escapes, as in MySQL, or themselves, as in standard SQL"
    )


def test_backslashes_that_mean_the_same_either_way_are_read() -> None:
    payload = failure(2, r"\/")
    (result,) = iter_parse(INSERT.format(f"'{payload}'").encode())

    assert result.notifications == parse(payload).notifications


def test_rows_end_with_the_copy() -> None:
    text = failure(2, r"\\")
    dump = f"COPY m (id, body) FROM stdin;\n1\t{text.replace(chr(92), chr(92) * 2)}\n\\.\n\n2\t{text}\n"
    results = list(iter_parse(dump.encode()))

    assert [parsed.notifications for parsed in results] == [parse(text).notifications] * 2


BEGINNINGS = [
    *(
        "INSERT INTO m (id, body) VALUES (7, '{}');",
        "INSERT INTO `m` VALUES (7,'{}');",
        "(7, '{}'),",
        "7,2024-05-06,{}",
    ),
    *("id=7, to='x', body={}", "got (7) b'{}'", 'at [7]: "{}"'),
]


@pytest.mark.parametrize("mode", ["strict", "lenient"])
@pytest.mark.parametrize("line", BEGINNINGS)
@pytest.mark.parametrize("kept", [2, 12, 40, 70])
def test_a_row_that_is_cut_off_hides_no_other(line: str, kept: int, mode: str) -> None:
    """The next line begins as it did."""
    payload = failure(2)
    cut = line.partition("{}")[0] + payload[:kept]
    rows = [line.format(failure(1)), cut, line.format(failure(3)), line.format(failure(4))]
    results = list(iter_parse(("\n".join(rows) + "\n").encode(), mode=mode))

    assert [each for each in references(results) if each in {1, 3, 4}] == [1, 3, 4]


@pytest.mark.parametrize("prefix", ["+ ", "> ", "12: ", " * "])
def test_a_prefix_before_each_line_of_a_batch_begins_no_other_payload(prefix: str) -> None:
    lines = ["[", *json.dumps([json.loads(failure(1)), json.loads(failure(2))], indent=1).splitlines()[1:]]
    (parsed,) = iter_parse("".join(f"{prefix}{line}\n" for line in lines).encode())

    assert references([parsed]) == [1, 2]


HISTORY = json.dumps(
    {
        "data": {
            "referenceId": 2,
            "messageType": "GetInteractionsHistoryMessage",
            "interactions": [{"id": "a"}, {"id": "b"}],
        }
    }
)


@pytest.mark.parametrize("line", [each for each in BEGINNINGS if "'{}" in each or '"{}' in each])
def test_a_row_hides_no_other_wherever_it_is_cut_off(line: str) -> None:
    """After a colon, and in an array of the payload, too: no element has words and a quote before it."""
    before = line.partition("{}")[0]
    for kept in range(2, len(HISTORY)):
        rows = [line.format(failure(1)), before + HISTORY[:kept], line.format(failure(3)), line.format(failure(4))]
        results = list(iter_parse(("\n".join(rows) + "\n").encode()))

        assert [each for each in references(results) if each in {1, 3, 4}] == [1, 3, 4], HISTORY[:kept]


@pytest.mark.parametrize("quoted", ['{"data": 1}', '{"data": {"referenceId": 1}}', '{"a": "\\\\"}'])
def test_what_stands_in_quotes_as_it_was_sent_is_no_literal(quoted: str) -> None:
    assert [*literals_in(f"C:\\x '{quoted}'")] == []


@pytest.mark.parametrize("joint", ["' || '", "'||'", "') || TO_CLOB('", "' +\n  '", "' + name + '", "' || name || '"])
@pytest.mark.parametrize("around", ["INSERT INTO m VALUES ('{}');\n", "x := '{}';\n", "const m = '{}';\n"])
def test_what_joins_the_parts_of_a_payload_is_in_no_value(around: str, joint: str) -> None:
    """It is refused, or ends with its line."""
    for text in (ONE.replace("Request", f"Re{joint}quest"), ONE.replace('"referenceId"', f'"reference{joint}Id"')):
        results = list(iter_parse(f"INFO {THREE}\n{around.format(text)}".encode(), mode="lenient"))

        assert references(results)[0] == 3
        assert not any(joint.strip() in str(each.notifications) for each in results)
        assert any(each.is_error or each.name == "cut-off" for parsed in results for each in parsed.diagnostics)


@pytest.mark.parametrize("message", ["it's", "a' + b", "rock 'n' roll + more", "'a' 'b'"])
def test_quotes_in_a_payload_between_quotes_are_its_own(message: str) -> None:
    (parsed,) = iter_parse(f"INFO received '{failure(1, message)}' from h\n".encode())

    assert parsed.notifications == parse(failure(1, message)).notifications
