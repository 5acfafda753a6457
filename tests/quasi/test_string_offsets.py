"""Where the characters of a string's value are written."""

import itertools

import pytest

from ucsmsg.quasi.lexing._strings import ContentOffsets

PIECES = {"a": "a", "_": "_", "é": "é", "🙂": "🙂", '\\"': '"', "\\\\": "\\", "\\/": "/", "\\n": "\n"}
"""Each as it is written, and what it stands for."""
LONG_PIECES = {"\\u00fc": "ü", "\\ud83d\\ude42": "🙂", "\\x41": "A", "\\\n": "", "\\_": "_", "\ud83d": "\ud83d"}


@pytest.mark.parametrize("pieces", [PIECES, PIECES | LONG_PIECES], ids=["two characters", "any"])
def test_each_character_of_a_value_stands_where_its_piece_is_written(pieces: dict[str, str]) -> None:
    for written in itertools.product(pieces, repeat=3):
        offsets = ContentOffsets(f'["{"".join(written)}"]', 2, 2 + len("".join(written)))
        places = itertools.accumulate(map(len, written), initial=2)
        starts = [place for piece, place in zip(written, places, strict=False) if pieces[piece]]

        assert [offsets[index] for index in range(len(starts))] == starts
