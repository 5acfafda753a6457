"""Running the tests of a mutant: in a copy of the project, in a forked process that has imported nothing of it yet."""

import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs
import pytest
from hypothesis import Phase, settings

from tests.mutation.mutant import ROOT, Mutant

_FOLDERS = ("ucsmsg", "grammar", "tests", "corpus", "docs")
_FILES = ("pyproject.toml", "README.md", "CHANGELOG.md", ".pre-commit-hooks.yaml")
_MEMORY = 4 * 1024**3
_PATIENCE = 4  # times what the tests take without a mutant
_CHANGED = 10  # seconds: bytecode of the unchanged file does not count any more
# Not the package itself: each process imports it anew.
_IMPORTED_ONCE = ("attrs", "click", "dateutil.parser", "hypothesis.strategies", "jsonschema", "lark", "msgspec", "rich")
_OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "-W", "ignore:Module already imported")


@attrs.frozen
class Tests:
    """Which tests say whether a mutant of a file lives, in steps: what a step finds needs no later one."""

    file: str
    steps: tuple[tuple[str, ...], ...]


_CORPUS = "tests/corpus/test_corpus.py"
_TERMINALS = tuple(f"tests/quasi/test_{kind}terminals.py" for kind in ("", "string_", "number_"))
_SLOW = ("tests/quasi/test_grammar.py", "tests/quasi/test_lanes_agree.py")


def _of_syntax() -> tuple[str, ...]:
    """The quick tests of the syntax, those first that find most."""
    first = ("words", "brackets", "separators", "quotes", "roots", "find")
    named = [f"tests/quasi/test_{name}.py" for name in first]
    found = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests/quasi").glob("test_*.py"))
    return (*named, *(path for path in found if path not in {*named, *_SLOW, *_TERMINALS}))


_OF_TOKENS = (_TERMINALS, _of_syntax(), (_CORPUS,), ("tests/core",), _SLOW)
_OF_QUASI = (_of_syntax(), (_CORPUS,), (*_TERMINALS, *_SLOW), ("tests/core",))
# The first beginning of a file's path counts.
TESTS = (
    Tests("grammar/", _OF_TOKENS),
    Tests("ucsmsg/quasi/", _OF_QUASI),
    Tests("ucsmsg/captures/", (("tests/captures/test_patterns.py",), (_CORPUS,), ("tests/captures",))),
    Tests("ucsmsg/schema/", ((_CORPUS,), ("tests/schema",), ("tests/laws/test_notification_mutations.py",))),
    Tests("ucsmsg/conversations/", (("tests/conversations",),)),
    Tests("ucsmsg/cli/transcripts/", (("tests/cli/test_show.py",), ("tests/cli/test_hostile_transcripts.py",))),
    Tests("ucsmsg/cli/", (("tests/cli",),)),
    Tests("ucsmsg/testing/", (("tests/laws/test_mutator.py", "tests/corpus"), ("tests/laws",), ("tests/schema",))),
    Tests("ucsmsg/catalogue/", ((_CORPUS, "tests/core", "tests/project/test_catalogue.py"), ("tests/cli",))),
    Tests("ucsmsg/", (*_OF_QUASI, ("tests/captures",), ("tests/schema",), ("tests/cli",))),
)


class _Plugin:
    """Failing examples are not made smaller: that one fails is enough."""

    def pytest_sessionstart(self) -> None:
        found = settings.get_profile("ucsmsg")
        settings.register_profile("mutation", found, phases=(Phase.explicit, Phase.generate), database=None)
        settings.load_profile("mutation")


class Sandbox:
    """A copy of the project in which one file at a time is changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._limits: dict[tuple[str, ...], float] = {}
        for name in _FOLDERS:
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in _FILES:
            shutil.copy2(ROOT / name, folder / name)

    def survives(self, mutant: Mutant) -> bool:
        """True when no test fails with the mutant."""
        steps = next(tests.steps for tests in TESTS if mutant.file.startswith(tests.file))
        return all(self._survives(mutant, paths, self._limit(paths)) for paths in steps)

    def _survives(self, mutant: Mutant, paths: tuple[str, ...], limit: float) -> bool:
        path = self._folder / mutant.file
        source, times = path.read_text("utf-8"), path.stat()
        path.write_text(mutant.applied(source), "utf-8")
        os.utime(path, (times.st_atime, times.st_mtime + _CHANGED))
        try:
            return self._passes(paths, limit)
        finally:
            path.write_text(source, "utf-8")
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))

    def _limit(self, paths: tuple[str, ...]) -> float:
        """Seconds after which tests count as failed; at the first call for a set of tests they must pass."""
        if paths not in self._limits:
            start = time.monotonic()
            if not self._passes(paths, limit=3600, first=True):
                output = (self._folder / "output").read_text("utf-8")
                raise SystemExit(f"Expected tests that pass without a mutant, got:\n{output}")
            self._limits[paths] = _PATIENCE * (time.monotonic() - start)
        return self._limits[paths]

    def _passes(self, paths: tuple[str, ...], limit: float, *, first: bool = False) -> bool:
        child = os.fork()
        if not child:
            self._run(paths, first=first)
        end = time.monotonic() + limit
        while time.monotonic() < end:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status) == 0
            time.sleep(0.02)
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return False

    def _run(self, paths: tuple[str, ...], *, first: bool) -> None:
        """In the child: the tests, and nothing after them."""
        status = 1
        try:
            os.setsid()
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            sys.dont_write_bytecode = not first
            output = os.open(self._folder / "output", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
            for stream in (0, 1, 2):
                os.dup2(output, stream)
            for name in [name for name in sys.modules if name.partition(".")[0] in ("tests", "ucsmsg")]:
                del sys.modules[name]
            status = pytest.main([*_OPTIONS, *paths], plugins=[_Plugin()])
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            os._exit(int(status))


@contextmanager
def sandbox() -> Iterator[Sandbox]:
    """A copy in a private folder, which this process works in; what it imports comes from there."""
    for name in _IMPORTED_ONCE:
        __import__(name)
    before = Path.cwd()
    with tempfile.TemporaryDirectory(prefix="ucsmsg-mutation-") as folder:
        made = Sandbox(Path(folder))
        os.environ |= {"PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"}
        # The tests of the copy, and the package that they import: not those of the project.
        sys.path[:] = [folder, *(entry for entry in sys.path if Path(entry).resolve() not in (ROOT, before))]
        os.chdir(folder)
        try:
            yield made
        finally:
            os.chdir(before)
