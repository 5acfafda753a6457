"""The capture rows: what is remarkable about a recording, and not about one payload."""

from ucsmsg.catalogue._row import ERROR, NOTE, Layer, Row

CAPTURE_ROWS: tuple[Row, ...] = (
    Row(
        name="repeated-notification",
        layer=Layer.CAPTURE,
        summary="The same notification twice in one capture",
        example='{"data":{"referenceId":1}}\n{"data":{"referenceId":1}}',
        becomes="both, kept",
        explanation="Bayeux's acknowledgement extension sends a batch again when the client did not confirm it. A "
        "notification counts as repeated when its text is the same, character for character; it is kept. Only the last "
        "hundred thousand or so notifications are remembered.",
        strict=NOTE,
        lenient=NOTE,
        source="CometD acknowledgement extension",
    ),
    Row(
        name="damaged-compression",
        layer=Layer.CAPTURE,
        summary="Packed data that is damaged or ends early",
        example="a .gz file whose last bytes are missing",
        explanation="What could be unpacked before the damage is read; what comes after it is lost.",
        lenient=ERROR,
        source="truncated logs",
    ),
)
