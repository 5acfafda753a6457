"""The words that were replaced, which must not stand anywhere else either."""

import base64
import contextlib
import functools
import re
from collections.abc import Iterator

from ucsmsg.redaction._errors import UnredactableError
from ucsmsg.redaction._vocabulary import may_stay
from ucsmsg.redaction._words import words_in

MOST_TOKENS = 1_000_000
"""So many words are kept in memory; with one more there is no certainty any more."""

_SHORTEST_NAME = 2
_SHORTEST = 3
_SHORTEST_NUMBER = 4
_SHORTEST_PART = 5
"""Of a word of ASCII that stands in another one; in other scripts words stand without spaces between them."""
_LONGEST_PART = 40
_BLOB = re.compile(r"[A-Za-z0-9+/_-]{12,}+={0,2}")
ALIGNMENTS = 4
"""So many characters of base64 belong together."""
_HEXADECIMAL = re.compile(r"(?:[0-9a-fA-F]{2}){4,}+")
_ESCAPED_AGAIN = re.compile(r"(?<!\\)\\\\++[ux]")
_TEXT = re.compile(r"[^\x00-\x08\x0e-\x1f\x7f]*+")
_KEPT_ANSWERS = 1 << 16


class Tokens:
    """The words that were replaced, in any letter case; those that may stay, and very short ones, are none."""

    def __init__(self, limit: int = MOST_TOKENS) -> None:
        self._words: set[str] = set()
        self._longest = 0
        self._limit = limit
        self._answer = functools.lru_cache(maxsize=_KEPT_ANSWERS)(self._stands_in)

    def __len__(self) -> int:
        return len(self._words)

    def add(self, word: str, *, is_name: bool = False) -> None:
        """Add a word. Raises `UnredactableError`."""
        folded = word.lower()
        if len(folded) >= _least(folded, is_name=is_name) and folded not in may_stay() and folded.strip("0"):
            self._words.add(folded)
            self._longest = max(self._longest, len(folded))
            if len(self._words) > self._limit:
                raise UnredactableError(f"Expected at most {self._limit:,} words to replace, got more")

    def add_written(self, text: str) -> None:
        """Add the words that stand in a text in another written form: escaped once more, in base64, as digits."""
        inner = [
            *(each for blob in blobs_in(text) for each in unpacked(blob[0])),
            *([text] if _ESCAPED_AGAIN.search(text) else []),
        ]
        for each in inner:
            for word in words_in(each, is_prose=True):
                self.add(word.text)

    def __contains__(self, word: str) -> bool:
        return word.lower() in self._words

    def stands_in(self, word: str) -> bool:
        """True for such a word, and for one that has such a word in it."""
        return self._answer(word.lower(), len(self._words))

    def _stands_in(self, folded: str, _: int) -> bool:
        """The same, for as long as there are so many words."""
        if folded in self._words:
            return True
        return folded not in may_stay() and any(part in self._words for part in self._parts(folded))

    def _parts(self, word: str) -> Iterator[str]:
        least = _SHORTEST_PART if word.isascii() else _SHORTEST_NAME
        longest = min(len(word) - 1, self._longest, _LONGEST_PART)
        for length in range(least, longest + 1):
            for start in range(len(word) - length + 1):
                part = word[start : start + length]
                if length >= _SHORTEST_PART or not part.isascii():
                    yield part


def _least(word: str, *, is_name: bool) -> int:
    if not word.isascii():
        return _SHORTEST_NAME
    if word.isdigit():
        return _SHORTEST_NUMBER
    return _SHORTEST_NAME if is_name else _SHORTEST


def blobs_in(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """What may be base64 or hexadecimal digits in a text."""
    return _BLOB.finditer(text, start, len(text) if end is None else end)


def unpacked(blob: str, *, errors: str = "strict") -> Iterator[str]:
    """What such a stretch may stand for, where that is text; with `errors` as for `bytes.decode`."""
    body = blob.rstrip("=").replace("-", "+").replace("_", "/")
    body = body[: len(body) - (len(body) % ALIGNMENTS == 1)]
    kinds = [base64.b64decode(body + "=" * (-len(body) % ALIGNMENTS))]
    if digits := _HEXADECIMAL.match(blob):
        kinds.append(bytes.fromhex(digits[0]))
    for data in kinds:
        with contextlib.suppress(UnicodeDecodeError):
            text = data.decode(errors=errors)
            if errors != "strict" or _TEXT.fullmatch(text):
                yield text
