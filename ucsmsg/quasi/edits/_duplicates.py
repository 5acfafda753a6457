"""Names that stand twice in an object of a text that was mended."""

from collections.abc import Iterator

from ucsmsg.diagnostics import Finding, shown
from ucsmsg.quasi.edits._mended import Members, Mended
from ucsmsg.quasi.edits._value import decode
from ucsmsg.text.json_text import exact_text, string_text

_LONGEST_USED = 10_000


def with_name_twice(mended: Mended, *, is_in_value: bool) -> list[Members]:
    """The objects in which a name occurs again; `is_in_value` when one of them was seen in the value."""
    containers = mended.containers() if is_in_value or mended.leaves_out_values else mended.incomplete
    return [members for members in containers if members.has_name_twice]


def duplicate_keys(text: str, mended: Mended, members: Members) -> Iterator[Finding]:
    """A finding for each member whose name occurs again in the same object."""
    seen: dict[str, int] = {}
    for index, name in enumerate(members.names or ()):
        if members.refused_names[index]:
            continue
        if name in seen:
            earlier = seen[name]
            start, end = members.firsts[earlier], members.ends[earlier]
            again = text[slice(*mended.name_place(members, index))]
            yield Finding(
                name="duplicate-key",
                message=f"Expected a name once in an object, got {shown(again)} again: the last one counts",
                start=start,
                end=end,
                found=text[start:end],
                used=_member_text(name, mended, members, index),
            )
        seen[name] = index


def _member_text(name: str, mended: Mended, members: Members, index: int) -> str | None:
    """The member as JSON text; None where its value is not certain, has no such text, or a very long one.

    Long ones that stand in each other would take the memory of many texts.
    """
    if members.is_refused[index] or members.ends[index] - members.starts[index] > _LONGEST_USED:
        return None
    value = exact_text(decode(mended.text_of(members, index)).value)
    return None if value is None else f"{string_text(name)}:{value}"
