"""What has no reading: from a place where nothing fits to the next place that is certain."""

import functools
import re
from collections.abc import Iterator

import attrs

from ucsmsg.diagnostics import shown
from ucsmsg.quasi.edits._edit import EditKind
from ucsmsg.quasi.lexing._grammar import CLOSERS, LITERALS, OPENERS, SKIPPED, STRINGS, terminals
from ucsmsg.quasi.lexing._lexer import Lexer, Token
from ucsmsg.text.marks import LINE_BREAK

_WORDS = LITERALS | {"BARE_WORD", "PARENTHESIS", "STRING_PREFIX"}
_LEVELS = 2  # of brackets in each other that are passed over in one match
_ENDS = CLOSERS | {"COMMA", "FOREIGN_COMMA", ""}
_CERTAIN_LINE = re.compile(
    r"[\n\r][ \t]*+(?=[}\]]|u?(?:\"[^\"\\\n\r]*+(?:\\.[^\"\\\n\r]*+)*+\"|'[^'\\\n\r]*+(?:\\.[^'\\\n\r]*+)*+')"
    r"[ \t]*+(?:[:,\n\r]|\Z))"
)
_LINE_COMMENT = re.compile(r"(?<=\s)(?://|#)")
_BEHIND_WORDS = re.compile(r"\w\W*+\Z")
# What a word may be, by its beginning, and what can be said about it.
_ADVICE = [
    (re.compile(pattern), advice)
    for pattern, advice in (
        (r"\(?(?:[Oo]bject(?: [A-Z]\w*+)?|Array|Function|Circular)\b[^\n\r]*+\Z", "only its type was printed"),
        (r"[^\n\r]*?&(?:#[0-9]++|#x[0-9A-Fa-f]++|[A-Za-z]++);", "decode the entities of HTML first"),
        (
            r"(?:new\s++)?(?:ObjectId|ISODate|Timestamp|BinData|UUID|DBRef|Code|Symbol|MinKey|MaxKey)\b",
            "a string, or an object of extended JSON",
        ),
        (r"(?:frozen)?set\(|Set\(|new Set\b", "a set, which may be an array or an object"),
        (r"(?:new\s++)?[A-Za-z_][\w.]*+\(", "a call, of which only its result could be a value"),
        (r"\([^,()]*+\)\Z", "a value in parentheses, or a tuple of one"),
        (r"[+\-]?[0-9]++[dDfF]\Z", "a number with the letter of its type, or hexadecimal digits"),
        (
            r"[+\-]?[0-9]++(?:\.[0-9]++)?(?:U?L{1,2}|UL?|[uU][lL]*+|[mM])\Z",
            "a number with the letters of its type or unit",
        ),
        (r"undefined\b", "null, or no member at all"),
        (r"<", "an object of which only a description was printed"),
    )
]
ENCODED_QUOTE = re.compile(r"\\+(?:\"|u0022)|&(?:quot|#0*+34|#[xX]0*+22);|%22")
_PARTIAL_NUMBER = re.compile(r"[+\-]?(?:[0-9]*\.?[0-9]*(?:[eE][+\-]?[0-9]*)?)")
_WHOLE_LITERALS = ("true", "false", "null", "True", "False", "None", "NaN", "Infinity", "-Infinity")


@attrs.frozen
class Unreadable:
    """What has no reading: the deviation it is, its place, and the message."""

    name: str
    start: int
    end: int
    message: str

    @property
    def kind(self) -> EditKind:
        """Why it is left out. Where the text ends here, what it would have become is lost, but nothing is in doubt."""
        return EditKind.LOSS if self.name == "cut-off" else EditKind.OMISSION


def unreadable(lexer: Lexer, start: int, *, in_object: bool) -> Unreadable:
    """What has no reading and starts at `start`, up to the next comma, bracket, member or line."""
    found = _unreadable(lexer, start, in_object=in_object)
    if quote := ENCODED_QUOTE.match(lexer.text, start):
        return attrs.evolve(found, name="encoded-text", message=in_part_encoded(quote[0]))
    return found


def in_part_encoded(quote: str) -> str:
    """The message for a quote that is encoded in a text that is not."""
    return f'Expected `"`, got {shown(quote)}: every quote is encoded, each in one way, or none; undo it where it is'


def _unreadable(lexer: Lexer, start: int, *, in_object: bool) -> Unreadable:
    kinds: set[str] = set()
    end = start
    broken = None  # where a string begins that goes on in the next line
    for depth, (kind, first, last) in _with_depth(lexer, start):
        if depth == 0 and kinds and _is_end(lexer.text, kind, end, first, in_object=in_object):
            break
        if kind == "UNCLOSED_STRING":
            return _unclosed(lexer, start, first if broken is None else broken)
        if kind in STRINGS and broken is None and LINE_BREAK.search(lexer.text, first, last):
            broken = first
        kinds.add(kind)
        end = last
    return _named(lexer, kinds, start, end)


def _is_end(text: str, kind: str, end: int, start: int, *, in_object: bool) -> bool:
    """True for a comma, a closing bracket, and in an object a name on another line than what ends before it."""
    return kind in _ENDS or (in_object and kind == "KEY" and LINE_BREAK.search(text, end, start) is not None)


def _with_depth(lexer: Lexer, start: int) -> Iterator[tuple[int, Token]]:
    """The tokens from an offset on, and in how many brackets each stands; in brackets, valid ones in a row are one."""
    depth, position = 0, start
    while True:
        if depth > 0 and (valid := _valid_inside().match(lexer.text, position, lexer.end)):
            yield depth, Token("", position, valid.end())
            position = valid.end()
        token = lexer.next(position)
        if token is None:
            return
        kind, _, position = token
        if kind not in SKIPPED:
            yield depth, token
        depth += (kind in OPENERS) - (kind in CLOSERS)


@functools.cache
def _valid_inside() -> re.Pattern[str]:
    """The pattern of tokens that neither end what has no reading, nor tell what it is; brackets only in pairs."""
    tokens = "|".join(terminals()[name] for name in ("KEY", "STRING", "INTEGER", "FLOAT", "COMMA", "COLON"))
    for _ in range(_LEVELS):
        tokens = rf"{tokens}|[\[{{](?:[ \t\n\r]*+(?:{tokens}))*+[ \t\n\r]*+[\]}}]"
    return re.compile(rf"(?:[ \t\n\r]*+(?:{tokens}))++")


def certain_line(lexer: Lexer, position: int) -> int:
    """The offset behind the indentation of the next line that starts as a member or a bracket does; or the end."""
    match = _CERTAIN_LINE.search(lexer.text, position, lexer.end)
    return match.end() if match else lexer.end


def _unclosed(lexer: Lexer, start: int, quote: int) -> Unreadable:
    end = certain_line(lexer, quote) if lexer.spend_resume() else lexer.end
    got = shown(lexer.text[quote:end].strip())
    if start == quote and end == lexer.end and not _ends_in_closers(lexer.text[quote:end]):
        return Unreadable("cut-off", start, end, f"Expected a closing quote, got the end of the text in {got}")
    return Unreadable("unclosed-string", start, end, f"Expected a closing quote, got none in {got}")


def _ends_in_closers(text: str) -> bool:
    """True when a closing bracket stands behind the last word, a comment at the end apart."""
    line = max(text.rfind("\n"), text.rfind("\r")) + 1
    comment = _LINE_COMMENT.search(text, line)
    text = text[: comment.start()] if comment else text
    last_word = _BEHIND_WORDS.search(text)
    rest = text[last_word.start() :] if last_word else text
    return "}" in rest or "]" in rest


def _named(lexer: Lexer, kinds: set[str], start: int, end: int) -> Unreadable:
    found = lexer.text[start:end]
    if end == lexer.end and is_partial(found):
        return Unreadable("cut-off", start, end, f"Expected a value, got the end of the text in {shown(found)}")
    if kinds & _WORDS:
        message = f"Expected a value, got {shown(found)}: {_advice(found)}"
        return Unreadable("bare-word", start, end, message)
    return Unreadable("unexpected-text", start, end, f"Expected a comma or a bracket, got {shown(found)}: remove it")


def _advice(words: str) -> str:
    return next(
        (advice for pattern, advice in _ADVICE if pattern.match(words)), "put it in double quotes if it is a text"
    )


def is_partial(text: str) -> bool:
    """True when the text may be the beginning of a number or a literal."""
    return _PARTIAL_NUMBER.fullmatch(text) is not None or any(word.startswith(text) for word in _WHOLE_LITERALS)
