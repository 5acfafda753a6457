"""What the container of a payload tells of it: a log's prefix, an envelope of a log system, a browser's recording."""

import attrs

__all__ = ["Origin"]


@attrs.frozen(kw_only=True)
class Origin:
    """What a capture tells of a payload, in the capture's own words; None where it does not tell.

    Nothing is converted: a `time` may be a date with or without its offset, or a number of seconds, milliseconds or
    nanoseconds since 1970. `level` is the severity (`DEBUG`, `30`), `stream` the stream of a process or the label of a
    log (`stdout`), `source` who wrote it: a logger, a container, a host, or the address of a request.
    """

    time: str | None = None
    level: str | None = None
    stream: str | None = None
    source: str | None = None

    def within(self, outer: "Origin") -> "Origin":
        """What is told here; where nothing is, what a container around this one tells."""
        if outer == NO_ORIGIN:
            return self
        return Origin(
            time=self.time or outer.time,
            level=self.level or outer.level,
            stream=self.stream or outer.stream,
            source=self.source or outer.source,
        )


NO_ORIGIN = Origin()
"""Where the container tells nothing."""
