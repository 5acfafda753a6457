"""Attributes and patterns that are made when somebody asks for them."""

import re

import pytest

from ucsmsg._postponed import MadeWhenAsked, changed, postpone, postponed_pattern


class Result:
    """Something with an attribute that is made late."""

    value = MadeWhenAsked[list[int]]()
    name: str


def result() -> Result:
    made = Result()
    made.name = "a"
    postpone(vars(made), {"value": lambda: [1]})
    return made


def test_an_attribute_is_made_once() -> None:
    made = result()
    assert "value" not in vars(made)
    assert made.value == [1]
    assert made.value is made.value


def test_what_another_thread_has_made_meanwhile_is_taken() -> None:
    made = result()
    first = [2]

    def make() -> list[int]:
        vars(made)["value"] = first
        return [1]

    vars(made)["_makers"]["value"] = make
    assert made.value is first


def test_what_another_thread_has_made_before_is_taken() -> None:
    made = result()
    vars(made)["_makers"].pop("value")
    vars(made)["value"] = first = [2]
    maker: MadeWhenAsked[list[int]] = vars(Result)["value"]
    assert maker.__get__(made) is first


def test_makers_of_a_class_are_seen_on_the_class() -> None:
    assert isinstance(Result.value, MadeWhenAsked)


def test_a_changed_object_has_its_own_attributes_that_are_made() -> None:
    made = result()
    twin = changed(made, name="b")
    other = changed(made, value=[3])
    assert made.value == [1]
    assert (twin.name, twin.value, twin.value is made.value) == ("b", [1], False)
    assert (other.name, other.value) == ("a", [3])
    assert changed(twin).value is twin.value


def test_an_object_that_has_all_is_changed_as_well() -> None:
    made = Result()
    made.name = "a"
    assert vars(changed(made, name="b")) == {"name": "b", "_makers": {}}


def test_a_pattern_is_compiled_at_the_first_question_and_answers_as_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_now = re.compile

    def noted(pattern: str, flags: int) -> re.Pattern[str]:
        compiled.append(pattern)
        return compile_now(pattern, flags)

    monkeypatch.setattr(re, "compile", noted)
    pattern = postponed_pattern("(?P<first>a) b", re.VERBOSE)
    before = [*compiled]

    assert (pattern.pattern, before) == ("(?P<first>a) b", [])
    assert pattern.findall("abab") == ["a", "a"]
    assert pattern.sub("c", "ab") == "c"
    assert pattern.groupindex == {"first": 1}
    assert compiled == ["(?P<first>a) b"]
