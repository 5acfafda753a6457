"""Compare the typed lanes with the others on damaged texts: `python -m tests.fuzz.typed [--count N] [--seed S]`.

What a typed lane takes must have the same records, and as many notes, in the other lanes: as notifications, and as the
records that a text is read `as_`. The exit status is 1 where one text differs; it is printed with its number.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeAlias

from tests.typed.damaged import NOTIFICATIONS, damaged
from tests.typed.reading import LANES, lanes_of, taken_as, taken_by
from tests.typed.test_reading_as import FUZZED

_Tried: TypeAlias = tuple[Sequence[Any], dict[str, Callable[[str], bool]]]
"""Sound values, with the lanes that texts of them are tried by."""


def _as_notifications() -> _Tried:
    return NOTIFICATIONS, {name: partial(taken_by, lane) for name, lane in LANES.items()}


def _as_records(as_: Any, sound: Sequence[Any]) -> _Tried:
    return sound, {f"{name}, as_": partial(taken_as, *lane) for name, lane in lanes_of(as_).items()}


_TRIED = [pair for as_, sound in FUZZED for pair in (_as_notifications(), _as_records(as_, sound))]


def main() -> int:
    """Run, and print how many texts each lane took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300_000, help="how many texts")
    parser.add_argument("--seed", type=int, default=0, help="the first one's number")
    options = parser.parse_args()
    taken: Counter[str] = Counter()
    for number in range(options.seed, options.seed + options.count):
        sound, lanes = _TRIED[number % len(_TRIED)]
        text = damaged(number, sound)
        try:
            taken.update(name for name, is_taken in lanes.items() if is_taken(text))
        except AssertionError:
            print(f"{number}: {text!a}", flush=True)  # noqa: T201  # a script
            return 1
    print(f"{options.count:,} texts, taken: {dict(taken)}")  # noqa: T201  # what a script prints is what it is for
    return 0


if __name__ == "__main__":
    sys.exit(main())
