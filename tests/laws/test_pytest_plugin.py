"""The fixtures for corpora, in a project of their own."""

import pytest

from ucsmsg.testing import Outcome, format_expectation

pytest_plugins = ["pytester"]

TEST = """
def test_each_input(ucsmsg_corpus, assert_reads):
    assert_reads(ucsmsg_corpus)
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project with a corpus of two inputs, one of which does not give what is expected of it."""
    pytester.makeconftest('pytest_plugins = ["ucsmsg.testing.pytest_plugin"]')
    pytester.makeini("[pytest]\nucsmsg_corpus = samples")
    pytester.makepyfile(TEST)
    folder = pytester.mkdir("samples") / "numbers"
    folder.mkdir()
    outcomes = {mode: Outcome("[1]", (("long-suffix", "1:2", "note"),)) for mode in ("strict", "lenient")}
    for name, text in (("right", "[1L]"), ("wrong", "[1]")):
        (folder / f"{name}.txt").write_text(text, "utf-8")
        (folder / f"{name}.expected.json").write_text(format_expectation("quasi.parse", outcomes), "utf-8")
    return pytester


def test_a_test_runs_for_each_input_and_fails_where_the_outcome_is_another(project: pytest.Pytester) -> None:
    result = project.runpytest_inprocess("-p", "no:cacheprovider")

    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        [
            "Expected what stands beside numbers/wrong.txt, got another outcome:",
            '-  [[]"long-suffix", "1:2", "note"]],',
            "FAILED *test_each_input[[]numbers/wrong.txt]*",
        ]
    )


def test_a_folder_without_a_corpus_is_one_clear_error(project: pytest.Pytester) -> None:
    result = project.runpytest_inprocess("-p", "no:cacheprovider", "-o", "ucsmsg_corpus=other")

    result.stdout.fnmatch_lines(["*Expected inputs in folders below */other, got none*"])
    result.assert_outcomes(errors=1)


def test_other_tests_are_not_concerned(project: pytest.Pytester) -> None:
    project.makepyfile("def test_other():\n    assert True\n")

    project.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)
