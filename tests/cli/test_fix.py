"""`ucsmsg fix`: what it shows, writes and leaves, and the status it ends with."""

import codecs
import gzip
import re
from pathlib import Path

import pytest

from tests.cli.commands import ROOT, Command
from ucsmsg import Source, quasi
from ucsmsg.cli import _fixing as fixing

DAMAGED = b'{\'a\' : 1L,\r\n\t"b": "\\u00e9\xc3\xa9",\r\n}'
FIXED = b'{"a" : 1,\r\n\t"b": "\\u00e9\xc3\xa9"\r\n}'
VALID = b'{"a": [1, "\\u00e9"]}\r\n'
LINES = b'{"a": 1}\r\n\r\n{"a": 2L}\n[3, None]\n{"b": 4}'
FIXED_LINES = b'{"a": 1}\r\n\r\n{"a": 2}\n[3, null]\n{"b": 4}'
PARTLY = b'{"a": 1L}\n{"b": x, "c": 2L}\n{"d": 3}\n'
FIXED_PARTLY = b'{"a": 1}\n{"b": x, "c": 2}\n{"d": 3}\n'


def write(name: str, content: bytes) -> Path:
    """A file of that name, in the working folder."""
    path = Path(name)
    path.write_bytes(content)
    return path


def test_what_would_change_is_shown_and_nothing_is_written(run: Command) -> None:
    path = write("x.json", DAMAGED)
    result = run("fix", path)

    assert result.out.splitlines() == [
        "--- x.json",
        "+++ x.json (fixed)",
        "@@ -1,3 +1,3 @@",
        "-{'a' : 1L,",
        '- "b": "\\u00e9é",',
        '+{"a" : 1,',
        '+ "b": "\\u00e9é"',
        " }",
    ]
    assert (result.status, result.err) == (1, "1 file: 1 to fix, 0 with something left\n")
    assert path.read_bytes() == DAMAGED


def test_what_has_something_to_fix_is_only_named(run: Command) -> None:
    write("x.json", DAMAGED)
    write("y.json", VALID)
    result = run("fix", "--check", "x.json", "y.json")

    assert (result.status, result.out) == (1, "x.json: something to fix\n")
    assert result.err == "2 files: 1 to fix, 0 with something left\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(DAMAGED, FIXED, id="one payload"),
        pytest.param(LINES, FIXED_LINES, id="NDJSON"),
        pytest.param(codecs.BOM_UTF8 + DAMAGED, FIXED, id="a byte-order mark"),
        pytest.param(codecs.BOM_UTF8 + LINES, FIXED_LINES, id="a byte-order mark before lines"),
        pytest.param(codecs.BOM_UTF8 + VALID, VALID, id="nothing but a byte-order mark"),
        pytest.param(DAMAGED.decode().encode("utf-16"), FIXED, id="UTF-16"),
        pytest.param(LINES.decode().encode("utf-16-be"), FIXED_LINES, id="lines in UTF-16 without a mark"),
        pytest.param(VALID.decode().encode("utf-32"), VALID, id="nothing but the encoding"),
        pytest.param(b"/*" + DAMAGED + b"*/\n", FIXED + b"\n", id="a comment around everything"),
    ],
)
def test_what_is_written_is_the_file_with_its_repairs(run: Command, content: bytes, expected: bytes) -> None:
    path = write("x", content)

    assert run("fix", "--check", path).status == 1
    assert (run("fix", "--write", path).status, path.read_bytes()) == (0, expected)
    assert run("fix", path).status == 0


def test_another_encoding_is_said(run: Command) -> None:
    write("x.json", VALID.decode().encode("utf-16"))

    assert run("fix", "x.json").err.splitlines()[0] == (
        "ucsmsg: x.json: Expected UTF-8, got UTF-16-LE: to be written as UTF-8"
    )
    assert run("fix", "--write", "x.json").err.splitlines()[0] == (
        "ucsmsg: x.json: Expected UTF-8, got UTF-16-LE: written as UTF-8"
    )


@pytest.mark.parametrize("content", [VALID, FIXED_LINES, b"1", b'{"a": 1, "a": "\\ud800", "b": 1e999}\n'])
def test_what_is_right_is_not_written(run: Command, content: bytes) -> None:
    path = write("x.json", content)
    path.chmod(0o444)
    before = path.stat()
    result = run("fix", "--write", path)

    assert (result.status, result.out, result.err) == (0, "", "1 file: 0 fixed, 0 with something left\n")
    assert (path.read_bytes(), path.stat()) == (content, before)


def test_what_has_no_single_reading_stays_and_is_named_where_it_stands(run: Command) -> None:
    path = write("x.ndjson", PARTLY)
    shown = (
        "x.ndjson:2:7: error[bare-word] Expected a value, got `x`: put it in double quotes if it is a text (at $.b)\n"
        '     2 | {{"b": x, "c": {}}}\n'
        "       |       ^\n"
    )

    assert run("fix", path).err == shown.format("2L") + "1 file: 1 to fix, 1 with something left\n"
    result = run("fix", "--write", path)
    assert (result.status, path.read_bytes()) == (1, FIXED_PARTLY)
    assert result.err == shown.format("2") + "1 file: 1 fixed, 1 with something left\n"
    assert run("fix", "--write", path).status == 1


def test_places_after_a_change_are_those_in_the_written_file(run: Command) -> None:
    path = write("x.json", b"/* one\n two */ [1L,\nNaN]")

    assert run("fix", path).err.startswith("x.json:3:1: warning[non-finite-number]")
    assert run("fix", "--write", path).err.startswith("x.json:2:1: warning[non-finite-number]")
    assert path.read_bytes() == b" [1,\nNaN]"


def test_losses_only_when_asked_for(run: Command) -> None:
    path = write("x.json", b'{"a": 1L, "b": [2, "c')

    assert (run("fix", "--write", path).status, path.read_bytes()) == (1, b'{"a": 1, "b": [2, "c')
    assert "warning[cut-off]" in run("fix", path).err
    assert (run("fix", "--write", "--lossy", path).status, path.read_bytes()) == (0, b'{"a": 1, "b": [2]}')


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(gzip.compress(b"[1L]"), "Expected a text, got packed data: unpack it, and fix ", id="packed"),
        pytest.param(b"PK\x03\x04[1L]", "Expected a text, got packed data: unpack it, and fix ", id="an archive"),
        pytest.param(b"['\xff', 1L]", "Expected UTF-8, or the encoding that was named, got the bytes FF", id="no text"),
        pytest.param(b"[\0" + b"1\0]", "Expected UTF-8, got bytes that are not UTF-16-LE either", id="half of UTF-16"),
    ],
)
def test_what_cannot_be_fixed_as_a_whole_is_one_line(run: Command, content: bytes, message: str) -> None:
    path = write("x", content)
    result = run("fix", "--write", path)

    assert (result.status, path.read_bytes()) == (1, content)
    assert result.err.startswith(f"ucsmsg: x: {message}")
    assert result.err.splitlines()[1:] == ["1 file: 0 fixed, 1 with something left"]


@pytest.mark.parametrize(
    ("content", "name"), [(b"", "no-value"), (b" \n", "no-value"), (b"{'a': 1}\n{'b': 2}", "several")]
)
def test_a_file_without_one_value_is_named(run: Command, content: bytes, name: str) -> None:
    path = write("x.json", content)
    result = run("fix", "--write", "--input-format=payload", path)

    assert (result.status, path.read_bytes()) == (1, content)
    assert f"error[{name}" in result.err


def test_a_file_beyond_the_limit_is_not_read(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fixing, "LARGEST", 5)
    write("x.json", b"[1L]  ")
    write("y.json", b"[1L] ")
    result = run("fix", "--check", "x.json", "y.json")

    assert (result.status, result.out) == (1, "y.json: something to fix\n")
    assert result.err.splitlines()[0] == "ucsmsg: x.json: Expected at most 5 bytes, got more: split the file"


def test_the_format_is_taken_as_it_is_named(run: Command) -> None:
    write("x", b'POST /x\n{"a": 1L}\n')

    assert run("fix", "--lossy", "--write", "--input-format", "payload", "x").status == 0
    assert Path("x").read_bytes() == b'\n{"a": 1}\n'


def test_the_standard_input_is_shown_and_cannot_be_written(run: Command) -> None:
    result = run("fix", "-", stdin=DAMAGED)
    refused = run("fix", "--write", "-", stdin=DAMAGED)

    assert (result.status, result.out.splitlines()[:2]) == (1, ["--- <stdin>", "+++ <stdin> (fixed)"])
    assert (refused.status, refused.out) == (2, "")
    assert "Expected files for --write, got -" in refused.err


def test_writing_and_checking_exclude_each_other(run: Command) -> None:
    result = run("fix", "--write", "--check", "x")

    assert (result.status, result.out) == (2, "")
    assert "Expected --write or --check, got both of them" in result.err


def test_a_file_that_cannot_be_read_does_not_hinder_the_next(run: Command) -> None:
    path = write("x.json", DAMAGED)
    result = run("fix", "--write", "no such file", path)

    assert (result.status, path.read_bytes()) == (2, FIXED)
    assert result.err.splitlines() == [
        "ucsmsg: no such file: No such file or directory",
        "1 file: 1 fixed, 0 with something left, 1 not read or written",
    ]


def test_a_file_that_is_read_only_stays(run: Command) -> None:
    path = write("x.json", DAMAGED)
    path.chmod(0o444)
    result = run("fix", "--write", path)

    assert (result.status, path.read_bytes()) == (2, DAMAGED)
    assert result.err.splitlines()[-1] == "1 file: 0 fixed, 0 with something left, 1 not read or written"


def test_a_file_that_has_changed_meanwhile_stays(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("x.json", DAMAGED)

    fix = quasi.fix

    def fix_while_it_grows(source: Source, *, lossy: bool) -> quasi.Fixed:
        path.write_bytes(DAMAGED + b" ")
        return fix(source, lossy=lossy)

    monkeypatch.setattr(quasi, "fix", fix_while_it_grows)
    result = run("fix", "--write", path)

    assert (result.status, path.read_bytes()) == (2, DAMAGED + b" ")
    assert "got one that has changed since: nothing was replaced" in result.err
    assert [each.name for each in Path().iterdir()] == ["x.json"]


def test_rights_and_links_stay(run: Command) -> None:
    path = write("x.json", DAMAGED)
    path.chmod(0o640)
    Path("folder").mkdir()
    link = Path("folder", "link.json")
    link.symlink_to("../x.json")

    assert run("fix", "--write", link).status == 0
    assert link.is_symlink()
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (FIXED, 0o640)


def test_a_folder_stands_for_the_files_in_it(run: Command) -> None:
    Path("captures").mkdir()
    write("captures/x.json", DAMAGED)
    write("captures/y.ndjson", LINES)

    assert run("fix", "--write", "captures").status == 0
    assert Path("captures/x.json").read_bytes() == FIXED
    assert Path("captures/y.ndjson").read_bytes() == FIXED_LINES


def test_the_hook_writes_what_it_can_and_takes_only_what_it_can_read(run: Command) -> None:
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8").split("- id: ucsmsg-fix\n")[1]
    settings = dict(re.findall(r"^  (\w+): (.+)$", hook, re.MULTILINE))
    path = write("x.json", DAMAGED)

    assert [name for name in ("x.json", "x.ndjson", "x.har", "x.py") if re.search(settings["files"], name)] == [
        *("x.json", "x.ndjson")
    ]
    assert settings["entry"].split()[0] == "ucsmsg"
    assert run(*settings["entry"].split()[1:], path).status == 0
    assert path.read_bytes() == FIXED
