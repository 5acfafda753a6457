"""Files of a folder that are no captures at all are counted, and no errors; one that is named is one."""

from pathlib import Path

import pytest

from tests.cli.commands import Command

FINE = '{"data":{"messageType":"UcsOperationResponse","referenceId":1,"success":true}}\n'
OTHERS = {
    "screenshot.png": b"\x89PNG\r\n\x1a\n\x00\x00",
    "program.py": b'print({"a": 1})\n',
    "package.json": b'{"name": "x"}\n',
    "settings.ini": b"[settings]\na=1\n",
}


@pytest.fixture
def folder() -> Path:
    """A folder with such files."""
    folder = Path("folder")
    folder.mkdir()
    for name, content in OTHERS.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_those_of_a_folder_are_counted_and_no_errors(run: Command, folder: Path, jobs: str) -> None:
    (folder / "a.ndjson").write_text(FINE * 2, "utf-8")
    result = run("check", "--jobs", jobs, str(folder))

    assert result.status == 0
    assert "\n2 payloads, 2 notifications in 5 files: 0 errors, 0 warnings, 1 note\n" in result.out
    assert result.err == "ucsmsg: left out of folders: 4 without a payload\n"


def test_a_value_of_others_beside_payloads_is_no_such_file(run: Command, folder: Path) -> None:
    (folder / "a.ndjson").write_text(f"{FINE}null\n", "utf-8")
    result = run("check", str(folder))

    assert result.status == 1
    assert "a.ndjson:2:1: error[not-a-notification]" in result.out


def test_a_folder_without_a_single_payload_is_said(run: Command, folder: Path) -> None:
    result = run("check", str(folder))

    assert (result.status, result.err) == (
        2,
        "ucsmsg: Expected payloads, got none in 4 files\nucsmsg: left out of folders: 4 without a payload\n",
    )


def test_one_that_is_named_is_one_error(run: Command, folder: Path) -> None:
    result = run("check", "--format", "concise", str(folder / "screenshot.png"))

    assert result.status == 1
    assert "screenshot.png:1:1: error[no-value] Expected a text, got an image (PNG)" in result.out
