"""One pass over one text: its tokens, its scalars, and what was found on the way."""

import re
from collections.abc import Iterator

from ucsmsg.diagnostics import Finding, new_finding, shown, too_many_deviations
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi.lexing import _numbers, _strings
from ucsmsg.quasi.tree._nodes import Lexeme
from ucsmsg.text.json_text import string_text
from ucsmsg.text.marks import QUOTE_FAMILIES

_CONSTANTS = {"TRUE": True, "FALSE": False, "NULL": None, "True": True, "False": False, "None": None}
_LITERAL_CASES = {"true": True, "false": False, "null": None}
_GROUP = re.compile(r"(?<=[0-9][, ])0[0-9]{2}")
# A string in foreign quotes that begins and ends inside other strings: `“a": 1, "b”`.
ACROSS = re.compile(r"[^\"]*+\"\s*+[:,\]}][\s\S]*[,:{\[]\s*+\"[^\"]*+")
_LOOK_AHEAD = 100_000
_AHEAD_OF_CHARACTER = 4
_RESUMES = 20
_PREFIX = re.compile(r"[A-Za-z]*")

WHITE_SPACE = " \t\n\r"
LINE_BREAK = re.compile(r"[\n\r]")
CLOSER = re.compile(r"[}\]]")

IGNORABLE = frozenset({"COMMENT", "FOREIGN_WHITESPACE"})
QUOTED = frozenset({"STRING", "DAMAGED_STRING", "SINGLE_QUOTED_STRING", "SMART_QUOTED_STRING", "STRING_PREFIX"})
NUMERIC = frozenset({"INTEGER", "FLOAT", "LONG_SUFFIX", "LEADING_ZEROS", "NUMBER_FORM", "NON_FINITE_NUMBER"})
LITERALS = frozenset({"TRUE", "FALSE", "NULL", "PYTHON_LITERAL", "LITERAL_CASE"})
SCALARS = QUOTED | NUMERIC | LITERALS


def may_be_text(text: str, start: int, end: int) -> bool:
    """True when a comment begins right behind a quote and has one of its kind or of JSON's: it may be of a string."""
    before = text[start - 1 : start]
    family = next((family for family in QUOTE_FAMILIES if before and before in family), "")
    return any(text.find(quote, start, end) >= 0 for quote in (family and family + '"'))


def instead_of(expected: str, found: str) -> str:
    """The message of a repair."""
    return f"Expected {expected}, got {shown(found)}"


class LimitExceededError(Exception):
    """The text passed a limit: nothing of it counts as read."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class Scan:
    """A text between two offsets, the pattern of its tokens, and the findings so far."""

    def __init__(
        self, text: str, start: int, end: int, pattern: re.Pattern[str], limits: Limits, *, undecodable: bool = False
    ) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.match = pattern.match
        self.limits = limits
        self.undecodable = undecodable
        self.findings: list[Finding] = []
        self._resumes = _RESUMES
        self._look_ahead = _LOOK_AHEAD
        # Only a text with surrogates of its own can have them in strings without escapes.
        self.surrogates = _strings.has_surrogate(text)

    # ---- Findings ----

    def report(
        self, name: str, start: int, end: int, message: str, *, used: str | None = None, refused: bool = False
    ) -> None:
        """Add a finding. `used` is the JSON text that takes the place of what was found, "" where it was left out."""
        found = self.text[start:end]
        self.add(new_finding(name, message, (), start, end, found, used, refused=refused))

    def add(self, finding: Finding) -> None:
        """Add a finding; one more than the limit, and nothing of the text counts as read."""
        limit = self.limits.diagnostics
        if len(self.findings) >= limit:
            self.exceed(too_many_deviations(limit), finding.start)
        self.findings.append(finding)

    def repaired(self, name: str, start: int, end: int, expected: str, used: str | None) -> None:
        """Add the finding of a repair."""
        found = self.text[start:end]
        self.add(new_finding(name, instead_of(expected, found), (), start, end, found, used))

    def exceed(self, message: str, start: int) -> None:
        """Give up on the text."""
        raise LimitExceededError(
            Finding(name="limit-exceeded", message=message, start=start, end=self.end, refused=True)
        )

    def begin(self, start: int) -> None:
        """Start anew at an offset behind what was read before; looking ahead costs no more than for one text in all."""
        self._look_ahead = min(_LOOK_AHEAD, self._look_ahead + _AHEAD_OF_CHARACTER * (start - self.start))
        self._resumes = _RESUMES
        self.findings.clear()
        self.start = start

    def spend_resume(self) -> bool:
        """True a few times: a string that never closes is read to the end of the text, and then once more behind it."""
        self._resumes -= 1
        return self._resumes >= 0

    def spend_look_ahead(self) -> bool:
        """True for so many tokens in all that looking ahead costs no more than reading on."""
        self._look_ahead -= 1
        return self._look_ahead >= 0

    # ---- Tokens ----

    def peek(self, position: int) -> re.Match[str] | None:
        """The next token at or behind `position` that is no comment and no white space; None at the end."""
        while (match := self.match(self.text, position, self.end)) and match.lastgroup in IGNORABLE:
            position = match.end()
        return match

    def peek_kind(self, position: int) -> str:
        """The terminal of the next token, "" at the end of the text."""
        match = self.peek(position)
        return match.lastgroup or "" if match else ""

    def tokens(self, position: int) -> Iterator[tuple[str, int, int]]:
        """All tokens from `position` on, comments and white space left out: terminal, start, end."""
        while match := self.peek(position):
            kind = match.lastgroup or ""
            start, position = match.span(kind)
            yield kind, start, position

    def ignore(self, kind: str, start: int, end: int, *, in_brackets: bool = False) -> bool:
        """Report a comment or foreign white space, which is skipped; True when the comment never closes."""
        if kind == "FOREIGN_WHITESPACE":
            self.repaired("foreign-whitespace", start, end, "a space, tab or line break", " ")
            return False
        if self.text.startswith("/*", start) and not self.text.endswith("*/", start + 2, end):
            message = "Expected `*/`, got the end of the text: what follows may be comment or payload"
            self.report("comment", start, end, message, refused=True)
            return True
        if may_be_text(self.text, start, end):
            message = f"Expected no comment, got {shown(self.text[start:end])} right behind a quote: it may be text"
            self.report("comment", start, end, message, refused=True)
            return False
        if in_brackets and end == self.end and CLOSER.search(self.text, start, end):
            message = (
                f"Expected a line break behind the comment, got the end of the text in {shown(self.text[start:end])}"
            )
            self.report("comment", start, end, message + ": the bracket may close the value", refused=True)
            return True
        self.repaired("comment", start, end, "no comment", "")
        return False

    def trailing_comma(self, start: int, end: int) -> None:
        """Report a comma before a closing bracket, which is skipped."""
        self.repaired("trailing-comma", start, end, "no comma before a closing bracket", "")

    def extra_closer(self, start: int, end: int) -> None:
        """Report a closing bracket that closes nothing, which is skipped."""
        self.repaired("extra-closer", start, end, "no closing bracket without an open one", "")

    # ---- Scalars ----

    def scalar(self, kind: str, start: int, end: int) -> Lexeme:
        """The lexeme of a scalar token, with its value; what deviates is reported, what has no reading refused."""
        if kind in QUOTED:
            return self.string(kind, start, end)
        if kind in NUMERIC:
            return self._number(kind, start, end)
        token = self.text[start:end]
        if kind == "PYTHON_LITERAL":
            value = _CONSTANTS[token]
            self.repaired("python-literal", start, end, "true, false or null", _json_literal(value))
        elif kind == "LITERAL_CASE":
            value = _LITERAL_CASES[token.lower()]
            used = _json_literal(value)
            self.repaired("literal-case", start, end, "true, false or null in small letters", used)
        else:
            value = _CONSTANTS[kind]
        return Lexeme(kind, start, end, value)

    def string(self, kind: str, start: int, end: int) -> Lexeme:
        """The lexeme of a string token between its quotes, a name's included."""
        if kind == "STRING":
            value = _strings.read_plain(self.text, start + 1, end - 1)
            if not _strings.has_surrogate(value) or not (self.surrogates or "\\" in self.text[start:end]):
                return Lexeme(kind, start, end, value)
        match = _PREFIX.match(self.text, start)
        prefix = match[0] if match else ""
        content = start + len(prefix) + 1
        if self.undecodable and _strings.has_undecodable(self.text, content, end):
            return Lexeme(kind, start, end, "", refused=True)  # reported when the bytes were decoded
        value, deviations = _strings.read_content(self.text, content, end - 1, prefix=prefix)
        refused = self._quotes(prefix, start, content, end, value)
        for name, first, last, used, refusal in deviations:
            if used is None:
                message = f"{refusal}; got {shown(self.text[first:last])}"
                # The string that is left out stands in the first diagnostic of those that refuse it.
                found = self.text[first:last] if refused else self.text[start:end]
                self.add(Finding(name=name, message=message, start=first, end=last, found=found, refused=True))
                refused = True
            else:
                self.repaired(name, first, last, EXPECTED[name], used)
        return Lexeme(kind, start, end, value, refused=refused)

    def unquoted_name(self, start: int, end: int) -> Lexeme:
        """The lexeme of a name without quotes; what is escaped in it is what JavaScript and RFC 8259 both allow."""
        value, deviations = _strings.read_content(self.text, start, end)
        for name, first, last, used, _ in deviations:
            self.repaired(name, first, last, EXPECTED[name], used)
        self.repaired("unquoted-key", start, end, "a name in double quotes", string_text(value))
        return Lexeme("KEY", start, end, value)

    def _quotes(self, prefix: str, start: int, content: int, end: int, value: str) -> bool:
        """Report what the quotes and the prefix of a string deviate in; True when the prefix changes the meaning."""
        quote = self.text[content - 1]
        if prefix and (prefix.lower() not in ("u", "r") or (prefix in "rR" and "\\" in self.text[content:end])):
            message = (
                f"Expected a string without prefix or with `u`, got {shown(self.text[start:end])}: another meaning"
            )
            self.report("string-prefix", start, end, message, refused=True)
            return True
        if quote != '"' and '"' in value and ACROSS.fullmatch(self.text, content, end - 1):
            message = f"Expected one kind of quotes, got {shown(self.text[start:end])}: one text, or several"
            self.report("unescaped-quote", start, end, message, refused=True)
            return True
        if prefix:
            self.repaired("string-prefix", start, content - 1, EXPECTED["string-prefix"], "")
        if quote != '"':
            name = "single-quoted-string" if quote == "'" else "smart-quoted-string"
            self.repaired(name, content - 1, end, EXPECTED[name], string_text(value))
        return False

    def _number(self, kind: str, start: int, end: int) -> Lexeme:
        token = self.text[start:end]
        limit = self.limits.digits
        if kind == "INTEGER":
            number = _numbers.read_integer(token, limit)
        elif kind == "FLOAT":
            number = _numbers.read_float(token, limit)
        elif kind == "LEADING_ZEROS" and _GROUP.match(self.text, start, end):
            before = self.text[start - 1 : end]
            refusal = f"Expected no leading zeros, got `{before}` behind a digit: one number in groups, or two numbers"
            number = _numbers.Number(None, refused_as="leading-zeros", refusal=refusal)
        else:
            number = _numbers.read_quasi_number(token, limit)
        if number.refused_as:
            self.report(number.refused_as, start, end, number.refusal, refused=True)
        else:
            for name in number.deviations:
                self.repaired(name, start, end, EXPECTED[name], _number_text(number.value))
        return Lexeme(kind, start, end, number.value, refused=bool(number.refused_as))


def _json_literal(value: object) -> str:
    return "null" if value is None else str(value).lower()


def _number_text(number: object) -> str | None:
    """The number as JSON text; None for NaN and the infinities, which have none."""
    text = str(number)
    return None if text in ("nan", "inf", "-inf") else text


EXPECTED = {
    "string-prefix": "a string without prefix",
    "single-quoted-string": "a string in double quotes",
    "smart-quoted-string": "a string in double quotes",
    "long-suffix": "an integer without `L`",
    "number-form": "a number as RFC 8259 writes it",
    "leading-zeros": "no leading zeros",
    "non-finite-number": "a finite number",
    "number-out-of-range": "a number in the range of a double",
    "lone-surrogate": "a pair of surrogates",
    "control-character": "an escape for the control character",
    "foreign-escape": "an escape of RFC 8259",
}
