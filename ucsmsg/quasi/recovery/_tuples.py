"""What Python writes with parentheses: tuples, and `OrderedDict` around pairs.

They are told by all that stands in them, so that a remark, a call or a value in parentheses is none.
"""

import itertools
import re
from collections.abc import Iterator

from ucsmsg.quasi.edits._edit import Edit, in_order
from ucsmsg.quasi.lexing._grammar import CLOSERS, OPENERS, SCALARS, SKIPPED, STRINGS
from ucsmsg.quasi.lexing._lexer import Lexer, Token
from ucsmsg.quasi.recovery._exchanged import Exchanged, Place, exchange
from ucsmsg.quasi.recovery._surroundings import trimmed
from ucsmsg.quasi.recovery._wrappers import wrapped

_CANDIDATE = re.compile(r"(?:[\[(,:=]|\A)\s*+\(|OrderedDict\(|[\n\r][ \t]*+\(")
_CALL = re.compile(r"(?:collections\.)?OrderedDict\(")
_OPENING = OPENERS | {"PAREN", "CALL"}
_CLOSED_BY = {"PAREN": ")", "CALL": ")", "LSQB": "RSQB", "LBRACE": "RBRACE"}
_BEFORE_VALUE = {
    "": {"", "FOREIGN_COLON"},
    "PAREN": {"", "COMMA"},
    "CALL": {""},
    "LSQB": {"", "COMMA"},
    "LBRACE": {"KEY", "COLON", "FOREIGN_COLON"},
}
_PAIR = 2


class _Group:
    """What stands in a pair of brackets or parentheses, or in the whole text.

    `before` is the last token in it. `parts` are its values, a terminal or a group each; where it `is_odd` something
    else stands between them, or before the group.
    """

    def __init__(self, kind: str, start: int, *, is_odd: bool = False) -> None:
        self.kind = kind
        self.start = self.end = start
        self.before = ""
        self.parts: list[str | _Group] = []
        self.commas: list[int] = []
        self.is_odd = is_odd

    @property
    def groups(self) -> "list[_Group]":
        """The groups among its values."""
        return [part for part in self.parts if isinstance(part, _Group)]

    @property
    def is_tuple(self) -> bool:
        """True for two values or more, one with a comma after it, or none at all."""
        return self.kind == "PAREN" and not self.is_odd and (bool(self.commas) or not self.parts)

    @property
    def is_pair(self) -> bool:
        """True for a tuple of a string and a value."""
        return self.is_tuple and len(self.parts) == _PAIR == len(self.commas) + 1 and self.parts[0] in STRINGS


def python_values(text: str) -> Exchanged | None:
    """The tuples and ordered dictionaries of a text; None where there are none."""
    if not _CANDIDATE.search(text, 0, text.rfind(")") + 1):
        return None
    start, end = trimmed(text, 0, len(text))
    around = wrapped(text, start, end)
    start, end = (around.start, around.end) if around else (start, end)
    edits, places = _of_groups(_read(Lexer(text, start, end)))
    return Exchanged(in_order(edits), [*_outermost(places)]) if edits else None


def _outermost(places: list[Place]) -> Iterator[Place]:
    """The places, without those of a row that are inside another of it."""
    ends = {"python-tuple": 0, "ordered-dict": 0}
    for place in sorted(places, key=lambda place: place.start):
        if place.end > ends[place.name]:
            ends[place.name] = place.end
            yield place


def _read(lexer: Lexer) -> _Group:
    """The text as one group, up to where its brackets do not match."""
    groups = [_Group("", lexer.start)]
    position = lexer.start
    while (token := lexer.next(position)) and lexer.spend_look_ahead():
        kind, start, position = _with_parentheses(lexer.text, token)
        if kind == _CLOSED_BY.get(groups[-1].kind):
            groups.pop().end = position
        elif kind in CLOSERS or kind == "UNCLOSED_STRING":
            break
        elif kind not in SKIPPED:
            _add(groups, kind, start)
    for group in groups:
        group.is_odd = True
    return groups[0]


def _with_parentheses(text: str, token: Token) -> Token:
    """The token, or the parenthesis or call that begins with it."""
    kind, start, _ = token
    if text[start] in "()":
        return Token("PAREN" if text[start] == "(" else ")", start, start + 1)
    call = _CALL.match(text, start) if kind == "BARE_WORD" else None
    return Token("CALL", start, call.end()) if call else token


def _add(groups: list[_Group], kind: str, start: int) -> None:
    """Add a token to the innermost group; an opening one begins another."""
    group = groups[-1]
    is_value = group.before in _BEFORE_VALUE[group.kind]
    if kind == "COMMA":
        group.commas.append(start)
        group.is_odd |= group.before in ("", "COMMA")
    elif kind in _OPENING:
        groups.append(_Group(kind, start, is_odd=not is_value))
        group.parts.append(groups[-1])
        group.is_odd |= not is_value
    else:
        group.parts.append(kind)
        group.is_odd |= not is_value or kind not in SCALARS
    group.before = kind


def _of_groups(whole: _Group) -> tuple[list[Edit], list[Place]]:
    """What is exchanged in a group, and where: nothing in parentheses that are no tuple."""
    edits: list[Edit] = []
    places = []
    waiting = [whole]
    while waiting:
        group = waiting.pop()
        parts = _parts(group)
        if parts is None:
            continue
        waiting += [part for member in parts for part in member.groups]
        if group.kind == "PAREN":
            places.append(Place("python-tuple", group.start, group.end))
            edits += (exchange(group.start, group.start + 1, "["), exchange(group.end - 1, group.end, "]"))
        elif group.kind == "CALL":
            places.append(Place("ordered-dict", group.start, group.end))
            edits += _of_call(group, parts)
    return edits, places


def _parts(group: _Group) -> list[_Group] | None:
    """The groups of which everything that is in them counts; None where nothing does."""
    if group.kind == "CALL":
        return _parts_of_call(group)
    return None if group.kind == "PAREN" and not group.is_tuple else [group]


def _parts_of_call(group: _Group) -> list[_Group] | None:
    """Those of `OrderedDict`: an object, or the pairs in an array."""
    if group.is_odd or group.commas or len(group.parts) > 1 or len(group.groups) < len(group.parts):
        return None
    kind = group.groups[0].kind if group.groups else "LBRACE"
    return group.groups if kind == "LBRACE" else _of_array(group.groups[0]) if kind == "LSQB" else None


def _of_array(array: _Group) -> list[_Group] | None:
    """The pairs in an array; None where something else is in it."""
    is_of_pairs = not array.is_odd and all(isinstance(part, _Group) and part.is_pair for part in array.parts)
    return array.groups if is_of_pairs else None


def _of_call(call: _Group, parts: list[_Group]) -> Iterator[Edit]:
    """What stands before, between and after the parts of an ordered dictionary, their brackets included."""
    for part in parts:
        if part.kind == "PAREN":
            yield exchange(part.commas[0], part.commas[0] + 1, ":")
    for one, other in itertools.pairwise(parts):
        yield exchange(one.end - 1, other.start + 1, ",")
    yield exchange(call.start, parts[0].start + 1 if parts else call.end - 1, "{")
    yield exchange(parts[-1].end - 1 if parts else call.end - 1, call.end, "}")
