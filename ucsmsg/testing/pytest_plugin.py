"""Fixtures of pytest for corpora: put `pytest_plugins = ["ucsmsg.testing.pytest_plugin"]` into your `conftest.py`.

The setting `ucsmsg_corpus` of pytest names the folder. A test with the argument `ucsmsg_corpus` runs once for each
input of it, and `assert_reads(case)` fails where another outcome comes out than the expectation says.
"""

import difflib
from collections.abc import Callable

import pytest

from ucsmsg.testing._corpus import MODES, Case, CorpusError, format_expectation, read_corpus

__all__ = ["assert_reads"]

_CORPUS = "ucsmsg_corpus"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the setting of the folder."""
    parser.addini(_CORPUS, "the folder of the corpus that tests with this argument run for", default="corpus")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run tests with that argument for each input of the corpus."""
    if _CORPUS in metafunc.fixturenames:
        folder = metafunc.config.rootpath / metafunc.config.getini(_CORPUS)
        try:
            cases = read_corpus(folder)
        except CorpusError as error:
            raise pytest.UsageError(str(error)) from error
        metafunc.parametrize(_CORPUS, cases, ids=[case.name for case in cases])


@pytest.fixture
def assert_reads() -> Callable[[Case], None]:
    """A function that fails the test where another outcome of a case comes out than the one that is expected."""
    return _assert_reads


def _assert_reads(case: Case) -> None:
    __tracebackhide__ = True
    outcomes = {mode: case.outcome(mode) for mode in MODES}
    if outcomes == case.expected:
        return
    expected, got = (format_expectation(case.reader, each) for each in (case.expected, outcomes))
    lines = difflib.unified_diff(expected.splitlines(), got.splitlines(), "expected", "got", lineterm="")
    pytest.fail("\n".join([f"Expected what stands beside {case.name}, got another outcome:", *lines]), pytrace=False)
