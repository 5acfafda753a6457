"""The run itself: a mutant that the tests notice is killed, and what the file of equivalents names is still made."""

import os
import subprocess
import sys

import pytest

from tests.mutation import equivalent
from tests.mutation.code import code_mutants
from tests.mutation.mutant import ROOT, Mutant
from tests.mutation.patterns import pattern_mutants


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command, outside of the measuring of coverage: what it imports is a copy."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    command = [sys.executable, "-m", "tests.mutation", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)  # noqa: S603  # our own command


@pytest.fixture(scope="module")
def of_patterns() -> list[Mutant]:
    """Every mutant of every pattern."""
    return list(pattern_mutants())


def test_a_mutant_that_tests_notice_is_killed_and_the_file_stays_as_it_is() -> None:
    before = (ROOT / "grammar" / "string.lark").read_bytes()
    done = run("patterns", "--files", "grammar/string.lark", "--names", "ESCAPE", "--count", "1")

    assert (done.stdout.partition(" in ")[0], done.returncode) == ("1 of 1 mutants killed (100.0%)", 0)
    assert (ROOT / "grammar" / "string.lark").read_bytes() == before


def test_the_seed_chooses_the_sample() -> None:
    options = ("code", "--files", "ucsmsg/text/*", "--count", "5", "--list", "--seed")
    samples = [run(*options, seed).stdout.splitlines() for seed in ("1", "1", "2")]

    assert samples[0] == samples[1] != samples[2]
    assert [len(sample) for sample in samples] == [5, 5, 5]


def test_every_terminal_and_every_compiled_pattern_has_mutants(of_patterns: list[Mutant]) -> None:
    found = {(mutant.file, mutant.name) for mutant in of_patterns}

    assert len({mutant.key for mutant in of_patterns}) == len(of_patterns)
    assert found >= {("grammar/quasi.lark", "COMMENT"), ("grammar/string.lark", "ESCAPE")}
    assert {"ucsmsg/text/marks.py", "ucsmsg/places.py", "ucsmsg/schema/_times.py"} <= {file for file, _ in found}


def test_what_is_called_equivalent_is_a_mutant_that_is_made_and_has_a_reason(of_patterns: list[Mutant]) -> None:
    reasons = equivalent.reasons()
    files = {file for file, _, _ in reasons}

    assert reasons.keys() <= {mutant.key for mutant in (*code_mutants(files), *of_patterns)}
    assert all(len(reason.split()) > 2 for reason in reasons.values())
