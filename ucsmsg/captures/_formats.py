"""The forms captures have, and how they are told apart: by the content of their beginning, never by a name."""

import enum
import re

from ucsmsg._postponed import postponed_pattern
from ucsmsg.captures._blocks import blocks
from ucsmsg.captures._brackets import BRACKET, first_value_end
from ucsmsg.captures._capture import HEAD
from ucsmsg.captures._markup import is_markup
from ucsmsg.captures._passages import lines_and_values
from ucsmsg.captures._prefixes import LOG_PREFIX
from ucsmsg.captures._traffic import GAP, STARTS, may_hold_payloads
from ucsmsg.places import Position
from ucsmsg.text.marks import QUOTES, STRING_START


class Format(enum.StrEnum):
    """What a capture is."""

    PAYLOAD = "payload"
    """One payload, a Bayeux array, or several payloads one after the other."""
    NDJSON = "ndjson"
    """One payload a line."""
    JSON_SEQ = "json-seq"
    """JSON text sequences, RFC 7464: a record separator (U+001E) before each payload."""
    LOG = "log"
    """Lines with a prefix before the payload; a payload may span lines."""
    HAR = "har"
    """A browser's recording (HTTP Archive 1.2): response bodies and WebSocket frames."""
    PAGE = "page"
    """Prose around payloads: plain text, Markdown or HTML."""

    @classmethod
    def of(cls, name: "Format | str") -> "Format":
        """The format itself, or the one of that name; raises `ValueError` for any other name."""
        if name not in [*cls]:
            raise ValueError(f"Expected a format, one of {', '.join(cls)}, got {name!r}")
        return cls(name)


_HAR = postponed_pattern(r'\s*+\{\s*+"log"\s*+:\s*+\{\s*+"(?:version|creator|browser|pages|entries|comment|_\w*+)"')
_MARK = postponed_pattern(r"\s*+\{[\w:.=|#-]++\}\s*+")
"""A mark of a wiki's text, such as `{code:json}`."""
_ENTRIES = postponed_pattern(r'"entries"\s*+:\s*+\[')
_PAYLOAD_START = postponed_pattern(rf"{GAP}(?:/\*|//|\#|{STRING_START}|[\[{{])")
_SCRIPT = postponed_pattern(r"\s*+(?:/\*\*/\s*+[\w$.]++\(|\)\]\}')")
_ONLY_COMMENTS = postponed_pattern(r"(?:\s*+(?:#|//)[^\r\n]*+)++\s*+\Z")
_TABLE = postponed_pattern(r'(?:\A|[\r\n,;\t|])"(?:[^"{}\[]|""){0,200}+[{\[][{\[\s]*+""[A-Za-z]')
_SEVERAL = 2
_SCALAR = postponed_pattern(r'[ \t]*+(?:null|true|false|-?[0-9][0-9.eE+\-]*+|"[^"\\\[\]{}]*+")[ \t]*+')
_MEMBER = postponed_pattern(rf"{STARTS.pattern}[^\"'\r\n]{{1,80}}+[{QUOTES}]{GAP}:")


def format_of(text: str) -> Format:
    """The format of a capture of which the whole text is there, told by its beginning."""
    return tell(text.removeprefix("\ufeff")[:HEAD], is_whole=len(text) <= HEAD)


def tell(head: str, *, is_whole: bool) -> Format:
    """The format of a capture that begins with `head`; `is_whole` says that nothing follows."""
    if head.lstrip(" \t\r\n").startswith("\x1e"):
        return Format.JSON_SEQ
    if _is_har(head, is_whole=is_whole):
        return Format.HAR
    lines = [line for line in re.split(r"\r\n|\r|\n", head) if line.strip()]
    if not is_whole and len(lines) > 1 and not head.endswith(("\n", "\r")):
        lines.pop()
    if _SCRIPT.match(head):
        return Format.PAGE
    if _are_payloads(lines):
        return Format.NDJSON
    if is_markup(head):
        return Format.PAGE
    return _tell_by_prose(head)


def tell_notifications(head: str, *, is_whole: bool) -> Format:
    """The format of a capture of notifications: without a word of one, lines and texts one after the other are prose.

    A text that is nothing but one value is judged, whatever it is.
    """
    form = tell(head, is_whole=is_whole)
    if form not in (Format.PAYLOAD, Format.NDJSON) or may_hold_payloads(head):
        return form
    end = first_value_end(head)
    is_one_value = end > 0 and not head[end:].strip()
    return form if is_one_value else Format.LOG if LOG_PREFIX.match(head) else Format.PAGE


def _is_har(head: str, *, is_whole: bool) -> bool:
    """True for a recording, which has entries: as far as the head shows them."""
    if not _HAR.match(head):
        return False
    end = first_value_end(head)
    return _ENTRIES.search(head, 0, end or len(head)) is not None or not (end or is_whole)


def _are_payloads(lines: list[str]) -> bool:
    """True when lines are payloads each, but for a few that are damaged; a page starts with prose or a tag.

    A line that is a JSON value without brackets, such as `null`, is no prose.
    """
    whole = sum(not _MARK.fullmatch(line) and first_value_end(line) == len(line.rstrip()) for line in lines)
    scalars = sum(_SCALAR.fullmatch(line) is not None for line in lines)
    if not whole or whole + scalars < _SEVERAL or 2 * whole < len(lines):
        return False
    prose = [not BRACKET.search(line) for line in lines]
    return not prose[0] and not lines[0].lstrip().startswith("<") and 2 * (sum(prose) - scalars) <= whole


def _tell_by_prose(head: str) -> Format:
    if LOG_PREFIX.match(head):
        return Format.LOG
    if _MEMBER.match(head):
        return Format.PAYLOAD
    # What holds nothing but comments was commented out; the fields of a table are between others.
    if _ONLY_COMMENTS.match(head) or _TABLE.search(head):
        return Format.PAGE
    found = blocks(lines_and_values([head], Position(), 0), HEAD)
    has_prose = any(not BRACKET.search(block.text) for block in found if block.text)
    has_prose = has_prose or any(map(_MARK.fullmatch, head.splitlines()))
    return Format.PAYLOAD if _PAYLOAD_START.match(head) and not has_prose else Format.PAGE
