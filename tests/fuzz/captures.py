"""Damage many captures and list what is in nothing: `python -m tests.fuzz.captures [--count N] [--seed S] [KIND…]`.

Every capture is a log, a page, lines, a recording or a text of payloads with one to three damaged characters. What has
a name of the server's traffic has to be in a payload or in a diagnostic; the characters that were read and passed over
have to make up the capture. The exit status is 1 when one of them is not.
"""

import argparse
import sys
from collections import Counter

from tests.captures.damaged import KINDS, capture_of, in_nothing, is_counted


def main() -> int:
    """Run, and print each capture with text in nothing by its kind and its seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", default=[*KINDS], help=f"of {', '.join(KINDS)}; all without one")
    parser.add_argument("--count", type=int, default=300_000, help="how many captures")
    parser.add_argument("--seed", type=int, default=0, help="the first one's number")
    parser.add_argument("--shown", type=int, default=20, help="how many of those found are printed")
    options = parser.parse_args()
    found: Counter[str] = Counter()
    for number in range(options.seed, options.seed + options.count):
        kind = options.kinds[number % len(options.kinds)]
        text = capture_of(kind, number)
        problems = in_nothing(text) or ([] if is_counted(text) else ["characters that are not counted"])
        if problems:
            found[kind] += 1
            if sum(found.values()) <= options.shown:
                print(f"{kind} {number}: {problems[0]!r}", flush=True)  # noqa: T201  # a script
    print(f"{options.count:,} captures, {sum(found.values()):,} with text in nothing: {dict(found)}")  # noqa: T201  # what a script prints is what it is for
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
