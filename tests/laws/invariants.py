"""What holds for every text, whatever is in it: checked by the law tests on theirs, and by the fuzzer on its own."""

import bisect
import contextlib
import functools
import itertools
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ucsmsg import Diagnostic, Parsed, Severity, UcsmsgError, dumps, parse, quasi
from ucsmsg._screen import printable
from ucsmsg.catalogue import ROWS, names_where
from ucsmsg.diagnostics import Finding, render
from ucsmsg.places import Path, Source, Span, format_path
from ucsmsg.quasi._document import read_source
from ucsmsg.quasi.edits._mended import Members
from ucsmsg.quasi.lanes._decoders import by_msgspec, standard
from ucsmsg.quasi.lanes._lexical import by_lexical_lane
from ucsmsg.quasi.lanes._reading import HandOverError, Lane, Reading
from ucsmsg.quasi.lanes._recovered import Recovered, by_recovery
from ucsmsg.quasi.lanes._reference import by_reference
from ucsmsg.quasi.lanes._rewritten import Rewritten
from ucsmsg.quasi.lanes._valid import by_decoder

# The rows for what RFC 8259 allows and JSON parsers disagree about.
INTEROPERABILITY = frozenset({"duplicate-key", "lone-surrogate", "number-out-of-range"})
# The lanes before the grammar, by each of the decoders.
LANES: Mapping[str, Lane] = {
    "standard": functools.partial(by_decoder, decode=standard),
    "msgspec": functools.partial(by_decoder, decode=by_msgspec),
    "rewriting": by_lexical_lane,
}
DECODERS = frozenset({"standard", "msgspec"})
# What can be rewritten word by word; of two rows only some forms, the others are left to the grammar.
LEXICAL = frozenset(
    {
        *("long-suffix", "python-literal", "literal-case", "single-quoted-string", "string-prefix", "foreign-escape"),
        *("control-character", "number-form", "foreign-whitespace", "comment", "trailing-comma"),
    }
)
_FORMS = {"number-form": re.compile(r"\+[0-9]+[lL]"), "string-prefix": re.compile("[uU]")}
_MAY_BE_ELEMENT = re.compile(
    r"(?://|#)[/#]*+[^\s/#]|(?://|#)(?:[^\"\n\r]*+\"|[^'\n\r]*+')[ \t]*+[,\]]?+[ \t]*+(?:[\n\r]|\Z)"
)
_ROWS = frozenset(row.name for row in ROWS)
# What cannot be kept: it is taken out of a text when that is asked for.
LOSSES = names_where(lambda row: row.is_loss) | {"surrounding-text"}
# What cannot be shown by replacing `found`: a name or comma stays beside it, or a comment around it, or it has no text.
NO_SUBSTITUTE = frozenset(
    {
        *("elided", "cut-off", "comment-filtered", "non-finite-number", "python-tuple", "ordered-dict"),
        *("doubled-brace", "terminal-colour"),
    }
)
# What may be a part of another payload, and brackets that are missing or too many.
NOT_OF_ONE_PAYLOAD = frozenset({"missing-closer", "extra-closer", "missing-opener", "cut-off", "limit-exceeded"})
_BLANK = "\U0010ffff"  # stands in no text that these tests are about
_WHITE_SPACE = re.compile(r"[ \t\n\r]+")


def same(one: Any, other: Any) -> bool:  # JSON values
    """True for equal values of equal types, members in equal order, NaN equal to itself. It does not recurse."""
    pairs = [(one, other)]
    while pairs:
        left, right = pairs.pop()
        if type(left) is not type(right):
            return False
        if isinstance(left, dict):
            if list(left) != list(right):
                return False
            pairs.extend(zip(left.values(), right.values(), strict=True))
        elif isinstance(left, list):
            if len(left) != len(right):
                return False
            pairs.extend(zip(left, right, strict=True))
        elif left != right and not (left != left and right != right):  # noqa: PLR0124  # NaN
            return False
    return True


def scalars(value: Any) -> Iterator[tuple[Path, Any]]:  # a JSON value
    """Every scalar in the value with its path, the empty containers among them."""
    stack: list[tuple[Path, Any]] = [((), value)]
    while stack:
        path, part = stack.pop()
        if part and isinstance(part, dict | list):
            names: Iterable[str | int] = part if isinstance(part, dict) else range(len(part))
            stack.extend(((*path, name), part[name]) for name in names)  # type: ignore[index]  # its own names
        else:
            yield path, part


def standard_value(text: str) -> Any:  # a JSON value
    """The standard library's value, with exact decimals beyond a double's range; `ValueError` for what is not JSON."""
    return json.loads(text, parse_float=_number, parse_constant=_no_constant)


def _number(text: str) -> float | Decimal:
    number = float(text)
    return Decimal(text) if math.isinf(number) else number


def _no_constant(name: str) -> None:
    raise ValueError(name)


def names(diagnostics: Iterable[Diagnostic | Finding]) -> set[str]:
    """The rows that the diagnostics are of."""
    return {diagnostic.name for diagnostic in diagnostics}


# ---- The laws ----


def check(data: str | bytes) -> None:
    """Every law, for one text: an `AssertionError` names the one that does not hold, any other exception is a fault."""
    document = check_modes(data)
    text = document.source.text
    counts = document.diagnostics.counts()  # before any is made
    check_diagnostics(document.diagnostics, len(text))
    assert counts == document.diagnostics.counts(), "they are not as many as was said"
    check_places(document)
    check_written(document.value)
    check_used(quasi.parse(data, "lenient"))
    for lossy in (False, True):
        check_fixed(data, lossy=lossy)
    if isinstance(data, bytes):
        decoded = quasi.decode(data)
        if decoded.undecodable:
            check_coverage(decoded.text, decoded)
        check_records(data)
        return
    check_valid(data, document)
    check_lanes(data)
    check_coverage(data)
    check_one_payload(data, document)
    check_records(data)


def check_modes(data: str | bytes) -> quasi.Document:
    """A mode changes severities and nothing else; what strict accepts, lenient accepts."""
    strict, lenient = quasi.parse(data, "strict"), quasi.parse(data, "lenient")
    assert same(strict.value, lenient.value), "a mode changed the value"
    assert _unjudged(strict.diagnostics) == _unjudged(lenient.diagnostics), "a mode changed what is reported"
    assert lenient.ok or not strict.ok, "strict accepts what lenient refuses"
    return strict


def _unjudged(diagnostics: Iterable[Diagnostic]) -> list[tuple[object, ...]]:
    return [(one.name, one.path, one.span, one.message, one.found, one.used, one.inner) for one in diagnostics]


def check_diagnostics(diagnostics: Sequence[Diagnostic], length: int) -> None:
    """Every diagnostic has a row, a place in the text and a message that is safe to show; they stand in order."""
    places = [(one.span.start, one.span.end) for one in diagnostics]
    assert places == sorted(places), "diagnostics out of order"
    for one in diagnostics:
        assert one.name in _ROWS, one.name
        assert 0 <= one.span.start <= one.span.end <= length, one
        assert one.message == printable(one.message), one.message


def check_places(document: quasi.Document) -> None:
    """Every value has a place, the caret can be drawn at every diagnostic, and no error means that there is a value."""
    length = len(document.source.text)
    for path, _ in itertools.islice(scalars(document.value), 50):
        if document.value is not None:
            span = document.locate(path)
            assert 0 <= span.start <= span.end <= length, path
            assert document.locate(format_path(path)) == span
    for one in document.diagnostics[:20]:
        assert render(one, document.source).count("\n") == 2


def check_written(value: Any) -> None:  # a JSON value
    """What `quasi.dumps` writes reads back in strict mode without a syntax diagnostic, equal."""
    try:
        text = quasi.dumps(value)
    except UcsmsgError:
        assert any(isinstance(part, float) and not math.isfinite(part) for _, part in scalars(value))
        return
    again = quasi.parse(text)
    assert names(again.diagnostics) <= INTEROPERABILITY - {"duplicate-key"}, text
    assert same(again.value, value), text


def check_used(lenient: quasi.Document) -> None:
    """With what was used in the place of what was found the text is RFC 8259's, and has the same value."""
    if lenient.ok and not names(lenient.diagnostics) & NO_SUBSTITUTE:
        text = with_used(lenient.source.text, lenient.diagnostics)
        assert text.encode(), "what was used cannot be encoded"
        assert same(standard_value(text), lenient.value), f"{text!r} is not what {lenient.source.text!r} was read as"


def with_used(text: str, diagnostics: Iterable[Diagnostic]) -> str:
    """The text with every `found` replaced by its `used`: insertions, then a whole without its parts."""
    parts, done = [], 0
    places = [(one.span.start, one.span.end, one.used) for one in diagnostics if one.used is not None]
    lasting = {(start, end): used for start, end, used in places if start < end}
    places = [place for place in places if place[0] == place[1]] + [(*place, used) for place, used in lasting.items()]
    for start, end, used in sorted(places, key=lambda place: (place[0], place[1] > place[0], -place[1])):
        if start >= done:
            parts += [text[done:start], used]
            done = end
    return "".join([*parts, text[done:]])


def check_fixed(data: str | bytes, *, lossy: bool) -> quasi.Fixed:
    """Repairs in place change neither the value nor what has no reading; a text without an error becomes JSON."""
    document = quasi.parse(data, "lenient")
    text, fixed = document.source.text, quasi.fix(data, lossy=lossy)
    refused = [one for one in document.diagnostics if one.is_error]

    assert edited(text, fixed.edits) == fixed.text, "the edits do not give the fixed text"
    assert lossy or not any(edit.is_loss for edit in fixed.edits), "a loss that nobody asked for"
    assert not [edit for edit in fixed.edits for one in refused if _touch(edit.span, one.span)], "a refusal was edited"
    again = quasi.parse(fixed.text, "lenient")
    if fixed.edits or isinstance(data, str):
        assert same(again.value, document.value), f"{fixed.text!r} is not what {text!r} was read as"
        assert fixed.diagnostics == again.diagnostics
        left = [(one.name, one.found) for one in again.diagnostics if one.is_error]
        assert left == [(one.name, one.found) for one in refused], "something refused was given a reading, or taken one"
    assert fixed.ok is (document.ok and names(fixed.diagnostics) <= INTEROPERABILITY)
    if document.ok:
        _check_whole(fixed, document.value, lossy=lossy)
    return fixed


def _check_whole(fixed: quasi.Fixed, value: Any, *, lossy: bool) -> None:  # a JSON value
    """A text without an error is fixed once and for all."""
    assert quasi.fix(fixed.text, lossy=lossy).text == fixed.text, "not all was fixed at once"
    left = names(fixed.diagnostics) - INTEROPERABILITY - {"non-finite-number"}
    assert not left or (not lossy and left & LOSSES), f"{left} could have been fixed"
    if not left:
        assert same(json.loads(fixed.text, parse_float=_number), value), fixed.text


def edited(text: str, edits: Iterable[quasi.TextEdit]) -> str:
    """The text with the edits, which must stand in order and apart from each other."""
    parts, done = [], 0
    for edit in edits:
        assert done <= edit.span.start <= edit.span.end, edit
        parts += [text[done : edit.span.start], edit.text]
        done = edit.span.end
    return "".join([*parts, text[done:]])


def _touch(one: Span, other: Span) -> bool:
    """True when two spans have a character in common, or are the same place between two."""
    is_place = one.start == one.end == other.start == other.end
    return is_place or max(one.start, other.start) < min(one.end, other.end)


def check_valid(text: str, document: quasi.Document) -> None:
    """RFC 8259 text has the standard library's value and no diagnostic, but where JSON parsers disagree."""
    try:
        expected = standard_value(text)
    except (ValueError, RecursionError, ArithmeticError):
        return
    if "limit-exceeded" not in names(document.diagnostics):
        assert names(document.diagnostics) <= INTEROPERABILITY, text
        assert same(document.value, expected), text


def check_lanes(text: str, limits: quasi.Limits = quasi.Limits()) -> frozenset[str]:
    """Every lane that takes a text gives what the grammar gives; the result names the quick lanes that do.

    By the default limits the decoders take what deviates in nothing, and only that. What deviates in more than words is
    left to the grammar.
    """
    source = Source(text)
    recovered = by_recovery(source, limits)
    check_same(by_reference(source, limits), recovered, f"the grammar and recovery differ in {text!r}")
    taken = by_quick_lanes(source, limits)
    for name, parsed in (taken | {"read_source": read_source(text, limits)}).items():
        check_same(parsed, recovered, f"{name} and recovery differ in {text!r}")
    assert "rewriting" not in taken or is_lexical(recovered), f"the rewriting lane takes {text!r}"
    check_same_edits(taken.get("rewriting"), recovered, text)
    if limits == quasi.Limits():
        assert all((name in taken) is (not recovered.annotations.findings.counts()) for name in DECODERS), (
            f"{[*taken]} take {text!r}"
        )
    return frozenset(taken)


def check_same_edits(rewritten: Reading | None, recovered: Reading, text: str) -> None:
    """What fixes a text is the same, whoever has read it."""
    if rewritten:
        assert isinstance(rewritten.annotations, Rewritten)
        assert isinstance(recovered.annotations, Recovered)
        assert recovered.annotations.mended
        for lossy in (False, True):
            assert rewritten.annotations.edits == recovered.annotations.mended.fixes(lossy=lossy), text


def is_lexical(parsed: Reading) -> bool:
    """True when a text deviates in nothing, or only in what the rewriting lane knows, one word at a time."""
    return parsed.is_certain and all(_is_word(finding, parsed.source.text) for finding in parsed.annotations.findings)


def _is_word(finding: Finding, text: str) -> bool:
    if finding.name == "comment" and (
        text[finding.start - 1 : finding.start] in {"'", '"'} or _MAY_BE_ELEMENT.match(finding.found)
    ):
        return False  # it may be part of a string, or an element
    form = _FORMS.get(finding.name)
    return finding.name in LEXICAL and (form is None or form.fullmatch(finding.found) is not None)


def by_quick_lanes(source: Source, limits: quasi.Limits) -> dict[str, Reading]:
    """What the quick lanes that take a text make of it; the others hand over."""
    taken = {}
    for name, lane in LANES.items():
        with contextlib.suppress(HandOverError):
            taken[name] = lane(source, limits)
    return taken


def _whole(finding: Finding) -> Finding:
    return finding._replace(message=finding.full_message)


def check_same(parsed: Reading, grammar: Reading, message: str) -> None:
    """The value, the findings, which deviations there are, and the places of every value and name."""
    assert same(parsed.value, grammar.value), message
    findings = [*map(_whole, grammar.annotations.findings)]
    assert [*map(_whole, parsed.annotations.findings)] == findings, message
    assert [_whole(parsed.annotations.findings[index]) for index in range(len(findings))] == findings, message
    assert parsed.annotations.findings.counts() == grammar.annotations.findings.counts(), message
    assert (parsed.has_value, parsed.is_certain, parsed.names) == (
        grammar.has_value,
        grammar.is_certain,
        grammar.names,
    ), message
    paths = {path[:length] for path, _ in scalars(grammar.value) for length in range(len(path) + 1)}
    for path in itertools.chain.from_iterable((one, (*one, "no such name"), (*one, -1)) for one in paths):
        assert parsed.annotations.place_of(path) == grammar.annotations.place_of(path), message
        assert parsed.annotations.name_place_of(path) == grammar.annotations.name_place_of(path), message


def check_one_payload(text: str, document: quasi.Document) -> None:
    """Of a text that is one object or array with its own brackets `iter_parse` gives that one, as `parse` does."""
    if not isinstance(document.value, dict | list) or names(document.diagnostics) & NOT_OF_ONE_PAYLOAD:
        return
    (root, whole) = document.locate(()), text.strip(" \t\n\r")
    if text[root.start : root.end] == whole and whole[0] in "{[":
        (again,) = quasi.iter_parse(text)
        assert same(again.value, document.value), f"iter_parse and parse differ in {text!r}"
        assert _unjudged(again.diagnostics) == _unjudged(document.diagnostics)


def check_records(data: str | bytes) -> None:
    """`parse` has no other outcome than records and diagnostics, the same in both modes; records are written back."""
    strict, lenient = parse(data, mode="strict"), parse(data, mode="lenient")
    assert _unjudged(strict.diagnostics) == _unjudged(lenient.diagnostics), "a mode changed what is reported"
    assert lenient.ok or not strict.ok, "strict accepts what lenient refuses"
    check_diagnostics(strict.diagnostics, len(strict.source.text))
    for notification, other in zip(strict.notifications, lenient.notifications, strict=True):
        try:
            text = dumps(notification)
        except UcsmsgError:
            continue
        assert dumps(other) == text, "a mode changed the record"
        _check_read_back(parse(text), text)


def _check_read_back(again: Parsed, text: str) -> None:
    assert [dumps(notification) for notification in again.notifications] == [text]


# ---- Coverage of the text ----


def check_coverage(text: str, decoded: quasi.Decoded | None = None) -> None:
    """Every character is in a value, in white space or structure between values, or in a diagnostic.

    In its span or in what it says was found; of a value that a user does not get nothing is in the value.
    """
    lost = uncovered(text, decoded)
    assert not lost, f"nothing accounts for {lost} of {text!r}"


def uncovered(text: str, decoded: quasi.Decoded | None = None) -> list[tuple[int, str]]:
    """The characters that nothing accounts for, with their offsets; none where a limit has ended the reading."""
    recovered = by_recovery(Source(text), quasi.Limits(), decoded).annotations
    assert isinstance(recovered, Recovered)
    if "limit-exceeded" in names(recovered.findings):
        return []
    plain = _blanked(text, (*_spans(text, recovered), *_scalars_and_names(recovered), *_white_space(text)))
    return [
        (place, character)
        for place, character in enumerate(_blanked(plain, _structure(plain, recovered)))
        if character != _BLANK
    ]


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    characters = [*text]
    for start, end in spans:
        characters[start:end] = _BLANK * (end - start)
    return "".join(characters)


def _spans(text: str, recovered: Recovered) -> Iterator[tuple[int, int]]:
    """The spans of the findings; of a refused string all that was found, where only an escape in it is at fault."""
    for finding in recovered.findings:
        yield finding.start, finding.end
        if len(finding.found) > finding.end - finding.start:
            start = text.find(finding.found, max(0, finding.end - len(finding.found)))
            yield start, start + len(finding.found)


def _white_space(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _WHITE_SPACE.finditer(text))


def _scalars_and_names(recovered: Recovered) -> Iterator[tuple[int, int]]:
    mended = recovered.mended
    if mended is None:
        return
    root = recovered.place_of(())
    containers = [*mended.containers()]
    if not containers and root:
        yield root
    brackets = {(members.start, members.end) for members in containers}
    left_out = mended.without_reading()
    for members in containers:
        if any(start <= members.start and members.end <= end for start, end in left_out):
            continue
        names = [mended.name_place(members, index) for index in range(len(members.names or ()))]
        for place in (*names, *zip(members.starts, members.ends, strict=True)):
            if place not in brackets and not any(start <= place[0] and place[1] <= end for start, end in left_out):
                yield place


def _structure(text: str, recovered: Recovered) -> Iterator[tuple[int, int]]:
    """Brackets, colons and commas, as many as belong to the values."""
    # What was left out between two values has a comma of its own.
    left_out = [finding.start for finding in recovered.findings if finding.start < finding.end and finding.found != ","]
    mended = recovered.mended
    if mended is None:
        return
    for members in mended.containers():
        is_object = members.names is not None
        yield from _some(1, "{" if is_object else "[", text, members.start, members.start + 1)
        yield from _some(1, "}" if is_object else "]", text, members.end - 1, members.end)
        for index, start in enumerate(members.starts if is_object else ()):
            yield from _some(1, ":", text, mended.name_place(members, index)[1], start)
        yield from _commas(text, members, left_out)


def _commas(text: str, members: Members, left_out: list[int]) -> Iterator[tuple[int, int]]:
    """One between two members or elements, and one more for everything left out beside them."""
    starts, ends = [*members.firsts, members.end], [members.start, *members.ends]
    for index, (start, end) in enumerate(zip(ends, starts, strict=True)):
        between = bisect.bisect_left(left_out, end) - bisect.bisect_left(left_out, start)
        yield from _some(between + (0 < index < len(members.firsts)), ",", text, start, end)


def _some(count: int, separator: str, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The places of the first `count` separators between two offsets."""
    for _ in range(count):
        place = text.find(separator, start, end)
        if place < 0:
            return
        yield place, place + 1
        start = place + 1


def errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics that are errors."""
    return [one for one in diagnostics if one.severity is Severity.ERROR]
