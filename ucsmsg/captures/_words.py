"""Whether a word stands in a text: the question that most of a capture is only asked."""

from collections.abc import Iterable, Iterator

from ucsmsg.text.searching import library

SHORT = 1 << 10
"""Characters of a text in which Python finds a word as quickly."""


def words_in(text: str, words: Iterable[str]) -> Iterator[str]:
    """The words, which are ASCII, that stand in the text."""
    if len(text) <= SHORT or library() is None:
        return (word for word in words if word in text)
    data = text.encode("utf-8", "surrogatepass")
    return (word for word in words if stands_in(word.encode(), data))


def stands_in(word: bytes, data: bytes) -> bool:
    """True where the word stands in the data."""
    found = library()
    return word in data if found is None else found.find(data, word) >= 0


def count_of(character: str, text: str) -> int:
    """How often the character, which is ASCII, stands in the text."""
    found = library() if len(text) > SHORT else None
    if found is None:
        return text.count(character)
    return int(found.count(text.encode("utf-8", "surrogatepass"), character.encode()))
