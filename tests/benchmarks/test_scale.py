"""The model of scale reckons as it says."""

import pytest

from tests.benchmarks.scale import Captures, Figures, hours, measured, most_cores, scenarios

FIGURES = Figures(rows=10, counted=100, packed=10, recording=10, file=1, part=0.5)


@pytest.mark.parametrize(
    ("cores", "seconds"),
    [
        (1, 2 + 10 + 20 * (10 + 4.5)),
        (10, 2 + 10 + 2 * (10 + 4.5)),
        (15, 2 + 10 + 2 * (10 + 4.5)),
        (20, 2 + 10 + 10 + 4.5),
        (99, 2 + 10 + 10 + 4.5),
    ],
)
def test_time_is_planning_and_a_round_for_as_many_tasks_as_there_are_cores(cores: int, seconds: float) -> None:
    captures = Captures(name="x", size=2000, file_size=1000, task_size=100, rate=10)

    assert hours(captures, FIGURES, cores) * 3600 == pytest.approx(seconds)
    assert most_cores(captures) == 20


def test_in_two_passes_each_line_is_counted_once() -> None:
    captures = Captures(name="x", size=2000, file_size=1000, task_size=100, rate=10, is_two_passes=True)

    assert hours(captures, FIGURES, 20) * 3600 == pytest.approx(2 + 10 + 10 + 1)


def test_a_file_that_is_not_divided_is_one_task() -> None:
    packed = next(each for each in scenarios(FIGURES) if each.name == "packed, files of 1 GB")

    assert most_cores(packed) == 1000
    assert hours(packed, FIGURES, 1000) == hours(packed, FIGURES, 9999)


def test_what_is_measured_is_the_work_alone() -> None:
    found = measured(int)

    assert found.result == 0
    assert 0 <= found.seconds < found.peak
