"""Closing brackets that do not match: one is missing before them, or they are too many."""

from collections.abc import Sequence

from ucsmsg.quasi._nodes import Lexeme
from ucsmsg.quasi._scan import Scan

CLOSER_OF = {"LBRACE": "RBRACE", "MISSING_OPENER": "RBRACE", "LSQB": "RSQB", "ROOT": ""}
CLOSERS = frozenset({"RBRACE", "RSQB"})


def missing_before(scan: Scan, stack: Sequence[Lexeme], kind: str, position: int) -> int:
    """How many closing brackets are missing before the one of terminal `kind` at `position`; 0 when it is too many.

    Both readings are tried on the brackets that follow directly, and the one that needs fewer repairs is taken. Where
    both need as many, an outer bracket also closes the inner ones.
    """
    openers = [CLOSER_OF[opener.type] for opener in stack[1:]]
    if kind not in openers:
        return 0
    missing = openers[::-1].index(kind)
    run, at_end = _run(scan, position, len(stack))
    added = missing + _cost(openers[: len(openers) - missing], run, at_end=at_end)
    dropped = 1 + _cost(openers, run[1:], at_end=at_end)
    return missing if added <= dropped else 0


def _run(scan: Scan, position: int, limit: int) -> tuple[list[str], bool]:
    """The closing brackets from `position` on, at most `limit`, and whether the text ends behind them."""
    run: list[str] = []
    for kind, _, _ in scan.tokens(position):
        if kind not in CLOSERS or len(run) > limit:
            return run, False
        run.append(kind)
    return run, True


def _cost(openers: list[str], run: list[str], *, at_end: bool) -> int:
    """How many repairs the brackets of `run` need when `openers` are open before them."""
    stack, cost = list(openers), 0
    for closer in run:
        if stack and stack[-1] == closer:
            stack.pop()
        else:
            cost += 1
    return cost + (len(stack) if at_end else 0)
