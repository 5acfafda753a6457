"""A text read as one value: which part of it is the value, and what stands around it."""

import re

from ucsmsg.diagnostics import shown
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi.edits._deviations import LOSS, REPAIR, Checkpoint, Deviations
from ucsmsg.quasi.lexing._grammar import CLOSERS, OPENERS, SCALARS, SKIPPED, STRINGS
from ucsmsg.quasi.lexing._lexer import Lexer, Token
from ucsmsg.quasi.lexing._scalars import Scalars
from ucsmsg.quasi.recovery._brackets import drop_closer
from ucsmsg.quasi.recovery._closers import came_too_early
from ucsmsg.quasi.recovery._exchanged import NOTHING, Exchanged, with_signs
from ucsmsg.quasi.recovery._finding import find
from ucsmsg.quasi.recovery._names import COLONS
from ucsmsg.quasi.recovery._skipping import skip_token
from ucsmsg.quasi.recovery._state import Recovery
from ucsmsg.quasi.recovery._strings import content_of
from ucsmsg.quasi.recovery._surroundings import goes_on, has_members_after, members_before, stands_apart, trimmed
from ucsmsg.quasi.recovery._table import recover
from ucsmsg.quasi.recovery._wrappers import wrapped
from ucsmsg.text.marks import WHITE_SPACE

_VALUES = SCALARS | OPENERS
_FILTERED = re.compile(r"\s*+/\*(?=\s*+[\[{])")
_LABEL = re.compile(r"\[[^\[\]{}\"'\n\r]*+\](?![ \t\n\r]*+[,:\]}])")
_NO_LABEL = re.compile(r"\[(?:[\s,]|(?:null|true|false|None|True|False|-?[0-9]++(?:\.[0-9]++)?)(?![\w.:\-]))*+\]")
_CODE = re.compile(r"`\s*+[\[{]")
_NO_PAYLOAD = {
    "no-value": "Expected a JSON value, got {}",
    "cut-off": "Expected a closing quote, got the end of the text in {}",
    "unexpected-text": "Expected one JSON value, got {}: a text must stand in double quotes",
    "several-values": "Expected one JSON value, got {}: read several values with iter_parse",
}


class WholeText:
    """One text on its way to its value; what was `exchanged` in it is read as the signs of JSON."""

    def __init__(self, text: str, limits: Limits, *, undecodable: bool = False, exchanged: Exchanged = NOTHING) -> None:
        self.text = with_signs(text, exchanged.edits)
        self.lexer = Lexer(self.text)
        self.deviations = Deviations(text, len(text), limits)
        self._has_tuples = any(place.name == "python-tuple" for place in exchanged.places)
        self._scalars = Scalars(self.text, limits, undecodable=undecodable)

    def read(self) -> Token | None:
        """Read the text, and tell where the root of its value stands; None where there is none."""
        self._byte_order_mark()
        self._comment_filter()
        position = self._skip(self.lexer.start)
        kind, start, end = self.lexer.next(position) or Token("", position, position)
        if kind == "KEY" or (kind in STRINGS and self.lexer.peek_kind(end) in COLONS):
            return self._without_opener(start)
        return self._in_wrapper(start) or self._from(kind, start)

    def _from(self, kind: str, start: int) -> Token | None:
        """The value of a text that begins with a token of this terminal, and with no wrapper or name."""
        if kind == "BARE_WORD" and self._has_members(start):
            return self._without_opener(start)
        is_code = kind == "SMART_QUOTED_STRING" and _CODE.match(self.text, start)
        if kind in _VALUES and not is_code:
            return self._value(start)
        return self._among_prose(start, "cut-off" if kind == "UNCLOSED_STRING" else "no-value")

    def no_value(self, name: str, start: int, message: str) -> None:
        """Report that there is no value."""
        self.deviations.report(name, start, self.lexer.end, message, refused=True)

    # ---- Around the whole text ----

    def _byte_order_mark(self) -> None:
        if self.text.startswith("\ufeff"):
            self.deviations.repair("byte-order-mark", 0, 1, "")
            self.lexer.start = 1

    def _comment_filter(self) -> None:
        """Bayeux lets a server wrap its whole text in one comment."""
        match = _FILTERED.match(self.text, self.lexer.start)
        if match is None:
            return
        closing = self.text.find("*/", match.end())
        if closing >= 0 and not self.text[closing + 2 :].strip(WHITE_SPACE):
            start = match.end() - 2
            message = "Expected JSON, got JSON inside a comment"
            self.deviations.report("comment-filtered", start, closing + 2, message)
            self.deviations.change(start, match.end(), "", REPAIR)
            self.deviations.change(closing, closing + 2, "", REPAIR)
            self.lexer.start, self.lexer.end = match.end(), closing
            self.deviations.end = closing

    def _skip(self, position: int) -> int:
        """The offset after comments and foreign white space, which are reported."""
        while (token := self.lexer.next(position)) and token.kind in SKIPPED:
            skip_token(self.deviations, self.lexer, token)
            position = token.end
        return position

    # ---- A value at the start ----

    def _recovery(self, start: int, *, among_prose: bool = False) -> Recovery:
        return Recovery(
            self.lexer,
            self.deviations,
            self._scalars,
            start,
            among_prose=among_prose,
            has_tuples=self._has_tuples,
        )

    def _value(self, start: int) -> Token | None:
        checkpoint = self.deviations.checkpoint()
        r = self._recovery(start)
        root = recover(r)
        in_brackets = root.kind in OPENERS
        end = self._after(r.position, root, in_brackets=in_brackets)
        if self._is_misplaced(start, checkpoint):
            return None
        if end == self.lexer.end:
            return None if r.frame.is_refused else root
        if in_brackets:
            return self._brackets_before_text(root, end, checkpoint)
        if root.kind in STRINGS and (whole := self._with_quotes_inside(r, root, checkpoint)):
            return None if r.frame.is_refused else whole
        self.deviations.rewind(checkpoint)
        is_list = self.lexer.peek_kind(end) in _VALUES | {"COMMA"}
        return self._among_prose(start, "several-values" if is_list else "unexpected-text")

    def _brackets_before_text(self, root: Token, end: int, checkpoint: Checkpoint) -> Token | None:
        """An object or array after which something else stands, unless it is only a label of that."""
        if self._is_label(root.start, checkpoint):
            self.deviations.rewind(checkpoint)
            return self._among_prose(root.start, "no-value")
        return root if self._is_alone(root.start, end) else None

    def _is_misplaced(self, start: int, checkpoint: Checkpoint) -> bool:
        """True when a bracket too many at the end may be one that came too early: a comma was missing after it."""
        findings = self.deviations.findings[checkpoint.findings :]
        extra = {finding.found for finding in findings if finding.name == "extra-closer"}
        for finding in findings if extra else ():
            if finding.name == "missing-comma" and self.text[: finding.start].rstrip(WHITE_SPACE)[-1:] in extra:
                self.deviations.rewind(checkpoint)
                message = (
                    "Expected `,` behind the bracket, got none and a bracket too many at the end: it came too early"
                )
                self.no_value("missing-comma", start, message)
                return True
        return False

    def _is_label(self, start: int, checkpoint: Checkpoint) -> bool:
        """True when the first bracket is one of prose, such as a log level, and the payload comes after it."""
        if not any(finding.refused for finding in self.deviations.findings[checkpoint.findings :]):
            return False
        label = _LABEL.match(self.text, start, self.lexer.end)
        if label is None or _NO_LABEL.fullmatch(label[0]):
            return False
        return self._payload(label.end()) is not None

    def _payload(self, start: int) -> tuple[int, int] | None:
        """The first stretch after an offset that looks like a payload."""
        return next(find(self.text, start, self.lexer.end, self.deviations.limits), None)

    def _after(self, position: int, root: Token, *, in_brackets: bool) -> int:
        """The offset after what may still follow the root value: comments, closing brackets too many, a last comma."""
        while token := self.lexer.next(position):
            kind, start, end = token
            if kind in SKIPPED:
                skip_token(self.deviations, self.lexer, token)
            elif in_brackets and kind in CLOSERS:
                drop_closer(self.deviations, self.lexer, root.start, root.end, token)
            elif in_brackets and kind == "COMMA" and not self.lexer.peek_kind(end):
                self.deviations.repair("extra-comma", start, end, "", expected="the end of the text")
            else:
                return position
            position = end
        return self.lexer.end

    def _with_quotes_inside(self, r: Recovery, root: Token, checkpoint: Checkpoint) -> Token | None:
        """The whole text as one string with quotes inside, if it can be read so."""
        ending = r.quotes.ending(content_of(self.text, root.start), root.end, "root")
        if not ending.end or self._payload(root.start):
            return None
        self.deviations.rewind(checkpoint)
        whole = Token(root.kind, root.start, ending.end)
        r.settle(whole, self._scalars.string(whole, ending.inner))
        return whole

    def _without_opener(self, start: int) -> Token | None:
        """A text that starts with a member: the inside of an object whose opening brace is missing."""
        checkpoint = self.deviations.checkpoint()
        message = "Expected `{` before the first member, got its name"
        self.deviations.report("missing-opener", start, start, message, used="{")
        self.deviations.change(start, start, "{", REPAIR)
        r = self._recovery(start)
        r.open("MISSING_OPENER", start, start)
        root = recover(r)
        is_inside = self.text[content_of(self.text, start)] in "{["
        if not is_inside and self._after(r.position, root, in_brackets=False) == self.lexer.end:
            return root
        self.deviations.rewind(checkpoint)
        why = "it stands inside the first name" if is_inside else "more than one bracket is missing"
        self.no_value("missing-opener", start, f"{message}: {why}")
        return None

    def _has_members(self, start: int) -> bool:
        """True when the text starts with members whose names have no quotes; one name before a payload is a label."""
        position, has_value = members_before(self.text, start, self.lexer.end)
        if has_value or not position:
            return has_value
        payload = self._payload(position)
        return payload is not None and has_members_after(self.text, payload[1], self.lexer.end)

    # ---- A value among other text ----

    def _in_wrapper(self, start: int) -> Token | None:
        """The value in a wrapper; None where there is none, or something else in it."""
        around = wrapped(self.text, start, self.lexer.end)
        if around is None or self.lexer.peek_kind(around.start) not in _VALUES:
            return None
        whole, self.lexer.end = self.lexer.end, around.end
        checkpoint = self.deviations.checkpoint()
        r = self._recovery(around.start)
        root = recover(r)
        self.lexer.end = whole
        before, after = trimmed(self.text, start, around.start), trimmed(self.text, r.position, whole)
        is_whole = around.after.fullmatch(self.text, r.position, whole) is not None and not r.frame.is_refused
        if not is_whole or self._payload(r.position):
            self.deviations.rewind(checkpoint)
            return None
        for begin, last in (before, after):
            if begin < last:
                self.deviations.repair("surrounding-text", begin, last, "", kind=LOSS)
        return root

    def _among_prose(self, start: int, otherwise: str) -> Token | None:
        """The one payload of a text that starts with something else; `otherwise` names a text that has none."""
        payload = self._payload(start)
        if payload is None:
            found = self.text[start : self.lexer.end].strip()
            self.no_value(otherwise, start, _NO_PAYLOAD[otherwise].format(shown(found) if found else "nothing"))
            return None
        checkpoint = self.deviations.checkpoint()
        r = self._recovery(payload[0], among_prose=True)
        root = recover(r)
        end = self._after(r.position, root, in_brackets=True)
        if self._is_misplaced(start, checkpoint) or not self._is_alone(payload[0], end, start):
            return None
        return None if r.frame.is_refused else root

    def _is_alone(self, start: int, end: int, prose: int | None = None) -> bool:
        """True when the value is the only one, and what stands around it is clearly not part of it."""
        first = start if prose is None else prose
        if came_too_early(self.lexer, end):
            message = f"Expected no `,` behind {shown(self.text[end - 1 : end])}, got one and a bracket too many later"
            self.no_value("extra-closer", first, f"{message}: it came too early, that is too many, or one is missing")
            return False
        if self._payload(end):
            self.no_value("several-values", first, "Expected one JSON value, got several: read them with iter_parse")
            return False
        around = [] if prose is None else [trimmed(self.text, prose, start)]
        around.append(trimmed(self.text, end, self.lexer.end))
        return self._leave_out(around, first, end)

    def _leave_out(self, around: list[tuple[int, int]], first: int, end: int) -> bool:
        """Leave out what stands around the value that ends at `end`; False where some of it may belong to that."""
        for begin, last in around:
            if not stands_apart(self.text[begin:last]) or (begin >= end and goes_on(self.text, begin, last)):
                found = shown(self.text[begin:last])
                readings = "it may belong to the value, or be another one"
                message = f"Expected nothing but the JSON value, got {found}: {readings}"
                self.no_value("surrounding-text", first, message)
                return False
        for begin, last in around:
            if begin < last:
                self.deviations.repair("surrounding-text", begin, last, "", kind=LOSS)
        return True
