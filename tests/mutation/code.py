"""Mutants of the code: one operator, constant, condition, result or statement changed."""

import ast
import copy
import itertools
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatch
from typing import Any

from tests.mutation.mutant import ROOT, Mutant, numbered, offsets

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.Mod: ast.Mult,
}
_SKIPPED_CALLS = {"re.compile", "TypeVar", "cast", "Literal", "NewType"}


def code_mutants(globs: Iterable[str] = ("*",)) -> Iterator[Mutant]:
    """Every mutant of every module of the package whose path is like one of the globs."""
    for path in sorted((ROOT / "ucsmsg").rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        if any(fnmatch(file, glob) for glob in globs):
            yield from numbered(mutants_of(file, path.read_text("utf-8")))


def mutants_of(file: str, source: str) -> Iterator[Mutant]:
    """Every mutant of a module."""
    place = offsets(source)
    for name, node in _nodes(ast.parse(source), ""):
        for changed in _changes(node):
            old, new = _shown(node), ast.unparse(changed)
            change = f"`{old}` → `{_shown(changed)}`"
            text = f"({new})" if isinstance(node, ast.expr) else new
            yield Mutant(file, name or "module", change, *place(node), text)


def _shown(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:160]


# ---- Where ----------------------------------------------------------------------------------------------------------


def _nodes(node: ast.AST, name: str) -> Iterator[tuple[str, ast.AST]]:
    """Each node that may be changed, with the function or name it belongs to; types and docstrings are left alone."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        name = f"{name}.{node.name}".lstrip(".")
    elif not name and isinstance(node, ast.Assign | ast.AnnAssign):
        name = ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)
    if name == "__all__":
        return
    yield name, node
    for child in _children(node):
        yield from _nodes(child, name)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom | ast.arg) or _is_skipped(node):
        return  # the columns inside an f-string are wrong before Python 3.12
    for field, value in ast.iter_fields(node):
        if field not in ("annotation", "returns", "type_comment", "type_params", "slice_annotation"):
            yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, ast.AST))


def _is_skipped(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True  # a docstring
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return True
    return isinstance(node, ast.Call) and ast.unparse(node.func) in _SKIPPED_CALLS


# ---- What ------------------------------------------------------------------------------------------------------------


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    kinds = ((kind, change) for kind, change in _CHANGES.items() if isinstance(node, kind))
    return itertools.chain.from_iterable(change(node) for _, change in kinds)


def _replaced(node: Any, **fields: Any) -> Any:
    changed = copy.copy(node)
    for field, value in fields.items():
        setattr(changed, field, value)
    return changed


def _comparison(node: ast.Compare) -> Iterator[ast.AST]:
    for index, operator in enumerate(node.ops):
        other = _COMPARISONS[type(operator)]()
        yield _replaced(node, ops=[*node.ops[:index], other, *node.ops[index + 1 :]])


def _boolean(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield _replaced(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    for index in range(len(node.values)):
        rest = [*node.values[:index], *node.values[index + 1 :]]
        yield _replaced(node, values=rest) if len(rest) > 1 else rest[0]


def _constant(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
    elif isinstance(node.value, str):
        yield ast.Constant(node.value + "_" if node.value else "_")
    elif isinstance(node.value, bytes):
        yield ast.Constant(node.value + b"_")


def _arithmetic(node: ast.BinOp) -> Iterator[ast.AST]:
    is_formatting = isinstance(node.left, ast.Constant) and isinstance(node.left.value, str)
    if type(node.op) in _OPERATORS and not is_formatting:
        yield _replaced(node, op=_OPERATORS[type(node.op)]())


def _negation(node: ast.UnaryOp) -> Iterator[ast.AST]:
    yield node.operand


def _either(node: ast.IfExp) -> Iterator[ast.AST]:
    yield node.body
    yield node.orelse


def _condition(node: ast.If | ast.While) -> Iterator[ast.AST]:
    if isinstance(node, ast.If) and not node.orelse and not _is_skipped(node):
        yield ast.Pass()


def _result(node: ast.Return) -> Iterator[ast.AST]:
    if node.value and ast.unparse(node.value) != "None":
        yield ast.Return(ast.Constant(None))


def _statement(_: ast.AST) -> Iterator[ast.AST]:
    yield ast.Pass()


def _call_statement(node: ast.Expr) -> Iterator[ast.AST]:
    if not isinstance(node.value, ast.Constant):
        yield ast.Pass()


def _keywords(node: ast.Call) -> Iterator[ast.AST]:
    for index in range(len(node.keywords)):
        yield _replaced(node, keywords=[*node.keywords[:index], *node.keywords[index + 1 :]])


def _elements(node: ast.Tuple | ast.List | ast.Set) -> Iterator[ast.AST]:
    if not isinstance(getattr(node, "ctx", None), ast.Store) and len(node.elts) > 1:
        for index in range(len(node.elts)):
            yield _replaced(node, elts=[*node.elts[:index], *node.elts[index + 1 :]])


_CHANGES: dict[type[ast.AST], Callable[[Any], Iterator[ast.AST]]] = {
    ast.Compare: _comparison,
    ast.BoolOp: _boolean,
    ast.Constant: _constant,
    ast.BinOp: _arithmetic,
    ast.UnaryOp: _negation,
    ast.IfExp: _either,
    ast.If: _condition,
    ast.Return: _result,
    ast.Raise: _statement,
    ast.AugAssign: _statement,
    ast.Continue: _statement,
    ast.Break: _statement,
    ast.Expr: _call_statement,
    ast.Call: _keywords,
    ast.Tuple: _elements,
    ast.List: _elements,
    ast.Set: _elements,
}
