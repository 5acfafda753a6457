"""Show where the corpus's expectations differ from what comes out: `python -m tests.corpus.update [--write] [PART]`.

PART is a part of an input's path. Without `--write` no file is changed.
"""

import argparse
import difflib
import json
import sys
from pathlib import Path

from tests.corpus.outcomes import CORPUS, reader_for
from ucsmsg.testing import corpus_inputs, expectation_beside, format_expectation, outcome_of


def main() -> int:
    """Print the differences as a unified diff; exit status 1 when there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", default="", help="only inputs with this in their path")
    parser.add_argument("--write", action="store_true", help="write the expectations that differ")
    options = parser.parse_args()
    changed = 0
    for path in corpus_inputs(CORPUS):
        if options.part in path.relative_to(CORPUS).as_posix():
            changed += _renew(path, write=options.write)
    print(f"{changed} expectations differ{' and were written' if options.write else ''}.")  # noqa: T201  # a script
    return int(changed > 0 and not options.write)


def _renew(path: Path, *, write: bool) -> bool:
    expectation = expectation_beside(path)
    old = expectation.read_text("utf-8") if expectation.exists() else ""
    reader = json.loads(old)["reader"] if old else reader_for(path)
    new = format_expectation(reader, {mode: outcome_of(path, reader, mode) for mode in ("strict", "lenient")})
    name = expectation.relative_to(CORPUS).as_posix()
    sys.stdout.writelines(difflib.unified_diff(_lines(old), _lines(new), name, name))
    if write and new != old:
        expectation.write_text(new, "utf-8")
    return new != old


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


if __name__ == "__main__":
    sys.exit(main())
