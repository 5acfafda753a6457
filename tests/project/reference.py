"""What stands in `docs/reference.md`: every public name of every public module, with what its docstring says first."""

import ast
import importlib
import inspect
import re
from itertools import pairwise
from types import ModuleType
from typing import Any

from tests.project.pages import ROOT

PAGE = ROOT / "docs/reference.md"
MODULES = (
    *("ucsmsg", "ucsmsg.captures", "ucsmsg.catalogue", "ucsmsg.conversations", "ucsmsg.diagnostics", "ucsmsg.genesys"),
    *("ucsmsg.places", "ucsmsg.quasi", "ucsmsg.report", "ucsmsg.schema", "ucsmsg.tables", "ucsmsg.testing"),
    "ucsmsg.testing.strategies",
)
_HEAD = """# Every public name

What is not listed here is private, and may change with any version. The other pages say how these are used, and
`help(name)` says all of it. The page is written by `python -m tests.project.update`.
"""


def written() -> str:
    """The page."""
    return "\n".join([_HEAD, *map(_section, MODULES)])


def _section(name: str) -> str:
    module = importlib.import_module(name)
    rows = [f"| `{each}` | {_first_sentence(module, each)} |" for each in module.__all__]
    return "\n".join([f"## `{name}`\n", "| name | what it is |", "|---|---|", *rows, ""])


def _first_sentence(module: ModuleType, name: str) -> str:
    """The first sentence of the docstring of a class or function, of what stands below a value, or of its class."""
    value = getattr(module, name)
    is_documented = inspect.isclass(value) or inspect.isroutine(value)
    text = (inspect.getdoc(value) if is_documented else _below(name) or inspect.getdoc(type(value))) or ""
    sentence = re.split(r"(?<=\.) ", " ".join(text.split("\n\n")[0].split()))[0]
    assert sentence, f"Expected a docstring of {module.__name__}.{name}, got none"
    return sentence.replace("|", "\\|")


def _below(name: str) -> str:
    """The docstring that stands below the value of that name, wherever in the package it is."""
    for path in sorted((ROOT / "ucsmsg").rglob("*.py")):
        text = path.read_text("utf-8")
        if re.search(rf"^{name}\b.*=", text, re.MULTILINE) and (found := _docstring_below(text, name)):
            return found
    return ""


def _docstring_below(text: str, name: str) -> str:
    body = ast.parse(text).body
    for statement, following in pairwise(body):
        targets: list[Any] = getattr(statement, "targets", [getattr(statement, "target", None)])
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            match following:
                case ast.Expr(value=ast.Constant(value=str(found))):
                    return found
    return ""
