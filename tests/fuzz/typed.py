"""Compare the typed lanes with the others on damaged texts: `python -m tests.fuzz.typed [--count N] [--seed S]`.

What a typed lane takes must have the same records, and as many notes, in the other lanes. The exit status is 1 where
one text differs; it is printed with its number.
"""

import argparse
import sys
from collections import Counter

from tests.typed.damaged import damaged
from tests.typed.reading import LANES, taken_by


def main() -> int:
    """Run, and print how many texts each lane took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300_000, help="how many texts")
    parser.add_argument("--seed", type=int, default=0, help="the first one's number")
    options = parser.parse_args()
    taken: Counter[str] = Counter()
    for number in range(options.seed, options.seed + options.count):
        text = damaged(number)
        try:
            taken.update(name for name, lane in LANES.items() if taken_by(lane, text))
        except AssertionError:
            print(f"{number}: {text!a}", flush=True)  # noqa: T201  # a script
            return 1
    print(f"{options.count:,} texts, taken: {dict(taken)}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
