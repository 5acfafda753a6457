"""The mender: from the tokens of a text to a stream that the grammar accepts.

It keeps the stack of open brackets and knows what may come next. What the grammar allows is passed on as it stands; for
everything else a method below decides whether there is one reading, and reports what it dropped, added or took for
another. Where there is no single reading the stretch is refused, up to the next place that is certain.
"""

import re
from collections.abc import Iterator

from ucsmsg.diagnostics import shown
from ucsmsg.quasi.lexing._scan import (
    CLOSER,
    IGNORABLE,
    LINE_BREAK,
    LITERALS,
    NUMERIC,
    QUOTED,
    SCALARS,
    WHITE_SPACE,
    Scan,
)
from ucsmsg.quasi.mending._closers import CLOSER_OF, CLOSERS, Repair, mend
from ucsmsg.quasi.mending._quotes import Quotes
from ucsmsg.quasi.mending._stream import AFTER, ELEMENT, END, NAME, VALUE, Stream
from ucsmsg.quasi.mending._stretches import Stretch, certain_line, stretch
from ucsmsg.quasi.tree._nodes import Lexeme
from ucsmsg.text.json_text import piece_text
from ucsmsg.text.marks import QUOTES

OPENERS = frozenset({"LBRACE", "LSQB"})
_VALUES = SCALARS | OPENERS
_UNQUOTED_NAMES = NUMERIC | LITERALS | {"BARE_WORD"}
_COLONS = frozenset({":", "=", "=>"})
_NAME = re.compile(r"(?:[\w$]|\\u[0-9A-Fa-f]{4})(?:[\w$.\-]|\\u[0-9A-Fa-f]{4})*")
_CANONICAL_INTEGER = re.compile(r"0|[1-9][0-9]*")
_LINE = re.compile(r"[^\n\r\[\]{}\"':,]*+(?:[\n\r]|\Z)")


def is_colon(token: re.Match[str] | None) -> bool:
    """True when the token is a colon, or one of the signs that stand for it."""
    return token is not None and token[0].lstrip(WHITE_SPACE) in _COLONS


class Mender(Stream):
    """Mends the one value that starts at `position` of the scan's text."""

    def __init__(self, scan: Scan, position: int, *, missing_opener: bool = False, among_prose: bool = False) -> None:
        super().__init__(scan, position)
        self.missing_opener = missing_opener
        self.among_prose = among_prose
        self.in_doubt = False  # a sign was missing before an opening bracket, which may stand for it
        self.ended = False  # a finding has told already that the text ends inside a value
        self.quotes = Quotes(scan.text, scan.end)

    # ---- The way of valid text ----

    def lexemes(self) -> Iterator[Lexeme]:
        """The mended tokens of one value; `position` then stands behind it."""
        scan = self.scan
        match, text, limit = scan.match, scan.text, scan.end
        if self.missing_opener:
            yield self._open("MISSING_OPENER", self.position, self.position)
        while self.state is not END:
            token = match(text, self.position, limit)
            if token is None:
                yield from self._end_of_text()
                return
            kind = token.lastgroup or ""
            start, end = token.span(kind)
            state = self.state
            if kind == "KEY" and state is NAME:
                yield from self._separator(start)
                self.position = end
                yield self._key("STRING", start, text.rindex('"', start, end) + 1)
            elif kind in _VALUES and (state is VALUE or state is ELEMENT):
                if state is ELEMENT:
                    yield from self._separator(start)
                self.position = end
                yield self._settle(scan.scalar(kind, start, end)) if kind in SCALARS else self._open(kind, start, end)
            elif kind == "COMMA" and state is AFTER:
                self.position = end
                self._next(Lexeme("COMMA", start, end))
            elif kind in CLOSERS and self._closes(kind):
                self.position = end
                yield self._close(kind, start, end)
            else:
                yield from self._repair(kind, start, end)

    # ---- Repairs ----

    def _repair(self, kind: str, start: int, end: int) -> Iterator[Lexeme]:
        """Deal with a token that the grammar does not allow here."""
        scan, whole = self.scan, self.scan.end
        if kind in IGNORABLE:
            self.position = end
            self.last = None
            self.ended |= scan.ignore(kind, start, end, in_brackets=len(self.stack) > 1)
        elif self.among_prose and self.state is not VALUE and self._ends_before(kind, start):
            scan.end = start
            yield from self._end_of_text()
            scan.end = whole
        elif kind == "ELIDED" and not (self.last and self._is_between_quotes(self.last, start, end)):
            yield from self._elided(start, end)
        elif kind in CLOSERS:
            yield from self._closer(kind, start, end)
        elif self.state is NAME:
            yield from self._name(kind, start, end)
        elif self.state is VALUE:
            yield from self._value(kind, start)
        elif self.state is ELEMENT:
            yield from self._element(kind, start, end)
        else:
            yield from self._after(kind, start, end)

    def _elided(self, start: int, end: int) -> Iterator[Lexeme]:
        self.position = end
        self.scan.repaired("elided", start, end, "what was left out here", "")
        if self.state is VALUE:
            yield self._settle(Lexeme("REFUSED", start, end, refused=True))
        if self.state is not END:
            self._leave_out()

    def _is_between_quotes(self, last: Lexeme, start: int, end: int) -> bool:
        """True when dots touch the string before, and a quote: they may be text of one string."""
        return last.type in QUOTED and last.end == start and self.scan.text[end : end + 1] in {*QUOTES}

    def _leave_out(self) -> None:
        """Go on behind something that was dropped in the place of a member or element."""
        self.comma = self.last = None
        self.state = AFTER
        self.gap = True

    def _closer(self, kind: str, start: int, end: int) -> Iterator[Lexeme]:
        """A closing bracket that is not the one expected, or one behind a comma or a name."""
        scan = self.scan
        if self.state is VALUE:
            yield from self._missing_value(start)
        elif self.comma is not None and CLOSER_OF[self.top.type] == kind:
            self._trailing_comma(self.comma)
        else:
            mended = mend(scan, self.stack, kind, start)
            if self.comma is not None and mended.repair is not Repair.DROP:
                self._trailing_comma(self.comma)
            if mended.repair is Repair.REFUSE:
                got = shown(scan.text[start:end])
                message = f"Expected a closing bracket that matches, got {got}: too many, one missing, or exchanged"
                scan.report("extra-closer", start, end, message, refused=True)
            if mended.missing and mended.repair is not Repair.DROP:
                yield from self._missing_closers(mended.missing, start)
            else:
                self.position = end
                self.last = None
                if mended.repair is Repair.DROP:
                    scan.extra_closer(start, end)

    def _trailing_comma(self, comma: Lexeme) -> None:
        self.scan.trailing_comma(comma.start, comma.end)
        self.comma = None

    def _missing_closers(self, count: int, start: int) -> Iterator[Lexeme]:
        for _ in range(count):
            opener = self.stack[-1]
            bracket, closer = ("[", "]") if opener.type == "LSQB" else ("{", "}")
            message = f"Expected `{closer}` for the open `{bracket}`, got {self._got(start)}"
            in_doubt = self.in_doubt or self._ends_string(closer)
            if in_doubt:
                message += "; another sign may stand in its place"
            self.scan.report("missing-closer", start, start, message, used=closer, refused=in_doubt)
            yield self._close("MISSING_CLOSER", start, start)

    def _missing_value(self, start: int) -> Iterator[Lexeme]:
        first = self.key.start if self.key else start
        name = shown(self.scan.text[first:start].rstrip(WHITE_SPACE + ":"))
        message = f"Expected a value behind the name {name}, got {self._got(start)}: null, an empty string or no member"
        self.scan.report("missing-value", first, start, message, refused=True)
        yield self._settle(Lexeme("REFUSED", start, start, refused=True))

    def _got(self, start: int) -> str:
        """The next token for a message."""
        token = self.scan.peek(start)
        return shown(token[0].strip()) if token else "the end of the text"

    def _stretch(self, start: int) -> Stretch:
        return stretch(self.scan, start, in_object=self.top.type != "LSQB")

    def _report(self, found: Stretch) -> None:
        """Report a stretch that has no reading, and go on behind it."""
        used = "" if found.is_cut_off else None
        self.scan.report(found.name, found.start, found.end, found.message, used=used, refused=not found.is_cut_off)
        self.position = found.end
        self.ended |= found.end == self.scan.end and found.name in ("cut-off", "unclosed-string", "unescaped-quote")

    # ---- In an object, where a name is expected ----

    def _name(self, kind: str, start: int, end: int) -> Iterator[Lexeme]:
        scan = self.scan
        follower = scan.peek(end)
        after = follower.lastgroup or "" if follower else ""
        if is_colon(follower) and (kind in QUOTED or kind in _UNQUOTED_NAMES):
            yield from self._name_and_colon(kind, start, end)
        elif kind == "COMMA":
            self.position = end
            scan.repaired("extra-comma", start, end, "a member", "")
        elif kind in _UNQUOTED_NAMES and end == scan.end:
            message = f"Expected a name and a value, got the end of the text in {shown(scan.text[start:end])}"
            self._drop(Stretch("cut-off", start, end, message))
        elif kind not in QUOTED:
            self._no_name(kind, start)
        elif self._touches(end):
            yield from self._requoted_name(start, end)
        elif after in _VALUES and scan.text[end - 2] in ":=":
            message = (
                f"Expected `:` behind the name, got it inside {shown(scan.text[start:end])}: a slip, or part of it"
            )
            self._drop(Stretch("missing-colon", start, self._stretch(start).end, message))
        elif after in _VALUES and follower and self._is_whole(follower):
            yield from self._separator(start)
            self.position = end
            scan.report("missing-colon", end, end, f"Expected `:` behind the name, got {self._got(end)}", used=":")
            self.in_doubt |= after in OPENERS
            yield self._key(kind, start, end)
        elif after == "":
            self._drop(self._name_at_end(start, end))
        elif after in ("COMMA", *CLOSERS):
            message = f"Expected `:` and a value behind the name {shown(scan.text[start:end])}, got {self._got(end)}"
            self._drop(Stretch("missing-value", start, end, message))
        else:
            self._drop(self._stretch(start))

    def _no_name(self, kind: str, start: int) -> None:
        """Leave out what is no name; a number right behind a comma together with the one right before it."""
        found, before = self._stretch(start), self.grouped
        if kind in NUMERIC and before and before.type in NUMERIC and self.scan.text[start - 1] == ",":
            self._refuse_last(found.name, before, found, "one number with a comma inside, or two")
        else:
            self._drop(found)

    def _name_at_end(self, start: int, end: int) -> Stretch:
        """A name behind which there is nothing more, comments apart."""
        scan = self.scan
        if CLOSER.search(scan.text, end, scan.end):
            message = (
                f"Expected `:` and a value, got a comment that holds a bracket: {shown(scan.text[end : scan.end])}"
            )
            return Stretch("comment", start, scan.end, message)
        message = f"Expected `:` and a value, got the end of the text behind {shown(scan.text[start:end])}"
        return Stretch("cut-off", start, scan.end, message)

    def _drop(self, found: Stretch) -> None:
        """Leave out what stands in the place of a member or element."""
        self._report(found)
        self._leave_out()

    def _touches(self, end: int) -> bool:
        """True when text follows at once that could belong to the string before."""
        following = self.scan.text[end : min(end + 1, self.scan.end)]
        return bool(following) and following not in WHITE_SPACE + ",:{}[]/#"

    def _is_whole(self, value: re.Match[str]) -> bool:
        """True when the value behind a name without a colon is all there is up to the next comma or bracket."""
        return value.lastgroup in OPENERS or self.scan.peek_kind(value.end()) in ("", "COMMA", "RBRACE", "KEY")

    def _name_and_colon(self, kind: str, start: int, end: int) -> Iterator[Lexeme]:
        """A name that is no string of RFC 8259 right before its colon, or one with another separator."""
        scan = self.scan
        if kind not in QUOTED and not self._is_name(kind, scan.text[start:end]):
            found = self._stretch(start)
            message = f"Expected a name in double quotes, got {shown(scan.text[start:end])}: it has several spellings"
            self._drop(Stretch("unquoted-key", start, found.end, message))
            return
        if kind == "STRING_PREFIX" and (scan.text[start] in "rR" or scan.text[end - 2] == scan.text[end - 1]):
            found = self._stretch(start)
            message = f"Expected a name in quotes, got {shown(scan.text[start:end])}: the letter may belong inside"
            self._drop(Stretch("string-prefix", start, found.end, message))
            return
        yield from self._separator(start)
        yield self._key(kind, start, end) if kind in QUOTED else self._named(scan.unquoted_name(start, end))
        separator, first, last = next(scan.tokens(end))
        self._report_ignored(end, first)
        if separator == "FOREIGN_SEPARATOR":
            scan.repaired("foreign-separator", first, last, "`:`", ":")
        self.position = last

    def _report_ignored(self, position: int, limit: int) -> None:
        """Report the comments and the foreign white space between two offsets."""
        while (match := self.scan.match(self.scan.text, position, limit)) and match.lastgroup:
            self.scan.ignore(match.lastgroup, *match.span(match.lastgroup))
            position = match.end()

    @staticmethod
    def _is_name(kind: str, name: str) -> bool:
        """True when a name without quotes can only be that name."""
        if kind in NUMERIC:
            return _CANONICAL_INTEGER.fullmatch(name) is not None
        return kind not in ("PYTHON_LITERAL", "LITERAL_CASE") and _NAME.fullmatch(name) is not None

    # ---- Behind a name, and in an array ----

    def _value(self, kind: str, start: int) -> Iterator[Lexeme]:
        """Something behind a name that is no value."""
        on_new_line = LINE_BREAK.search(self.scan.text, self.key.end if self.key else start, start)
        if kind == "COMMA" or (kind == "KEY" and on_new_line):
            yield from self._missing_value(start)
        else:
            yield self._refused(self._stretch(start))

    def _refused(self, found: Stretch) -> Lexeme:
        self._report(found)
        return self._settle(Lexeme("REFUSED", found.start, found.end, refused=True))

    def _element(self, kind: str, start: int, end: int) -> Iterator[Lexeme]:
        """Something in an array that is no element."""
        if kind == "COMMA":
            self.position = end
            message = "Expected an element, got `,`: one comma too many, or an element left out"
            self.scan.report("extra-comma", start, end, message, refused=True)
            return
        found = self._stretch(start)
        if kind == "KEY":
            got = shown(self.scan.text[start : found.end])
            found = Stretch("pair-in-array", start, found.end, f"Expected an element, got {got}: put it into an object")
        yield from self._separator(start)
        yield self._refused(found)

    # ---- Behind a value ----

    def _after(self, kind: str, start: int, end: int) -> Iterator[Lexeme]:
        scan, last = self.scan, self.last
        in_array = self.top.type == "LSQB"
        if kind == "FOREIGN_SEPARATOR" and scan.text[start] == ";":
            self.position = end
            scan.repaired("foreign-separator", start, end, "`,`", ",")
            self._next(Lexeme("COMMA", start, end))
        elif last and kind == "ELIDED":
            self._refuse_last("elided", last, self._stretch(start), "one text, or something left out between two")
        elif last and last.type in QUOTED and not last.refused and self._is_troubled(kind, start, end, last):
            self._requote(last)
        elif last and kind == "COLON" and in_array:
            self._refuse_last("pair-in-array", last, self._stretch(start), "put it into an object")
        elif (kind in _VALUES or kind == "KEY") if in_array else self._starts_member(kind, start, end):
            self._missing_comma(kind, start)
        else:
            found = self._stretch(start)
            if last and not found.is_cut_off:
                self._refuse_last(found.name, last, found, "this is no value")
            else:
                self._drop(found)
        yield from ()

    def _holds_comma(self, kind: str, start: int) -> bool:
        """True when the comma that is missing may be the one inside the string before or behind."""
        text = self.scan.text
        return self._ends_string(",;") or ((kind in QUOTED or kind == "KEY") and text[self.content(start)] == ",")

    def _ends_string(self, signs: str) -> bool:
        """True when the value before is a string that ends with one of the signs."""
        recent = self.recent
        return recent is not None and recent.type in QUOTED and self.scan.text[recent.end - 2] in signs

    def _is_troubled(self, kind: str, start: int, end: int, last: Lexeme) -> bool:
        """True when what follows a string may belong to it, so that its last quote did not end it."""
        if kind == "COLON":
            return False
        if self.top.type != "LSQB":
            return not self._starts_member(kind, start, end)
        return (kind not in _VALUES and kind != "KEY") or (kind in SCALARS and start == last.end)

    def _starts_member(self, kind: str, start: int, end: int) -> bool:
        """True when the token is a name with its colon; one without quotes must be set off from the value before."""
        if kind in QUOTED or kind == "KEY":
            return kind == "KEY" or is_colon(self.scan.peek(end))
        is_set_off = self.last is None or self.last.end < start
        return kind in _UNQUOTED_NAMES and is_set_off and is_colon(self.scan.peek(end))

    def _missing_comma(self, kind: str, start: int) -> None:
        if not self.gap and self._holds_comma(kind, start):
            found, advice = self._stretch(start), "the comma stands inside a string"
            if self.last:
                self._refuse_last("missing-comma", self.last, found, advice)
            else:
                message = f"Expected `,`, got {shown(self.scan.text[start : found.end])}: {advice}"
                self._drop(Stretch("missing-comma", start, found.end, message))
            return
        if not self.gap:
            message = f"Expected `,` before the next value, got {self._got(start)}"
            self.scan.report("missing-comma", start, start, message, used=",")
            self.in_doubt |= kind in OPENERS
        self._next(None)
        self.gap = False

    def _refuse_last(self, name: str, last: Lexeme, found: Stretch, advice: str) -> None:
        """Refuse the scalar before together with what follows it up to the next certain place."""
        message = f"Expected a comma or a bracket, got {shown(self.scan.text[last.start : found.end])}: {advice}"
        last.refused = self.top.refused = True
        self._forget(last.start)
        self._drop(Stretch(name, last.start, found.end, message))
        last.end = found.end

    # ---- Strings with quotes inside ----

    def _requote(self, last: Lexeme) -> None:
        """Stretch the string before up to the quote that ends it, or refuse it."""
        content = self.content(last.start)
        ending = self.quotes.ending(content, last.end, "element" if self.top.type == "LSQB" else "value")
        if ending.end:
            self._forget(last.start, but_insertions=True)
            whole = self.whole(last.type, last.start, ending.end, ending.inner)
            last.value, last.end, last.refused = whole.value, whole.end, whole.refused
            self.top.refused |= last.refused
            self.position = last.end
        else:
            self._forget(last.start)
            last.refused = self.top.refused = True
            self._drop(self._unended(last.start, ending.refused_as, ending.refusal))
            last.end = self.position

    def _requoted_name(self, start: int, end: int) -> Iterator[Lexeme]:
        ending = self.quotes.ending(self.content(start), end, "name")
        if not ending.end:
            self._drop(self._unended(start, ending.refused_as, ending.refusal))
            return
        yield from self._separator(start)
        yield self._named(self.whole("STRING", start, ending.end, ending.inner))
        _, _, self.position = next(self.scan.tokens(ending.end))

    def whole(self, kind: str, start: int, end: int, inner: tuple[int, ...]) -> Lexeme:
        """The string from its first quote to the one that ends it, with its inner quotes reported."""
        for place in inner:
            used = piece_text(self.scan.text[place])
            self.scan.repaired("unescaped-quote", place, place + 1, "an escaped quote inside the string", used)
        return self.scan.string("DAMAGED_STRING" if kind == "STRING" else kind, start, end)

    def _unended(self, start: int, name: str, refusal: str) -> Stretch:
        end = certain_line(self.scan, start)
        message = f"{refusal}; got {shown(self.scan.text[start:end].strip())}"
        return Stretch(name, start, end, message)

    def content(self, start: int) -> int:
        """The offset behind the opening quote of the string that starts at `start`, prefix included."""
        while self.scan.text[start].isalpha():
            start += 1
        return start + 1

    def _forget(self, start: int, *, but_insertions: bool = False) -> None:
        """Take back the findings from an offset on; perhaps not what was inserted there, before a string read again."""
        findings = self.scan.findings
        while findings and (findings[-1].start >= start and not (but_insertions and findings[-1].end == start)):
            findings.pop()

    # ---- The end of the text ----

    def _ends_before(self, kind: str, start: int) -> bool:
        """True when a line begins that cannot belong to the value: prose, a fence, or another payload."""
        text = self.scan.text
        if not LINE_BREAK.search(text, self.position, start):
            return False
        if kind == "LBRACE":
            return self.top.type != "LSQB"
        match = _LINE.match(text, start, self.scan.end)
        return text.startswith("```", start) or (kind == "BARE_WORD" and match is not None)

    def _end_of_text(self) -> Iterator[Lexeme]:
        """Close what is open."""
        end = self.scan.end
        if self.state is VALUE:
            key = self.key
            start = key.start if key else end
            yield self._settle(Lexeme("REFUSED", end, end, refused=True))
            self._cut_off(start, "Expected a value")
        elif self.last and self.last.type in NUMERIC and self._may_be_cut(self.last):
            self.last.refused = self.top.refused = True
            self._forget(self.last.start)
            self._cut_off(self.last.start, "Expected a comma or a bracket")
        elif self.last and self.last.type in QUOTED and self.scan.text[self.last.end - 2] in "}]":
            message = "Expected a closing bracket, got it inside the last string: a slip, or part of the text"
            self.last.refused = self.top.refused = True
            self.recent = None
            self._report(Stretch("missing-closer", self.last.start, end, message))
        elif self.comma:
            self._cut_off(self.comma.start, "Expected a member" if self.top.type != "LSQB" else "Expected an element")
        elif self.state is not AFTER:
            self._cut_off(end, "Expected a closing bracket")
        if self.ended:
            while len(self.stack) > 1:
                yield self._close("MISSING_CLOSER", end, end)
        else:
            yield from self._missing_closers(len(self.stack) - 1, end)

    def _may_be_cut(self, last: Lexeme) -> bool:
        """True when nothing stands behind a number, or in a text of one line the line break that tools put there."""
        text, end = self.scan.text, self.scan.end
        has_break_only = end == len(text) and text[last.end : last.end + 3] in ("\n", "\r\n", "\r")
        return last.end == end or (has_break_only and not LINE_BREAK.search(text, 0, last.end))

    def _cut_off(self, start: int, expected: str) -> None:
        if not self.ended:
            found = self.scan.text[start : self.scan.end].strip()
            message = f"{expected}, got the end of the text" + (f" behind {shown(found)}" if found else "")
            self._report(Stretch("cut-off", start, self.scan.end, message))
