"""Redaction: captures in which names, texts and ids are replaced, and everything else stays byte for byte."""

from ucsmsg.redaction._captures import CaptureRedactor, Place, RedactedCapture
from ucsmsg.redaction._errors import UnredactableError
from ucsmsg.redaction._files import LARGEST, CaptureFile
from ucsmsg.redaction._keys import new_key, read_key

__all__ = [
    "LARGEST",
    "CaptureFile",
    "CaptureRedactor",
    "Place",
    "RedactedCapture",
    "UnredactableError",
    "new_key",
    "read_key",
]
