"""The modules of the schema import each other in one direction, also where only type checkers look."""

import ast
import graphlib
from pathlib import Path

from ucsmsg import schema

FOLDER = Path(schema.__file__).parent


def imported_by(path: Path) -> set[str]:
    """The modules of the schema that a module imports, anywhere in it."""
    tree = ast.parse(path.read_text("utf-8"))
    names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {name.rpartition(".")[2] for name in names if name.startswith("ucsmsg.schema.")}


def test_no_module_needs_one_that_needs_it() -> None:
    graph = {path.stem: imported_by(path) for path in FOLDER.glob("*.py")}
    order = [*graphlib.TopologicalSorter(graph).static_order()]  # raises CycleError where there is a circle

    assert order.index("_records") < order.index("_cross_checks") < order.index("_envelope") < order.index("__init__")
