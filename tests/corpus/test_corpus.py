"""Every input of the corpus gives what its expectation says."""

import copy
import json
import pickle
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.corpus.outcomes import CORPUS
from ucsmsg import Notification, dumps, loads, parse, quasi
from ucsmsg.catalogue import ROWS
from ucsmsg.testing import Case, read_corpus

CASES = read_corpus(CORPUS)
BEYOND_THE_STANDARD_LIBRARY = ("deviations/number-out-of-range/", "deviations/limit-exceeded/")
NOTIFICATIONS = [
    pytest.param(notification, id=f"{case.name}-{number}")
    for case in CASES
    if case.reader == "parse"
    for number, notification in enumerate(parse(case.data, mode="lenient").notifications)
]


def cases(*folders: str) -> Sequence[object]:
    """The cases of these folders as parameters; a folder without any is an error."""
    parameters = [pytest.param(case, id=case.name) for case in CASES if case.name.startswith(folders)]
    assert parameters, folders
    return parameters


@pytest.mark.parametrize("mode", ["strict", "lenient"])
@pytest.mark.parametrize("case", cases(""))
def test_the_outcome_is_the_expected_one(case: Case, mode: str) -> None:
    assert case.outcome(mode) == case.expected[mode]


@pytest.mark.parametrize("case", cases("deviations/"))
def test_a_deviation_is_reported_by_its_name_and_no_other(case: Case) -> None:
    names = {name for expected in case.expected.values() for name, _, _ in expected.marks}

    assert names == {case.name.split("/")[1]}


@pytest.mark.parametrize("case", cases("refused/"))
def test_what_has_no_single_reading_is_an_error_in_both_modes(case: Case) -> None:
    for expected in case.expected.values():
        assert "error" in {severity for _, _, severity in expected.marks}


@pytest.mark.parametrize("case", cases("documented/"))
def test_the_documentation_keeps_to_its_own_contract(case: Case) -> None:
    assert {severity for _, _, severity in case.expected["strict"].marks} <= {"note"}


@pytest.mark.parametrize("case", cases(""))
def test_strict_and_lenient_mode_report_the_same_deviations(case: Case) -> None:
    strict, lenient = (
        [(name, place) for name, place, _ in case.expected[mode].marks] for mode in ("strict", "lenient")
    )

    assert strict == lenient


def test_each_row_of_the_catalogue_has_its_folder_of_deviations() -> None:
    """But for the one that also needs a JSON Schema."""
    folders = {path.name for path in (CORPUS / "deviations").iterdir()}

    assert folders == {row.name for row in ROWS} - {"schema-violation"}


@pytest.mark.parametrize("case", cases("documented/", "wire/", "deviations/", "combined/", "refused/"))
def test_an_input_is_called_json_where_the_standard_library_reads_it(case: Case) -> None:
    assert (case.path.suffix == ".json") == standard_library_reads(case.path)


@pytest.mark.parametrize("case", cases("documented/", "wire/", "deviations/", "combined/"))
def test_the_value_of_json_is_the_standard_library_s(case: Case) -> None:
    if case.path.suffix == ".json" and not case.name.startswith(BEYOND_THE_STANDARD_LIBRARY):
        assert json.dumps(quasi.parse(case.data).value) == json.dumps(json.loads(case.data))


@pytest.mark.parametrize("notification", NOTIFICATIONS)
def test_what_is_written_reads_back_equal(notification: Notification) -> None:
    assert parse(dumps(notification), mode="lenient").notifications == (notification,)


@pytest.mark.parametrize("notification", NOTIFICATIONS)
def test_records_are_values(notification: Notification) -> None:
    """They can be hashed, copied and pickled, and the copies are equal."""
    twins = {notification, copy.deepcopy(notification), pickle.loads(pickle.dumps(notification))}  # noqa: S301  # our own

    assert twins == {notification}


def test_loads_reads_the_documented_samples_in_strict_mode() -> None:
    samples = sorted((CORPUS / "documented").glob("*-*.*"))
    read = [loads(path.read_text("utf-8")) for path in samples if "expected" not in path.name]

    assert [type(notification.data).__name__ for notification in read] == [
        "GetInteractionContentMessage",
        "GetInteractionContentMessage",
        "GetInteractionsHistoryMessage",
        "GetInteractionsHistoryMessage",
    ]


def standard_library_reads(path: Path) -> bool:
    """Whether the file is JSON to the standard library, NaN and the infinities apart."""
    try:
        json.loads(path.read_bytes().decode("utf-8"), parse_constant=pytest.fail)
    except RecursionError:
        return True  # how deep it reads depends on Python's version
    except (ValueError, pytest.fail.Exception):
        return False
    return True
