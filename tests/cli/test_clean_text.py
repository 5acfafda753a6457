"""What `ucsmsg clean` writes is UTF-8, whatever the payload holds and whatever the locale is."""

from pathlib import Path

from tests.cli.commands import FINE, Command
from ucsmsg import loads

TEXT = FINE.replace("Request failed", "Grüße “😀” \\ud83d \u2028")


def test_text_beyond_ascii_is_written_and_read_back(run: Command) -> None:
    assert TEXT != FINE
    result = run("clean", "-", "-o", "out.ndjson", "--rejects", "rejects.ndjson", stdin=f"{TEXT}\nß\n{TEXT[:-1]}\n")

    written = Path("out.ndjson").read_bytes().decode("utf-8")
    assert loads(written, mode="lenient") == loads(TEXT, mode="lenient")
    assert "Grüße “😀” \\ud83d" in written
    assert "Grüße" in Path("rejects.ndjson").read_text("utf-8").encode().decode("unicode_escape")
    assert result.status == 1
