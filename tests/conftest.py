"""Settings for all tests."""

import os
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

# A test says what comes out, not how fast: a slow machine is no failure. The same tests say the same thing twice; with
# EXPLORE set they look at new examples every time, as the scripts in tests/fuzz always do.
settings.register_profile(
    "ucsmsg",
    deadline=None,
    derandomize="EXPLORE" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ucsmsg")

# What needs more than the extra `test` is run by a script of its own, which sets the variable.
_VARIABLES = {"browser": "WITH_BROWSER", "spark": "WITH_SPARK"}
collect_ignore = [folder for folder, variable in _VARIABLES.items() if variable not in os.environ]

# Laws about texts of any kind, one way of reading compared with another, and tools of the tests themselves. Measured
# they take more than twice as long, and reach nothing that tests of single claims do not reach.
_UNMEASURED = (
    *("tests/laws/test_any_text.py", "tests/laws/test_cut_texts.py", "tests/laws/test_fixed_texts.py"),
    *("tests/laws/test_one_mutation.py::test_every_lane", "tests/captures/test_laws.py", "tests/schema/test_laws.py"),
    *("tests/quasi/test_lanes_agree.py::test_on_every_mutation", "tests/quasi/test_lanes_agree.py::test_on_any_text"),
    *("tests/schema/test_constructed.py", "tests/schema/test_json_schema.py", "tests/typed/test_lanes_agree.py"),
    "tests/mutation/",
)
_MEASURED = pytest.mark.measured_processes
_MEASURING = "COVERAGE_PROCESS_CONFIG"  # in the environment of processes that are to be measured


def pytest_configure(config: pytest.Config) -> None:
    """What marks the tests of what happens in a process of its own only."""
    config.addinivalue_line("markers", f"{_MEASURED.name}: the processes that the test starts are measured as well.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Coverage is measured by the tests of single claims."""
    for item in items:
        if item.nodeid.startswith(_UNMEASURED):
            item.add_marker("no_cover")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Measuring a process takes as long as what it does: only those are that do what no other test reaches."""
    measuring = None if item.get_closest_marker(_MEASURED.name) else os.environ.pop(_MEASURING, None)
    try:
        return (yield)
    finally:
        if measuring is not None:
            os.environ[_MEASURING] = measuring
