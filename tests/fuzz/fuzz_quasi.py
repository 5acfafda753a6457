"""Coverage-guided fuzzing of `quasi.parse` and `parse`: `python -m tests.fuzz.fuzz_quasi FOLDER [libFuzzer options]`.

Needs the extra `fuzz`. It starts from the corpus, keeps in FOLDER what it learns, and stops at the first text for which
a law does not hold; libFuzzer then writes that text to a file named `crash-…`. `-max_total_time=600` ends it after ten
minutes.
"""

import importlib
import sys
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parents[2] / "corpus"
_LONGEST = 1024


def main() -> None:
    """Fuzz until a law is broken or libFuzzer's options end it."""
    atheris: Any = importlib.import_module("atheris")  # an extra: type checkers need not find it
    with atheris.instrument_imports(include=["ucsmsg"]):
        invariants = importlib.import_module("tests.laws.invariants")

    def one_input(data: bytes) -> None:
        """Every law, for the bytes and for the text that they may stand for."""
        invariants.check(data)
        invariants.check(data.decode("utf-8", "replace"))

    _copy_seeds(Path(sys.argv[1]))
    atheris.Setup([*sys.argv, f"-max_len={_LONGEST}"], one_input)
    atheris.Fuzz()


def _copy_seeds(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    inputs = [path for path in CORPUS.rglob("*") if path.is_file() and not path.name.endswith(".expected.json")]
    for number, path in enumerate(sorted(inputs)):
        (folder / f"seed-{number:04}").write_bytes(path.read_bytes()[:_LONGEST])


if __name__ == "__main__":
    main()
