"""The worked examples of CONTRIBUTING.md are true: what they show is enough, and nothing of it can be forgotten."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.changes import PAGE, copy_project, example, run_tests
from tests.project.pages import ROOT

ROW, MEMBER = "Add a row", "Add a member"
PLACES = [
    pytest.param(heading, number, id=f"{heading}, place {number}")
    for heading in (ROW, MEMBER)
    for number in example(heading).holders
]
COMMANDS = re.findall(r"^<!-- run -->\n```sh\n\.venv/bin/python (-m pytest .*)\n```$", PAGE, re.MULTILINE)
PROGRAM = """if True:
    import ucsmsg
    from ucsmsg.schema import Owner, json_schema
    document = ucsmsg.quasi.parse('{"a":[7u,-7u]}', "lenient")
    print(document.value, [(each.name, each.severity.value) for each in document.diagnostics])
    print(ucsmsg.quasi.parse('[7U]', reference=True).value)
    data = '{"messageType":"GetInteractionContentMessage","referenceId":7U,"interaction":{"ownerInformation":%s}}'
    owner = ucsmsg.parse(data % '{"id":"1","emailAddress":7}', mode="lenient").notifications[0].data.interaction
    print(owner.owner_information == Owner(id="1", email_address="7"), "emailAddress" in str(json_schema()))
"""


def test_a_row_takes_at_most_seven_places() -> None:
    assert len(example(ROW).places) <= 7


@pytest.mark.parametrize("heading", [ROW, MEMBER])
def test_each_place_is_held_by_a_test(heading: str) -> None:
    assert [*example(heading).holders] == [*range(1, len(example(heading).places) + 1)]


def test_what_the_examples_add_works(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    for heading in (ROW, MEMBER):
        example(heading).apply(project)
    command = [sys.executable, "-c", PROGRAM]
    run = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)  # noqa: S603  # our own
    holders = {test for heading in (ROW, MEMBER) for test in example(heading).holders.values()}

    assert run.stdout.splitlines() == [
        "{'a': [7]} [('unsigned-integer', 'warning'), ('bare-word', 'error')]",
        "[7]",
        "True True",
    ]
    assert run_tests(project, *sorted(holders)).returncode == 0
    assert run_tests(project, "tests/corpus", "tests/project", "-k", "unsigned").returncode == 0


@pytest.mark.parametrize(("heading", "number"), PLACES)
def test_a_forgotten_place_fails_in_the_test_that_is_named(heading: str, number: int, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    example(heading).apply(project, without=number)
    run = run_tests(project, example(heading).holders[number])

    assert run.returncode == 1  # a test failed; the others are errors of pytest's use
    assert re.search(r"^FAILED ", run.stdout, re.MULTILINE)


def test_the_commands_run_tests() -> None:
    assert len(COMMANDS) == 3
    for command in COMMANDS:
        collected = [sys.executable, *shlex.split(command), "--collect-only", "-p", "no:cacheprovider"]
        run = subprocess.run(collected, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  # our own

        assert run.returncode == 0, run.stdout
        assert re.search(r"^(\d+/)?\d+ tests? collected", run.stdout, re.MULTILINE), run.stdout
