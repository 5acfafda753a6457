"""Attributes that are made when somebody asks for them."""

from ucsmsg._postponed import MadeWhenAsked, changed, with_attributes


class Result:
    """Something with an attribute that is made late."""

    value = MadeWhenAsked[list[int]]()
    name: str


def result() -> Result:
    return with_attributes(Result(), {"name": "a"}, value=lambda: [1])


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
    assert Result.value.__get__(made) is first


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
    assert vars(changed(made, name="b")) == {"name": "b"}
