"""Where something is shown to people: how wide it is, and what can be shown there as it is."""

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

import attrs

_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

_LINE_END = re.compile(r"\r\n|\r|\n")
_WORD = re.compile(r" *+[^ ]++| ++")


@attrs.frozen
class Screen:
    """A terminal, a file or a log: how many columns its lines have, and the encoding of what is written there."""

    width: int = 100
    encoding: str = "utf-8"

    def pieces(self, text: str) -> list[str]:
        """What people take for characters, each as it is shown."""
        return [self.shown(character) for character in graphemes(text)]

    def shown(self, text: str) -> str:
        """The text as it is shown: with an escape for what cannot be shown, or what a terminal could act on."""
        text = printable(text)
        return text if text.isascii() else text.encode(self.encoding, "backslashreplace").decode(self.encoding)

    @property
    def ellipsis(self) -> str:
        """What stands for text that is left out."""
        return "…" if self.shown("…") == "…" else "..."

    def cropped(self, text: str) -> str:
        """As much of the text as one line of the screen has place for."""
        return self.cropped_to(text, self.width)

    def cropped_to(self, text: str, room: int) -> str:
        """As much of the text as there is room for."""
        shown = self.shown(text)
        if shown.isascii() and len(shown) <= room:
            return shown
        return "".join(self.fitted(self.pieces(text), room, has_more=False))

    def wrapped(self, text: str, room: int) -> list[str]:
        """The text in lines of so many columns, broken between words where that can be: at least one line.

        Each of its own lines begins a new one. It takes linear time, whatever the text is.
        """
        return [line for given in _LINE_END.split(text) for line in self._wrapped(given, room)]

    def _wrapped(self, text: str, room: int) -> Iterator[str]:
        line, left = "", room
        for word in _WORD.findall(self.shown(text)):
            width = _width(word)
            if line and width > left:
                yield line.rstrip()
                line, left, word = "", room, word.lstrip(" ")  # noqa: PLW2901 - the spaces were the end of the line
                width = _width(word)
            if width > left:
                *full, word = _broken(word, room)  # noqa: PLW2901 - the rest of it
                yield from full
                width = _width(word)
            line += word
            left -= width
        yield line.rstrip()

    def fitted(self, pieces: Iterable[str], room: int, *, has_more: bool) -> list[str]:
        """As many pieces as there is room for, with an ellipsis for the others; `has_more`: there are others anyway."""
        pieces = [*pieces]
        if not has_more and sum(map(columns, pieces)) <= room:
            return pieces
        room -= columns(self.ellipsis)
        fitting = []
        for piece in pieces:
            room -= columns(piece)
            if room < 0:
                break
            fitting.append(piece)
        return [*fitting, self.ellipsis]


def printable(text: str) -> str:
    """The text with every character that a terminal could act on, or not show, replaced by its escape."""
    if text.isprintable():  # nothing of the hidden categories, and no tab
        return text
    return "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character == "\t":
        return " "
    if unicodedata.category(character) not in _HIDDEN_CATEGORIES:
        return character
    return f"\\x{ord(character):02x}" if character < "\x80" else f"\\u{{{ord(character):x}}}"


def columns(text: str) -> int:
    """How many columns of a terminal a printable text takes."""
    return len(text) if text.isascii() else _measures()[0](text)


def graphemes(text: str) -> Iterable[str]:
    """The characters of the text, each with the marks that are shown with it."""
    return text if text.isascii() else _measures()[1](text)


def _width(text: str) -> int:
    """The columns of a text, in linear time: the library is slow with many flags one behind the other."""
    return len(text) if text.isascii() else sum(map(columns, graphemes(text)))


def _broken(word: str, room: int) -> Iterator[str]:
    """A word that is too long, in parts; a character that is too wide, as no terminal shows it as one, in its own."""
    part: list[str] = []
    left = room
    for grapheme in graphemes(word):
        for piece in [grapheme] if columns(grapheme) <= room else grapheme:
            left -= columns(piece)
            if left < 0:
                yield "".join(part)
                part, left = [], room - columns(piece)
            part.append(piece)
    yield "".join(part)


@functools.cache
def _measures() -> tuple[Callable[[str], int], Callable[[str], Iterable[str]]]:
    """How columns are counted and graphemes told: by the library for it, which the command has, or nearly so."""
    try:
        from wcwidth import iter_graphemes, width  # noqa: PLC0415 - only for texts that are not ASCII
    except ImportError:
        return _nearly_columns, _nearly_graphemes
    return functools.partial(width, control_codes="ignore"), iter_graphemes


def _nearly_columns(text: str) -> int:
    """Two columns for wide characters, none for combining ones; what else is joined only the library knows."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def _nearly_graphemes(text: str) -> Iterator[str]:
    grapheme = ""
    for character in text:
        if grapheme and not unicodedata.combining(character):
            yield grapheme
            grapheme = ""
        grapheme += character
    yield grapheme
