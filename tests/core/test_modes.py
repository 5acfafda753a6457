"""A mode is a column of the catalogue, with single rows set."""

import pytest

from ucsmsg import Mode, Severity, loads, parse
from ucsmsg.catalogue import ROWS, Row

NOTIFICATION = '{"data":{"messageType":"UcsOperationResponse","referenceId":1L,"success":true,"more":1}}'


def test_a_mode_may_be_given_by_its_name() -> None:
    assert Mode.of("strict") is Mode.STRICT
    assert Mode.of("lenient") is Mode.LENIENT
    assert Mode.of(Mode.LENIENT) is Mode.LENIENT
    with pytest.raises(ValueError, match="Expected a Mode, 'strict' or 'lenient', got 'loose'"):
        parse("{}", mode="loose")


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_the_two_modes_are_the_columns_of_the_catalogue(row: Row) -> None:
    assert (Mode.STRICT.severity(row.name), Mode.LENIENT.severity(row.name)) == (row.strict, row.lenient)


@pytest.mark.parametrize("row", [row for row in ROWS if row.always_refused], ids=lambda row: str(row.name))
def test_what_has_no_reading_is_an_error_in_both_modes(row: Row) -> None:
    assert Mode.STRICT.severity(row.name) is Mode.LENIENT.severity(row.name) is Severity.ERROR


def test_a_name_without_a_row_has_no_severity() -> None:
    with pytest.raises(ValueError, match="did you mean long-suffix"):
        Mode.STRICT.severity("long-sufix")


def test_denying_a_deviation_makes_it_an_error() -> None:
    mode = Mode.LENIENT.deny("long-suffix")
    assert [found.name for found in parse(NOTIFICATION, mode=mode).diagnostics if found.is_error] == ["long-suffix"]
    assert Mode.LENIENT.severity("long-suffix") is Severity.NOTE
    assert repr(mode) == "<Mode lenient-long-suffix>"


def test_allowing_a_deviation_makes_it_a_note() -> None:
    assert not parse(NOTIFICATION).ok
    mode = Mode.STRICT.allow("unknown-member")
    assert loads(NOTIFICATION, mode=mode).data is not None
    assert mode == Mode.STRICT.allow("unknown-member")
    assert mode != Mode.STRICT


def test_the_order_of_changes_makes_no_difference() -> None:
    one = Mode.STRICT.allow("trailing-comma").deny("comment")
    other = Mode.STRICT.deny("comment").allow("trailing-comma")
    assert (one, hash(one), repr(one)) == (other, hash(other), "<Mode strict-comment+trailing-comma>")
    assert one.deny("trailing-comma").allow("trailing-comma") == one


def test_a_mode_has_one_of_two_bases() -> None:
    with pytest.raises(ValueError, match="Expected the base of a mode, 'strict' or 'lenient', got 'loose'"):
        Mode("loose")


def test_what_has_no_reading_cannot_be_allowed() -> None:
    message = "Expected a deviation that can be repaired, got 'bare-word': it has no reading to allow"
    with pytest.raises(ValueError, match=message):
        Mode.LENIENT.allow("bare-word")


@pytest.mark.parametrize(
    ("name", "hint"),
    [("bare-wrd", "did you mean bare-word?"), ("xyzzy", "`ucsmsg explain` lists them")],
)
def test_an_unknown_name_is_refused_with_the_nearest_ones(name: str, hint: str) -> None:
    with pytest.raises(ValueError, match="Expected the name of a deviation") as raised:
        Mode.STRICT.deny(name)
    assert str(raised.value).endswith(hint)
