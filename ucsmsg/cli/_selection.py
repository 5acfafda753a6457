"""Which files of a folder are captures: those that are hidden, ignored or excluded are left out, and counted."""

import contextlib
import functools
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ucsmsg.captures import is_hidden, is_readable
from ucsmsg.cli._statuses import complain

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NO_PAYLOAD = "without a payload"
"""Why a file that was found is no capture."""

_Rules = tuple[tuple[Path, "GitIgnoreSpec"], ...]
_REPOSITORY = ".git"
_IGNORE_FILES = (".gitignore", f"{_REPOSITORY}/info/exclude")


class Glob(click.ParamType):  # type: ignore[type-arg]  # generic in new versions of click only
    """A pattern as in a `.gitignore`."""

    name = "glob"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The pattern itself; says so where it is none."""
        if not list(_spec([value]).patterns):
            expected = f"a pattern as in a .gitignore, with at most {_MOST_STARS} stars in a name"
            self.fail(f"Expected {expected}, got {value!r}", param, ctx)
        return str(value)


_OPTIONS = (
    click.option(
        "--exclude",
        multiple=True,
        type=Glob(),
        metavar="GLOB",
        help="Leave files and folders out that a folder has, as a line of .gitignore would. May be repeated.",
    ),
    click.option(
        "--include",
        multiple=True,
        type=Glob(),
        metavar="GLOB",
        help="Read only these files of a folder, hidden and ignored ones too. May be repeated.",
    ),
    click.option("--no-ignore", is_flag=True, help="Read also what the .gitignore files of a repository leave out."),
)


def selecting(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that select files of folders; the command gets a `selection`, and what is left out is said."""

    @functools.wraps(command)
    def with_selection(
        *arguments: Any, exclude: tuple[str, ...], include: tuple[str, ...], no_ignore: bool, **options: Any
    ) -> Any:
        selection = Selection(exclude, include, has_ignore_files=not no_ignore)
        try:
            return command(*arguments, selection=selection, **options)
        finally:
            if selection.left_out and not options.get("quiet"):
                complain(f"left out of folders: {selection}")

    for option in reversed(_OPTIONS):
        with_selection = option(with_selection)
    return with_selection


class Selection:
    """What is wanted of folders, and how much was left out for which reason.

    Patterns with a slash stand for paths from the working folder.
    """

    def __init__(
        self, exclude: Iterable[str] = (), include: Iterable[str] = (), *, has_ignore_files: bool = True
    ) -> None:
        self.left_out: Counter[str] = Counter()
        self._exclude = tuple(exclude)
        self._include = tuple(include)
        self._has_ignore_files = has_ignore_files
        self._rules: dict[Path, _Rules | None] = {}

    def __str__(self) -> str:
        return ", ".join(f"{count:,} {reason}" for reason, count in sorted(self.left_out.items()))

    def enter(self, folder: str) -> None:
        """A folder that somebody names is read, also where its repository ignores it."""
        path = _absolute(folder)
        if self._is_ignored(path):
            self._rules[path] = _rules_in(path)

    def wants(self, entry: Path) -> bool:
        """True for what is not left out."""
        reason = self._reason_against(_absolute(entry))
        if reason:
            self.left_out[reason] += 1
        return not reason

    def _reason_against(self, entry: Path) -> str:
        if not is_readable(entry):
            return "as links to folders, pipes or devices"
        if _verdict(self._exclude_spec, Path.cwd(), entry):
            return "by --exclude"
        if self._include and _verdict(self._include_spec, Path.cwd(), entry):
            return ""
        if is_hidden(entry):
            return "hidden"
        if self._is_ignored(entry):
            return "by .gitignore (--no-ignore reads them)"
        return "not in --include" if self._include and not entry.is_dir() else ""

    @functools.cached_property
    def _exclude_spec(self) -> "GitIgnoreSpec":
        return _spec(self._exclude)

    @functools.cached_property
    def _include_spec(self) -> "GitIgnoreSpec":
        return _spec(self._include)

    def _is_ignored(self, entry: Path) -> bool:
        """True where the nearest pattern that matches says so, as git has it."""
        rules = self._rules_of(entry.parent) if self._has_ignore_files else None
        verdicts = (_verdict(spec, folder, entry) for folder, spec in rules or ())
        return next((verdict for verdict in verdicts if verdict is not None), False)

    def _rules_of(self, folder: Path) -> _Rules | None:
        """The patterns that count in a folder, the nearest first; None outside of a repository."""
        if folder not in self._rules:
            outer: _Rules | None = () if (folder / _REPOSITORY).exists() else None
            if outer is None and folder.parent != folder:
                outer = self._rules_of(folder.parent)
            self._rules[folder] = None if outer is None else (*_rules_in(folder), *outer)
        return self._rules[folder]


def _absolute(path: str | Path) -> Path:
    """The path from the root on; links stay, as git takes them."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - `resolve` follows links


def _verdict(spec: "GitIgnoreSpec", folder: Path, entry: Path) -> bool | None:
    """Whether the last of the patterns that match says that it is meant; None where none matches."""
    path = os.path.relpath(entry, folder)
    return spec.check_file(path + "/" if entry.is_dir() else path).include


def _rules_in(folder: Path) -> _Rules:
    """The patterns that stand in the folder itself."""
    rules = []
    for file in (folder / name for name in _IGNORE_FILES):
        with contextlib.suppress(OSError):
            if file.is_file():  # a pipe or a device has no end
                rules.append((folder, _spec(file.read_text("utf-8", "surrogateescape").splitlines())))
    return tuple(rules)


def _spec(lines: Iterable[str]) -> "GitIgnoreSpec":
    """The patterns of the lines, without those that are none, as git passes them over, or take too long."""
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - who names files needs no patterns

    patterns = []
    for line in filter(_is_quick, lines):
        with contextlib.suppress(ValueError, re.error):
            patterns += [each for each in GitIgnoreSpec.from_lines([line]).patterns if each.include is not None]
    return GitIgnoreSpec(patterns)


_MOST_STARS = 3


def _is_quick(pattern: str) -> bool:
    """True for a pattern that is soon found not to match: each star that leaves a choice multiplies the time."""
    segments = pattern.split("/")
    stars = [segment.count("*") for segment in segments if segment not in {"*", "**"}]
    choices = sum(count - 1 for count in stars if count) + segments.count("**")
    return max(stars, default=0) <= _MOST_STARS and choices <= _MOST_STARS
