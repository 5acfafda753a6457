"""The package as a whole: one version, one direction of imports, one base of its errors, one command."""

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator

import pytest

import ucsmsg
from tests.project.pages import ROOT
from ucsmsg import quasi

PACKAGE = ROOT / "ucsmsg"
PUBLIC = (
    "ucsmsg",
    "ucsmsg.captures",
    "ucsmsg.catalogue",
    "ucsmsg.diagnostics",
    "ucsmsg.places",
    "ucsmsg.quasi",
    "ucsmsg.schema",
    "ucsmsg.testing",
)
# Each part may import those behind it in the list, and itself; parts on one line do not know each other.
LAYERS = (
    {"__main__"},
    {"cli"},
    {"__init__"},
    {"captures", "testing"},
    {"parsing"},
    {"_embedded"},
    {"quasi", "schema"},
    {"text"},
    {"diagnostics"},
    {"places", "catalogue"},
    {"constructors"},
)
PARTS = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
RANKS = {part: rank for rank, parts in enumerate(LAYERS) for part in parts}


def imports() -> Iterator[tuple[str, str, str]]:
    """Every import within the package: the file, its part, and the part that is imported."""
    for path in sorted(PACKAGE.rglob("*.py")):
        part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "ucsmsg":
                below = (node.module or "").split(".")[1:2]
                for name in below or [alias.name for alias in node.names]:
                    yield path.relative_to(ROOT).as_posix(), part, name if name in PARTS else "__init__"


def test_every_part_has_its_layer() -> None:
    assert set(RANKS) == PARTS


def test_imports_of_the_syntax_run_one_way() -> None:
    """Within `quasi` as well: a text's way goes through these parts, the last ones first."""
    order = ("_fix", "_document", "lanes", "recovery", "edits", "lexing")
    wrong = [
        (path.name, name)
        for path in sorted((PACKAGE / "quasi").rglob("*.py"))
        for name in re.findall(r"^ *from ucsmsg\.quasi\.(\w+)", path.read_text("utf-8"), re.MULTILINE)
        if name in order and (part := path.relative_to(PACKAGE / "quasi").parts[0].removesuffix(".py")) != name
        if part != "__init__" and (part not in order or order.index(part) >= order.index(name))
    ]

    assert wrong == []


def test_imports_run_one_way() -> None:
    assert [(path, name) for path, part, name in imports() if part != name and RANKS[part] >= RANKS[name]] == []


def test_valid_text_is_read_without_the_grammar_and_what_only_deviations_need() -> None:
    """So that the start is quick; the first deviation loads them."""
    program = """if True:
        import sys, ucsmsg
        text = '{"data":{"messageType":"UcsOperationResponse","referenceId":7,"success":true}}'
        assert ucsmsg.loads(text).data.reference_id == 7
        heavy = ("lark", "click", "ucsmsg.captures", "ucsmsg.cli", "ucsmsg.quasi.recovery", "ucsmsg.quasi.lexing")
        print([name for name in heavy if name in sys.modules])
        assert ucsmsg.loads(text.replace("7", "7L")).data.reference_id == 7
        print([name for name in heavy if name in sys.modules])
    """
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - our own program

    assert run.stdout.splitlines() == ["[]", "['lark', 'ucsmsg.quasi.recovery', 'ucsmsg.quasi.lexing']"]


def test_find_is_there_when_it_is_asked_for_and_nothing_else() -> None:
    assert list(quasi.find('prose {"a":1} prose')) == [(6, 13)]
    assert set(quasi.__all__) <= set(dir(quasi))
    with pytest.raises(AttributeError, match=r"module 'ucsmsg\.quasi' has no attribute 'fnid'"):
        _ = quasi.fnid  # type: ignore[attr-defined] # which shows that type checkers see it too


def test_what_the_package_gives_is_what_type_checkers_see() -> None:
    """It imports each name when it is asked for; they read the imports that stand there for them."""
    tree = ast.parse((PACKAGE / "__init__.py").read_text("utf-8"))
    seen = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and "." in (node.module or "")]
    names = {alias.name: node.module or "" for node in seen for alias in node.names}

    assert sorted(names) == ucsmsg.__all__
    for name, module in names.items():
        assert getattr(ucsmsg, name) is getattr(importlib.import_module(module), name)


def test_parts_of_the_package_are_there_without_an_import_of_their_own() -> None:
    program = "import ucsmsg; print(ucsmsg.quasi.loads('[1]'), ucsmsg.schema.__name__, 'parse' in dir(ucsmsg))"

    assert python("-c", program).stdout == "[1] ucsmsg.schema True\n"
    with pytest.raises(AttributeError, match=r"module 'ucsmsg' has no attribute 'pares'"):
        _ = ucsmsg.pares  # type: ignore[attr-defined] # which shows that type checkers see it too


@pytest.mark.parametrize("name", PUBLIC)
def test_what_users_may_import_is_listed_and_there(name: str) -> None:
    module = importlib.import_module(name)

    assert [each for each in module.__all__ if not hasattr(module, each)] == []
    assert not any(each.startswith("_") for each in module.__all__)


@pytest.mark.parametrize("name", PUBLIC)
def test_every_error_has_the_one_base(name: str) -> None:
    module = importlib.import_module(name)
    errors = [each for name in module.__all__ if isinstance(each := getattr(module, name), type)]

    assert [each for each in errors if issubclass(each, Exception) and not issubclass(each, ucsmsg.UcsmsgError)] == []


def test_the_version_is_the_same_wherever_it_stands() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    released = re.search(r"^## \[(\d.*)\] - \d{4}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    hook = re.search(r"^    rev: v(.+)$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)

    assert released
    assert hook
    assert {project["version"], released[1], hook[1]} == {ucsmsg.__version__}


def python(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """What a Python process did."""
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  # our own


def test_the_package_runs_as_the_command() -> None:
    run = python("-m", "ucsmsg", "explain", "comment")

    assert (run.returncode, run.stdout.split("\n")[0]) == (0, "comment: A comment")


def test_processes_of_the_command_can_import_it() -> None:
    assert importlib.import_module("ucsmsg.__main__").__name__ == "ucsmsg.__main__"


def test_without_its_libraries_the_command_says_what_it_needs() -> None:
    run = python(
        "-c", "import runpy, sys; sys.modules['click'] = None; runpy.run_module('ucsmsg', run_name='__main__')"
    )

    assert (run.returncode, run.stderr) == (2, 'ucsmsg: the command needs more libraries: pip install "ucsmsg[cli]"\n')
