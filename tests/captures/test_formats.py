"""A capture's format is told by its content."""

from collections.abc import Callable

import pytest

from tests.captures.samples import failure, marks, over_lines, references
from ucsmsg import iter_parse
from ucsmsg.captures import Format, iter_payloads
from ucsmsg.captures._formats import tell

ONE, TWO, THREE = failure(1), failure(2), failure(3)
PREFIX = "2015-10-01 16:02:07,113 DEBUG [main] Received: "

PREFIXES = [
    "2015-10-01 16:02:07,123 ",
    "2015-10-01T16:02:07.123Z INFO - ",
    "[2015-10-01T16:02:07.123+02:00] INFO - ",
    "[2015-10-01T16:02:07,123][main] ",
    "20151001T160207 ",
    "20151001-16:02:07 ",
    "Oct  1 16:02:07 host app[12]: ",
    "[main] 2015-10-01 16:02:07 ",
    "[http-nio-8080] INFO ",
    "[  123.456] app: ",
    "INFO: ",
]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (ONE, Format.PAYLOAD),
        (f"[{ONE},\n{TWO}]", Format.PAYLOAD),
        (over_lines(1) + over_lines(2), Format.PAYLOAD),
        (f"{ONE} {TWO}", Format.PAYLOAD),
        ('"messageType":"x",\n"referenceId":1}', Format.PAYLOAD),
        ("/*[{}]*/", Format.PAYLOAD),
        (f"{ONE}\n{TWO}\n", Format.NDJSON),
        (f"{ONE}\n\n{TWO[:-9]}\n{THREE}\n", Format.NDJSON),
        (f"{ONE}\nwhat?\n{TWO}\n", Format.NDJSON),
        (f"[{ONE}]\r\n[{TWO}]\r\n", Format.NDJSON),
        (f"{ONE}\nnull\n", Format.NDJSON),
        (f'{ONE}\n"x"\n', Format.NDJSON),
        (f"{ONE}\n-1.5\n{TWO}\ntrue\n", Format.NDJSON),
        (f"{ONE}\nnull and void\n", Format.PAGE),
        (f"\x1e{ONE}\n", Format.JSON_SEQ),
        (f"\n\x1e{ONE}\n", Format.JSON_SEQ),
        (PREFIX + ONE, Format.LOG),
        (f"[2015-10-01] [main] {ONE}\n[2015-10-01] [main] {TWO}\n", Format.LOG),
        (f"ERROR {over_lines(1)}", Format.LOG),
        (f"<6>Oct  1 16:02:07 host app: {ONE}", Format.LOG),
        ('{"log": {"version": "1.2", "entries": []}}', Format.HAR),
        ('{"log": {"entries": []}}{', Format.HAR),
        ('{"log": {"version": "1.2"}}', Format.PAYLOAD),
        ('{"log": {"version": "1.2"', Format.PAYLOAD),
        ('{"log": {"level": "x", "entries": []}}', Format.PAYLOAD),
        (f'{{"log":{{"level":"x"}}}}\n{ONE}\n', Format.NDJSON),
        ('{"log":{"version":1}}\n{"entries":[]}\n', Format.NDJSON),
        (f"<!DOCTYPE html><pre>{ONE}</pre>", Format.PAGE),
        (f"Example\n{ONE}\n{TWO}\n", Format.PAGE),
        (f"{ONE}\nand\n{TWO}\nor\n", Format.PAGE),
        (f"Notes\n<pre>{ONE}</pre>", Format.PAGE),
        (f"Example\n{ONE}\nFailure\n", Format.PAGE),
        (f"{ONE}\nThat was all.\n", Format.PAGE),
        (f"<pre>{ONE}\n{TWO}\n{THREE}\n</pre>", Format.PAGE),
        (f"<ERROR> {ONE}", Format.LOG),
        ("42", Format.PAGE),
        ("", Format.PAGE),
    ],
)
def test_the_format_is_told_by_the_content(head: str, expected: Format) -> None:
    assert tell(head, is_whole=True) is expected


def test_a_last_line_that_is_cut_off_by_the_head_does_not_count() -> None:
    assert tell(f"{ONE}\n{TWO}\n{THREE[:20]}", is_whole=False) is Format.NDJSON


def test_a_recording_may_have_its_entries_after_the_head() -> None:
    assert tell('{"log":{"version":"1.2","pages":[', is_whole=False) is Format.HAR


def test_markup_in_a_payload_makes_no_page() -> None:
    """Mails carry HTML."""
    assert tell('{"data":{"text":"<html><pre>1</pre>"}}', is_whole=True) is Format.PAYLOAD


@pytest.mark.parametrize("forced", list(Format))
def test_a_format_can_be_forced(forced: Format) -> None:
    payloads = list(iter_payloads(f"{ONE}\n{TWO}\n".encode(), format=forced.value))

    assert len(payloads) == {Format.HAR: 3, Format.JSON_SEQ: 1}.get(forced, 2)  # the recording's has two stray members


def test_an_unknown_format_is_an_error() -> None:
    """At the call, not at the first record."""
    message = "Expected a format, one of payload, ndjson, json-seq, log, har, page, got 'yaml'"
    for function in (iter_payloads, iter_parse):
        with pytest.raises(ValueError, match=message):
            function(b"", format="yaml")


class TestPayloads:
    def test_payloads_follow_each_other_on_one_line_and_across_lines(self) -> None:
        results = list(iter_parse(f"{ONE}{over_lines(2)}\n\n{THREE}".encode()))

        assert references(results) == [1, 2, 3]
        assert [parsed.ok for parsed in results] == [True, True, True]

    def test_what_stands_between_payloads_is_not_passed_over(self) -> None:
        results = list(iter_parse(f"{ONE}}}\n{TWO}\n".encode(), format="payload"))

        assert references(results) == [1, 2]
        assert marks(results) == [("extra-closer", 1, len(ONE) + 1)]

    def test_a_closer_too_many_on_its_own_line_belongs_to_the_payload_before(self) -> None:
        assert marks(iter_parse(f"{over_lines(1)}\n}}\n".encode())) == [("extra-closer", 8, 1)]

    def test_a_text_that_starts_inside_an_object_is_read_as_one(self) -> None:
        text = '"messageType":"UcsOperationResponse",\n"userData":{},\n"referenceId":1}'
        results = list(iter_parse(text.encode()))

        assert ("missing-opener", 1, 1) in marks(results)
        assert references(results) == [1]

    def test_comments_around_a_payload_belong_to_it(self) -> None:
        results = list(iter_parse(f"// first\n{ONE}\n# last\n".encode(), mode="lenient", format="payload"))

        assert references(results) == [1]
        assert marks(results) == [("comment", 1, 1), ("comment", 3, 1)]

    def test_a_line_of_endless_payloads_is_read_in_pieces(self) -> None:
        text = "".join(failure(number) for number in range(6000))
        results = list(iter_parse(text.encode()))

        assert references(results) == list(range(6000))
        assert not marks(results)
        assert {parsed.source.origin.line for parsed in results} == {1}
        assert [parsed.source.origin.offset for parsed in results] == [
            parsed.source.origin.column - 1 for parsed in results
        ]

    def test_a_damaged_payload_does_not_hide_the_next_one(self) -> None:
        results = list(iter_parse(f"{over_lines(1)[:60]}\n{over_lines(2)}".encode(), format="payload", mode="lenient"))

        assert references(results) == [1, 2]
        assert results[1].ok

    def test_a_bracket_at_the_end_belongs_to_the_last_record(self) -> None:
        results = list(iter_parse(f"{ONE}\n[\n".encode(), format="payload", mode="lenient"))

        assert references(results) == [1]
        assert marks(results) == [("cut-off", 2, 2)]


class TestLines:
    def test_each_line_is_a_record(self) -> None:
        results = list(iter_parse(f"{ONE}\n \n{TWO[:-2]}\nwhat?\n{THREE}".encode(), format="ndjson"))

        assert references(results) == [1, 2, 3]
        assert marks(results) == [
            ("missing-closer", 3, len(TWO) - 1),
            ("missing-closer", 3, len(TWO) - 1),
            ("no-value", 4, 1),
        ]

    def test_every_kind_of_line_end_counts_as_one_line(self) -> None:
        results = list(iter_parse(f"{ONE}\r\n{TWO}\r{THREE}\n".encode()))

        assert [parsed.source.origin.line for parsed in results] == [1, 2, 3]
        assert [parsed.source.origin.offset for parsed in results] == [0, len(ONE) + 2, len(ONE) + len(TWO) + 3]


class TestSequences:
    def test_records_stand_behind_record_separators(self) -> None:
        results = list(iter_parse(f"\x1e{ONE}\n\x1e\x1e{TWO[:60]}\x1e{over_lines(3)}\n".encode(), mode="lenient"))

        assert references(results) == [1, 2, 3]
        assert marks(results)[-1] == ("cut-off", 2, 42)
        assert results[-1].source.origin.column == 64


class TestLogs:
    @pytest.mark.parametrize("form", [None, "log"])
    @pytest.mark.parametrize("text", [failure, over_lines])
    @pytest.mark.parametrize("cut", [1, 20, 40, 70])
    @pytest.mark.parametrize("prefix", PREFIXES)
    def test_a_damaged_record_never_hides_the_next(
        self, prefix: str, cut: int, text: Callable[[int], str], form: str | None
    ) -> None:
        """Whatever the prefix is, and wherever the record is cut off."""
        records = [text(1), text(2)[:cut], text(3), "nothing of interest", text(4)]
        results = list(iter_parse("".join(f"{prefix}{record}\n" for record in records).encode(), format=form))

        assert [number for number in references(results) if number not in (None, 2)] == [1, 3, 4]
        assert {parsed.source.text.rstrip()[-1] for parsed in results if parsed.ok} == {"}"}

    def test_a_prefix_is_no_deviation(self) -> None:
        results = list(iter_parse(f"{PREFIX}{ONE}\n{PREFIX}{over_lines(2)} (2 of 3)\n[main] nothing [1]\n".encode()))

        assert references(results) == [1, 2]
        assert not marks(results)
        assert results[0].source.origin.column == len(PREFIX) + 1

    @pytest.mark.parametrize(
        "start",
        [
            PREFIX,
            "16:02:07 ",
            "[01/Oct/2015:16:02:07 +0300] ",
            "01.10.2015 16:02 ",
            "1443704527000 x ",
            "Oct  1 16:02:07 host ",
            "WARN  ",
            "<34>1 ",
            "Received: ",
            "<< ",
            "",
        ],
    )
    def test_a_line_that_starts_a_record_ends_a_payload_that_is_cut_off(self, start: str) -> None:
        results = list(iter_parse(f"{start}{over_lines(1)[:80]}\n{start}{TWO}\n".encode(), mode="lenient"))

        assert references(results)[-1:] == [2]
        assert results[-1].ok
        assert not results[-1].diagnostics

    def test_a_line_of_prose_ends_a_payload_that_is_cut_off(self) -> None:
        results = list(iter_parse(f"{PREFIX}{over_lines(1)[:60]}\nstopping now\n{PREFIX}{TWO}\n".encode()))

        assert references(results) == [1, 2]

    def test_a_string_with_a_line_end_does_not_end_at_a_time(self) -> None:
        text = failure(1, "first\n16:02:07 Agent: } no\nlast")
        results = list(iter_parse(f"{PREFIX}{text}\n".encode(), mode="lenient"))

        assert references(results) == [1]
        assert [name for name, _, _ in marks(results)] == ["control-character"] * 2

    def test_a_record_s_start_ends_a_string_without_an_end(self) -> None:
        results = list(iter_parse(f"{PREFIX}{ONE[:90]}\n{PREFIX}{TWO}\n{PREFIX}{THREE}\n".encode()))

        assert references(results) == [1, 2, 3]

    def test_a_comment_over_lines_is_no_prose(self) -> None:
        text = ONE.replace('"data"', '/* the\nroot element {\nof all */ "data"')
        results = list(iter_parse(f"{PREFIX}{text}\n".encode(), mode="lenient"))

        assert references(results) == [1]
        assert [name for name, _, _ in marks(results)] == ["comment"]

    def test_brackets_in_strings_of_python_do_not_count(self) -> None:
        text = failure(1, "smile :-} [").replace('"', "'").replace(",", ",\n")
        results = list(iter_parse(f"{PREFIX}{text}\n".encode(), mode="lenient"))

        assert references(results) == [1]


class TestPages:
    def test_prose_and_its_brackets_are_no_deviation(self) -> None:
        text = f"See [1] and {{data}}, [see note].\n\n{over_lines(1)}\nFailure {{}}\n{TWO}\n[1]: /docs {{#top}}\n"
        results = list(iter_parse(text.encode()))

        assert references(results) == [1, 2]
        assert not marks(results)

    @pytest.mark.parametrize("next_line", ["## Next", "- item:", "```", "Then another one, it is:"])
    def test_the_next_paragraph_ends_a_payload_that_is_cut_off(self, next_line: str) -> None:
        text = f"Example\n{over_lines(1)[:60]}\n\n{next_line}\n{TWO}\n"

        assert references(iter_parse(text.encode())) == [1, 2]

    def test_without_a_payload_there_is_one_error(self) -> None:
        results = list(iter_parse(b"Nothing [1] happened.\n", name="page.txt"))

        assert marks(results) == [("no-value", 1, 1)]
        assert results[0].diagnostics[0].message == (
            "Expected a payload, got none in the whole capture; where it holds some, name the format it has"
        )
        assert results[0].source.name == "page.txt"

    @pytest.mark.parametrize("text", ["", " \n\t", "42", "\ufeff"])
    def test_nothing_at_all_is_the_same_error(self, text: str) -> None:
        assert marks(iter_parse(text.encode()))[-1] == ("no-value", 1, 1)


@pytest.mark.parametrize("mark", ["{code}", "{code:json}", "{noformat}", "{panel:title=x}"])
@pytest.mark.parametrize("text", ["{0}\n{1}\n{0}\n", "{0}\nfoo\n{0}\n{0}\n{1}\n{0}\n"])
def test_marks_of_a_wiki_around_a_payload_are_prose(mark: str, text: str) -> None:
    results = list(iter_parse(text.format(mark, failure(1)).encode()))

    assert (references(results), marks(results)) == ([1], [])
