"""Whether a word stands in a text: the question that most of a capture is only asked."""

import functools
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

SHORT = 1 << 10
"""Characters of a text in which Python finds a word as quickly."""


def words_in(text: str, words: Iterable[str]) -> Iterator[str]:
    """The words, which are ASCII, that stand in the text."""
    if len(text) <= SHORT or finder() is None:
        return (word for word in words if word in text)
    data = text.encode("utf-8", "surrogatepass")
    return (word for word in words if stands_in(word.encode(), data))


def stands_in(word: bytes, data: bytes) -> bool:
    """True where the word stands in the data."""
    find = finder()
    return word in data if find is None else find(data, word) >= 0


@functools.cache
def finder() -> Callable[[bytes, bytes], int] | None:
    """`find` of StringZilla, ten times as fast as Python's, where the extra `speed` has installed it.

    It is given bytes only: of a `str` it takes offsets for those of bytes, and it does not survive lone surrogates.
    """
    try:
        find: Callable[[bytes, bytes], int] = import_module("stringzilla").find
    except ImportError:
        return None
    return find
