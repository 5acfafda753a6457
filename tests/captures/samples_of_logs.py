"""What log systems, their exports and other tools write around a text, with the names that their documentation has."""

from typing import Any

from ucsmsg import Origin

AT = "2024-05-06T07:08:09.123Z"

ENTRIES: dict[str, tuple[Any, Origin]] = {
    "ucsmsg clean --with-origin": (
        {
            "origin": {"file": "a.log", "line": 3, "time": AT, "level": "INFO", "stream": "stdout", "source": "s"},
            "notification": "TEXT",
        },
        Origin(time=AT, level="INFO", stream="stdout", source="s"),
    ),
    "docker json-file": (
        {"log": "TEXT", "stream": "stdout", "attrs": {"tag": "gws"}, "time": AT},
        Origin(time=AT, stream="stdout", source="gws"),
    ),
    "Fluentd, Fluent Bit": (
        {"date": 1714979289.123, "log": "TEXT", "stream": "stderr", "kubernetes": {"container_name": "gws"}},
        Origin(time="1714979289.123", stream="stderr", source="gws"),
    ),
    "journald": (
        {
            "__REALTIME_TIMESTAMP": "1714979289123456",
            "PRIORITY": "6",
            "_TRANSPORT": "stdout",
            "SYSLOG_IDENTIFIER": "gws",
            "MESSAGE": "TEXT",
        },
        Origin(time="1714979289123456", level="6", stream="stdout", source="gws"),
    ),
    "CLEF": (
        {"@t": AT, "@mt": "Received {Payload}", "@l": "Debug", "Payload": "TEXT", "SourceContext": "Gws.Client"},
        Origin(time=AT, level="Debug", source="Gws.Client"),
    ),
    "Serilog": (
        {
            "Timestamp": AT,
            "Level": "Debug",
            "MessageTemplate": "Received {Body}",
            "Properties": {"Body": "TEXT", "SourceContext": "Gws.Client"},
        },
        Origin(time=AT, level="Debug", source="Gws.Client"),
    ),
    "ASP.NET": (
        {
            "Timestamp": AT,
            "EventId": 0,
            "LogLevel": "Debug",
            "Category": "Gws.Client",
            "Message": "TEXT",
            "State": {"Message": "TEXT", "{OriginalFormat}": "Received {Body}"},
        },
        Origin(time=AT, level="Debug", source="Gws.Client"),
    ),
    "log4j2": (
        {
            "instant": {"epochSecond": 1714979289, "nanoOfSecond": 123000000},
            "thread": "main",
            "level": "DEBUG",
            "loggerName": "org.cometd",
            "message": "TEXT",
            "endOfBatch": False,
        },
        Origin(time="1714979289", level="DEBUG", stream="main", source="org.cometd"),
    ),
    "python-json-logger": (
        {"asctime": "2024-05-06 07:08:09,123", "levelname": "DEBUG", "name": "gws", "message": "TEXT"},
        Origin(time="2024-05-06 07:08:09,123", level="DEBUG", source="gws"),
    ),
    "bunyan": (
        {"name": "gws", "hostname": "h", "pid": 7, "level": 20, "msg": "TEXT", "time": AT, "v": 0},
        Origin(time=AT, level="20", source="gws"),
    ),
    "pino, logrus, slog": (
        {"level": 20, "time": 1714979289123, "pid": 7, "msg": "TEXT"},
        Origin(time="1714979289123", level="20"),
    ),
    "zap": (
        {"level": "debug", "ts": 1714979289.123, "caller": "gws/client.go:7", "msg": "TEXT"},
        Origin(time="1714979289.123", level="debug", source="gws/client.go:7"),
    ),
    "structlog": (
        {"body": "TEXT", "event": "received", "level": "debug", "logger": "gws", "timestamp": AT},
        Origin(time=AT, level="debug", source="gws"),
    ),
    "GELF": (
        {
            "version": "1.1",
            "host": "h",
            "short_message": "received",
            "full_message": "TEXT",
            "timestamp": 1.5,
            "level": 7,
        },
        Origin(time="1.5", level="7", source="h"),
    ),
    "CloudWatch Logs": (
        {"events": [{"logStreamName": "s", "timestamp": 1714979289123, "message": "TEXT", "ingestionTime": 1}]},
        Origin(time="1714979289123", source="s"),
    ),
    "CloudWatch Logs, subscription": (
        {
            "messageType": "DATA_MESSAGE",
            "owner": "1",
            "logGroup": "gws",
            "logStream": "s",
            "logEvents": [{"id": "1", "timestamp": 1714979289123, "message": "TEXT"}],
        },
        Origin(time="1714979289123", stream="s", source="gws"),
    ),
    "CloudWatch Logs Insights": (
        {"@timestamp": "2024-05-06 07:08:09.123", "@message": "TEXT", "@logStream": "s", "@log": "1:gws"},
        Origin(time="2024-05-06 07:08:09.123", stream="s", source="1:gws"),
    ),
    "Splunk": (
        {"preview": False, "result": {"_raw": "TEXT", "_time": AT, "host": "h", "source": "/var/log/gws.log"}},
        Origin(time=AT, source="/var/log/gws.log"),
    ),
    "Google Cloud Logging": (
        [
            {
                "insertId": "1",
                "textPayload": "TEXT",
                "resource": {"type": "k8s_container", "labels": {"container_name": "gws"}},
                "timestamp": AT,
                "severity": "DEBUG",
                "logName": "projects/p/logs/stdout",
            }
        ],
        Origin(time=AT, level="DEBUG", stream="projects/p/logs/stdout", source="gws"),
    ),
    "Azure Monitor": (
        {
            "tables": [
                {
                    "name": "PrimaryResult",
                    "columns": [{"name": name, "type": "string"} for name in ("TimeGenerated", "Level", "LogMessage")],
                    "rows": [[AT, "debug", "TEXT"]],
                }
            ]
        },
        Origin(time=AT, level="debug"),
    ),
    "Azure, diagnostic settings": (
        {
            "records": [
                {"time": AT, "resourceId": "/X", "properties": {"log": "TEXT", "stream": "stdout", "pod": "gws"}}
            ]
        },
        Origin(time=AT, stream="stdout", source="gws"),
    ),
    "Application Insights": (
        {"timestamp": AT, "message": "TEXT", "severityLevel": 1, "cloud_RoleName": "gws"},
        Origin(time=AT, level="1", source="gws"),
    ),
    "Loki, logcli": (
        {"labels": {"job": "gws", "level": "debug"}, "line": "TEXT", "timestamp": AT},
        Origin(time=AT, level="debug", source="gws"),
    ),
    "Loki": (
        {
            "status": "success",
            "data": {
                "resultType": "streams",
                "result": [{"stream": {"job": "gws"}, "values": [["1714979289123000000", "TEXT"]]}],
            },
        },
        Origin(time="1714979289123000000", source="gws"),
    ),
    "Datadog": (
        {"data": [{"id": "1", "attributes": {"timestamp": AT, "status": "info", "service": "gws", "message": "TEXT"}}]},
        Origin(time=AT, level="info", source="gws"),
    ),
    "Wireshark": (
        [
            {
                "_index": "p",
                "_source": {"layers": {"frame": {"frame.time_epoch": "1.5"}, "http": {"http.file_data": "TEXT"}}},
            }
        ],
        Origin(time="1.5"),
    ),
    "CometD, JavaScript client": ({"0": "Received", "1": "TEXT"}, Origin()),
    "Postman": (
        {"originalRequest": {"method": "POST", "url": {"raw": "http://h/cometd"}}, "code": 200, "body": "TEXT"},
        Origin(source="http://h/cometd"),
    ),
    "Elastic Common Schema": (
        {"@timestamp": AT, "log.level": "DEBUG", "message": "TEXT", "log.logger": "org.cometd"},
        Origin(time=AT, level="DEBUG", source="org.cometd"),
    ),
    "Logstash, Beats, Elastic": (
        {"hits": {"hits": [{"_index": "i", "_source": {"@timestamp": AT, "message": "TEXT", "host": {"name": "h"}}}]}},
        Origin(time=AT, source="h"),
    ),
    "any other with a time": ({"ts": 5, "lvl": "D", "body": "TEXT"}, Origin(time="5", level="D")),
}
"""An entry of each form with a text in it, and what it tells."""
