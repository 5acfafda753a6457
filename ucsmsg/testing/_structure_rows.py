"""The rows about members, elements, brackets and the whole text: every place of a valid text where each can be put."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from ucsmsg.places import Path
from ucsmsg.testing._edits import Becomes, Edit, Row, becomes, nothing, refusal
from ucsmsg.testing._layout import Layout, Value

_OPENERS = {"object": "{", "array": "["}
_CLOSERS = {"object": "}", "array": "]"}
_COMMENTS = ("/* a note */", "// a note\n", "# a note\n")
_SPACES = ("\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}", "\N{FORM FEED}", "\N{LINE SEPARATOR}")
_COLOURS = ("\x1b[0m", "\x1b[1;34m")
_ENCODINGS = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_BEFORE = ("POST /api/v2/ucs\n", "12:00:01 DEBUG Received: ")
_BEHIND = ("\nThe reply comes later.\n",)
# What everybody sees to be a payload: an object with a name, or an array of such objects or of strings.
_PAYLOAD = re.compile(r'\s*(?:\[\s*)?(?:\{\s*"|(?<=\[)")').match

# With doubled quotes a string with white space or a sign of JSON at its edge may be an empty one beside it.
_PLAIN_AT_EDGES = re.compile(r'(?:[^"]|"(?![\s\[{}\],:])(?:[^"\\]|\\.)*?(?<![\s\[{}\],:])")*+\Z').match

# At the end of a text a number may have had more digits, and a bracket may have slipped into a string.
_MAY_GO_ON = re.compile(r'[\s\S]*(?:[0-9]|[}\]]"\s*)').fullmatch


# ---- Between the tokens ----


def _comment(layout: Layout) -> Iterator[Edit]:
    """A comment between two tokens, and one at the end that is never closed."""
    for offset in _gaps(layout):
        touches = layout.text[offset - 1 : offset].isalnum()
        for text in _COMMENTS:
            if touches and not text.startswith("/*"):
                continue  # it may be part of the scalar
            yield Edit(offset, offset, text, last=offset + len(text.rstrip("\n")))
    end = len(layout.text)
    yield Edit(end, end, "/* a note", refused=True)


def _foreign_whitespace(layout: Layout) -> Iterator[Edit]:
    """A space that RFC 8259 does not know, between two tokens."""
    for offset in _gaps(layout):
        for text in _SPACES:
            yield Edit(offset, offset, text)


def _terminal_colour(layout: Layout) -> Iterator[Edit]:
    """A colour between two tokens."""
    for offset in _gaps(layout):
        for text in _COLOURS:
            yield Edit(offset, offset, text)


def _gaps(layout: Layout) -> Iterator[int]:
    for _, start, _ in layout.tokens:
        yield start
    yield len(layout.text)


# ---- Commas and colons ----


def _trailing_comma(layout: Layout) -> Iterator[Edit]:
    """A comma before a closing bracket."""
    for value in _filled(layout):
        yield Edit(value.end - 1, value.end - 1, ",", value.path)


def _extra_comma(layout: Layout) -> Iterator[Edit]:
    """A second comma between two members; between two elements an element may be missing."""
    for value in layout.below_root():
        if value.comma is not None:
            yield _of(value, value.comma + 1, value.comma + 1, ",", refused=value.parent == "array")


def _missing_comma(layout: Layout) -> Iterator[Edit]:
    """No comma where white space or a bracket stands between two members or elements."""
    for value in layout.below_root():
        if value.comma is not None and _is_set_off(layout.text, value.comma, value.first):
            yield _of(value, value.comma, value.comma + 1, "", value.first - 1, value.first - 1)


def _is_set_off(text: str, comma: int, first: int) -> bool:
    """True when more than the comma separates, and no comma stands at the inner edge of a string beside it."""
    in_string = text[:comma].rstrip().endswith(',"') or text.startswith('",', first)
    return not in_string and (text[comma - 1] in " \t\n\r}]" or text[comma + 1] in " \t\n\r{[")


def _missing_colon(layout: Layout) -> Iterator[Edit]:
    """A space instead of the colon behind a name."""
    for value in layout.members():
        _, end = value.name or (0, 0)
        if layout.text[end - 2] not in ":=":  # it may have slipped into the name
            yield _of(value, value.colon, value.colon + 1, " ", end, end)


def _missing_value(layout: Layout) -> Iterator[Edit]:
    """A name and a colon without a value."""
    for value in layout.members():
        following = value.start + layout.next_token(value.end) - value.end
        yield refusal(value, value.start, value.end, "", value.first, following)


def _foreign_separator(layout: Layout) -> Iterator[Edit]:
    """`=` or `=>` for a colon, `;` for a comma."""
    for value in layout.members():
        yield _of(value, value.colon, value.colon + 1, "=")
        yield _of(value, value.colon, value.colon + 1, "=>")
    for value in layout.below_root():
        if value.comma is not None:
            yield _of(value, value.comma, value.comma + 1, ";")


# ---- Members and elements ----


def _duplicate_key(layout: Layout) -> Iterator[Edit]:
    """A member before another one of the same name."""
    for value in layout.members():
        text = layout.text[slice(*(value.name or (0, 0)))] + ":0"
        yield _of(value, value.first, value.first, text + ",", value.first, value.first + len(text))


def _pair_in_array(layout: Layout) -> Iterator[Edit]:
    """A name and a colon before an element."""
    for value in layout.below_root():
        if value.parent == "array":
            yield refusal(value, value.start, value.start, '"key":', last=value.end + len('"key":'))


def _unexpected_text(layout: Layout) -> Iterator[Edit]:
    """A parenthesis behind a number or a literal."""
    for value in layout.below_root("number", "literal"):
        yield refusal(value, value.end, value.end, ")", value.start)


def _tuple(layout: Layout) -> Iterator[Edit]:
    """An array in parentheses; one element needs a comma, which is one too many in an array."""
    for value in layout.of_kind("array"):
        if value.size != 1:
            text = f"({layout.text[value.start + 1 : value.end - 1]})"
            yield Edit(value.start, value.end, text, value.path)


def _ordered_dict(layout: Layout) -> Iterator[Edit]:
    """An object as a call, around pairs and around itself."""
    for value in layout.of_kind("object"):
        text, parts = layout.text, [one for one in layout.members() if one.path[:-1] == value.path]
        pairs = [f"({text[slice(*one.name)]}, {layout.raw(one)})" for one in parts if one.name]
        insides = [f"[{', '.join(pairs)}]", *([layout.raw(value)] if value.parent else [])]
        for inside in insides:  # around the whole text a call is surrounding text
            yield Edit(value.start, value.end, f"OrderedDict({inside})", value.path)


def _elided(layout: Layout) -> Iterator[Edit]:
    """Dots in the place of more members or elements."""
    for value in _filled(layout):
        end = value.end - 1
        yield Edit(end, end, ", ...", value.path, first=end + 2)
        if value.kind == "array":
            yield Edit(end, end, ", {..more..}", value.path, first=end + 2)


def _cut_off(layout: Layout) -> Iterator[Edit]:
    """The end of the text inside a string or a number; what was complete before it is kept."""
    for value in layout.below_root("string", "number"):
        for offset in range(value.start + 1, value.end):
            if not layout.text[value.start : offset].rstrip().endswith(("}", "]")):
                yield Edit(offset, len(layout.text), "", value.path, _as_of(layout, value), first=value.start)


def _as_of(layout: Layout, value: Value) -> Becomes:
    """The value of the text as it stands before a member or element, with all brackets closed."""

    def result(original: Any, path: Path) -> Any:  # JSON values; a `Becomes`
        around = [one for one in layout.of_kind("object", "array") if one.path == path[: len(one.path)]]
        closers = "".join(_CLOSERS[one.kind] for one in reversed(around))
        before = value.first if value.comma is None else value.comma
        return becomes(json.loads(layout.text[:before] + closers))(original, ())

    return result


# ---- Brackets ----


def _missing_closer(layout: Layout) -> Iterator[Edit]:
    """No closing bracket before that of another kind, or at the end of the text behind what cannot go on."""
    text, length = layout.text, len(layout.text)
    for value in _filled(layout):
        following = layout.next_token(value.end)
        inner = value.parent and text[following] in "}]" and text[following] != text[value.end - 1]
        if inner:
            yield Edit(value.end - 1, value.end, "", value.path, first=following - 1, last=following - 1)
        elif following == length and not _MAY_GO_ON(text, 0, value.end - 1):
            yield Edit(value.end - 1, value.end, "", value.path, first=length - 1, last=length - 1)


def _extra_closer(layout: Layout) -> Iterator[Edit]:
    """A closing bracket behind the last one, or one to which no open bracket belongs."""
    root = layout.values[0]
    if root.kind in _CLOSERS:
        for closer in _CLOSERS.values():
            yield Edit(root.end, root.end, closer)
    for value in layout.below_root():
        around = {one.kind for one in layout.of_kind("object", "array") if one.path == value.path[: len(one.path)]}
        for kind in _CLOSERS.keys() - around:
            yield Edit(value.end, value.end, _CLOSERS[kind], value.path)


def _doubled_brace(layout: Layout) -> Iterator[Edit]:
    """Every brace twice, where none is in a string."""
    root = layout.values[0]
    text = layout.raw(root)
    braces = sum(2 for _ in layout.of_kind("object"))
    if root.kind == "object" and root.size and text.count("{") + text.count("}") == braces:
        doubled = text.replace("{", "{{").replace("}", "}}")
        yield Edit(root.start, root.end, doubled)


def _missing_opener(layout: Layout) -> Iterator[Edit]:
    """An object without its opening bracket at the beginning of the text."""
    root = layout.values[0]
    if root.kind == "object" and root.size:
        first = layout.values[1].first
        if layout.text[first + 1] not in "{[":  # it may have slipped into the name
            yield Edit(root.start, root.start + 1, "", first=first - 1, last=first - 1)


# ---- The whole text ----


def _byte_order_mark(layout: Layout) -> Iterator[Edit]:
    """U+FEFF before the text."""
    del layout
    yield Edit(0, 0, "\ufeff")


def _foreign_encoding(layout: Layout) -> Iterator[Edit]:
    """The text in UTF-16 or UTF-32, with a byte-order mark or with two characters that show the encoding."""
    if layout.is_encodable:
        for encoding in _ENCODINGS:
            yield Edit(0, 0, "\ufeff", last=0, encoding=encoding)
            if layout.text[:2].isascii():
                yield Edit(0, 0, "", encoding=encoding)


def _comment_filtered(layout: Layout) -> Iterator[Edit]:
    """The whole text in one comment."""
    if layout.values[0].kind in _OPENERS and "*/" not in layout.text:
        text = f"/*{layout.text}*/"
        yield Edit(0, len(layout.text), text)


def _surrounding_text(layout: Layout) -> Iterator[Edit]:
    """A request line, the prefix of a log line, or a sentence, around what everybody sees to be a payload."""
    if _PAYLOAD(layout.text):
        end = len(layout.text)
        for text in _BEFORE:
            yield Edit(0, 0, text, last=len(text.rstrip()))
        for text in _BEHIND:
            yield Edit(end, end, text, first=end + 1, last=end + len(text.rstrip()))


def _encoded_text(layout: Layout) -> Iterator[Edit]:
    """The object or array with every quote of it encoded: as in a JSON string, in HTML, in an address, in CSV."""
    root = layout.values[0]
    text = layout.raw(root)
    if root.kind in _OPENERS and '"' in text and layout.is_encodable:
        written = [json.dumps(text)[1:-1], text.replace('"', r"\u0022"), html.escape(text), quote(text, safe="")]
        if "\\" in text:
            del written[1]
        if _PLAIN_AT_EDGES(text):
            written.append(text.replace('"', '""'))
        for each in written:
            yield Edit(root.start, root.end, each, first=root.start, last=root.start + len(each))


def _several_values(layout: Layout) -> Iterator[Edit]:
    """The text twice."""
    if _PAYLOAD(layout.text):
        text = layout.text
        start = layout.values[0].start
        yield Edit(len(text), len(text), "\n" + text, (), nothing, refused=True, first=start)


def _no_value(layout: Layout) -> Iterator[Edit]:
    """A sentence instead of the text."""
    yield Edit(0, len(layout.text), "There is no payload here.", (), nothing, refused=True)


def _filled(layout: Layout) -> Iterator[Value]:
    """The objects and arrays that hold something."""
    return (value for value in layout.of_kind("object", "array") if value.size)


def _of(
    value: Value,
    start: int,
    end: int,
    text: str,
    first: int | None = None,
    last: int | None = None,
    *,
    refused: bool = False,
) -> Edit:
    """The edit in a member or element that leaves the value of the whole text as it is."""
    return Edit(start, end, text, value.path, first=first, last=last, refused=refused)


ROWS: Mapping[str, Row] = MappingProxyType(
    {
        "byte-order-mark": _byte_order_mark,
        "comment": _comment,
        "comment-filtered": _comment_filtered,
        "cut-off": _cut_off,
        "doubled-brace": _doubled_brace,
        "duplicate-key": _duplicate_key,
        "encoded-text": _encoded_text,
        "elided": _elided,
        "extra-closer": _extra_closer,
        "extra-comma": _extra_comma,
        "foreign-encoding": _foreign_encoding,
        "foreign-separator": _foreign_separator,
        "foreign-whitespace": _foreign_whitespace,
        "missing-closer": _missing_closer,
        "missing-colon": _missing_colon,
        "missing-comma": _missing_comma,
        "missing-opener": _missing_opener,
        "missing-value": _missing_value,
        "no-value": _no_value,
        "ordered-dict": _ordered_dict,
        "pair-in-array": _pair_in_array,
        "python-tuple": _tuple,
        "several-values": _several_values,
        "surrounding-text": _surrounding_text,
        "terminal-colour": _terminal_colour,
        "trailing-comma": _trailing_comma,
        "unexpected-text": _unexpected_text,
    }
)
