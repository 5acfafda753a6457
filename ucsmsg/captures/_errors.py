"""What can go wrong with a capture as a whole."""

from ucsmsg.diagnostics import UcsmsgError


class CaptureError(UcsmsgError):
    """A capture that cannot be read at all, for a reason that lies outside of its data."""


class DamagedStream(UcsmsgError):  # noqa: N818 - never leaves the package: it becomes a diagnostic
    """Data that ends early, is damaged or is no text at all; `name` is the catalogue's."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


class NoTextError(DamagedStream):
    """A file is no text, by its first bytes: among others, in a folder or an archive, that is nothing to report."""
