"""The test data of other projects, run by its own runner where its folder stands beside the checkout."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from ucsmsg import quasi
from ucsmsg.diagnostics import Diagnostic

ROOT = Path(__file__).parents[2]
RUNNER = ROOT.parent / "shared" / "suites" / "run_suites.py"


def read(text: str | bytes, mode: str) -> tuple[Any, list[Diagnostic]]:
    """What the runner calls: the value and the diagnostics; with "multi" the list of values of a text."""
    if mode == "multi":
        documents = list(quasi.iter_parse(text, "lenient"))
        return [one.value for one in documents], [found for one in documents for found in one.diagnostics]
    document = quasi.parse(text, "strict" if mode == "strict" else "lenient")
    return document.value, list(document.diagnostics)


def test_the_runner_can_call_the_reader() -> None:
    assert read("[1,]", "tolerant")[0] == read("[1,]", "strict")[0] == [1]
    assert read("1 2L", "multi")[0] == [1, 2]


if RUNNER.is_file():

    def test_no_independent_case_is_wrong_silent_or_refused_without_need() -> None:
        command = [sys.executable, str(RUNNER), f"{__name__}:read", "--show", "5", "--time", "30"]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - our own call
        verdicts = re.findall(r"([A-Z][A-Za-z-]+)=[0-9]+", run.stdout.splitlines()[-1])
        assert set(verdicts) <= {"OK", "OK-refused", "ANY", "LENIENT"}, run.stdout
