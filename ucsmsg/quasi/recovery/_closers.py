"""Closing brackets that do not match: too many, one missing before them, or one in the place of another."""

from collections import Counter
from collections.abc import Sequence
from enum import Enum

import attrs

from ucsmsg.quasi.lexing._grammar import CLOSERS
from ucsmsg.quasi.lexing._lexer import Lexer
from ucsmsg.quasi.recovery._state import CLOSER_OF, Frame

_CHARACTERS_OF_TOKEN = 100
_OPENER_OF = {"RBRACE": "LBRACE", "RSQB": "LSQB"}


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
    dropped = 1 + _cost(openers, brackets)
    exchanged = 2 + _cost(openers[:-1], brackets)
    closed = missing + _cost(openers[: -missing - 1], brackets) if missing else exchanged
    best = min(dropped, exchanged, closed)
    if [dropped, exchanged, closed][: 3 if missing else 2].count(best) > 1 and not _ends_in_closers(lexer, position):
        return Closing(Repair.REFUSE, missing)
    return Closing(Repair.CLOSE, missing) if missing and closed == best else Closing(Repair.DROP)


def closes_before(lexer: Lexer, frames: Sequence[Frame], position: int) -> bool:
    """True when all brackets match to the end of the text once the innermost open one is closed at `position`."""
    openers = [frame.closer for frame in frames[1:]]
    brackets = _brackets(lexer, position)
    return brackets is not None and bool(_cost(openers, brackets)) and not _cost(openers[:-1], brackets)


def _brackets(lexer: Lexer, position: int) -> list[str] | None:
    """The brackets from `position` up to the end of the text, without pairs that match; None when that is too far.

    What is looked at in a single match costs as much as one token in a hundred characters, and each bracket one.
    """
    if not lexer.spend_look_ahead((lexer.end - position) // _CHARACTERS_OF_TOKEN):
        return None
    brackets = lexer.brackets(position)
    lexer.spend_look_ahead(len(brackets))
    unmatched = [""]
    for kind in brackets:
        if _OPENER_OF.get(kind) == unmatched[-1]:
            unmatched.pop()
        else:
            unmatched.append(kind)
    return unmatched[1:]


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
