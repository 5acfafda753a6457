"""What may stay: the one list of names and words that say nothing about anybody.

The names of members and the listed values follow from the declarations of the records, those of log systems from the
table of their forms; what else there is stands here. Whatever is in no rule is replaced.
"""

import enum
import functools
from collections.abc import Iterable, Iterator, Mapping

import attrs

from ucsmsg import genesys, schema
from ucsmsg.captures._envelopes import ENVELOPES
from ucsmsg.redaction._words import words_in
from ucsmsg.schema import Record
from ucsmsg.schema._kinds import Boolean, Enumeration, Kind, Time, Uri
from ucsmsg.schema._record import MESSAGE_TYPE, members_of, message_type_of
from ucsmsg.schema._structure import ArrayOf, MessageOf, RecordOf


class Treatment(enum.Enum):
    """What is done with the words of a stretch of text."""

    REPLACE = "replace"
    """All of them are replaced."""
    NAME = "name"
    """The same; and even the shortest of them counts as a name elsewhere."""
    KEEP = "keep"
    """All of them stay."""
    TIME = "time"
    """They stay, but for the day, which may be shifted."""
    NUMBER = "number"
    """The digits are replaced, and what makes them a number stays."""
    ADDRESS = "address"
    """What says where something is stays as far as every server has it: schemes, and the names of resources."""
    PROSE = "prose"
    """Those are replaced that were replaced elsewhere."""


class Check(enum.Enum):
    """What a value must be to stay as it is, but for those that are listed."""

    TIME = "time"
    NUMBER = "number"
    TOPIC = "topic"


@attrs.frozen
class Rule:
    """What is done with the value of a member; its name stays.

    What is one of `values`, in lower case, stays, and what is as `check` says; any other has the treatment.
    `is_open`: what stands in an object or an array there has rules of its own, everything in another is replaced.
    """

    treatment: Treatment = Treatment.REPLACE
    check: Check | None = None
    values: frozenset[str] = frozenset()
    is_open: bool = False

    def also(self, other: "Rule | None") -> "Rule":
        """The rule of a name that stands for the one or for the other."""
        if other is None:
            return self
        treatment = other.treatment if self.treatment is Treatment.REPLACE else self.treatment
        return Rule(treatment, self.check or other.check, self.values | other.values, self.is_open or other.is_open)


def _listed(text: str) -> Rule:
    return Rule(values=_words(text.lower()))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _each(names: str, rule: Rule) -> dict[str, Rule]:
    return dict.fromkeys(names.split(), rule)


_OPEN, _REPLACED, _ADDRESS = Rule(is_open=True), Rule(), Rule(Treatment.ADDRESS)
_NUMBER, _TIME, _NAME = Rule(check=Check.NUMBER), Rule(check=Check.TIME), Rule(Treatment.NAME)
_TOPIC, _PROSE = Rule(Treatment.ADDRESS, Check.TOPIC), Rule(Treatment.PROSE)

_LEVELS = "trace debug info information notice warn warning error err crit critical fatal alert emerg emergency verbose"
_STREAMS = "stdout stderr F P syslog journal kernel"
_TYPES_OF_OTHERS = "ErrorMessage DeviceStateChangeMessage CallStateChangeMessage EmailStateChangeMessage UcsMessage"
_NOTICES = "NewMessages StatusChange ParticipantsUpdated AttachedDataChanged PropertiesUpdated"
_TRANSPORTS = "websocket long-polling callback-polling eventsource in-process"
_HTTP = "GET POST PUT DELETE PATCH HEAD OPTIONS HTTP/1.0 HTTP/1.1 HTTP/2 HTTP/2.0 HTTP/3 h2 h3 http/1.1 1.1 1.2"
_MEDIA = "text/html text/plain text/xml application/json application/javascript application/octet-stream base64"
_FRAMES = "send receive xhr fetch document script stylesheet image font other"

_BY_NAME: Mapping[str, Rule] = {
    **_each("index statusCode timeout interval maxInterval", _NUMBER),
    "timestampSeconds": _TIME,
    **_each("nickname userName firstName lastName", _NAME),
    **_each("channel subscription", _TOPIC),
    MESSAGE_TYPE: _listed(_TYPES_OF_OTHERS),
    "notificationType": _listed(_NOTICES),
    "advice": _OPEN,
    "reconnect": _listed("retry handshake none"),
    "connectionType": _listed(_TRANSPORTS),
    "supportedConnectionTypes": _listed(_TRANSPORTS),
    "version": _listed("1.0 1.1 1.2"),
    "minimumVersion": _listed("0.9 1.0"),
    **_each("successful clientId error failure ext", _REPLACED),
}
"""What the declarations do not say of a message, and the members of Bayeux."""

_OF_RECORDINGS: Mapping[str, Rule] = {
    **_each(
        "log entries pages creator browser request response content postData headers cookies queryString params cache "
        "timings pageTimings _webSocketMessages",
        _OPEN,
    ),
    **_each(
        "status opcode size compression headersSize bodySize onLoad onContentLoad blocked dns connect send wait "
        "receive ssl _transferSize",
        _NUMBER,
    ),
    "startedDateTime": _TIME,
    "time": _TIME.also(_NUMBER),
    "url": _ADDRESS,
    "method": _listed(_HTTP),
    "httpVersion": _listed(_HTTP),
    "mimeType": _listed(_MEDIA),
    "encoding": _listed(_MEDIA),
    "type": _listed(_FRAMES),
    "_resourceType": _listed(_FRAMES),
    **_each("name value text data statusText redirectURL serverIPAddress connection pageref", _REPLACED),
}

ROUTE = _words(
    "api v1 v2 v3 ucs interactions users me chats facebooksession smssession calls devices emails contacts queues "
    "workspace meta handshake connect disconnect subscribe unsubscribe cometd notifications openmedia"
)
"""Names of resources that every server has, in its addresses and topics."""

SCHEMES = _words("http https ws wss ftp mailto sip sips tel urn")

LITERALS = _words("true false null none nan infinity undefined")
NOTATION = LITERALS | _words("etc more items elements entries ordereddict decimal new date json")
"""Words of JSON and of the notations near it, which are no text."""

_FORMAT_WORDS = """
json javascript js jsonp callback xml html cdata utf iso ascii charset content type length transfer chunked data event
retry received sent response request reply payload message body insert into values update select from where set create
table begin commit copy end date jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun gmt utc
a b br class code dd div dl dt em font head hr href i id img li link meta name ol p pre script span src strong style sub
sup table tbody td th thead title tr tt u ul
amp lt gt quot apos nbsp
har log ndjson jsonl csv tsv sql htm txt md gz bz2 xz zst
"""
"""What formats of captures are made of, and what stands beside payloads in every log."""
_OF_FORMATS = (_FORMAT_WORDS, _LEVELS, _STREAMS, _HTTP, _MEDIA, _TRANSPORTS, _FRAMES)


_OF_KINDS: tuple[tuple[type[Kind], Rule], ...] = (
    (Boolean, _listed("true false")),
    (RecordOf, _OPEN),
    (MessageOf, _OPEN),
    (Time, _TIME),
    (Uri, _ADDRESS),
)


def _rule_of(kind: Kind) -> Rule:
    if isinstance(kind, ArrayOf):
        return _rule_of(kind.element)
    if isinstance(kind, Enumeration):
        return _listed(" ".join(member.value for member in kind.values))
    return next((rule for of, rule in _OF_KINDS if isinstance(kind, of)), _REPLACED)


def _records() -> Iterator[type[Record]]:
    for each in (*vars(schema).values(), *vars(genesys).values()):
        if isinstance(each, type) and issubclass(each, Record) and each is not Record:
            yield each


def _of_records() -> Iterator[tuple[str, Rule]]:
    for record in _records():
        yield MESSAGE_TYPE, _listed(message_type_of(record))
        for member in members_of(record).values():
            yield from ((name, _rule_of(member.kind)) for name in (member.wire, *member.other_names))


def _of_envelopes() -> Iterator[tuple[str, Rule]]:
    """The members of log systems; of a path each step."""
    words = _listed(f"{_LEVELS} {_STREAMS}")
    for each in ENVELOPES:
        rules = {each.told_by: _REPLACED, each.text: _PROSE, each.time: _TIME, each.level + each.stream: words}
        for paths, rule in {**rules, each.source: _REPLACED}.items():
            for path in paths:
                *around, name = path.split(".")
                yield from ((step, _OPEN) for step in around)
                yield from ((name, rule), (path, rule))
    yield from (
        (name, _OPEN) for name in ("logEvents", "values", "streams", "result", "hits", "_source", "notification")
    )


@functools.cache
def rules() -> Mapping[str, Rule]:
    """The rule of each name that may stay. What a message has counts more than what others put around it."""
    found: dict[str, Rule] = {}
    for name, rule in (*_of_records(), *_BY_NAME.items()):
        found[name] = rule.also(found.get(name))
    of_messages = {name: rule.treatment for name, rule in found.items()}
    for name, rule in (*_of_envelopes(), *_OF_RECORDINGS.items()):
        both = rule.also(found.get(name))
        found[name] = attrs.evolve(both, treatment=of_messages.get(name, both.treatment))
    return found


@functools.cache
def may_stay() -> frozenset[str]:
    """The words that may stand in prose, in lower case: those of names, of listed values and of formats."""
    texts: Iterable[str] = (*rules(), *(value for rule in rules().values() for value in rule.values), *_OF_FORMATS)
    words = (word.text.lower() for text in texts for word in words_in(text))
    return frozenset(words) | ROUTE | SCHEMES | NOTATION
