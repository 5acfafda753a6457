"""What programs read of the command is UTF-8, whatever the payload holds and whatever the locale is."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.commands import FINE, Command, start
from ucsmsg import dumps, loads
from ucsmsg.cli import main
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


ENCODINGS = ["ascii", "latin-1", "utf-16"]
Output = Callable[..., bytes]


@pytest.fixture(params=ENCODINGS)
def encoding(request: pytest.FixtureRequest) -> str:
    """That of the standard output."""
    return str(request.param)


@pytest.fixture
def output(encoding: str, monkeypatch: pytest.MonkeyPatch) -> Output:
    """What the command writes, in the test's own process: by its arguments, and what it reads."""

    def written(*arguments: str, stdin: str) -> bytes:
        stream = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(stream, encoding))
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        monkeypatch.setenv("COLUMNS", "200")
        main(arguments)
        sys.stdout.flush()
        return stream.getvalue()

    return written


class TestEncodings:
    """The encoding of the standard output is for people."""

    @pytest.mark.parametrize(("command", "end"), [("clean", CANONICAL), ("check", "0 notes\n")])
    def test_a_process_has_it_from_its_environment(self, encoding: str, command: str, end: str) -> None:
        process = start(command, "-", environment={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
        written = process.communicate(ODD.encode())[0]

        assert written.decode("utf-8" if command == "clean" else encoding).endswith(end)

    def test_notifications_are_utf_8(self, output: Output) -> None:
        assert output("clean", "-", "-o", "-", stdin=ODD).decode("utf-8") == CANONICAL

    def test_rejects_are_utf_8(self, output: Output) -> None:
        out = output("clean", "-", "--rejects", "-", stdin=ODD[:-1])

        assert json.loads(out.decode("utf-8"))["text"] == ODD[:-1]

    def test_the_schema_is_utf_8(self, output: Output) -> None:
        assert json.loads(output("schema", stdin="").decode("utf-8")) == json_schema()

    @pytest.mark.parametrize("form", ["json", "ndjson", "sarif", "junit", "github"])
    def test_reports_for_programs_are_utf_8(self, output: Output, form: str) -> None:
        out = output("check", f"--format={form}", "-", stdin=ODD.replace("1", "é").replace("2", "é"))

        assert "bare-word" in out.decode("utf-8")

    def test_reports_for_people_are_in_theirs(self, output: Output, encoding: str) -> None:
        out = output("check", "-", stdin=ODD.replace("1,", "1L,"))

        assert ("é" if encoding != "ascii" else "\\xe9") in out.decode(encoding)
