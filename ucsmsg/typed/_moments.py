"""The times of a text, all at once: whether they are in the documented form, and what moments they are."""

from collections.abc import Callable, Sequence
from datetime import datetime
from importlib import import_module
from typing import TypeAlias

from ucsmsg.schema._foreign_times import share_zone
from ucsmsg.schema._times import EXAMPLE
from ucsmsg.typed._proof import NotProvenError

# Digits and signs as one of each: the texts are in the form when what is translated is the form again and again.
_ONE_OF_EACH = bytes.maketrans(b"123456789+", b"000000000-")
_FORM = EXAMPLE.encode().translate(_ONE_OF_EACH)
_SIGN = slice(EXAMPLE.index("+"), None, len(EXAMPLE))


Moments: TypeAlias = list[datetime | None]


def moments_function() -> Callable[[Sequence[str | None]], Moments]:
    """`moments_of(texts)`: the times of texts in the documented form. It raises an error where one is in another.

    The digits and signs stand where they should; msgspec refuses what is no day, hour, minute, second or offset, and
    this is left: the documented form has no offset of -0000.
    """
    package = import_module("msgspec").json
    encode, decode = package.Encoder().encode, package.Decoder(Moments).decode

    def moments_of(texts: Sequence[str | None]) -> Moments:
        joined = "".join(filter(None, texts)).encode()
        if joined.translate(_ONE_OF_EACH) != _FORM * (len(texts) - texts.count(None)):
            raise NotProvenError
        if b"-" in joined[_SIGN] and b"-0000" in joined:
            raise NotProvenError
        moments: Moments = decode(encode(texts))
        if moments[-1]:
            share_zone(moments[-1])
        return moments

    return moments_of
