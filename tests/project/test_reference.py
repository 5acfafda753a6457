"""What is public is what is documented: each name of a public module stands on a page, and `dir` shows nothing else."""

import ast
import importlib
from itertools import pairwise

import pytest

from tests.project import reference
from tests.project.pages import ROOT
from tests.project.test_package import PUBLIC


def test_the_page_is_what_the_modules_say() -> None:
    is_same = reference.PAGE.read_text("utf-8") == reference.written()

    assert is_same, "run python -m tests.project.update"


def test_every_public_module_is_on_the_page() -> None:
    assert {*reference.MODULES} - {"ucsmsg.testing.strategies"} == {*PUBLIC}


@pytest.mark.parametrize("name", ["ucsmsg", "ucsmsg.captures", "ucsmsg.quasi"])
def test_what_a_module_shows_is_what_it_gives(name: str) -> None:
    module = importlib.import_module(name)

    assert [each for each in dir(module) if not each.startswith("__")] == sorted(module.__all__)


@pytest.mark.parametrize("file", ["genesys.py", "schema/_records.py"])
def test_every_attribute_of_a_record_has_its_docstring(file: str) -> None:
    """Editors show it; Python does not keep it."""
    body = ast.parse((ROOT / "ucsmsg" / file).read_text("utf-8")).body
    pairs = [pair for node in body if isinstance(node, ast.ClassDef) for pair in pairwise(node.body)]
    attributes = [(ast.unparse(node), after) for node, after in pairs if isinstance(node, ast.AnnAssign)]
    bare = [text for text, after in attributes if not isinstance(after, ast.Expr) and "ClassVar" not in text]

    assert len(attributes) > 15
    assert bare == []
