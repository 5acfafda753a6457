"""How many small changes of the code or of its patterns no test notices: `python -m tests.mutation code|patterns`.

Survivors that change nothing that can be seen stand in `equivalent.toml`, each with the reason; the rest is shown.
Exit status 1 when there is one.
"""

import argparse
import random
import sys
import time
from fnmatch import fnmatch
from pathlib import Path

from tests.mutation import equivalent
from tests.mutation.code import code_mutants
from tests.mutation.mutant import Mutant
from tests.mutation.patterns import pattern_mutants
from tests.mutation.running import sandbox


def main() -> int:
    """Run the mutants that the options select, one after the other."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("kind", choices=("code", "patterns"))
    parser.add_argument("--files", action="append", metavar="GLOB", help="only files such as 'ucsmsg/schema/*'")
    parser.add_argument("--names", default="*", metavar="GLOB", help="only patterns or functions of such a name")
    parser.add_argument("--count", type=int, help="a sample of so many (all patterns, 500 of the code)")
    parser.add_argument("--seed", type=int, default=0, help="another sample")
    parser.add_argument("--part", default="1/1", metavar="I/N", help="every Nth mutant from the Ith, for several jobs")
    parser.add_argument("--again", type=Path, metavar="FILE", help="only the survivors of a run, from its output")
    parser.add_argument("--list", action="store_true", help="show the mutants, run nothing")
    options = parser.parse_args()
    made = list(code_mutants(options.files or ["*"]) if options.kind == "code" else pattern_mutants())
    chosen = _chosen(made, options)
    if options.list:
        sys.stdout.writelines(_line(mutant) for mutant in chosen)
        return 0
    return _run(chosen)


def _chosen(made: list[Mutant], options: argparse.Namespace) -> list[Mutant]:
    globs = options.files or ["*"]
    again = options.again.read_text("utf-8").splitlines(keepends=True) if options.again else None
    found = [
        mutant
        for mutant in made
        if any(fnmatch(mutant.file, glob) for glob in globs)
        and fnmatch(mutant.name, options.names)
        and (again is None or _line(mutant) in again)
    ]
    count = options.count or (500 if options.kind == "code" else len(found))
    if count < len(found):
        keep = set(random.Random(options.seed).sample(range(len(found)), count))  # noqa: S311  # a sample, no secret
        found = [mutant for index, mutant in enumerate(found) if index in keep]
    first, step = map(int, options.part.split("/"))
    return found[first - 1 :: step]


def _run(mutants: list[Mutant]) -> int:
    reasons = equivalent.reasons()
    known = [mutant for mutant in mutants if mutant.key in reasons]
    tried = [mutant for mutant in mutants if mutant.key not in reasons]
    survivors = 0
    start = time.monotonic()
    with sandbox() as copy:
        for mutant in tried:
            if copy.survives(mutant):
                survivors += 1
                sys.stdout.write(_line(mutant))
                sys.stdout.flush()
    share = 1 - survivors / max(len(tried), 1)
    minutes = (time.monotonic() - start) / 60
    sys.stdout.write(
        f"{len(tried) - survivors} of {len(tried)} mutants killed ({share:.1%}) in {minutes:.0f} minutes,"
        f" {len(known)} more are equivalent.\n"
    )
    return int(survivors > 0)


def _line(mutant: Mutant) -> str:
    return f"{mutant.file}  {mutant.name}  {mutant.change}\n"


if __name__ == "__main__":
    sys.exit(main())
