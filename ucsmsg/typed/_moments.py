"""The times of a text, all at once: whether they are in the documented form, and what moments they are."""

from collections.abc import Callable, Sequence
from datetime import datetime
from importlib import import_module
from typing import TypeAlias

from ucsmsg.schema._times import EXAMPLE, documented_time, mended_time
from ucsmsg.typed._proof import NotProvenError

# Digits and signs as one of each: the texts are in the form when what is translated is the form again and again.
_ONE_OF_EACH = bytes.maketrans(b"123456789+", b"000000000-")
_FORM = f',"{EXAMPLE}"'.encode().translate(_ONE_OF_EACH)


_FEW = 2
"""So many texts are read one by one in less time than together."""

Moments: TypeAlias = list[datetime | None]


def moments_function(*, is_tolerant: bool = False) -> Callable[[Sequence[str | None], list[str]], Moments]:
    """`moments_of(texts, notes)`: the times of texts in the documented form. It raises an error for one in another.

    The digits and signs stand where they should; msgspec refuses what is no day, hour, minute, second or offset, and
    this is left: the documented form has no offset of -0000. Where it `is_tolerant`, what has lost or got white space
    is read, and noted.
    """
    package = import_module("msgspec").json
    encode, decode = package.Encoder().encode, package.Decoder(Moments).decode

    def moments_of(texts: Sequence[str | None], notes: list[str]) -> Moments:
        if len(texts) <= _FEW and not is_tolerant:
            return _moments_of_few(texts)
        encoded = encode(texts)
        if not _are_documented(encoded, len(texts)):
            if not is_tolerant:
                raise NotProvenError
            encoded = encode([text and _mended(text, notes) for text in texts])
            if not _are_documented(encoded, len(texts)):
                raise NotProvenError
        moments: Moments = decode(encoded)
        return moments

    return moments_of


def _moments_of_few(texts: Sequence[str | None]) -> Moments:
    moments: Moments = []
    for text in texts:
        moment = None if text is None else documented_time(text)
        if moment is None and text is not None:
            raise NotProvenError
        moments.append(moment)
    return moments


def _are_documented(encoded: bytes, number: int) -> bool:
    """True for a JSON array of times in the documented form; a null counts as one."""
    form = encoded.translate(_ONE_OF_EACH).replace(b"null", _FORM[1:])
    return form[1:-1] == (_FORM * number)[1:] and b'-0000"' not in encoded


def _mended(text: str, notes: list[str]) -> str | None:
    mended = mended_time(text)
    if mended is None:
        raise NotProvenError
    if mended != text:
        notes.append("damaged-timestamp")
    return mended
