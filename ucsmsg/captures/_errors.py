"""What can go wrong with a capture as a whole."""

from ucsmsg.diagnostics import UcsmsgError


class CaptureError(UcsmsgError):
    """A capture that cannot be read at all, for a reason that lies outside of its data."""


class DamagedStream(UcsmsgError):  # noqa: N818 - never leaves the package: it becomes a diagnostic
    """Packed data that ends early or is damaged; `name` is the catalogue's."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name
