"""What programs read of the command is UTF-8, whatever the payload holds and whatever the locale is."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import FINE, Command, start
from ucsmsg import dumps, loads
from ucsmsg.schema import json_schema

TEXT = FINE.replace("Request failed", "Grüße “😀” \\ud83d \u2028")


def test_text_beyond_ascii_is_written_and_read_back(run: Command) -> None:
    assert TEXT != FINE
    result = run("clean", "-", "-o", "out.ndjson", "--rejects", "rejects.ndjson", stdin=f"{TEXT}\nß\n{TEXT[:-1]}\n")

    written = Path("out.ndjson").read_bytes().decode("utf-8")
    assert loads(written, mode="lenient") == loads(TEXT, mode="lenient")
    assert "Grüße “😀” \\ud83d" in written
    assert "Grüße" in Path("rejects.ndjson").read_text("utf-8").encode().decode("unicode_escape")
    assert result.status == 1


ODD = FINE.replace("Request failed", "é😀")
CANONICAL = f"{dumps(loads(ODD))}\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
class TestEncodings:
    """The encoding of the standard output is for people."""

    def output(self, encoding: str, *arguments: str | Path, stdin: str) -> bytes:
        """What the command writes."""
        process = start(*arguments, environment={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "COLUMNS": "200"})
        return process.communicate(stdin.encode())[0]

    def test_notifications_are_utf_8(self, encoding: str) -> None:
        assert self.output(encoding, "clean", "-", "-o", "-", stdin=ODD).decode("utf-8") == CANONICAL

    def test_rejects_are_utf_8(self, encoding: str) -> None:
        out = self.output(encoding, "clean", "-", "--rejects", "-", stdin=ODD[:-1])

        assert json.loads(out.decode("utf-8"))["text"] == ODD[:-1]

    def test_the_schema_is_utf_8(self, encoding: str) -> None:
        assert json.loads(self.output(encoding, "schema", stdin="").decode("utf-8")) == json_schema()

    @pytest.mark.parametrize("form", ["json", "ndjson", "sarif", "junit", "github"])
    def test_reports_for_programs_are_utf_8(self, encoding: str, form: str) -> None:
        out = self.output(encoding, "check", f"--format={form}", "-", stdin=ODD.replace("1", "é").replace("2", "é"))

        assert "bare-word" in out.decode("utf-8")

    def test_reports_for_people_are_in_theirs(self, encoding: str) -> None:
        out = self.output(encoding, "check", "-", stdin=ODD.replace("1,", "1L,"))

        assert ("é" if encoding != "ascii" else "\\xe9") in out.decode(encoding)
