"""`parse` asks the typed lane first, as far as the limits allow; what it gives is made when somebody asks."""

import copy
import pickle
import sys
import threading
from collections.abc import Iterator
from typing import Any

import attrs
import pytest

from tests.typed.reading import CONTENT, HISTORY, LANE, RESPONSE, text_of, untyped
from ucsmsg import Limits, Mode, NotificationError, Source, iter_parse, loads, parse
from ucsmsg.cli._checking import check_source
from ucsmsg.cli._settings import settings_of
from ucsmsg.parsing import notification_count
from ucsmsg.typed import _texts, by_typed_lane
from ucsmsg.typed._lane import Typed

TEXT = text_of([CONTENT, HISTORY])


@pytest.fixture(autouse=True)
def ready(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The lane is there from the first text on."""
    monkeypatch.setattr(_texts, "FIRST", 0)
    _texts.forget()
    yield
    _texts.forget()  # a test may have made it without msgspec


# ---- Which texts ----


@pytest.mark.parametrize(
    "text", [TEXT, TEXT.encode(), bytearray(TEXT.encode()), memoryview(TEXT.encode()), Source(TEXT)]
)
def test_texts_of_every_type_are_taken(text: Any) -> None:
    typed = by_typed_lane(text, Limits())
    assert typed is not None
    assert (len(typed.structures), typed.source()) == (2, Source(TEXT))
    assert typed.records() == untyped(TEXT).notifications


def test_a_source_is_kept_as_it_is() -> None:
    source = Source(TEXT, "a.json")
    assert parse(source).source is source


def test_a_buffer_that_changes_afterwards_changes_no_result() -> None:
    data = bytearray(TEXT.encode())
    parsed = parse(data)
    data[:] = b" " * len(data)
    assert parsed.source.text == TEXT


def test_what_is_no_text_is_refused_as_before() -> None:
    number: Any = 7
    with pytest.raises(
        TypeError, match=r"Expected str, bytes or Source, got int: load and iter_parse read files, read values"
    ):
        parse(number)


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (Limits(size=len(TEXT)), True),
        (Limits(size=len(TEXT) - 1), False),
        (Limits(depth=LANE.depth), True),
        (Limits(depth=LANE.depth - 1), False),
        (Limits(digits=sys.get_int_max_str_digits()), True),
        (Limits(digits=12), False),
        (Limits(diagnostics=1), True),
    ],
)
def test_what_the_limits_may_not_allow_is_left_to_the_other_lanes(limits: Limits, expected: bool) -> None:  # noqa: FBT001  # a parameter of the test
    assert (by_typed_lane(TEXT, limits) is not None) is expected


def test_the_first_texts_do_not_wait_for_msgspec_unless_they_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_texts, "FIRST", 2)
    _texts.forget()  # as in a new process
    assert [by_typed_lane(TEXT, Limits()) is None for _ in range(3)] == [True, True, False]
    _texts.forget()
    assert by_typed_lane(TEXT + " " * _texts.LARGE, Limits()) is not None


def test_without_msgspec_the_other_lanes_read_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msgspec", None)
    _texts.forget()
    assert by_typed_lane(TEXT, Limits()) is None
    assert parse(TEXT).notifications == untyped(TEXT).notifications


# ---- What is made when somebody asks ----


def test_a_verdict_and_a_count_make_no_record(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_records(_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Typed, "records", no_records)
    parsed = parse(TEXT)
    assert parsed.ok
    assert len(parsed.diagnostics) == 0
    assert parsed.replies == ()
    assert notification_count(parsed) == 2
    with pytest.raises(AssertionError):
        _ = parsed.notifications


def test_results_are_those_of_the_other_lanes_in_every_respect() -> None:
    parsed, other = parse(TEXT), untyped(TEXT)
    assert notification_count(other) == notification_count(parsed)
    assert parsed == other
    assert hash(parsed) == hash(parse(TEXT)) == hash(other)
    assert repr(parsed) == repr(other)
    assert parsed.notifications is parsed.notifications
    assert parsed.source == other.source


@pytest.mark.parametrize("twin", [lambda one: pickle.loads(pickle.dumps(one)), copy.copy, copy.deepcopy, attrs.evolve])  # noqa: S301  # our own bytes
def test_copies_are_equal(twin: Any) -> None:
    made = twin(parse(TEXT))
    assert made == untyped(TEXT)
    assert made.__getstate__() == untyped(TEXT).__getstate__()


def test_threads_that_ask_together_get_the_same_records() -> None:
    parsed = [parse(TEXT) for _ in range(50)]
    barrier = threading.Barrier(4)
    got: list[list[int]] = []

    def ask() -> None:
        barrier.wait()
        got.append([id(each.notifications) for each in parsed])

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [got[0]] * 4


def test_loads_gives_the_record_and_refuses_a_batch() -> None:
    assert loads(text_of(RESPONSE)) == untyped(text_of(RESPONSE)).notifications[0]
    with pytest.raises(NotificationError, match="Expected one notification, got a batch of 2: read it with parse"):
        loads(TEXT)


# ---- Captures ----


def test_checking_a_capture_makes_no_record(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_records(_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Typed, "records", no_records)
    capture = f"{text_of(CONTENT)}\n{text_of(HISTORY)}\n".encode()
    checks = [*check_source(capture, "a.ndjson", settings_of("strict", (), (), (), None, counts_only=False))]
    assert [check.notifications for check in checks if check.payloads] == [1, 1]


def test_a_repeat_is_noted_without_a_record_and_may_be_an_error() -> None:
    line = f"{text_of(RESPONSE)}\n"
    for mode, expected in ((Mode.STRICT, [True, True]), (Mode.STRICT.deny("repeated-notification"), [True, False])):
        results = [*iter_parse((line * 2).encode(), mode=mode)]
        assert [result.ok for result in results] == expected
        assert "notifications" not in vars(results[1])
        assert results[1].diagnostics.by_name() == {"repeated-notification": 1}
        assert results[1].notifications == untyped(line).notifications
        assert results[1].source.text == line[:-1]
