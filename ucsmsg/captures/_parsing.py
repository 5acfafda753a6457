"""From a capture to what its records hold."""

import os
from collections.abc import Iterator
from itertools import chain

import attrs

from ucsmsg.captures._folders import files_of
from ucsmsg.captures._formats import Format
from ucsmsg.captures._record import Record
from ucsmsg.captures._records import iter_records
from ucsmsg.captures._repeats import Repeats
from ucsmsg.captures._streams import CaptureSource
from ucsmsg.catalogue import Mode
from ucsmsg.diagnostics import Diagnostic, Finding
from ucsmsg.parsing import Parsed, checked_limits, parse
from ucsmsg.places import Position, Source
from ucsmsg.quasi import Limits


def iter_parse(
    source: CaptureSource,
    *,
    mode: Mode | str = "strict",
    format: Format | str | None = None,  # noqa: A002 - the users' word, as in the documentation
    limits: Limits = Limits(),
    name: str | None = None,
) -> Iterator[Parsed]:
    """One result for each record of a capture, in the order of the file, in bounded memory.

    A damaged record never ends it and never hides its neighbour. Prose around payloads is passed over. A capture
    without any payload gives one result with the error `no-value`; what is to be said about the capture as a whole (its
    encoding, damaged packing) comes as a result without notifications. A folder stands for the captures in it, one
    after the other. Arguments and errors as for `iter_records`: a `str` is a path, `bytes` are content.
    """
    judge = Mode.of(mode)
    checked_limits(limits)
    form = None if format is None else Format.of(format)
    if isinstance(source, str | os.PathLike) and os.path.isdir(source):  # noqa: PTH112 - never raises
        return chain.from_iterable(_parsed(file, judge, form, limits, None) for file in files_of(source))
    return _parsed(source, judge, form, limits, name)


def _parsed(
    source: CaptureSource, judge: Mode, form: Format | None, limits: Limits, name: str | None
) -> Iterator[Parsed]:
    repeats = Repeats(judge)
    is_empty = True
    for record in iter_records(source, format=form, limits=limits, name=name):
        parsed = parse_record(record, mode=judge, limits=limits)
        is_empty = is_empty and not record.is_payload and parsed.ok
        yield repeats.marked(record, parsed)
    if is_empty:
        name = os.fspath(source) if name is None and isinstance(source, str | os.PathLike) else name
        yield _judged(Record(Source("", name)), (_NO_VALUE,), judge)


def parse_record(record: Record, *, mode: Mode | str = "strict", limits: Limits = Limits()) -> Parsed:
    """What the record holds; the places of its diagnostics are those in the file."""
    mode = Mode.of(mode)
    if record.findings:
        return _judged(record, record.findings, mode)
    if record.layer is None and not record.is_undecodable:
        return parse(record.source, mode=mode, limits=limits)
    origin = record.layer.origin if record.layer and not record.is_undecodable else Position()
    data = record.text.encode("utf-8", "surrogateescape") if record.is_undecodable else None
    parsed = parse(data or Source(record.text, None, origin), mode=mode, limits=limits)
    moved = tuple(_moved(diagnostic, record, origin.offset) for diagnostic in parsed.diagnostics)
    return attrs.evolve(parsed, diagnostics=moved, source=record.source)


def _moved(diagnostic: Diagnostic, record: Record, origin: int) -> Diagnostic:
    span = diagnostic.span
    is_inside = record.layer is not None and record.layer.is_string
    inner = diagnostic.inner or (span if is_inside else None)
    return attrs.evolve(diagnostic, span=record.span(span.start - origin, span.end - origin), inner=inner)


def _judged(record: Record, findings: tuple[Finding, ...], mode: Mode) -> Parsed:
    spans = (record.span(finding.start, finding.end) for finding in findings)
    diagnostics = tuple(Diagnostic.of(finding, mode, span) for finding, span in zip(findings, spans, strict=True))
    return Parsed(notifications=(), diagnostics=diagnostics, replies=(), source=record.source)


_NO_VALUE = Finding(
    name="no-value",
    message="Expected a payload, got none in the whole capture; where it holds some, name the format it has",
    refused=True,
)
