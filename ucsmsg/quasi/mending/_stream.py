"""The stream that the mender makes: what is open, what may come next, and how a lexeme is passed on."""

from collections.abc import Iterator

from ucsmsg.diagnostics import beyond_limit
from ucsmsg.quasi.lexing._scan import Scan
from ucsmsg.quasi.mending._closers import CLOSER_OF
from ucsmsg.quasi.tree._nodes import Lexeme

# What may come next.
NAME, VALUE, ELEMENT, AFTER, END = "name", "value", "element", "after", "end"


class Stream:
    """The state of one value that is being read. Nothing here is a deviation yet."""

    def __init__(self, scan: Scan, position: int) -> None:
        self.scan = scan
        self.position = position
        self.state = VALUE
        self.top = Lexeme("ROOT", position, position, 0)
        self.stack = [self.top]
        self.comma: Lexeme | None = None  # seen, and passed on only before the next member or element
        self.gap = False  # something was left out here, so that no comma is missed
        self.last: Lexeme | None = None  # the scalar before, while it may still be refused or stretched
        self.recent: Lexeme | None = None  # the scalar before, comments apart
        self.grouped: Lexeme | None = None  # the number right before the comma, which may be one inside it
        self.key: Lexeme | None = None  # the name before, until its value is there

    def _separator(self, start: int) -> Iterator[Lexeme]:
        """The comma before a member or element, if one was passed on before it."""
        if self.top.value:
            yield self.comma or Lexeme("MISSING_COMMA", start, start)
        self.top.value += 1
        self.comma = None
        self.gap = False

    def _key(self, kind: str, start: int, end: int) -> Lexeme:
        return self._named(self.scan.string(kind, start, end))

    def _named(self, key: Lexeme) -> Lexeme:
        """Note a name, whose value comes next."""
        key.type = "KEY"
        self.key = key
        self.top.refused |= key.refused
        self.state = VALUE
        self.last = None
        return key

    def _settle(self, lexeme: Lexeme) -> Lexeme:
        """Note a scalar as the value before; a name without a certain reading takes its value with it."""
        if self.key is not None and self.key.refused:
            lexeme.refused = True
        self.top.refused |= lexeme.refused
        self.key = None
        self.last = self.recent = lexeme
        self.state = AFTER if len(self.stack) > 1 else END
        return lexeme

    def _open(self, kind: str, start: int, end: int) -> Lexeme:
        limit = self.scan.limits.depth
        if len(self.stack) > limit:
            self.scan.exceed(beyond_limit(f"{limit} open brackets", "more", "Limits.depth"), start)
        opener = self.top = Lexeme(kind, start, end, 0)
        self.stack.append(opener)
        self.key = self.last = self.recent = None
        self.state = ELEMENT if opener.type == "LSQB" else NAME
        return opener

    def _closes(self, kind: str) -> bool:
        """True when a closing bracket may stand here and belongs to the innermost open one."""
        if CLOSER_OF[self.top.type] != kind:
            return False
        return self.state is AFTER or (self.state is not VALUE and self.comma is None)

    def _close(self, kind: str, start: int, end: int) -> Lexeme:
        self.stack.pop()
        self.top = self.stack[-1]
        self.state = AFTER if len(self.stack) > 1 else END
        self.last = self.recent = self.comma = None
        self.gap = False
        return Lexeme(kind, start, end)

    def _next(self, comma: Lexeme | None) -> None:
        """Go on to the next member or element."""
        self.comma = comma
        self.grouped = self.last if comma and self.last and self.last.end == comma.start else None
        self.last = self.recent = None
        self.state = ELEMENT if self.top.type == "LSQB" else NAME
