"""`ucsmsg.testing.read_corpus` and the expectations it reads."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from ucsmsg.catalogue import Mode
from ucsmsg.diagnostics import Diagnostic, Finding
from ucsmsg.places import Source
from ucsmsg.testing import CorpusError, Outcome, format_expectation, read_corpus

EMPTY = {mode: Outcome("null", ()) for mode in ("strict", "lenient")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of a corpus with one input and nothing said about it."""
    folder = tmp_path / "deviations"
    folder.mkdir()
    (folder / "case.txt").write_bytes(b"[\xff5L]")
    return folder


def test_a_case_has_the_input_to_the_byte_and_the_outcome_of_each_mode(folder: Path) -> None:
    finding = Finding(name="comment", message="", start=1, end=2)
    outcomes = {
        mode: Outcome.of([5], [Diagnostic.of(finding, Mode.of(mode), Source("\n[5]").span(1, 2))])
        for mode in ("strict", "lenient")
    }
    (folder / "case.expected.json").write_text(format_expectation("parse", outcomes))

    (case,) = read_corpus(folder.parent)

    assert (case.name, case.reader, case.data) == ("deviations/case.txt", "parse", b"[\xff5L]")
    assert case.expected == outcomes
    assert case.expected["strict"].marks == (("comment", "2:1", "error"),)
    assert case.expected["lenient"].marks == (("comment", "2:1", "warning"),)


def test_hidden_files_and_files_of_the_folder_itself_are_no_cases(folder: Path) -> None:
    (folder / "case.expected.json").write_text(format_expectation("parse", EMPTY))
    (folder / ".hidden").touch()
    (folder.parent / "README.md").touch()

    assert [case.name for case in read_corpus(str(folder.parent))] == ["deviations/case.txt"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"a": (1, 1.0, True, None)}, '{"a": [1, 1.0, true, null]}'),
        ([float("nan")], '[{"$num": "NaN"}]'),
        ([float("inf"), float("-inf")], '[{"$num": "Infinity"}, {"$num": "-Infinity"}]'),
        (Decimal("1E+999"), '{"$num": "1E+999"}'),
        ("\ud83d\u200b", '"\\ud83d\\u200b"'),
    ],
)
def test_a_value_is_written_as_json(value: object, written: str) -> None:
    assert Outcome.of(value, []).value == written


@pytest.mark.parametrize("value", [None, [1], ["x" * 100], {"a": 1.0}])
def test_an_expectation_reads_back_as_it_was_written(folder: Path, value: object) -> None:
    outcomes = {mode: Outcome.of(value, []) for mode in ("strict", "lenient")}
    (folder / "case.expected.json").write_text(format_expectation("quasi.parse", outcomes))

    assert read_corpus(folder.parent)[0].expected == outcomes


def test_an_expectation_has_one_value() -> None:
    with pytest.raises(CorpusError, match=r"^Expected one value in both modes, got 1 and 2$"):
        format_expectation("parse", {"strict": Outcome("1", ()), "lenient": Outcome("2", ())})


def test_a_folder_without_inputs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"^Expected inputs in folders below .*, got none$"):
        read_corpus(tmp_path)


def test_an_input_alone_is_refused(folder: Path) -> None:
    with pytest.raises(CorpusError, match=r"^Expected case\.expected\.json beside .*case\.txt, got no such file$"):
        read_corpus(folder.parent)


def test_an_expectation_alone_is_refused(folder: Path) -> None:
    (folder / "other.expected.json").touch()

    with pytest.raises(CorpusError, match=r"^Expected one input beside .*other\.expected\.json, got 0$"):
        read_corpus(folder.parent)


def test_two_inputs_with_one_expectation_are_refused(folder: Path) -> None:
    (folder / "case.json").touch()
    (folder / "case.expected.json").touch()

    with pytest.raises(CorpusError, match=r"^Expected one input beside .*case\.expected\.json, got 2$"):
        read_corpus(folder.parent)


@pytest.mark.parametrize(
    "changes",
    [
        {"reader": "json.loads"},
        {"severity": "error"},
        {"strict": {}},
        {"strict": [["comment"]]},
        {"strict": [7]},
    ],
)
def test_an_expectation_that_cannot_be_understood_is_refused(folder: Path, changes: dict[str, object]) -> None:
    members = json.loads(format_expectation("parse", EMPTY)) | changes
    (folder / "case.expected.json").write_text(json.dumps(members))

    with pytest.raises(CorpusError, match=r"^Expected an expectation in .*case\.expected\.json, got "):
        read_corpus(folder.parent)


@pytest.mark.parametrize("text", ["", "7", "[]", "{}", "[" * 10])
def test_an_expectation_that_is_no_object_is_refused(folder: Path, text: str) -> None:
    (folder / "case.expected.json").write_text(text)

    with pytest.raises(CorpusError, match=r"^Expected an expectation in "):
        read_corpus(folder.parent)
