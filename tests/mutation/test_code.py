"""Mutants of code are small changes that Python can compile."""

import ast

import pytest

from tests.mutation.code import code_mutants, mutants_of
from tests.mutation.mutant import read


def changes(source: str) -> set[str]:
    return {mutant.applied(source) for mutant in mutants_of("some.py", source)}


@pytest.mark.parametrize(
    ("source", "changed"),
    [
        ("x = a < b", {"x = (a <= b)"}),
        ("x = a and b", {"x = (a or b)", "x = (a)", "x = (b)"}),
        ("x = not a", {"x = (a)"}),
        ("x = a + 1", {"x = (a - 1)", "x = a + (2)"}),
        ("x = 'é', True", {"x = ('é_'), True", "x = 'é', (False)", "x = (('é',))", "x = ((True,))"}),
        ("x = a if b else c", {"x = (a)", "x = (c)"}),
        (
            "def f(a: int = 3):\n    return a",
            {"def f(a: int = (4)):\n    return a", "def f(a: int = 3):\n    return None"},
        ),
        ("f(a=b)", {"pass", "(f())"}),
        ("if a:\n    b += c", {"pass", "if a:\n    pass"}),
        ("raise a", {"pass"}),
        ("__all__ = ['a', 'b']", set()),
        ("'A docstring.'\nx: Literal['a']", set()),
        ("x = re.compile('a')", set()),
        ("if TYPE_CHECKING:\n    x = 1", set()),
    ],
)
def test_each_small_change_is_made(source: str, changed: set[str]) -> None:
    assert changes(source) == changed


def test_every_mutant_differs_and_compiles() -> None:
    sources: dict[str, str] = {}
    mutants = list(code_mutants(["ucsmsg/quasi/recovery/*"]))

    assert len(mutants) > 1_000
    assert len({mutant.key for mutant in mutants}) == len(mutants)
    for mutant in mutants[::40]:
        source = sources.setdefault(mutant.file, read(mutant.file))
        assert ast.dump(ast.parse(mutant.applied(source))) != ast.dump(ast.parse(source))
