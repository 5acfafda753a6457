"""What recovery knows at a place of a text: what is open, what may come next, and what has been decided so far."""

import functools

from ucsmsg.diagnostics import Finding, beyond_limit
from ucsmsg.quasi.edits._deviations import OMISSION, REPAIR, Checkpoint, Deviations
from ucsmsg.quasi.edits._edit import EditKind
from ucsmsg.quasi.lexing._lexer import Lexer, Token
from ucsmsg.quasi.lexing._scalars import Scalar, Scalars
from ucsmsg.quasi.recovery._quotes import Quotes

CLOSER_OF = {"LBRACE": "RBRACE", "MISSING_OPENER": "RBRACE", "LSQB": "RSQB", "ROOT": ""}
"""The terminal of the bracket that closes what a terminal opens."""


REFUSED = "REFUSED"
"""The terminal of what has no reading."""


NAME, VALUE, ELEMENT, AFTER, END = "name", "value", "element", "after a value", "end"
"""What may come next: a name or the end of the object, a value, an element or the end of the array, a comma or a
closing bracket, or nothing, as the value is whole."""


class Before:
    """What stands before a place inside a bracket, as far as it may still be judged anew.

    `scalar` is the value before, `is_apart` where something else stands after that, `comma` the comma after it. `gap`
    says why something was left out here, so that no comma is missed; `missing_comma` is where to come back to if the
    comma that is missing here turns out to be something else.
    """

    __slots__ = ("comma", "gap", "is_apart", "missing_comma", "scalar")

    def __init__(self, scalar: Token | None = None, gap: EditKind | None = None) -> None:
        self.scalar = scalar
        self.gap = gap
        self.comma: Token | None = None
        self.is_apart = False
        self.missing_comma: Checkpoint | None = None

    @property
    def adjacent(self) -> Token | None:
        """The scalar before, if nothing but white space stands between."""
        return None if self.is_apart or self.comma else self.scalar

    @property
    def recent(self) -> Token | None:
        """The scalar before, if no comma stands between."""
        return None if self.comma else self.scalar

    @property
    def grouped(self) -> Token | None:
        """The scalar right before the comma, which may be one inside a number."""
        return self.scalar if self.scalar and self.comma and self.scalar.end == self.comma.start else None


class Frame:
    """An open object or array, or the whole text, and the member or element that was begun last in it.

    `count` is how many there are so far, `name` what the last one is called; its value begins at `checkpoint`, and
    `separated` is where the comma before it was missed.
    """

    __slots__ = ("checkpoint", "closer", "count", "end", "is_array", "is_refused", "kind", "name", "separated", "start")

    def __init__(self, kind: str, start: int, end: int) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.is_array = kind == "LSQB"
        self.closer = CLOSER_OF[kind]
        self.count = 0
        self.name: Token | None = None
        self.checkpoint: Checkpoint | None = None
        self.separated: Checkpoint | None = None
        self.is_refused = False  # the last value, or its name


class Recovery:
    """The state of one value that is being read, and the steps that change it."""

    def __init__(
        self,
        lexer: Lexer,
        deviations: Deviations,
        scalars: Scalars,
        position: int,
        *,
        among_prose: bool = False,
        has_tuples: bool = False,
    ) -> None:
        self.lexer = lexer
        self.text = lexer.text
        self.deviations = deviations
        self.scalars = scalars
        self.position = position
        self.among_prose = among_prose
        self.has_tuples = has_tuples
        self.state = VALUE
        self.frame = Frame("ROOT", position, position)
        self.frames = [self.frame]
        self.closed = self.frame  # the one that was closed last
        self.before = Before()
        self.closed_at = position  # up to here the value is known to go on, whatever stands in it
        self.quotes = Quotes(lexer.text, lexer.end)
        self.in_doubt = False  # a sign was missing before an opening bracket, which may stand for it
        self.ended: EditKind | None = None  # why the text ends inside a value, once a finding has told that
        self.root = Token("", position, position)

    @functools.cached_property
    def is_python(self) -> bool:
        """True when a token shows that Python wrote the text, or when it is too long to look."""
        start, text = self.frames[0].start, self.text
        if self.has_tuples:
            return True
        for kind, first, _ in self.lexer.tokens(start):
            is_prefixed = kind == "STRING_PREFIX" and text[first] in "uU"
            if kind == "PYTHON_LITERAL" or is_prefixed or text[first] == "(" or not self.lexer.spend_look_ahead():
                return True
        return False

    # ---- Members and elements ----

    def begin(self, start: int) -> None:
        """Begin a member or element, with the comma before it."""
        frame, before = self.frame, self.before
        if before.comma is None and frame.count:
            self.deviations.change(start, start, ",", before.gap or REPAIR)
        elif before.comma and not frame.count:
            self.drop_comma(before.gap or OMISSION)
        elif before.comma and before.comma.kind != "COMMA":
            self.deviations.change(before.comma.start, before.comma.end, ",", REPAIR)
        frame.count += 1
        frame.name = frame.checkpoint = None
        frame.separated = before.missing_comma
        frame.is_refused = False

    def name(self, token: Token, scalar: Scalar) -> None:
        """Note the name of the member that was begun; its value comes next."""
        self.frame.name, self.frame.is_refused = token, scalar.refused
        self._write(token, scalar)
        self.before = Before()
        self.state = VALUE

    def begin_value(self) -> None:
        """Note where the value begins, to come back to if it turns out to be something else."""
        self.frame.checkpoint = self.deviations.checkpoint()

    def value(self, token: Token) -> None:
        """Take a scalar as the value."""
        self.begin_value()
        self.settle(token, self.scalars.read(token))

    def settle(self, token: Token, scalar: Scalar) -> None:
        """Note a scalar as the value; where its name has no certain reading it is refused with it."""
        self._write(token, scalar)
        self.frame.is_refused |= scalar.refused
        self._settled(token)

    def _write(self, token: Token, scalar: Scalar) -> None:
        """Report what a scalar deviates in, and write it as RFC 8259 has it."""
        _, start, end = token
        for name, message, first, last, found, used, refused in scalar.deviations:
            place = start + first, start + last
            self.deviations.add(Finding(name, message, (), *place, found, used, refused))
        if scalar.refused:
            self.deviations.refuse(start, end, scalar.text, OMISSION)
        elif scalar.text != self.text[start:end]:
            self.deviations.change(start, end, scalar.text, REPAIR)

    def no_value(self, start: int, end: int, kind: EditKind, terminal: str = REFUSED) -> None:
        """Leave out the value, which has no reading, with its member or element.

        `terminal` is what it was taken for before.
        """
        if self.frame.checkpoint is None:
            self.begin_value()
        self.frame.is_refused = True
        self.deviations.refuse(start, end, "null", kind)
        self._settled(Token(terminal, start, end))

    def rewind_value(self, *, with_comma: bool = True) -> None:
        """Forget what was found in the value before; in an array also that the comma before it was missing."""
        frame = self.frame
        value = frame.checkpoint or self.deviations.checkpoint()
        separated = frame.separated if with_comma and frame.is_array else None
        self.deviations.rewind(value._replace(findings=(separated or value).findings))

    def _settled(self, token: Token) -> None:
        self.before = Before(token)
        self._after(token)

    def _after(self, value: Token) -> None:
        """Go on after a value: it is the whole one, or a member or an element."""
        if len(self.frames) == 1:
            self.root = value
            self.state = END
        else:
            self.state = AFTER

    # ---- Brackets ----

    def open(self, kind: str, start: int, end: int) -> None:
        """Open an object or array."""
        limit = self.deviations.limits.depth
        if len(self.frames) > limit:
            self.deviations.exceed(beyond_limit(f"{limit} open brackets", "more", "Limits.depth"), start)
        self.frame = Frame(kind, start, end)
        self.frames.append(self.frame)
        self.before = Before()
        self.state = ELEMENT if self.frame.is_array else NAME

    def may_close(self, kind: str) -> bool:
        """True when a closing bracket may stand here and belongs to the innermost open one."""
        return self.frame.closer == kind and (
            self.state is AFTER or (self.state is not VALUE and self.before.comma is None)
        )

    def close(self, end: int) -> None:
        """Close the innermost bracket."""
        frame = self.closed = self.frames.pop()
        frame.end = end
        self.frame = self.frames[-1]
        self.before = Before()
        self._after(Token(frame.kind, frame.start, end))

    # ---- Between members and elements ----

    def go_on(self, comma: Token | None) -> None:
        """Go on to the next member or element, after a comma or where one is missing."""
        self.before.comma = comma
        if comma is None or self.before.is_apart:
            self.before.scalar = None
        self.state = ELEMENT if self.frame.is_array else NAME

    def drop_comma(self, kind: EditKind) -> None:
        """Leave out the comma before, to which nothing belongs."""
        comma = self.before.comma
        if comma:
            self.deviations.change(comma.start, comma.end, "", kind)
            self.before.comma = self.before.scalar = None

    def leave_gap(self, kind: EditKind) -> None:
        """Go on after something that was dropped in the place of a member or element."""
        self.drop_comma(kind)
        self.before.is_apart = True
        self.before.gap = kind
        self.state = AFTER
