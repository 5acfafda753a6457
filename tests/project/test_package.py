"""The package as a whole: one version, one direction of imports, one base of its errors, one command."""

import ast
import importlib
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import ucsmsg
from tests.project.pages import ROOT
from ucsmsg import quasi

PACKAGE = ROOT / "ucsmsg"
PUBLIC = (
    "ucsmsg",
    "ucsmsg.captures",
    "ucsmsg.catalogue",
    "ucsmsg.conversations",
    "ucsmsg.diagnostics",
    "ucsmsg.genesys",
    "ucsmsg.places",
    "ucsmsg.quasi",
    "ucsmsg.report",
    "ucsmsg.schema",
    "ucsmsg.tables",
    "ucsmsg.testing",
)
# Of each folder: its files and folders may import those in later strings; those in one string do not know each other.
LAYERS = {
    "ucsmsg": (
        *(
            "__main__",
            "cli",
            "report",
            "__init__",
            "spark testing",
            "conversations redaction tables",
            "captures genesys",
            "parsing",
            "_embedded typed",
            "quasi schema",
            "text",
        ),
        *("diagnostics", "_display catalogue origins places", "_postponed _screen constructors"),
    ),
    "ucsmsg/quasi": (
        "__init__",
        "_fix _validate",
        "_document",
        "lanes",
        "recovery",
        "edits",
        "lexing",
        "_limits _writer",
    ),
    "ucsmsg/quasi/lanes": (
        *(
            "_fallback",
            "_lexical _reference",
            "_rewritten",
            "_recovered _written_tokens",
            "_valid",
            "_decoders _reading",
        ),
    ),
    "ucsmsg/quasi/recovery": (
        *("_whole_text", "_finding", "_table", "_values", "_brackets", "_after_values", "_names"),
        *("_skipping _strings", "_closers _leaving_out _tuples _valid_runs", "_state", "_wrappers", "_quotes"),
        "_encoded",
        "_exchanged _quoted_text _surroundings _unreadable",
    ),
    "ucsmsg/quasi/edits": ("_duplicates", "_deviations _mended", "_edit _index _value"),
    "ucsmsg/quasi/lexing": ("_scalars", "_lexer _strings", "_bracket_pairs", "_grammar", "_lark _numbers"),
    "ucsmsg/schema": (
        *("__init__", "_contents _json_schema _recognition", "_envelope", "_cross_checks", "_records", "_declaring"),
        *("_structure", "_quick _unstructure", "_record _channels", "_kinds", "_times"),
        "_enumerations _findings _foreign_times _frozen",
    ),
    "ucsmsg/typed": (
        *("__init__", "_texts", "_batches", "_lane", "_structures", "_functions", "_columns", "_moments", "_proof"),
    ),
    "ucsmsg/captures": (
        *(
            "__init__",
            "_asynchronous _growing",
            "_file_parts",
            "_iter_parse",
            "_readers",
            "_contained _har_payloads _pages _parts",
            "_texts",
            "_formats _prose",
        ),
        *(
            "_capture _coverage _java_maps _repeats",
            "_archives _blocks _literals _markup _packed _payload _unprefixed",
            "_framing _har _passages _prefixes _streams _touching _written",
        ),
        "_brackets _envelopes _errors _folders _lines _traffic _whole_values",
        "_words",
        "_rotation",
    ),
    "ucsmsg/conversations": ("__init__", "_collecting", "_transcripts", "_interactions _members _model"),
    "ucsmsg/cli": (
        *(
            "__main__",
            "__init__",
            "_guard",
            "_app",
            "_check _clean _completion _corpus _diff _explain _fix _query _redact _report _schema _show _stats _table",
        ),
        *(
            "_reporting _run _statistics _wanted transcripts",
            "_baseline _building _notification_writer _output _parallel _progress _rejects _updates",
            "_parts",
        ),
        "_checking _clock _filters _fingerprints _fixing _repairs _replacement _values reporters",
        *(
            "_selection",
            "_libraries _pager _project _results _settings _signals _statuses _unified",
            "_choices _small_files _terminal",
        ),
    ),
    "ucsmsg/cli/transcripts": ("__init__", "_document _markdown _text", "_blocks _words"),
    "ucsmsg/cli/reporters": ("__init__", "_code_quality _github _json _junit _sarif _text", "_base"),
    "ucsmsg/report": (
        *("__init__", "_page", "_report", "_charts _conversations _deviations _interactions", "_rows"),
        *("_packing _timeline _totals", "_bounds _noted"),
    ),
    "ucsmsg/catalogue": ("__init__", "_mode", "_captures _schema _syntax", "_row"),
    "ucsmsg/testing": (
        *(
            "__init__ pytest_plugin strategies",
            "_mutator",
            "_scalar_rows _structure_rows",
            "_edits _notification_mutator",
        ),
        "_corpus _layout _notification_rows",
    ),
    "ucsmsg/spark": ("__init__", "_files", "_source", "_growth _options"),
    "ucsmsg/tables": (
        *("__init__", "_batches _folders _queries", "_tasks _writers", "_kept", "_tables", "_cells _contents"),
    ),
    "ucsmsg/redaction": (
        "__init__",
        *(
            "_captures",
            "_packed",
            "_texts",
            "_plan _tokens",
            "_vocabulary",
            "_words",
            "_pseudonyms _spellings",
            "_alphabets _times",
        ),
        *("_files _keys", "_errors"),
    ),
    "ucsmsg/text": ("encodings json_text marks searching",),
}
RANKS = {
    folder: {part: rank for rank, parts in enumerate(layers) for part in parts.split()}
    for folder, layers in LAYERS.items()
}
# Which part may look into private files of another.
PRIVATE = {
    *(("parsing", "quasi"), ("_embedded", "quasi"), ("captures", "quasi"), ("captures", "schema")),
    *(("testing", "schema"), ("typed", "schema"), ("conversations", "schema"), ("tables", "schema")),
    *(("redaction", "captures"), ("redaction", "quasi"), ("redaction", "schema")),
}
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text("utf-8")


class Import(NamedTuple):
    """An import within the package: the parts of the path to the file, and to the file that is imported."""

    file: tuple[str, ...]
    imported: tuple[str, ...]

    def parts(self) -> tuple[str, str, str]:
        """The innermost folder around both files, and the files or folders of it that they are or that they are in."""
        shared = next(index for index, pair in enumerate(zip(*self, strict=False)) if pair[0] != pair[1])
        return "/".join(self.file[:shared]), self.file[shared], self.imported[shared]


def imports() -> Iterator[Import]:
    """Every import within the package, those in functions and for type checkers included."""
    for path in sorted(PACKAGE.rglob("*.py")):
        file = path.relative_to(ROOT).with_suffix("").parts
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "ucsmsg":
                module = (node.module or "").split(".")
                for imported in {file_of((*module, alias.name)) or file_of((*module,)) for alias in node.names}:
                    yield Import(file, imported)


def file_of(module: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of the path to a module's file; none where there is no such module."""
    path = ROOT.joinpath(*module)
    if path.with_suffix(".py").exists():
        return module
    return (*module, "__init__") if path.is_dir() else ()


def parts_of(folder: Path) -> set[str]:
    """The files and folders of the package in a folder; of files that only hold a docstring nothing is imported."""
    files = {path.stem for path in folder.glob("*.py") if len(ast.parse(path.read_text("utf-8")).body) > 1}
    return files | {path.parent.name for path in folder.glob("*/__init__.py")}


def test_every_file_and_folder_has_its_layer() -> None:
    folders = {path.parent.relative_to(ROOT).as_posix(): path.parent for path in PACKAGE.rglob("__init__.py")}

    assert {folder: {*ranks} for folder, ranks in RANKS.items()} == {
        name: parts_of(folder) for name, folder in folders.items()
    }


def test_imports_run_one_way() -> None:
    wrong = []
    for each in imports():
        folder, part, imported = each.parts()
        if RANKS[folder][part] >= RANKS[folder][imported]:
            wrong.append("/".join(each.file) + " imports " + "/".join(each.imported))

    assert wrong == []


def test_what_is_private_to_a_part_is_imported_by_no_other_but_the_known_ones() -> None:
    """The package's own parts: a private file at the top is for all of them."""
    private = {
        (each.file[1], each.imported[1])
        for each in imports()
        if each.file[1] != each.imported[1]
        if any(name.startswith("_") and name != "__init__" for name in each.imported[2:])
    }

    assert private == PRIVATE


def test_the_page_on_the_architecture_has_the_same_layers() -> None:
    sections = re.findall(r"^### `(.+)`\n\n((?:\|.*\n)+)", ARCHITECTURE, re.MULTILINE)
    layers = {
        folder: [sorted(re.findall(r"`(\w+)`", row.split(" | ")[0])) for row in table.splitlines()[2:]]
        for folder, table in sections
    }

    assert layers == {folder: [sorted(parts.split()) for parts in layers] for folder, layers in LAYERS.items()}


def test_the_page_on_the_architecture_names_who_looks_into_private_files() -> None:
    table = ARCHITECTURE.split("| who | looks into | for |\n|---|---|---|\n")[1].split("\n\n")[0]
    rows = [row.split(" | ") for row in table.splitlines()]

    assert {
        (who, re.findall(r"`(.+)`", row[1])[0]) for row in rows for who in re.findall(r"`(\w+)`", row[0])
    } == PRIVATE


def test_the_files_that_the_page_on_the_architecture_names_are_there() -> None:
    named = set(re.findall(r"`([\w./]+(?:/\w+|\.(?:py|md|lark)))`", ARCHITECTURE))
    places = (ROOT, PACKAGE)

    assert len(named) > 50
    assert [name for name in sorted(named) if not any((place / name).exists() for place in places)] == []


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


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--help"], "ucsmsg.captures ucsmsg.schema ucsmsg.quasi attrs lark multiprocessing tomllib"),
        (["check", "-q", "-"], "lark ucsmsg.quasi.lexing._lark multiprocessing concurrent.futures xml rich dateutil"),
    ],
)
def test_the_command_starts_without_what_it_does_not_need(arguments: list[str], heavy: str) -> None:
    program = f"""if True:
        import sys
        from ucsmsg.cli import main
        status = main({arguments!r})
        print("", [name for name in {heavy.split()!r} if name in sys.modules], status, file=sys.stderr)
    """
    text = '{"data":{"messageType":"UcsOperationResponse","referenceId":7,"success":true}}'
    command = [sys.executable, "-c", program]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}  # which loads some
    run = subprocess.run(  # noqa: S603 - our own program
        command, cwd=ROOT, env=environment, capture_output=True, input=text, text=True, check=True
    )

    assert run.stderr == " [] 0\n"


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


@pytest.mark.measured_processes
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
