"""Mutants of patterns: terminals and rules of `grammar/`, patterns that the package compiles, tables of marks."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs

from tests.mutation import regex
from tests.mutation.mutant import ROOT, Mutant, numbered, offsets, read

_GRAMMAR_LINE = re.compile(r"(?P<comment>\s*//)|[?!]?(?P<name>\w+)(?:\.-?\d+)?[ \t]*:|\s*\|[ \t]*(?P<alternative>\w+)")
_COMPILERS = ("re.compile", "postponed_pattern")
_GRAMMAR_PATTERN = re.compile(r"(?<![/\\\w])/(?![/*])(?P<pattern>(?:\\.|[^/\\\n])+)/(?P<flags>[imsx]*)")
_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE}
_WORDS = re.compile(r"\w", re.ASCII)


def pattern_mutants() -> Iterator[Mutant]:
    """Every mutant of every pattern."""
    yield from numbered(_pattern_mutants())


def _pattern_mutants() -> Iterator[Mutant]:
    for path in sorted((ROOT / "grammar").glob("*.lark")):
        yield from grammar_mutants(_relative(path), path.read_text("utf-8"))
    yield from _Compiled.found().mutants()
    for path in sorted((ROOT / "ucsmsg").rglob("*.py")):
        yield from mark_mutants(_relative(path), path.read_text("utf-8"))


def _relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# ---- Grammar files ---------------------------------------------------------------------------------------------------


def grammar_mutants(file: str, source: str) -> Iterator[Mutant]:
    """A mutant for each change of a pattern, and for each alternative of a rule that has a line of its own."""
    name, offset = "", 0
    for line in source.splitlines(keepends=True):
        start = _GRAMMAR_LINE.match(line)
        if start is None or not start["comment"]:
            name = start["name"] if start and start["name"] else name
            if start and start["alternative"]:
                yield Mutant(file, name, f"`{start['alternative']}` removed", offset, offset + len(line), "\n")
            for match in _GRAMMAR_PATTERN.finditer(line):
                yield from _terminal_mutants(file, name, offset, match)
        offset += len(line)


def _terminal_mutants(file: str, name: str, offset: int, match: re.Match[str]) -> Iterator[Mutant]:
    flags = sum(_FLAGS[letter] for letter in match["flags"])
    start, end = (offset + at for at in match.span("pattern"))
    for at, flag in enumerate(match["flags"], end + 1):
        yield Mutant(file, name, f"flag `{flag}` dropped", at, at + 1, "")
    for change, text in regex.mutants(match["pattern"], flags):
        yield Mutant(file, name, change, start, end, text)


# ---- Patterns in code ------------------------------------------------------------------------------------------------


@attrs.frozen
class _Compiled:
    """What the package compiles on import: texts and flags by file and line; and the texts of its modules' names."""

    patterns: dict[tuple[str, int], list[tuple[str | bytes, int]]]
    texts: dict[str, dict[str, str]]

    @classmethod
    def found(cls) -> "_Compiled":
        command = [sys.executable, "-m", "tests.mutation.compiled"]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603  # our own
        found, texts = ast.literal_eval(done.stdout)
        patterns: dict[tuple[str, int], list[tuple[str | bytes, int]]] = {}
        for file, line, pattern, flags in found:
            patterns.setdefault((file, line), []).append((pattern, flags))
        return cls(patterns, texts)

    def mutants(self) -> Iterator[Mutant]:
        """Those of each call that compiles one, and those of the texts that are parts of several patterns."""
        trees = {file: ast.parse(read(file)) for file in self.texts}
        calls = [(file, name, call) for file, tree in trees.items() for name, call in _compiling(tree)]
        shared = {name for file, _, call in calls for name in self._parts(file, call.args[0])}
        for file, name, call in calls:
            for number, (pattern, flags) in enumerate(self.patterns.get((file, call.lineno), ())):
                label = f"{name}[{number}]" if number else name
                yield from self._exchanged(file, label, call.args[0], pattern, flags)
            for flag in call.args[1:]:
                yield Mutant(file, name, f"{ast.unparse(flag)} dropped", *offsets(read(file))(flag), "0")
        for file, tree in trees.items():
            for name, value in _assigned(tree):
                if name in shared and name in self.texts[file]:
                    yield from self._exchanged(file, name, value, self.texts[file][name], 0)

    def _exchanged(self, file: str, name: str, written: ast.expr, pattern: str | bytes, flags: int) -> Iterator[Mutant]:
        """Mutants of an expression's value. One expression may give several patterns: only this one is exchanged."""
        source = read(file)
        start, end = offsets(source)(written)
        parts = [self.texts[file][part] for part in self._parts(file, written)]
        found: Iterator[tuple[str, str | bytes]] = regex.mutants(pattern, flags, parts)
        for change, changed in found:
            text = f"{{{pattern!a}: {changed!a}}}.get({source[start:end]}, {source[start:end]})"
            yield Mutant(file, name, change, start, end, text)

    def _parts(self, file: str, expression: ast.expr) -> list[str]:
        """The names in an expression that stand for texts of their own."""
        names = (node.id for node in ast.walk(expression) if isinstance(node, ast.Name))
        return [name for name in names if name in self.texts[file]]


def _compiling(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Each call of `re.compile` in a module, and the name of the statement it is in."""
    for statement in tree.body:
        name = next((name for name, _ in _assigned(ast.Module([statement], []))), getattr(statement, "name", "?"))
        for node in ast.walk(statement):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in _COMPILERS:
                yield name, node


def _assigned(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value:
            yield (
                ast.unparse(statement.targets[0] if isinstance(statement, ast.Assign) else statement.target),
                statement.value,
            )


# ---- Tables of marks -------------------------------------------------------------------------------------------------


def mark_mutants(file: str, source: str) -> Iterator[Mutant]:
    """A mutant for each character of a module's constant that holds marks and no words: quotes, brackets, signs."""
    place = offsets(source)
    for name, value in _assigned(ast.parse(source)):
        for node, text in _mark_texts(value):
            for index, mark in enumerate(text):
                rest = text[:index] + text[index + 1 :]
                yield Mutant(file, name, f"{mark!a} removed from {text!a}", *place(node), f"{rest!a}")


def _mark_texts(value: ast.expr) -> Iterator[tuple[ast.Constant, str]]:
    inside = [node for node in ast.walk(value) if isinstance(node, ast.JoinedStr | ast.Call | ast.Lambda)]
    skipped = {id(node) for outer in inside for node in ast.walk(outer)}
    for node in ast.walk(value):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in skipped else None
        if isinstance(node, ast.Constant) and isinstance(text, str) and not _WORDS.search(text):
            yield node, text
