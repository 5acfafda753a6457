"""Every pattern that the package compiles when it is imported: `python -m tests.mutation.compiled`.

A pattern may be put together from others, so the text that arrives at `re.compile` is what counts.
"""

import importlib
import pkgutil
import re
import sys
from pathlib import Path
from typing import Any

from ucsmsg import _postponed

PACKAGE = Path(__file__).parents[2] / "ucsmsg"
WITH_SPARK = ("ucsmsg.spark._files", "ucsmsg.spark._source")  # only there where Spark is, and without a pattern


def main() -> None:
    """Write file, line, text and flags of each pattern in order, and by file the texts of a module's names."""
    found: dict[tuple[str, int, str | bytes, int], None] = {}
    texts: dict[str, dict[str, str]] = {}
    compile_pattern = re.compile

    def noted(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        caller = sys._getframe(1)  # noqa: SLF001  # Python's own way to a caller
        file = Path(caller.f_code.co_filename)
        if file.is_relative_to(PACKAGE):
            found[_relative(file), caller.f_lineno, pattern, int(flags)] = None
        return compile_pattern(pattern, flags)

    re.compile = _postponed.postponed_pattern = noted
    for info in pkgutil.walk_packages([str(PACKAGE)], f"{PACKAGE.name}."):
        if not info.name.endswith("__main__") and not info.name.startswith(WITH_SPARK):
            module = importlib.import_module(info.name)
            values = {name: getattr(value, "pattern", value) for name, value in vars(module).items()}
            file = _relative(Path(module.__file__ or ""))
            texts[file] = {name: value for name, value in values.items() if type(value) is str}
    sys.stdout.write(ascii((list(found), texts)))


def _relative(file: Path) -> str:
    return file.relative_to(PACKAGE.parent).as_posix()


if __name__ == "__main__":
    main()
