"""Who reads the workloads: this package and its peers, each as a function from one text to what it makes of it.

Peers are imported when they are asked for: one that is not installed raises `ImportError`.
"""

import functools
import json
import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from importlib import import_module
from types import UnionType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import attrs

from tests.benchmarks import records

Read = Callable[[str], object]


@attrs.frozen
class OurRead:
    """A reader of the package, which shares its modules with others: `ready` has to be called when its turn comes."""

    ready: Callable[[], None]
    read: Read

    def __call__(self, text: str) -> object:
        """Read one text."""
        self.ready()
        return self.read(text)


_MESSAGES = (records.GetInteractionsHistoryMessage, records.GetInteractionContentMessage)
_RECORDS = (records.Owner, records.Interaction, records.Participant, records.ChatMessage, *_MESSAGES)


# ---- This package ----


def _by(decoder: str, make: Callable[[], Read], *, is_typed: bool = False) -> Callable[[], Read]:
    """A reader of the package that decodes valid text by one decoder, with the typed lane or without it."""

    def made() -> Read:
        lane: Any = import_module("ucsmsg.quasi.lanes._valid")
        parsing: Any = import_module("ucsmsg.parsing")
        decode = getattr(import_module("ucsmsg.quasi.lanes._decoders"), decoder)
        typed: Any = import_module("ucsmsg.typed._texts")
        by_typed_lane = typed.by_typed_lane if is_typed else _nothing

        def ready() -> None:
            lane.quickest, parsing.by_typed_lane, typed.FIRST = decode, by_typed_lane, 0

        return OurRead(ready, make())

    return made


def _nothing(*_: object) -> None:
    """What a lane gives for a text that it does not take."""


def _speedy(make: Callable[[], Read]) -> Callable[[], Read]:
    """A reader with the extra `speed`."""

    def made() -> Read:
        import_module("msgspec")
        return _by("by_msgspec", make, is_typed=True)()

    return made


def ucsmsg() -> Read:
    """Notifications, with everything that deviates."""
    parse = import_module("ucsmsg").parse

    def read(text: str) -> tuple[Any, Any]:
        parsed = parse(text)
        return parsed.notifications, [*parsed.diagnostics]  # each is made when it is asked for

    return read


def notes_counted() -> Read:
    """Notifications, with how many deviations of each kind there are."""
    parse = import_module("ucsmsg").parse

    def read(text: str) -> tuple[Any, Any]:
        parsed = parse(text)
        return parsed.notifications, parsed.diagnostics.by_name()

    return read


def verdict() -> Read:
    """Whether notifications are right, without asking for them or for the diagnostics."""
    parse = import_module("ucsmsg").parse
    return lambda text: parse(text).ok


def quasi() -> Read:
    """JSON values, with everything that deviates."""
    parse = import_module("ucsmsg.quasi").parse

    def read(text: str) -> tuple[Any, Any]:
        document = parse(text, mode="lenient")
        return document.value, [*document.diagnostics]  # each is made when it is asked for

    return read


def counted() -> Read:
    """JSON values, with how many deviations of each kind there are."""
    parse = import_module("ucsmsg.quasi").parse

    def read(text: str) -> tuple[Any, Any]:
        document = parse(text, mode="lenient")
        return document.value, document.diagnostics.by_name()

    return read


def value() -> Read:
    """JSON values, without asking for the diagnostics."""
    parse = import_module("ucsmsg.quasi").parse
    return lambda text: parse(text, mode="lenient").value


def recovery() -> Read:
    """JSON values with places and findings, without any lane before recovery."""
    read = import_module("ucsmsg.quasi.lanes._recovered").by_recovery
    package = import_module("ucsmsg.quasi")
    limits = package.Limits()
    source = import_module("ucsmsg").Source
    return lambda text: read(source(text), limits)


# ---- Values ----


def standard_json() -> Read:
    """The standard library."""
    return json.loads


def json_repair() -> Read:
    """A repairer, without its shortcut for valid texts."""
    return functools.partial(import_module("json_repair").loads, skip_json_loads=True)


_GRAMMAR = r"""
?start: value
?value: object | array | string | SIGNED_NUMBER -> number | "true" -> true | "false" -> false | "null" -> null
array: "[" [value ("," value)*] "]"
object: "{" [pair ("," pair)*] "}"
pair: string ":" value
string: ESCAPED_STRING
%import common.ESCAPED_STRING
%import common.SIGNED_NUMBER
%import common.WS
%ignore WS
"""


def plain_lark() -> Read:
    """The JSON grammar of Lark's tutorial as a tree with places."""
    read: Read = import_module("lark").Lark(_GRAMMAR, parser="lalr", propagate_positions=True).parse
    return read


# ---- Typed records ----


def hand_written() -> Read:
    """The standard library's decoder and hand-written records."""
    return lambda text: records.notification(json.loads(text))


def cattrs() -> Read:
    """A fast decoder, and the same records filled by cattrs."""
    gen, loads = import_module("cattrs.gen"), import_module("orjson").loads
    converter = import_module("cattrs.preconf.orjson").make_converter(detailed_validation=False)
    tagged = import_module("cattrs.strategies").configure_tagged_union
    for record in (*_RECORDS, records.Notification):
        if record is records.Notification:
            tagged(functools.reduce(operator.or_, _MESSAGES), converter, tag_name="messageType")
        names = {name: gen.override(rename=_wire_name(name)) for name in attrs.fields_dict(record)}
        converter.register_structure_hook(record, gen.make_dict_structure_fn(record, converter, **names))
    structure = converter.get_structure_hook(records.Notification)
    return lambda text: structure(loads(text), records.Notification)


def pydantic() -> Read:
    """Frozen models, with times that must be aware."""
    package = import_module("pydantic")
    config = package.ConfigDict(frozen=True, alias_generator=_wire_name)

    def model(record: type, fields: Iterable[tuple[str, Any, Any]]) -> Any:
        tag = {"message_type": (Literal[record.__name__], ...)} if record in _MESSAGES else {}
        given = {name: (kind, ... if default is attrs.NOTHING else default) for name, kind, default in fields}
        return package.create_model(record.__name__, __config__=config, **tag, **given)

    def union(models: Any) -> Any:
        return Annotated[models, package.Field(discriminator="message_type")]

    read: Read = _retyped(model, union, {datetime: package.AwareDatetime}).model_validate_json
    return read


def msgspec() -> Read:
    """Its own structures, decoded without values in between."""
    package = import_module("msgspec")

    def structure(record: type, fields: Iterable[tuple[str, Any, Any]]) -> Any:
        tag = {"tag_field": "messageType", "tag": record.__name__} if record in _MESSAGES else {}
        given = [(name, kind) if default is attrs.NOTHING else (name, kind, default) for name, kind, default in fields]
        return package.defstruct(record.__name__, given, frozen=True, kw_only=True, rename=_wire_name, **tag)

    read: Read = package.json.Decoder(_retyped(structure, lambda union: union, {})).decode
    return read


def _wire_name(attribute: str) -> str:
    first, *rest = attribute.rstrip("_").split("_")
    return first + "".join(map(str.title, rest))


def _retyped(
    make: Callable[[type, Iterable[tuple[str, Any, Any]]], Any],
    union: Callable[[Any], Any],
    types: Mapping[Any, Any],
) -> Any:
    """The hand-written records made anew, each from its attributes (name, type, default), the notification last."""
    known = dict(types)
    for record in (*_RECORDS, records.Notification):
        hints = get_type_hints(record)
        known[record] = make(
            record, [(field.name, _replaced(hints[field.name], known), field.default) for field in attrs.fields(record)]
        )
        if record is _MESSAGES[-1]:
            known[functools.reduce(operator.or_, _MESSAGES)] = union(known[_MESSAGES[0]] | known[_MESSAGES[1]])
    return known[records.Notification]


def _replaced(hint: Any, known: Mapping[Any, Any]) -> Any:
    """The type with all known ones in it replaced."""
    if hint in known:
        return known[hint]
    arguments = tuple(_replaced(argument, known) for argument in get_args(hint))
    if isinstance(hint, UnionType):
        return functools.reduce(operator.or_, arguments)
    origin: Any = get_origin(hint)
    return origin[arguments] if origin else hint


READERS: Mapping[str, Callable[[], Read]] = {
    "ucsmsg": _by("standard", ucsmsg),
    "ucsmsg, ok": _by("standard", verdict),
    "ucsmsg, speed": _speedy(ucsmsg),
    "speed, counted": _speedy(notes_counted),
    "speed, ok": _speedy(verdict),
    "quasi": _by("standard", quasi),
    "quasi, counted": _by("standard", counted),
    "quasi, value": _by("standard", value),
    "recovery alone": recovery,
    "json": standard_json,
    "json + attrs": hand_written,
    "orjson + cattrs": cattrs,
    "pydantic": pydantic,
    "msgspec": msgspec,
    "json_repair": json_repair,
    "plain Lark": plain_lark,
}
