"""The times of a text, all at once: whether they are in the documented form, and what moments they are."""

import functools
from collections.abc import Callable, Sequence
from datetime import datetime
from importlib import import_module
from typing import Any, TypeAlias

from ucsmsg.schema._times import EXAMPLE
from ucsmsg.typed._proof import NotProvenError

# Digits and signs as one of each: the texts are in the form when what is translated is the form again and again.
_ONE_OF_EACH = bytes.maketrans(b"123456789+", b"000000000-")
_FORM = EXAMPLE.encode().translate(_ONE_OF_EACH)
_SIGN = slice(EXAMPLE.index("+"), None, len(EXAMPLE))


_Moments: TypeAlias = list[datetime | None]


@functools.cache
def _codec() -> tuple[Callable[[Any], bytes], Callable[[bytes], _Moments]]:
    package = import_module("msgspec").json
    return package.Encoder().encode, package.Decoder(_Moments).decode


def moments_of(texts: Sequence[str | None]) -> _Moments:
    """The times of texts in the documented form. Raises an error where one is in another.

    The digits and signs stand where they should; msgspec refuses what is no day, hour, minute, second or offset, and
    this is left: the documented form has no offset of -0000.
    """
    given = [text for text in texts if text is not None]
    joined = "".join(given).encode()
    if joined.translate(_ONE_OF_EACH) != _FORM * len(given):
        raise NotProvenError
    if b"-" in joined[_SIGN] and b"-0000" in joined:
        raise NotProvenError
    encode, decode = _codec()
    return decode(encode(texts))
