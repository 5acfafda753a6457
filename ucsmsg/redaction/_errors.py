"""The errors of redaction."""

from ucsmsg.diagnostics import UcsmsgError


class UnredactableError(UcsmsgError, ValueError):
    """What cannot be redacted as a whole; the message says why."""
