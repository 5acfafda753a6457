"""Closing brackets that do not match: too many, one missing before them, or one in the place of another."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum

import attrs

from ucsmsg.quasi.lexing._grammar import BRACKETS, BRACKETS_AND_COMMAS, CLOSERS, OPENERS
from ucsmsg.quasi.lexing._lexer import Lexer
from ucsmsg.quasi.recovery._state import CLOSER_OF, Frame

_CHARACTERS_OF_TOKEN = 100
_CHARACTERS_OF_PLACE = 10


class Repair(Enum):
    """What to do about a closing bracket that does not match."""

    DROP = "it is too many"
    CLOSE = "what is open inside its own opening bracket is closed first"
    REFUSE = "more than one of these is as good"


@attrs.frozen
class Closing:
    """The repair, and how many closing brackets are missing before the one that does not match."""

    repair: Repair
    missing: int = 0


def closing(lexer: Lexer, frames: Sequence[Frame], kind: str, position: int) -> Closing:
    """What to do about the closing bracket of terminal `kind` at `position`.

    Each reading is followed to the end of the text, and the one that needs fewest repairs is taken. Where two need as
    many and more than brackets follows, they give different values, and neither is certain. How far is looked ahead in
    one text is limited (`Lexer.spend_look_ahead`); beyond that an outer bracket also closes the inner ones.
    """
    openers = [frame.closer for frame in frames[1:]]
    missing = openers[::-1].index(kind) if kind in openers else 0
    brackets = _brackets(lexer, position + 1)
    if brackets is None:
        return Closing(Repair.CLOSE, missing) if missing else Closing(Repair.DROP)
    dropped, exchanged = 1 + _cost(openers, brackets), 2 + _cost(openers[:-1], brackets)
    costs = [dropped, exchanged]
    if missing:
        costs.append(missing + _cost(openers[: -missing - 1], brackets))
    best = min(costs)
    if costs.count(best) > 1 and not _ends_in_closers(lexer, position):
        return Closing(Repair.REFUSE, missing)
    return Closing(Repair.CLOSE, missing) if missing and costs[-1] == best else Closing(Repair.DROP)


def closes_before(lexer: Lexer, frames: Sequence[Frame], position: int) -> bool:
    """True when all brackets match to the end of the text once the innermost open one is closed at `position`."""
    openers = [frame.closer for frame in frames[1:]]
    brackets = _brackets(lexer, position)
    return brackets is not None and bool(_cost(openers, brackets)) and not _cost(openers[:-1], brackets)


def came_too_early(lexer: Lexer, position: int) -> bool:
    """True when a comma follows a value, and behind it more brackets close than open: its own came too early."""
    brackets = _brackets(lexer, position) if lexer.peek_kind(position) == "COMMA" else None
    return sum(1 if bracket in CLOSERS else -1 for bracket in brackets or ()) > 0


def other_end(lexer: Lexer, inner: Frame) -> int | None:
    """Before which comma in `inner` the closing bracket may be missing as well that is needed behind it.

    The brackets that follow it would then close the next outer ones. Without a comma it may be in the last bracket of
    the same kind inside.
    """
    commas: dict[int, int] = {}  # the last one at each depth, with none but brackets of the same kind around it
    others: list[bool] = []
    for kind, place in _places(lexer, BRACKETS_AND_COMMAS, inner.start, inner.end):
        if kind in OPENERS:
            _open(others, is_other=kind != inner.kind)
        elif kind in CLOSERS and others:
            others.pop()
        elif kind == "COMMA" and others and not others[-1]:
            commas[len(others)] = place
    return commas[min(commas)] if commas else None


def other_closer(lexer: Lexer, start: int, end: int, kind: str) -> int | None:
    """Which closing bracket of the value between two offsets may be too many, instead of one of `kind` behind it.

    What follows it, after a comma, would then be in the bracket before; all around that are of the same kind.
    """
    found, opened = None, -1
    others: list[bool] = []
    for bracket, place in _places(lexer, BRACKETS, start, end):
        if bracket in OPENERS:
            _open(others, is_other=CLOSER_OF[bracket] != kind)
            opened = place
        elif others:
            is_within = not others.pop() and bool(others)
            is_empty = opened >= 0 and lexer.peek_kind(opened + 1) == kind
            if is_within and not is_empty and lexer.peek_kind(place + 1) == "COMMA":
                found = place
            opened = -1
    return found


def _open(others: list[bool], *, is_other: bool) -> None:
    """Note for a bracket that opens whether it, or one around it, is of the other kind."""
    others.append(is_other or (bool(others) and others[-1]))


def _places(lexer: Lexer, kinds: frozenset[str], start: int, end: int) -> Iterable[tuple[str, int]]:
    """The brackets, and commas, between two offsets: of so many characters in all.

    What is looked at in a single match costs as much as one token in some.
    """
    may_look = lexer.spend_look_ahead((end - start) // _CHARACTERS_OF_PLACE + 1)
    return lexer.places(kinds, start, end) if may_look else ()


def _brackets(lexer: Lexer, position: int) -> list[str] | None:
    """The brackets from `position` up to the end of the text, without pairs that match; None when that is too far.

    What is looked at in a single match costs as much as one token in a hundred characters, and each bracket one.
    """
    if not lexer.spend_look_ahead((lexer.end - position) // _CHARACTERS_OF_TOKEN):
        return None
    unmatched, count = lexer.unmatched_brackets(position)
    lexer.spend_look_ahead(count)
    return unmatched


def _ends_in_closers(lexer: Lexer, position: int) -> bool:
    """True when nothing but closing brackets follows."""
    return all(kind in CLOSERS for kind, _, _ in lexer.tokens(position))


def _cost(openers: list[str], brackets: list[str]) -> int:
    """How many repairs the brackets up to the end of the text need when `openers` are open before them."""
    stack, count, cost = list(openers), Counter(openers), 0
    for bracket in brackets:
        if bracket not in CLOSERS:
            stack.append(CLOSER_OF[bracket])
            count[CLOSER_OF[bracket]] += 1
        elif not count[bracket]:
            cost += 1
        else:
            while (closed := stack.pop()) != bracket:
                count[closed] -= 1
                cost += 1
            count[bracket] -= 1
    return cost + len(stack)
