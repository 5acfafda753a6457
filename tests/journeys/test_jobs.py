"""Two jobs as people do them, through the installed command only: support with a folder, a pipeline with a baseline."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from pydantic_sarif.model import (  # type: ignore[import-untyped] # the library has no types
    StaticAnalysisResultsFormatSarifVersion210JsonSchema as SarifSchema,
)

from tests.captures.samples import failure
from tests.cli.commands import ROOT
from tests.cli.test_baseline import CODE_QUALITY
from tests.cli.test_filters import content, history, interaction

UCSMSG = shutil.which("ucsmsg", path=str(Path(sys.executable).parent)) or "ucsmsg"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
DAY = "2013-11-25 21:02:22.000+0000"


def called(state: str = "Stopped") -> dict[str, object]:
    """An interaction as the documentation has it."""
    return interaction(1, start=DAY, state=state, mediaType="call")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the job."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def ucsmsg(*arguments: str, status: int = 0) -> str:
    """What the installed command prints; it ends with this status, and never with a traceback."""
    run = subprocess.run([UCSMSG, *arguments], capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603 - our own
    assert "Traceback" not in run.stderr
    assert (run.returncode, run.stderr if run.returncode != status else "") == (status, "")
    return run.stdout


def test_support_looks_through_a_folder_of_recordings(folder: Path) -> None:
    captures = folder / "captures"
    captures.mkdir()
    (captures / "screen.png").write_bytes(PNG)
    (captures / "notes.txt").write_text("Called at nine, hung up at ten.\n", "utf-8")
    shutil.copy(ROOT / "corpus/captures/browser.har", captures)
    lines = [history(2, called()), failure(3).replace(":3", ":3L")]
    (captures / "server.log").write_text("".join(f"2013-11-25T21:02:22Z INFO {line}\n" for line in lines), "utf-8")
    payload = captures / "payload.json"
    payload.write_text(content(4, called("InProcess")).replace('"referenceId"', "'referenceId'"), "utf-8")

    report = ucsmsg("check", "--mode=lenient", "--format=concise", "captures")
    assert "captures/payload.json:1:" in report
    assert "warning[single-quoted-string]" in report
    assert "screen.png" not in report
    assert report.splitlines()[-1].startswith("Next: ucsmsg explain ")

    ucsmsg("fix", "--write", "captures/payload.json")
    assert json.loads(payload.read_text("utf-8"))["data"]["referenceId"] == 4

    ucsmsg("clean", "--mode=lenient", "--with-origin", "captures/server.log", str(payload), "-o", "today.ndjson")
    origins = [json.loads(line)["origin"] for line in Path("today.ndjson").read_text("utf-8").splitlines()]
    assert [(Path(each["file"]).name, each["line"], each.get("time")) for each in origins] == [
        ("server.log", 1, "2013-11-25T21:02:22Z"),
        ("server.log", 2, "2013-11-25T21:02:22Z"),
        ("payload.json", 1, None),
    ]

    Path("older.ndjson").write_text(content(4, called("New")) + "\n" + failure(3) + "\n", "utf-8")
    shown = ucsmsg("diff", "older.ndjson", "today.ndjson", status=1).splitlines()
    assert '    $.data.interaction.state: `"New"` -> `"InProcess"`' in shown
    assert shown[-1] == "0 gone, 1 new, 1 changed, 1 notification the same"

    counts = json.loads(ucsmsg("stats", "--json", "today.ndjson"))
    assert (counts["notifications"], counts["media"]) == (3, {"call": 2})


def test_a_pipeline_fails_on_what_is_new_only(folder: Path) -> None:
    captures = folder / "captures.ndjson"
    known = [failure(number).replace(f":{number}", f":+{number}") for number in (1, 2)]
    captures.write_text("\n".join([*known, failure(3)]), "utf-8")
    ucsmsg("check", "--write-baseline=known.json", captures.name)

    new = history(5, called("Odd"))
    captures.write_text("\n".join(["", failure(3), known[1], new, "", known[0]]), "utf-8")
    outputs = ("--output=new.sarif", "--output=code-quality=quality.json", "--output=counts.json")
    shown = ucsmsg("check", "--baseline=known.json", *outputs, captures.name, status=1)

    assert "(2 known): 1 error, 0 warnings, 0 notes\n" in shown
    sarif = Path("new.sarif").read_text("utf-8")
    SarifSchema.model_validate_json(sarif)
    (result,) = json.loads(sarif)["runs"][0]["results"]
    assert (result["ruleId"], result["locations"][0]["physicalLocation"]["region"]["startLine"]) == ("unknown-value", 4)
    (issue,) = quality = json.loads(Path("quality.json").read_text("utf-8"))
    jsonschema.validate(quality, CODE_QUALITY)
    assert [issue["fingerprint"]] == [*result["partialFingerprints"].values()]
    assert json.loads(Path("counts.json").read_text("utf-8"))["summary"]["gone"] == []
    assert ucsmsg("check", "--baseline=known.json", "-q", "--ignore=unknown-value", captures.name) == ""
