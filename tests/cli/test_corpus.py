"""`ucsmsg corpus`."""

import json
from pathlib import Path

import pytest

from tests.captures.samples import failure
from tests.cli.commands import Command
from ucsmsg.testing import read_corpus

ADA = failure(12, "Ada Lovelace").replace("12,", "12L,")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of a corpus."""
    return tmp_path / "corpus" / "captures"


def test_a_payload_goes_into_a_corpus_with_other_words_and_its_outcome(
    run: Command, tmp_path: Path, folder: Path
) -> None:
    (tmp_path / "strange.json").write_text(ADA)

    result = run("corpus", "add", tmp_path / "strange.json", "-o", folder)

    said = f"{folder}/strange.json: 1 deviation, for parse; read strange.expected.json before you commit it\n"
    assert (result.status, result.err) == (0, said)
    [case] = read_corpus(folder.parent)
    assert case.name == "captures/strange.json"
    assert len(case.data) == len(ADA)
    assert b"Lovelace" not in case.data
    assert all(case.outcome(mode) == case.expected[mode] for mode in ("strict", "lenient"))


def test_a_log_is_for_iter_parse_and_its_name_has_other_words(run: Command, tmp_path: Path, folder: Path) -> None:
    (tmp_path / "chat-of-lovelace.log").write_text(f"INFO got {ADA}\nINFO end\n")

    run("corpus", "add", tmp_path / "chat-of-lovelace.log", "-o", folder, "--key-file", tmp_path / "key")

    [case] = read_corpus(folder.parent)
    assert case.reader == "iter_parse"
    assert case.name.startswith("captures/chat-of-")
    assert "lovelace" not in case.name
    assert (tmp_path / "key").exists()


def test_what_is_made_up_goes_there_as_it_is(run: Command, tmp_path: Path, folder: Path) -> None:
    (tmp_path / "x.txt").write_text("[1L]")

    run("corpus", "add", "--as-is", "--reader", "quasi.parse", "--name", "suffix.txt", tmp_path / "x.txt", "-o", folder)

    assert (folder / "suffix.txt").read_text() == "[1L]"
    expected = json.loads((folder / "suffix.expected.json").read_text())
    assert expected == {
        "reader": "quasi.parse",
        "value": [1],
        "strict": [["long-suffix", "1:2", "note"]],
        "lenient": [["long-suffix", "1:2", "note"]],
    }


def test_what_is_not_read_as_before_is_not_added(run: Command, tmp_path: Path, folder: Path) -> None:
    (tmp_path / "x.ndjson").write_text(f"{ADA}\n[0b101]\n")

    result = run("corpus", "add", tmp_path / "x.ndjson", "-o", folder)

    assert result.status == 1
    assert result.err == (
        f"ucsmsg: {tmp_path}/x.ndjson: Expected records that are read as before with other words in them, "
        "got 1 that are not: nothing was added\n"
    )
    assert not folder.exists()


@pytest.mark.parametrize("there", ["x.json", "x.expected.json"])
def test_nothing_that_is_there_is_replaced(run: Command, tmp_path: Path, folder: Path, there: str) -> None:
    (tmp_path / "x.json").write_text(ADA)
    folder.mkdir(parents=True)
    (folder / there).write_text("mine")

    result = run("corpus", "add", tmp_path / "x.json", "-o", folder)

    expected = f"Expected a new name, got one that is there: {folder / there}; give another one with --name"
    assert (result.status, result.err) == (2, f"ucsmsg: {expected}\n")
    assert [path.name for path in folder.iterdir()] == [there]


def test_a_file_that_is_not_there_is_named(run: Command, tmp_path: Path, folder: Path) -> None:
    result = run("corpus", "add", tmp_path / "no.json", "-o", folder)

    assert (result.status, result.err) == (2, f"ucsmsg: {tmp_path}/no.json: No such file or directory\n")
