"""Regular expressions taken apart by Python's own parser: each small change, and the text of the changed pattern."""

import importlib
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

# typeshed has no stubs for the parts of `re`.
_parser: Any = importlib.import_module("re._parser")
_op: Any = importlib.import_module("re._constants")

_PART = "part_"
_PLAIN = "\"' _<>=%,:;!@`"  # marks that mean themselves everywhere
Item = tuple[Any, Any]
Items = list[Item]
Change = tuple[str, Items]

_ANCHORS = {
    _op.AT_BEGINNING: "^",
    _op.AT_BEGINNING_STRING: r"\A",
    _op.AT_BOUNDARY: r"\b",
    _op.AT_NON_BOUNDARY: r"\B",
    _op.AT_END: "$",
    _op.AT_END_STRING: r"\Z",
}
_CATEGORIES = {
    _op.CATEGORY_DIGIT: r"\d",
    _op.CATEGORY_NOT_DIGIT: r"\D",
    _op.CATEGORY_SPACE: r"\s",
    _op.CATEGORY_NOT_SPACE: r"\S",
    _op.CATEGORY_WORD: r"\w",
    _op.CATEGORY_NOT_WORD: r"\W",
}
_LOOKS = {(_op.ASSERT, 1): "?=", (_op.ASSERT_NOT, 1): "?!", (_op.ASSERT, -1): "?<=", (_op.ASSERT_NOT, -1): "?<!"}
_OPPOSITE = {_op.ASSERT: _op.ASSERT_NOT, _op.ASSERT_NOT: _op.ASSERT}
_REPEATS = {_op.MAX_REPEAT: "", _op.MIN_REPEAT: "?", _op.POSSESSIVE_REPEAT: "+"}
_FLAGS = {re.IGNORECASE: "i", re.MULTILINE: "m", re.DOTALL: "s", re.VERBOSE: "x", re.ASCII: "a"}
_ANYTHING: Item = (_op.IN, [(_op.CATEGORY, _op.CATEGORY_SPACE), (_op.CATEGORY, _op.CATEGORY_NOT_SPACE)])


def mutants(pattern: str | bytes, flags: int = 0, parts: Iterable[str] = ()) -> Iterator[tuple[str, Any]]:
    """Each changed pattern that Python can compile, with what was changed; white space of verbose patterns is gone.

    What is one of the `parts` stays as it is.
    """
    parts = list(parts)
    tree, names = _taken_apart(_with_parts(pattern, flags, parts), flags)
    done = {_text(tree, names)}
    for change, items in _changes(tree, names):
        text = _text(items, names)
        changed = text if isinstance(pattern, str) else text.encode("ascii")
        if text not in done and _compiles(changed, flags & ~re.VERBOSE):
            done.add(text)
            yield change, changed


def normal(pattern: str | bytes, flags: int = 0) -> str:
    """The pattern as this module writes it: what it says is the same."""
    return _text(*_taken_apart(pattern, flags))


def _with_parts(pattern: str | bytes, flags: int, parts: Iterable[str]) -> str | bytes:
    """The pattern with each part in a group of its own, where that changes nothing."""
    if isinstance(pattern, bytes):
        return pattern
    plain = normal(pattern, flags)
    for part in sorted(parts, key=len, reverse=True):
        marked = pattern
        for number in reversed([match.start() for match in re.finditer(re.escape(part), pattern)]):
            marked = f"{marked[:number]}(?P<{_PART}{len(marked)}>{part}){marked[number + len(part) :]}"
        if _compiles(marked, flags) and normal(marked, flags) == plain:
            pattern = marked
    return pattern


def _taken_apart(pattern: str | bytes, flags: int) -> tuple[Items, dict[int, str]]:
    tree = _parser.parse(pattern, flags)
    return list(tree), {number: name for name, number in tree.state.groupdict.items()}


def _compiles(pattern: str | bytes, flags: int) -> bool:
    try:
        re.compile(pattern, flags)
    except re.error:
        return False
    return True


# ---- Changes ---------------------------------------------------------------------------------------------------------


def _changes(items: Items, names: dict[int, str]) -> Iterator[Change]:
    for index, item in enumerate(items):
        shown = _text([item], names)
        for change, instead in _item_changes(item, names):
            yield change.replace("@", f"`{shown}`"), [*items[:index], *instead, *items[index + 1 :]]


def _item_changes(item: Item, names: dict[int, str]) -> Iterator[Change]:
    """The changes of one item; `@` in a change's words stands for the item's text."""
    op, argument = item
    if op is _op.IN:
        yield from _class_changes(argument)
    elif op is _op.NOT_LITERAL:
        yield "anything instead of @", [_ANYTHING]
    elif op is _op.AT:
        yield "@ removed", []
    elif op is _op.BRANCH:
        yield from _branch_changes(argument[1], names)
    elif op in _REPEATS:
        yield from _repeat_changes(op, argument, names)
    elif op in _OPPOSITE:
        yield "@ removed", []
        yield "@ negated", [(_OPPOSITE[op], argument)]
    elif op is _op.SUBPATTERN and argument[1]:
        yield "flag of @ dropped", [(op, (argument[0], 0, *argument[2:]))]
    yield from _inner_changes(op, argument, names)


def _inner_changes(op: Any, argument: Any, names: dict[int, str]) -> Iterator[Change]:
    """Changes inside a look-around or a group; a part is left alone."""
    if op in _OPPOSITE or op is _op.SUBPATTERN:
        *before, inner = argument
        if op in _OPPOSITE or not names.get(before[0], "").startswith(_PART):
            yield from ((change, [(op, (*before, changed))]) for change, changed in _changes(list(inner), names))
    elif op is _op.ATOMIC_GROUP:
        yield from ((change, [(op, changed)]) for change, changed in _changes(list(argument), names))


def _class_changes(members: Items) -> Iterator[Change]:
    for index, member in enumerate(members):
        rest = [*members[:index], *members[index + 1 :]]
        if member[0] is not _op.NEGATE and any(one[0] is not _op.NEGATE for one in rest):
            yield f"`{_member(member)}` removed from @", [(_op.IN, rest)]


def _branch_changes(alternatives: list[Items], names: dict[int, str]) -> Iterator[Change]:
    for index, alternative in enumerate(alternatives):
        others = [*alternatives[:index], *alternatives[index + 1 :]]
        text = _text(list(alternative), names)
        yield f"alternative `{text}` removed", [(_op.BRANCH, (None, others))]
        for change, changed in _changes(list(alternative), names):
            yield change, [(_op.BRANCH, (None, [*alternatives[:index], changed, *alternatives[index + 1 :]]))]


def _repeat_changes(op: Any, argument: Any, names: dict[int, str]) -> Iterator[Change]:
    low, high, inner = argument
    if (low, high) == (0, 1):
        yield "@ made mandatory", list(inner)
        yield "@ removed", []
    else:
        for bounds in _other_bounds(low, high):
            yield f"{_bounds(*bounds)} instead in @", [(op, (*bounds, inner))]
    yield from ((change, [(op, (low, high, changed))]) for change, changed in _changes(list(inner), names))


def _other_bounds(low: int, high: Any) -> Iterator[tuple[int, Any]]:
    yield (0 if low == 1 else low + 1, high if low < high else low + 1)
    if high is _op.MAXREPEAT:
        yield low, max(low, 1)
    elif high > 1:
        yield min(low, high - 1), high - 1


# ---- Text ------------------------------------------------------------------------------------------------------------


def _text(items: Items, names: dict[int, str]) -> str:
    return "".join(_item(op, argument, names) for op, argument in items)


def _item(op: Any, argument: Any, names: dict[int, str]) -> str:
    if op in _REPEATS:
        low, high, inner = argument
        return f"{_unit(list(inner), names)}{_bounds(low, high)}{_REPEATS[op]}"
    if op in _OPPOSITE:
        return f"({_LOOKS[op, argument[0]]}{_text(list(argument[1]), names)})"
    write = _WRITTEN.get(op)
    return write(argument, names) if write else _group(argument, names)


_WRITTEN: dict[Any, Callable[[Any, dict[int, str]], str]] = {
    _op.LITERAL: lambda argument, _: _character(argument),
    _op.NOT_LITERAL: lambda argument, _: f"[^{_character(argument)}]",
    _op.ANY: lambda *_: ".",
    _op.IN: lambda argument, _: f"[{''.join(map(_member, argument))}]",
    _op.AT: lambda argument, _: _ANCHORS[argument],
    _op.BRANCH: lambda argument, names: f"(?:{'|'.join(_text(list(one), names) for one in argument[1])})",
    _op.ATOMIC_GROUP: lambda argument, names: f"(?>{_text(list(argument), names)})",
    _op.FAILURE: lambda *_: "(?!)",
    _op.GROUPREF: lambda argument, names: f"(?P={names[argument]})" if argument in names else f"(?:\\{argument})",
}


def _group(argument: Any, names: dict[int, str]) -> str:
    number, on, off, inner = argument
    text = _text(list(inner), names)
    if number is not None:
        name = names.get(number, "")
        return text if name.startswith(_PART) else f"(?P<{name}>{text})" if name else f"({text})"
    letters = "".join(letter for flag, letter in _FLAGS.items() if on & flag)
    without = "".join(letter for flag, letter in _FLAGS.items() if off & flag)
    return f"(?{letters}{'-' + without if without else ''}:{text})"


def _unit(items: Items, names: dict[int, str]) -> str:
    """What a quantifier can follow."""
    text = _text(items, names)
    single = len(items) == 1 and items[0][0] in (_op.LITERAL, _op.NOT_LITERAL, _op.IN, _op.ANY, _op.SUBPATTERN)
    return text if single else f"(?:{text})"


def _bounds(low: int, high: Any) -> str:
    upper = "" if high is _op.MAXREPEAT else high
    short = {(0, ""): "*", (1, ""): "+", (0, 1): "?"}
    return short.get((low, upper)) or (f"{{{low}}}" if low == upper else f"{{{low},{upper}}}")


def _member(member: Item) -> str:
    op, argument = member
    if op is _op.NEGATE:
        return "^"
    if op is _op.RANGE:
        return "-".join(map(_character, argument))
    return _character(argument) if op is _op.LITERAL else _CATEGORIES[argument]


def _character(code: int) -> str:
    character = chr(code)
    if character.isascii() and character.isprintable():
        return character if character.isalnum() or character in _PLAIN else "\\" + character
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
