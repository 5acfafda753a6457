"""Results can be handed from process to process."""

import pickle
import queue
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.commands import BROKEN, NOTED
from ucsmsg import parse
from ucsmsg.captures import Extent, FilePart, Format
from ucsmsg.catalogue import Severity
from ucsmsg.cli._checking import File, checked
from ucsmsg.cli._parallel import _begin_worker, _interrupts_blocked, check_whole
from ucsmsg.cli._parts import check_part, count_part
from ucsmsg.cli._results import Checked, Hit, merged_to_errors
from ucsmsg.cli._settings import Settings
from ucsmsg.diagnostics import render
from ucsmsg.places import Position, Source


@pytest.fixture
def capture(tmp_path: Path) -> Path:
    """A capture with a note and an error."""
    path = tmp_path / "capture"
    path.write_text(f"{NOTED}\n{BROKEN}\n", "utf-8")
    return path


@pytest.fixture
def _signals() -> Iterator[None]:
    handler = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, handler)


def test_a_hit_survives_pickling() -> None:
    text = '{"channel":"/v2/ucs/interactions","data":"{\\"referenceId\\":1L}"}'
    hits = checked(parse(Source(text, "x", Position(10, 2, 3))), Settings()).hits

    assert any(hit.diagnostic.inner for hit in hits)
    assert pickle.loads(pickle.dumps(hits)) == hits  # noqa: S301 - our own


@pytest.mark.parametrize("before", [0, 10, 33, 99, 100, 101, 500])
@pytest.mark.parametrize("after", [0, 61, 62, 500])
def test_a_hit_holds_enough_for_the_excerpt(before: int, after: int) -> None:
    source = Source(" " * before + '{"a":1L}' + " " * after, "x", Position(50, 7, 9))
    parsed = parse(source)

    assert [render(Hit.of(each, source).diagnostic, Hit.of(each, source).source) for each in parsed.diagnostics] == [
        render(each, source) for each in parsed.diagnostics
    ]


def test_a_process_checks_a_file(capture: Path) -> None:
    result, coverage = check_whole(File(str(capture), 1), Settings())

    assert (result.payloads, result.notifications, result.replies) == (2, 2, 0)
    assert result.names == {(Severity.NOTE, "long-suffix"): 1, (Severity.ERROR, "missing-closer"): 1}
    assert [hit.diagnostic.name for hit in result.hits] == ["long-suffix", "missing-closer"]
    assert coverage == Checked(read=len(NOTED) + len(BROKEN), passed_over=Counter({"white-space": 2}))


def test_a_process_checks_a_part(capture: Path) -> None:
    start = len(NOTED) + 1
    part = FilePart(path=str(capture), start=start, end=start + len(BROKEN), format=Format.NDJSON)
    found = check_part(part, Position(start, 2, 1), Settings(counts_only=True))
    result, coverage = found.results

    assert result == Checked(payloads=1, notifications=1, names=result.names)
    assert result.names == {(Severity.ERROR, "missing-closer"): 1}
    assert coverage == Checked(read=len(BROKEN))
    assert ([line for _, line in found.digests], found.is_open) == ([2], False)
    assert count_part(part) == Extent(len(BROKEN), 0)


def test_results_are_merged_up_to_each_payload_with_errors(capture: Path) -> None:
    capture.write_text(f"{NOTED}\n{NOTED}\n{BROKEN}\n{BROKEN}\n{NOTED}\n", "utf-8")

    assert [result.payloads for result in check_whole(File(str(capture), 1), Settings())] == [3, 1, 1]
    assert merged_to_errors([]) == [Checked()]


@pytest.mark.usefixtures("_signals")
def test_a_process_leaves_interrupts_to_the_command() -> None:
    _begin_worker(Gone(), lambda _: None)

    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


@pytest.mark.usefixtures("_signals")
def test_a_process_ends_when_the_command_has_gone() -> None:
    ends: queue.Queue[int] = queue.Queue()
    _begin_worker(Gone(), ends.put)

    assert ends.get(timeout=60) == 1


class Gone:
    """A process that has ended."""

    def join(self) -> None:
        """It has."""


def test_where_no_signal_can_be_blocked_none_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows."""
    monkeypatch.delattr(signal, "pthread_sigmask")
    with _interrupts_blocked():
        assert signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
