"""Captures: files, streams, logs, recordings and pages as payloads with their places, in bounded memory.

`iter_parse` gives one `Parsed` for each payload, `iter_payloads` the texts themselves, `files_of` the files of a
folder.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ucsmsg.captures._coverage import Coverage, PassedOver, Reading, Stretches
from ucsmsg.captures._errors import CaptureError
from ucsmsg.captures._file_parts import Extent, FilePart, PartReading, extent_of, file_parts_of
from ucsmsg.captures._folders import files_of, is_hidden, is_readable
from ucsmsg.captures._formats import Format, format_of
from ucsmsg.captures._growing import GrowingFile, growing_file
from ucsmsg.captures._iter_parse import iter_parse, iter_validate, parse_payload
from ucsmsg.captures._payload import Payload
from ucsmsg.captures._readers import iter_payloads
from ucsmsg.captures._repeats import Seen, SeenInSeries
from ucsmsg.captures._rotation import series_of
from ucsmsg.captures._streams import CaptureSource, is_packed

if TYPE_CHECKING:
    from ucsmsg.captures._asynchronous import AsyncReading, AsyncSource, AsyncStream, aiter_parse
else:

    def __getattr__(name: str) -> Any:
        """What needs asyncio, which takes its time, imported when it is first asked for."""
        if name in ("AsyncReading", "AsyncSource", "AsyncStream", "aiter_parse"):
            return getattr(import_module(f"{__name__}._asynchronous"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})


__all__ = [
    "AsyncReading",
    "AsyncSource",
    "AsyncStream",
    "CaptureError",
    "CaptureSource",
    "Coverage",
    "Extent",
    "FilePart",
    "Format",
    "GrowingFile",
    "PartReading",
    "PassedOver",
    "Payload",
    "Reading",
    "Seen",
    "SeenInSeries",
    "Stretches",
    "aiter_parse",
    "extent_of",
    "file_parts_of",
    "files_of",
    "format_of",
    "growing_file",
    "is_hidden",
    "is_packed",
    "is_readable",
    "iter_parse",
    "iter_payloads",
    "iter_validate",
    "parse_payload",
    "series_of",
]
