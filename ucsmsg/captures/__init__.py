"""Captures: files, streams, logs, recordings and pages as payloads with their places, in bounded memory.

`iter_parse` gives one `Parsed` for each record; `iter_records` the texts themselves; `files_of` the files of a folder.
"""

from ucsmsg.captures._errors import CaptureError
from ucsmsg.captures._folders import files_of
from ucsmsg.captures._formats import Format
from ucsmsg.captures._parsing import iter_parse, parse_record
from ucsmsg.captures._parts import Part, parse_part, parts_of
from ucsmsg.captures._record import Record
from ucsmsg.captures._records import iter_records
from ucsmsg.captures._streams import CaptureSource

__all__ = [
    "CaptureError",
    "CaptureSource",
    "Format",
    "Part",
    "Record",
    "files_of",
    "iter_parse",
    "iter_records",
    "parse_part",
    "parse_record",
    "parts_of",
]
