"""The JSON that others put around payloads: log systems, their exports, and the tools that record traffic.

One row a form: by which members it is told, and in which of them the text, the time, the level, the stream and the
source stand, as its documentation names them. A path leads through objects (`instant.epochSecond`); of several the
first that is there counts. Payloads are found by their own names, wherever they stand: a row adds what is told of them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from ucsmsg._postponed import postponed_pattern
from ucsmsg.origins import NO_ORIGIN, Origin
from ucsmsg.places import Path


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


@attrs.frozen
class Envelope:
    """One form: `told_by` are members that it always has; the rest says where in it something stands."""

    name: str
    told_by: tuple[str, ...] = attrs.field(converter=_names)
    text: tuple[str, ...] = attrs.field(converter=_names)
    time: tuple[str, ...] = attrs.field(converter=_names)
    level: tuple[str, ...] = attrs.field(default="", converter=_names)
    stream: tuple[str, ...] = attrs.field(default="", converter=_names)
    source: tuple[str, ...] = attrs.field(default="", converter=_names)

    def origin_in(self, members: Mapping[str, Any]) -> Origin:
        """What an object of the form tells."""
        return Origin(
            time=_told(members, self.time),
            level=_told(members, self.level),
            stream=_told(members, self.stream),
            source=_told(members, self.source),
        )


ENVELOPES: tuple[Envelope, ...] = (
    Envelope(
        "ucsmsg clean --with-origin",
        "origin notification",
        "notification",
        "origin.time",
        "origin.level",
        "origin.stream",
        "origin.source",
    ),
    Envelope("docker json-file", "log stream time", "log", "time", stream="stream", source="attrs.tag"),
    Envelope(
        "Fluentd, Fluent Bit",
        "log stream",
        "log",
        "time @timestamp date timestamp",
        stream="stream",
        source="kubernetes.container_name kubernetes.pod_name container_name",
    ),
    Envelope(
        "journald",
        "MESSAGE __REALTIME_TIMESTAMP",
        "MESSAGE",
        "_SOURCE_REALTIME_TIMESTAMP __REALTIME_TIMESTAMP",
        "PRIORITY",
        "_TRANSPORT",
        "CONTAINER_NAME SYSLOG_IDENTIFIER _SYSTEMD_UNIT _COMM",
    ),
    Envelope("CLEF", "@t", "@m @mt", "@t", "@l", source="SourceContext"),
    Envelope(
        "Serilog",
        "Timestamp MessageTemplate",
        "RenderedMessage MessageTemplate",
        "Timestamp",
        "Level",
        source="Properties.SourceContext",
    ),
    Envelope("ASP.NET", "LogLevel Category", "Message", "Timestamp", "LogLevel", source="Category"),
    Envelope(
        "log4j2", "loggerName level", "message", "instant.epochSecond timeMillis", "level", "thread", "loggerName"
    ),
    Envelope(
        "python-json-logger", "message levelname", "message", "asctime timestamp created", "levelname", source="name"
    ),
    Envelope("bunyan", "v hostname msg", "msg", "time", "level", source="name"),
    Envelope("pino, logrus, slog", "msg time", "msg", "time", "level severity", source="name logger component"),
    Envelope("zap", "msg ts", "msg", "ts", "level", source="logger caller"),
    Envelope("structlog", "event", "event", "timestamp", "level log_level", source="logger logger_name"),
    Envelope("GELF", "short_message host", "full_message short_message", "timestamp", "level", source="host"),
    Envelope("CloudWatch Logs", "timestamp message ingestionTime", "message", "timestamp", source="logStreamName"),
    Envelope(
        "CloudWatch Logs, subscription",
        "logGroup logStream logEvents",
        "logEvents",
        "",
        stream="logStream",
        source="logGroup",
    ),
    Envelope("CloudWatch Logs Insights", "@message", "@message", "@timestamp", stream="@logStream", source="@log"),
    Envelope("Splunk", "_raw", "_raw", "_time", source="source host sourcetype"),
    Envelope(
        "Google Cloud Logging",
        "insertId logName",
        "textPayload jsonPayload.message",
        "timestamp receiveTimestamp",
        "severity",
        "labels.stream logName",
        "resource.labels.container_name resource.labels.pod_name resource.type",
    ),
    Envelope(
        "Azure Monitor",
        "TimeGenerated",
        "LogEntry LogMessage Message Log_s Message_s RawData",
        "TimeGenerated",
        "LogLevel SeverityLevel Level",
        "LogEntrySource LogSource",
        "ContainerName ContainerID Computer _ResourceId",
    ),
    Envelope(
        "Azure, diagnostic settings",
        "time resourceId",
        "properties.log",
        "time",
        "level",
        "properties.stream",
        "properties.containerName properties.pod resourceId",
    ),
    Envelope(
        "Application Insights",
        "timestamp severityLevel message",
        "message",
        "timestamp",
        "severityLevel",
        source="cloud_RoleName operation_Name",
    ),
    Envelope(
        "Loki, logcli",
        "line timestamp",
        "line",
        "timestamp",
        "labels.level",
        "labels.stream",
        "labels.container labels.pod labels.job labels.app",
    ),
    Envelope(
        "Loki",
        "stream values",
        "values",
        "",
        "stream.level stream.detected_level",
        "stream.stream",
        "stream.container stream.pod stream.job stream.app stream.service_name",
    ),
    Envelope("Datadog", "message status service", "message", "timestamp date", "status", source="service"),
    Envelope("Wireshark", "layers", "layers.json layers.http", "layers.frame.frame.time_epoch layers.frame.frame.time"),
    Envelope("CometD, JavaScript client", "0 1", "1", ""),
    Envelope("Postman", "originalRequest body", "body", "", source="originalRequest.url.raw originalRequest.url"),
    Envelope(
        "Elastic Common Schema",
        "@timestamp log.level",
        "message event.original",
        "@timestamp",
        "log.level",
        "stream",
        "log.logger service.name container.name host.name",
    ),
    Envelope(
        "Logstash, Beats, Elastic",
        "@timestamp",
        "message event.original",
        "@timestamp",
        "level severity",
        "stream",
        "logger_name logger container.name host.name host agent.name",
    ),
)
"""The first row that fits an object counts."""

_ANY_OTHER = Envelope(
    "any other with a time",
    "",
    "message msg text event log",
    "time timestamp Timestamp ts @t date datetime eventTime created_at",
    "level severity levelname log_level lvl Level LogLevel",
    "stream",
    "logger loggerName name source service host",
)


def origin_around(value: Any, path: Path) -> Origin:
    """What the objects around the value at a path tell of it, the innermost first."""
    around = [value]
    for step in path[:-1]:
        around.append(around[-1][step])
    told = NO_ORIGIN
    for depth in range(len(around) - 1, -1, -1):
        told = told.within(_of_object(members) if (members := _members_of(around, depth)) else NO_ORIGIN)
    return told


def is_entry(value: Any) -> bool:
    """True for an object of one of the forms, and for one that tells when it was written."""
    return isinstance(value, dict) and (_envelope_of(value) is not None or _of_object(value) != NO_ORIGIN)


def is_of_client(value: Any, path: Path) -> bool:
    """True for what stands in a recorded request of a collection: the client sent it."""
    is_collection = isinstance(value, dict) and value.keys() >= _COLLECTION
    return is_collection and not _REQUESTS.isdisjoint(path)


_COLLECTION = frozenset({"info", "item"})
_REQUESTS = frozenset({"request", "originalRequest"})
"""Postman's collections, and where what was sent stands in them."""


def _members_of(around: list[Any], depth: int) -> Mapping[str, Any] | None:
    """The members of an object; the cells of a table's row by the names of their columns, or a time before a line."""
    value = around[depth]
    if isinstance(value, dict):
        return value
    table = around[depth - 2] if depth > 1 else None
    if isinstance(table, dict) and isinstance(columns := table.get("columns"), list):
        names = (column.get("name") if isinstance(column, dict) else column for column in columns)
        return {str(name): cell for name, cell in zip(names, value, strict=False)}
    first = value[0]
    return {"timestamp": first} if isinstance(first, str) and _NANOSECONDS.fullmatch(first) else None


_NANOSECONDS = postponed_pattern("[0-9]{19}")
"""Since 1970, as Loki writes them before each line."""


def _envelope_of(members: Mapping[str, Any]) -> Envelope | None:
    return next((each for each in ENVELOPES if all(_at(members, name) is not None for name in each.told_by)), None)


def _of_object(members: Mapping[str, Any]) -> Origin:
    other = _ANY_OTHER.origin_in(members)
    envelope = _envelope_of(members)
    told = envelope.origin_in(members) if envelope else NO_ORIGIN
    return told.within(other) if other.time else told


def _told(members: Mapping[str, Any], paths: Iterable[str]) -> str | None:
    values = (_at(members, path) for path in paths)
    return next((str(each) for each in values if isinstance(each, str | int | float) and each != ""), None)


def _at(members: Mapping[str, Any], path: str) -> Any:
    """What stands at a path; a name may have dots in it."""
    if path in members:
        return members[path]
    for dot in (at for at, character in enumerate(path) if character == "."):
        inner = members.get(path[:dot])
        if isinstance(inner, dict) and (found := _at(inner, path[dot + 1 :])) is not None:
            return found
    return None
