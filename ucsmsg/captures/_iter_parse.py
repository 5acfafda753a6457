"""From a capture to what its payloads hold."""

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, TypeVar, overload

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
from ucsmsg.parsing import Parsed, TypedDocument, nothing_in, parse_as, with_diagnostics, with_origin
from ucsmsg.places import Position, Source
from ucsmsg.quasi import Limits, validate
from ucsmsg.quasi._document import Text
from ucsmsg.quasi._limits import checked_limits
from ucsmsg.quasi._validate import validator_of
from ucsmsg.schema import structure_as
from ucsmsg.text.encodings import checked_encoding

T = TypeVar("T")


@overload
def iter_parse(
    source: CaptureSource,
    *,
    mode: Mode | str = ...,
    format: Format | str | None = ...,
    limits: Limits = ...,
    name: str | None = ...,
    seen: Seen | None = ...,
    encoding: str | None = ...,
) -> Reading[Parsed]: ...


@overload
def iter_parse(
    source: CaptureSource,
    *,
    as_: type[T],
    mode: Mode | str = ...,
    format: Format | str | None = ...,
    limits: Limits = ...,
    name: str | None = ...,
    seen: Seen | None = ...,
    encoding: str | None = ...,
) -> Reading[TypedDocument[T]]: ...


def iter_parse(
    source: CaptureSource,
    *,
    as_: type[T] | None = None,
    mode: Mode | str = "strict",
    format: Format | str | None = None,  # noqa: A002 - the users' word, as in the documentation
    limits: Limits = Limits(),
    name: str | None = None,
    seen: Seen | None = None,
    encoding: str | None = None,
) -> Reading[Parsed] | Reading[TypedDocument[T]]:
    """One result for each payload of a capture, in the order of the file, in bounded memory.

    A damaged payload never ends it and never hides its neighbour. Prose around payloads is passed over. A capture
    without any payload gives one result with the error `no-value`; what is to be said about the capture as a whole (its
    encoding, damaged packing) comes as a result without notifications. A folder stands for the captures in it, one
    after the other: a file in it that is none, without a payload or other JSON, gives nothing, as in the command,
    unless none of them is one; the parts of a rotated log come oldest first, and what came in one is a repeat in the
    next.
    What is returned has a `coverage`: how much was read so far, and what was passed over. `seen`: the notifications of
    captures that were read before, to which those of this one are added. `as_` is that of `parse`. Other arguments and
    errors as for `iter_payloads`: a `str` is a path, `bytes` are content.
    """
    if as_ is not None:
        structure_as(as_)  # raises for what nothing can be read as
    return _read(_Reader(Mode.of(mode), limits, as_, parse_as, checked_encoding(encoding)), source, format, name, seen)


def _read(
    read: "_Reader",
    source: CaptureSource,
    asked: Format | str | None,
    name: str | None,
    seen: Seen | None,
) -> Reading[Any]:
    """What the reader makes of a capture, or of the captures in a folder."""
    judge = read.mode
    checked_limits(read.limits)
    form = None if asked is None else Format.of(asked)
    coverage = Coverage()
    if isinstance(source, str | os.PathLike) and os.path.isdir(source):  # noqa: PTH112 - never raises
        series = SeenInSeries()
        files = (
            read.results(file, form, None, coverage, Repeats(judge, series.before(file))) for file in files_of(source)
        )
        return Reading(read.results_of_folder(os.fspath(source), files), coverage)
    return Reading(read.results(source, form, name, coverage, Repeats(judge, seen)), coverage)


def iter_validate(
    source: CaptureSource,
    schema: Any,
    *,
    mode: Mode | str = "strict",
    format: Format | str | None = None,  # noqa: A002 - the users' word, as in the documentation
    limits: Limits = Limits(),
    name: str | None = None,
    encoding: str | None = None,
) -> Reading[TypedDocument[Any]]:
    """One result for each payload of a capture, whose JSON value is judged by a JSON Schema instead of the contract.

    `schema` and the errors about it are those of `quasi.validate`, the other arguments those of `iter_parse`.
    """
    validator = validator_of(schema)

    def judged(text: Text, _: object, mode: Mode, limits: Limits, __: bytes | None = None) -> TypedDocument[Any]:
        document = validate(text, validator, mode, limits=limits)
        return TypedDocument(value=document.value, diagnostics=document.diagnostics, source=document.source)

    return _read(_Reader(Mode.of(mode), limits, dict, judged, checked_encoding(encoding)), source, format, name, None)


def parse_payload(payload: Payload, *, mode: Mode | str = "strict", limits: Limits = Limits()) -> Parsed:
    """What the payload holds; the places of its diagnostics are those in the file."""
    parsed: Parsed = _Reader(Mode.of(mode), limits, None, parse_as).payload(payload)
    return parsed


@attrs.frozen
class _Reader:
    """Reads payloads as what was asked for: notifications, or whatever `as_` is, by the function `parse`.

    It is called as `parse_as` is.
    """

    mode: Mode
    limits: Limits
    as_: type | None
    parse: Callable[..., Parsed | TypedDocument[Any]]
    encoding: str | None = None

    def results(
        self, source: CaptureSource, form: Format | None, name: str | None, coverage: Coverage, repeats: Repeats
    ) -> Iterator[Any]:
        """One result for each payload of a capture that is no folder."""
        is_empty = True
        payloads = payloads_of_capture(
            source, form, self.limits, name, coverage, are_notifications=self.as_ is None, encoding=self.encoding
        )
        for payload in payloads:
            result = self.payload(payload)
            is_empty = is_empty and payload.is_about_capture and result.ok
            yield repeats.with_notes(payload, result) if isinstance(result, Parsed) else result
        if is_empty:
            name = os.fspath(source) if name is None and isinstance(source, str | os.PathLike) else name
            yield self._refuse(Payload(Source("", name)), (_NO_VALUE,))

    def results_of_folder(self, name: str, files: Iterable[Iterator[Any]]) -> Iterator[Any]:
        """The results for the files of a folder; those that are no captures have none, unless none of them is one."""
        is_empty = True
        for results in files:
            first = next(results, None)
            is_other = first is not None and {each.name for each in first.diagnostics} in _OF_OTHERS
            second = next(results, None) if is_other else None
            if second is not None or not is_other:
                is_empty = False
                yield from chain(filter(None, (first, second)), results)
        if is_empty:
            yield self._refuse(Payload(Source("", name)), (_NO_VALUE,))

    def payload(self, payload: Payload) -> Any:
        """What the payload holds; the places of its diagnostics are those in the file."""
        if payload.findings:
            return self._refuse(payload, payload.findings)
        try:
            return with_origin(self._parse(payload), payload.origin)
        except MemoryError:
            return self._refuse(payload, (OUT_OF_MEMORY._replace(end=len(payload.text)),))

    def _parse(self, payload: Payload) -> Any:
        if payload.written is None and not payload.is_undecodable:
            return self.parse(payload.source, self.as_, self.mode, self.limits, payload.data)
        origin = payload.written.origin if payload.written and not payload.is_undecodable else Position()
        data = payload.text.encode("utf-8", "surrogateescape") if payload.is_undecodable else None
        result: Any = self.parse(data or Source(payload.text, None, origin), self.as_, self.mode, self.limits)
        moved = [_moved(diagnostic, payload, origin.offset) for diagnostic in result.diagnostics]
        remarks = Judged(Found(payload.remarks), self.mode, payload.source)
        diagnostics = in_order([*moved, *remarks]) if remarks else Diagnostics(moved)
        return with_diagnostics(result, diagnostics, payload.source)

    def _refuse(self, payload: Payload, findings: tuple[Finding, ...]) -> Any:
        spans = (payload.span(finding.start, finding.end) for finding in findings)
        diagnostics = Diagnostics(
            Diagnostic.of(finding, self.mode, span) for finding, span in zip(findings, spans, strict=True)
        )
        return nothing_in(payload.source, diagnostics, self.as_, payload.origin)


def _moved(diagnostic: Diagnostic, payload: Payload, origin: int) -> Diagnostic:
    span = diagnostic.span
    is_inside = payload.written is not None and payload.written.is_string
    inner = diagnostic.inner or (span if is_inside else None)
    return attrs.evolve(diagnostic, span=payload.span(span.start - origin, span.end - origin), inner=inner)


_OF_OTHERS = {"no-value"}, {"not-a-notification"}
"""All that is to be said of a file that is no capture."""
_NO_VALUE = Finding(
    name="no-value",
    message="Expected a payload, got none in the whole capture; where it holds some, name the format it has",
    refused=True,
)
