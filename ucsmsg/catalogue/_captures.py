"""The capture rows: what is remarkable about a recording, and not about one payload."""

import functools

from ucsmsg.catalogue._row import NOTE, Layer, Row

_row = functools.partial(Row, layer=Layer.CAPTURE)

CAPTURE_ROWS: tuple[Row, ...] = (
    _row(
        "repeated-notification",
        "The same notification twice in one capture",
        '{"data":{"referenceId":1}}\n{"data":{"referenceId":1}}',
        "both, kept",
        "Bayeux's acknowledgement extension sends a batch again when the client did not confirm it. A notification "
        "counts as repeated when its text is the same, character for character; it is kept. Only the last hundred "
        "thousand or so notifications are remembered.",
        "CometD acknowledgement extension",
        strict=NOTE,
        lenient=NOTE,
    ),
    _row(
        "passed-over-traffic",
        "Traffic that is none of the server's notifications, or that a page hides",
        r'{"log":{"entries":[{"request":{"x":"{\"referenceId\":1}"}}]}}{"data":{"referenceId":1}}',
        "nothing, passed over",
        "A recording holds what the client sent and other replies of the server, and a page may hide payloads in "
        "scripts, comments and attributes. They are not read; where they have a notification's member, this note says "
        "so: nothing with such a member is passed over without a word.",
        "browsers' recordings, documentation pages",
        strict=NOTE,
        lenient=NOTE,
    ),
    _row(
        "doubled-quote",
        "A payload in single quotes, with each of them doubled in it",
        """body: '{"data":{"referenceId":1,"errorMessage":"it''s"}}'""",
        "one of each two",
        "YAML, as SQL, writes a text in single quotes, and each of those in it twice; in a shell's command it is "
        "`'\\''`. Where none in the payload stands alone, one quote is meant. In the values of an SQL statement that "
        "is the form of the container, and no deviation.",
        "configuration files",
    ),
    _row(
        "java-map",
        "A payload as Java's `Map.toString()` prints it",
        "Received {data={referenceId=1, messageType=UcsOperationResponse, success=true}, channel=/v2/ucs/interactions}",
        '{"data":{"referenceId":1,"messageType":"UcsOperationResponse","success":true},"channel":"/v2/ucs/interactions"}',
        "Java's client logs its maps like that: without quotes, so that nothing tells a text from a number, null or "
        "what stands between two members. It is read where the documentation says of every value what it is, and no "
        "text holds a sign of the form (an equals sign, a bracket, a quote, a line end); otherwise, as where there is "
        "`userData`, it is refused.",
        "logs of the CometD client for Java",
        shows_in_diff=False,
    ),
    _row(
        "damaged-compression",
        "Packed data that is damaged, ends early or cannot be unpacked",
        "A .gz file whose last bytes are missing",
        "",
        "What could be unpacked before the damage is read; what comes after it is lost. An encrypted file, or an "
        "archive of a kind that is not known (7z, rar), has to be unpacked first.",
        "truncated logs",
    ),
)
