"""From a capture to what its payloads hold."""

import os
from collections.abc import Iterator
from itertools import chain

import attrs

from ucsmsg.captures._coverage import Coverage, Reading
from ucsmsg.captures._folders import files_of
from ucsmsg.captures._formats import Format
from ucsmsg.captures._payload import OUT_OF_MEMORY, Payload
from ucsmsg.captures._readers import payloads_of_capture
from ucsmsg.captures._repeats import Repeats, Seen, SeenInSeries
from ucsmsg.captures._streams import CaptureSource
from ucsmsg.catalogue import Mode
from ucsmsg.diagnostics import Diagnostic, Diagnostics, Finding, Found, Judged, in_order
from ucsmsg.parsing import Parsed, checked_limits, parse, with_origin
from ucsmsg.places import Position, Source
from ucsmsg.quasi import Limits


def iter_parse(
    source: CaptureSource,
    *,
    mode: Mode | str = "strict",
    format: Format | str | None = None,  # noqa: A002 - the users' word, as in the documentation
    limits: Limits = Limits(),
    name: str | None = None,
    seen: Seen | None = None,
) -> Reading[Parsed]:
    """One result for each payload of a capture, in the order of the file, in bounded memory.

    A damaged payload never ends it and never hides its neighbour. Prose around payloads is passed over. A capture
    without any payload gives one result with the error `no-value`; what is to be said about the capture as a whole (its
    encoding, damaged packing) comes as a result without notifications. A folder stands for the captures in it, one
    after the other; the parts of a rotated log come oldest first, and what came in one of them is a repeat in the next.
    What is returned has a `coverage`: how much was read so far, and what was passed over. `seen`: the notifications of
    captures that were read before, to which those of this one are added. Other arguments and errors as for
    `iter_payloads`: a `str` is a path, `bytes` are content.
    """
    judge = Mode.of(mode)
    checked_limits(limits)
    form = None if format is None else Format.of(format)
    coverage = Coverage()
    if isinstance(source, str | os.PathLike) and os.path.isdir(source):  # noqa: PTH112 - never raises
        series = SeenInSeries()
        results = (
            _results(file, form, limits, None, coverage, Repeats(judge, series.before(file)))
            for file in files_of(source)
        )
        return Reading(chain.from_iterable(results), coverage)
    return Reading(_results(source, form, limits, name, coverage, Repeats(judge, seen)), coverage)


def _results(
    source: CaptureSource,
    form: Format | None,
    limits: Limits,
    name: str | None,
    coverage: Coverage,
    repeats: Repeats,
) -> Iterator[Parsed]:
    judge = repeats.mode
    is_empty = True
    for payload in payloads_of_capture(source, form, limits, name, coverage):
        parsed = parse_payload(payload, mode=judge, limits=limits)
        is_empty = is_empty and payload.is_about_capture and parsed.ok
        yield repeats.with_notes(payload, parsed)
    if is_empty:
        name = os.fspath(source) if name is None and isinstance(source, str | os.PathLike) else name
        yield _refuse(Payload(Source("", name)), (_NO_VALUE,), judge)


def parse_payload(payload: Payload, *, mode: Mode | str = "strict", limits: Limits = Limits()) -> Parsed:
    """What the payload holds; the places of its diagnostics are those in the file."""
    judge = Mode.of(mode)
    if payload.findings:
        return _refuse(payload, payload.findings, judge)
    try:
        return with_origin(_parse(payload, judge, limits), payload.origin)
    except MemoryError:
        return _refuse(payload, (OUT_OF_MEMORY._replace(end=len(payload.text)),), judge)


def _parse(payload: Payload, mode: Mode, limits: Limits) -> Parsed:
    if payload.written is None and not payload.is_undecodable:
        return parse(payload.source, mode=mode, limits=limits)
    origin = payload.written.origin if payload.written and not payload.is_undecodable else Position()
    data = payload.text.encode("utf-8", "surrogateescape") if payload.is_undecodable else None
    parsed = parse(data or Source(payload.text, None, origin), mode=mode, limits=limits)
    moved = [_moved(diagnostic, payload, origin.offset) for diagnostic in parsed.diagnostics]
    remarks = Judged(Found(payload.remarks), mode, payload.source)
    diagnostics = in_order([*moved, *remarks]) if remarks else Diagnostics(moved)
    return attrs.evolve(parsed, diagnostics=diagnostics, source=payload.source)


def _moved(diagnostic: Diagnostic, payload: Payload, origin: int) -> Diagnostic:
    span = diagnostic.span
    is_inside = payload.written is not None and payload.written.is_string
    inner = diagnostic.inner or (span if is_inside else None)
    return attrs.evolve(diagnostic, span=payload.span(span.start - origin, span.end - origin), inner=inner)


def _refuse(payload: Payload, findings: tuple[Finding, ...], mode: Mode) -> Parsed:
    spans = (payload.span(finding.start, finding.end) for finding in findings)
    diagnostics = Diagnostics(Diagnostic.of(finding, mode, span) for finding, span in zip(findings, spans, strict=True))
    return Parsed(notifications=(), diagnostics=diagnostics, replies=(), source=payload.source, origin=payload.origin)


_NO_VALUE = Finding(
    name="no-value",
    message="Expected a payload, got none in the whole capture; where it holds some, name the format it has",
    refused=True,
)
