"""A text read as one value: which part of it is the value, and what stands around it."""

import functools
import json
import re

import attrs

from ucsmsg.diagnostics import Finding, shown
from ucsmsg.places import Path, Source
from ucsmsg.quasi._find import find
from ucsmsg.quasi._limits import Limits
from ucsmsg.quasi.lanes._lane import Parse, Place
from ucsmsg.quasi.lexing._grammar import build, token_pattern
from ucsmsg.quasi.lexing._scan import IGNORABLE, QUOTED, SCALARS, WHITE_SPACE, LimitExceededError, Scan
from ucsmsg.quasi.mending._closers import CLOSERS
from ucsmsg.quasi.mending._mender import OPENERS, Mender, is_colon
from ucsmsg.quasi.mending._quotes import Quotes
from ucsmsg.quasi.tree._nodes import Child, Lexeme, Node
from ucsmsg.quasi.tree._paths import Places, doubled_before, duplicate_keys, with_paths
from ucsmsg.text.encodings import Decoded

_FILTERED = re.compile(r"\s*+/\*(?=\s*+[\[{])")
_LABEL = re.compile(r"\[[^\[\]{}\"'\n\r]*+\](?![ \t\n\r]*+[,:\]}])")
_NO_LABEL = re.compile(r"\[(?:[\s,]|(?:null|true|false|None|True|False|-?[0-9]++(?:\.[0-9]++)?)(?![\w.:\-]))*+\]")
_LABEL_LINE = re.compile(r"(?<=[\n\r])\[[^\[\]{}\"'\n\r]*?[A-Za-z][^\[\]{}\"'\n\r]*+\](?![ \t\n\r]*+[,:\]}])")
_CODE = re.compile(r"`\s*+[\[{]")
_MEMBER = re.compile(r"[\"'”’“‘»«`]\s*+[:=]")
_COLOUR = re.compile(r"\x1b\[[0-9;]*+[A-Za-z]")


@attrs.frozen(slots=False)
class Reading:
    """What the grammar makes of a text: the root node (None where there is no value) and the findings."""

    root: Child | None
    findings: tuple[Finding, ...]

    def place_of(self, path: Path) -> Place | None:
        """The offsets between which the value at the path stands; None when there is no such value."""
        node = self._places.node_at(path)
        return None if node is None else (node.start, node.end)

    def name_place_of(self, path: Path) -> Place | None:
        """The offsets between which the name of the member at the path stands; None when there is no such member."""
        key = self._places.key_at(path)
        return None if key is None else (key.start, key.end)

    @functools.cached_property
    def _places(self) -> Places:
        return Places(self.root)


def by_grammar(source: Source, limits: Limits, decoded: Decoded | None = None) -> Parse:
    """Read any text. Where the source was bytes, `decoded` says what was found in them."""
    reading = read(decoded or Decoded(source.text), limits)
    root, findings = reading.root, reading.findings
    return Parse(
        source,
        None if root is None else root.value,
        reading,
        frozenset(finding.name for finding in findings if not finding.refused),
        has_value=root is not None,
        is_certain=not any(finding.refused for finding in findings),
    )


def read(decoded: Decoded, limits: Limits) -> Reading:
    """Read the text as one value. Never raises on data."""
    text = decoded.text
    scan = Scan(text, 0, len(text), token_pattern(), limits, undecodable=decoded.undecodable)
    try:
        root = None if decoded.is_unreadable else _read_root(scan)
        for finding in (*decoded.findings, *duplicate_keys(text, root)):
            scan.add(finding)
        _doubt_closers(scan, doubled_before(root))
        if (root is None or root.refused) and not any(finding.refused for finding in scan.findings):
            _none(scan, "no-value", scan.start, "Expected a JSON value, got nothing that is certain")
    except LimitExceededError as error:
        return Reading(None, (error.finding,))
    root = None if root is None or root.refused else root
    return Reading(root, tuple(with_paths(root, scan.findings)))


def _doubt_closers(scan: Scan, doubled: int | None) -> None:
    """Refuse a bracket added behind an object in which a name stands twice: it may be that object's, missing there."""
    if doubled is None:
        return
    for index, finding in enumerate(scan.findings):
        if finding.name == "missing-closer" and finding.end >= doubled:
            message = f"{finding.message}; as a name stands twice, it may have been missing before"
            scan.findings[index] = attrs.evolve(finding, message=message, refused=True)


def _read_root(scan: Scan) -> Child | None:
    _byte_order_mark(scan)
    _comment_filter(scan)
    start = _skip(scan, scan.start)
    token = scan.peek(start)
    kind = token.lastgroup or "" if token else ""
    start = token.start(kind) if token else start
    if token and (kind == "KEY" or (kind in QUOTED and is_colon(scan.peek(token.end())))):
        return _without_opener(scan, start)
    if kind == "SMART_QUOTED_STRING" and _CODE.match(scan.text, start):
        return _among_prose(scan, start, "no-value")
    if kind in SCALARS or kind in OPENERS:
        return _value(scan, start)
    return _among_prose(scan, start, "cut-off" if kind == "UNCLOSED_STRING" else "no-value")


# ---- Around the whole text ----


def _byte_order_mark(scan: Scan) -> None:
    if scan.text.startswith("\ufeff"):
        scan.repaired("byte-order-mark", 0, 1, "no byte-order mark before the text", "")
        scan.start = 1


def _comment_filter(scan: Scan) -> None:
    """Bayeux lets a server wrap its whole text in one comment."""
    match = _FILTERED.match(scan.text, scan.start)
    if match is None:
        return
    closing = scan.text.find("*/", match.end())
    if closing >= 0 and not scan.text[closing + 2 :].strip(WHITE_SPACE):
        start = match.end() - 2
        scan.report("comment-filtered", start, closing + 2, "Expected JSON, got JSON inside a comment")
        scan.start, scan.end = match.end(), closing


def _skip(scan: Scan, position: int) -> int:
    """The offset behind comments and foreign white space, which are reported."""
    while (match := scan.match(scan.text, position, scan.end)) and match.lastgroup in IGNORABLE:
        scan.ignore(match.lastgroup, *match.span(match.lastgroup))
        position = match.end()
    return position


def _none(scan: Scan, name: str, start: int, message: str) -> None:
    """Report that there is no value."""
    scan.report(name, start, scan.end, message, refused=True)


# ---- A value at the start ----


def _value(scan: Scan, start: int) -> Child | None:
    mark = len(scan.findings)
    mender = Mender(scan, start)
    root = build(mender)
    end = _behind(scan, mender.position, in_brackets=isinstance(root, Node))
    if _is_misplaced(scan, start, mark):
        return None
    if end == scan.end:
        return root
    if isinstance(root, Node):
        if any(finding.refused for finding in scan.findings[mark:]) and _is_label(scan, start):
            del scan.findings[mark:]
            return _among_prose(scan, start, "no-value")
        return _surrounded(scan, root, start, end)
    if root.type in QUOTED and (whole := _requoted(scan, mender, root, mark)):
        return whole
    del scan.findings[mark:]
    is_list = scan.peek_kind(end) in SCALARS | OPENERS | {"COMMA"}
    return _among_prose(scan, start, "several-values" if is_list else "unexpected-text")


def _is_misplaced(scan: Scan, start: int, mark: int) -> bool:
    """True when a bracket that is too many at the end may be one that came too early: a comma was missing behind it."""
    extra = {finding.found for finding in scan.findings[mark:] if finding.name == "extra-closer"}
    for finding in scan.findings[mark:] if extra else ():
        if finding.name == "missing-comma" and scan.text[: finding.start].rstrip(WHITE_SPACE)[-1:] in extra:
            del scan.findings[mark:]
            message = "Expected `,` behind the bracket, got none and a bracket too many at the end: it came too early"
            _none(scan, "missing-comma", start, message)
            return True
    return False


def _is_label(scan: Scan, start: int) -> bool:
    """True when the first bracket is one of prose, such as a log level, and the payload comes behind it."""
    label = _LABEL.match(scan.text, start, scan.end)
    if label is None or _NO_LABEL.fullmatch(label[0]):
        return False
    return next(find(scan.text, label.end(), scan.end, scan.limits), None) is not None


def _behind(scan: Scan, position: int, *, in_brackets: bool) -> int:
    """The offset behind what may still follow a root value: comments, closing brackets too many, a last comma."""
    while match := scan.match(scan.text, position, scan.end):
        kind = match.lastgroup or ""
        start, end = match.span(kind)
        if kind in IGNORABLE:
            scan.ignore(kind, start, end)
        elif in_brackets and kind in CLOSERS:
            scan.extra_closer(start, end)
        elif in_brackets and kind == "COMMA" and not scan.peek_kind(end):
            scan.repaired("extra-comma", start, end, "the end of the text", "")
        else:
            return position
        position = end
    return scan.end


def _requoted(scan: Scan, mender: Mender, root: Lexeme, mark: int) -> Lexeme | None:
    """The whole text as one string with quotes inside, if it can be read so."""
    ending = Quotes(scan.text, scan.end).ending(mender.content(root.start), root.end, "root")
    if not ending.end or next(find(scan.text, root.start, scan.end, scan.limits), None):
        return None
    del scan.findings[mark:]
    return mender.whole(root.type, root.start, ending.end, ending.inner)


def _without_opener(scan: Scan, start: int) -> Child | None:
    """A text that starts with a member: the inside of an object whose opening brace is missing."""
    mark = len(scan.findings)
    scan.report("missing-opener", start, start, "Expected `{` before the first member, got its name", used="{")
    mender = Mender(scan, start, missing_opener=True)
    root = build(mender)
    is_inside = scan.text[mender.content(start)] in "{["
    if not is_inside and _behind(scan, mender.position, in_brackets=False) == scan.end:
        return root
    del scan.findings[mark:]
    why = "it stands inside the first name" if is_inside else "more than one bracket is missing"
    _none(scan, "missing-opener", start, f"Expected `{{` before the first member, got its name: {why}")
    return None


# ---- A value among other text ----


def _among_prose(scan: Scan, start: int, otherwise: str) -> Child | None:
    """The one payload of a text that starts with something else; `otherwise` names a text that has none."""
    payload = next(find(scan.text, start, scan.end, scan.limits), None)
    if payload is None:
        _none(scan, otherwise, start, _NO_PAYLOAD[otherwise].format(shown(scan.text[start : scan.end].strip())))
        return None
    mark = len(scan.findings)
    mender = Mender(scan, payload[0], among_prose=True)
    root = build(mender)
    end = _behind(scan, mender.position, in_brackets=True)
    return None if _is_misplaced(scan, start, mark) else _surrounded(scan, root, payload[0], end, start)


_NO_PAYLOAD = {
    "no-value": "Expected a JSON value, got {}",
    "cut-off": "Expected a closing quote, got the end of the text in {}",
    "unexpected-text": "Expected one JSON value, got {}: a text must stand in double quotes",
    "several-values": "Expected one JSON value, got {}: read several values with iter_parse",
}


def _surrounded(scan: Scan, root: Child, start: int, end: int, prose: int | None = None) -> Child | None:
    """The root value, if it is the only one and what stands around it is clearly not part of it."""
    if next(find(scan.text, end, scan.end, scan.limits), None):
        message = "Expected one JSON value, got several: read them with iter_parse"
        _none(scan, "several-values", start if prose is None else prose, message)
        return None
    around = [] if prose is None else [_trimmed(scan.text, prose, start)]
    around.append(_trimmed(scan.text, end, scan.end))
    for first, last in around:
        if not _stands_apart(scan.text[first:last]) or (first >= end and _goes_on(scan.text, first)):
            message = (
                f"Expected nothing but the JSON value, got {shown(scan.text[first:last])}: it may belong to the value"
            )
            _none(scan, "surrounding-text", start if prose is None else prose, message)
            return None
    for first, last in around:
        if first < last:
            scan.repaired("surrounding-text", first, last, "nothing but the JSON value", "")
    return root


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets of a stretch without the white space of RFC 8259 around it."""
    around = text[start:end].lstrip(WHITE_SPACE)
    start = end - len(around)
    return start, start + len(around.rstrip(WHITE_SPACE))


def _stands_apart(text: str) -> bool:
    """True when nothing in the text can belong to the value or be one itself: no odd bracket or quote, no member."""
    text = _COLOUR.sub("", text)
    if text.count("{") != text.count("}") or text.count("[") != text.count("]") or text.count('"') % 2:
        return False
    return not _MEMBER.search(text) and not any(map(_is_json, text.splitlines()))


def _goes_on(text: str, start: int) -> bool:
    """True when the text behind a value goes on as one in brackets would."""
    return text.startswith((",", ":", "=", "["), start) and not _LABEL_LINE.match(text, start)


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
