"""Unified differences made from changes are those that the standard library finds."""

import difflib
import io
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ucsmsg.cli._unified import Change, apply, unified

NAMES = ("old", "new")
LINES = "".join(f"{number}\n" for number in range(30))


def between(text: str, *changes: tuple[str, str]) -> list[str]:
    """The difference that some replacements make, each of the first text that it is about."""
    found = [Change(text.index(old), text.index(old) + len(old), new) for old, new in changes]
    return [*unified(text, found, NAMES)]


def by_difflib(text: str, changes: list[Change], context: int) -> list[str]:
    """What the standard library shows, with the line breaks that are missing."""
    before, after = (io.StringIO(each, newline="").readlines() for each in (text, apply(text, changes)))
    lines = difflib.unified_diff(before, after, *NAMES, n=context)
    return [line.rstrip("\r\n") + "\n" for line in lines]


@st.composite
def changed_texts(draw: st.DrawFn) -> tuple[str, list[Change]]:
    """A text whose lines are all different, and changes of words in it that leave the line breaks."""
    count = draw(st.integers(1, 40))
    lines = [f"{number} {number}" for number in range(count)]
    ends = draw(st.lists(st.sampled_from(["\n", "\r\n"]), min_size=count, max_size=count))
    starts = [0, *accumulate(len(line) + len(end) for line, end in zip(lines, ends, strict=True))]
    text = "".join(map("".join, zip(lines, ends, strict=True)))
    chosen = draw(st.sets(st.integers(0, count - 1)))
    changes = [Change(starts[line], starts[line] + len(str(line)), f"new {line}") for line in sorted(chosen)]
    return (text.rstrip("\r\n") if draw(st.booleans()) else text), changes


@settings(max_examples=200)
@given(changed=changed_texts(), context=st.integers(0, 3))
def test_they_are_those_of_the_standard_library(changed: tuple[str, list[Change]], context: int) -> None:
    text, changes = changed

    assert [*unified(text, changes, NAMES, context)] == by_difflib(text, changes, context)


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        pytest.param("a\nb\nc\n", [Change(6, 6, "d\n")], id="a line after the last one"),
        pytest.param("a\nb\nc", [Change(5, 5, "d")], id="at the end of the last line, which has no break"),
        pytest.param("a\nb\nc\n", [Change(0, 2, "")], id="the first line gone"),
        pytest.param("a\nb\nc\n", [Change(4, 6, "")], id="the last line gone"),
        pytest.param("a\nb\n", [Change(0, 4, "")], id="all gone"),
        pytest.param("a", [Change(0, 1, "b\nc\n")], id="a line becomes two"),
        pytest.param(LINES, [Change(0, 1, "x"), Change(2, 3, "y")], id="two lines next to each other"),
        pytest.param(LINES, [Change(0, 1, "x"), Change(16, 17, "y")], id="two lines in one hunk"),
        pytest.param(LINES, [Change(0, 1, "x\nx"), Change(18, 19, "y")], id="two hunks, the first with one line more"),
        pytest.param(LINES, [Change(0, 1, "x"), Change(0, 0, ""), Change(1, 1, "z")], id="two changes in a line"),
        pytest.param("", [Change(0, 0, "a\n")], id="something in nothing"),
        pytest.param("a\n", [], id="no change"),
    ],
)
def test_at_the_edges_as_well(text: str, changes: list[Change]) -> None:
    """What starts in a line that is only joined to another may be shown with that: it applies all the same."""
    changes = sorted(changes)
    shown = [*unified(text, changes, NAMES)]

    assert applied(text, shown) == [line.rstrip("\r\n") for line in io.StringIO(apply(text, changes), newline="")]
    assert bool(shown) is bool(changes)


def applied(text: str, difference: list[str]) -> list[str]:
    """The lines of the text after the difference, which must fit it."""
    lines, done = [], 0
    before = [line.rstrip("\r\n") for line in io.StringIO(text, newline="")]
    for line in difference[2:]:
        if line.startswith("@@"):
            first, _, count = line.split()[1][1:].partition(",")
            start = int(first) - (count != "0")
            lines += before[done:start]
            done = start
        elif line[0] == "+":
            lines.append(line[1:-1])
        else:
            assert before[done] == line[1:-1]
            lines += [line[1:-1]] if line[0] == " " else []
            done += 1
    return lines + before[done:]


def test_nothing_in_it_can_act_on_a_terminal() -> None:
    assert between("a\x1b[2J\tb\r\nc", ("b", "\u202e")) == [
        "--- old\n",
        "+++ new\n",
        "@@ -1,2 +1,2 @@\n",
        "-a\\x1b[2J b\n",
        "+a\\x1b[2J \\u{202e}\n",
        " c\n",
    ]
