"""Pseudonyms: the word that stands for another one, always the same with the same key, and of the same shape.

A word becomes one of the same length whose characters are of the same kinds, place by place. With a key this is a
permutation of all words of a shape, so that two words never become the same, and none stays what it is.
"""

import functools
import hashlib
import itertools
from collections.abc import Iterable, Iterator

from ucsmsg.redaction._alphabets import DIGITS, LOWER, alphabet_of

_ROUNDS = 4
"""Of a Feistel network: so many make it a strong permutation. Even, so that both halves are where they were."""
_BYTES = 4
"""Bytes for each character, so many that no remainder is likelier than another."""
_HEXADECIMAL = frozenset("0123456789abcdef")
_SHORTEST_HEXADECIMAL = 8
_KEPT_WORDS = 1 << 16


class Pseudonyms:
    """The pseudonyms of one key, at most 64 bytes; all of their characters are in the encoding, as long as before."""

    def __init__(self, key: bytes, encoding: str = "utf-8") -> None:
        self._key = key
        self._encoding = encoding
        self.of = functools.lru_cache(maxsize=_KEPT_WORDS)(self._of)

    def _of(self, word: str) -> str:
        """The pseudonym of a word, of the same length; letter case is kept, and does not make it another word."""
        alphabets = [*_alphabets(_folded(word), self._encoding)]
        places = [place for place, alphabet in enumerate(alphabets) if len(alphabet) > 1]
        if not places:
            return word
        folded, written = _folded(word), [*word]
        radices = [len(alphabets[place]) for place in places]
        numbers = [alphabets[place].index(folded[place]) for place in places]
        shape = "".join(alphabet[:1] for alphabet in alphabets)
        for place, number in zip(places, self._permuted(numbers, radices, shape), strict=True):
            character = alphabets[place][number]
            is_upper = word[place].isascii() and word[place].isupper()
            written[place] = character.upper() if is_upper else character
        return "".join(written)

    def _permuted(self, numbers: list[int], radices: list[int], shape: str) -> list[int]:
        """Other numbers below the same radices. The first one is never what it was."""
        first, rest = numbers[0], numbers[1:]
        [step] = self._stream(shape, rest, count=1)
        first = (first + 1 + step % (radices[0] - 1)) % radices[0]
        middle = 1 + len(rest) // 2
        left, right = rest[: middle - 1], rest[middle - 1 :]
        moduli, others = radices[1:middle], radices[middle:]
        for turn in range(_ROUNDS):
            added = self._stream(f"{shape} {turn} {first}", right, count=len(left))
            sums = (number + more for number, more in zip(left, added, strict=True))
            left, right = right, [number % modulus for number, modulus in zip(sums, moduli, strict=True)]
            moduli, others = others, moduli
        return [first, *left, *right]

    def in_encoding(self, encoding: str) -> "Pseudonyms":
        """Those of the same key for a text in an encoding; in UTF-8, UTF-16 and UTF-32 they are the same."""
        return self if encoding.startswith("utf") else Pseudonyms(self._key, encoding)

    def _stream(self, text: str, numbers: list[int], *, count: int) -> Iterator[int]:
        """So many numbers that nobody can tell without the key."""
        data = text.encode("utf-8", "surrogatepass") + b"\0" + bytes(numbers)
        seed = hashlib.blake2b(data, key=self._key).digest()
        stream = hashlib.shake_256(seed).digest(_BYTES * count)
        return (int.from_bytes(stream[at : at + _BYTES], "big") for at in range(0, len(stream), _BYTES))


def _folded(word: str) -> str:
    """The word with the letters of ASCII in lower case, as long as before."""
    return "".join(character.lower() if character.isascii() else character for character in word)


def _alphabets(word: str, encoding: str) -> Iterable[str]:
    """The alphabet of each character: an integer stays one without zeros before it, what is hexadecimal stays that."""
    if word.isascii() and word.isdigit():
        zeros = len(word) - len(word.lstrip("0"))
        return itertools.chain([""] * zeros, [DIGITS[1:]][: len(word) - zeros], [DIGITS] * (len(word) - zeros - 1))
    if len(word) >= _SHORTEST_HEXADECIMAL and _HEXADECIMAL.issuperset(word) and not word.isalpha():
        return (DIGITS if character.isdigit() else LOWER[:6] for character in word)
    return (alphabet_of(character, encoding) for character in word)
