"""The formats for scripts and CI systems."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from pydantic_sarif.model import (  # type: ignore[import-untyped] # the library has no types
    StaticAnalysisResultsFormatSarifVersion210JsonSchema as SarifSchema,
)

from tests.cli.commands import BROKEN, FINE, NOTED, PAGE, ROOT, Command
from ucsmsg import Mode, parse, quasi
from ucsmsg._screen import printable
from ucsmsg.catalogue import ROWS, Layer, names_where
from ucsmsg.cli._checking import checked
from ucsmsg.cli._progress import ERASE_LINE
from ucsmsg.cli._settings import Settings
from ucsmsg.cli.reporters import FOR_PEOPLE, REPORTERS

SYNTAX = names_where(lambda row: row.layer is Layer.SYNTAX)
ODD = "a,b:c%\u2028<&\"'\udce9\x7f\u202e\x85.ndjson"


@pytest.fixture
def capture(tmp_path: Path) -> Path:
    """A capture with a note and an error, in the folder of the command."""
    path = tmp_path / "capture.ndjson"
    path.write_text(f"{FINE}\n{NOTED}\n{BROKEN}\n", "utf-8")
    return Path(path.name)


def test_json_holds_diagnostics_files_and_summary(run: Command, capture: Path) -> None:
    result = run("check", "--format", "json", capture)
    report = json.loads(result.out)

    counts = {"payloads": 3, "notifications": 3, "replies": 0, "errors": 1, "warnings": 0, "notes": 1}
    characters = {"read": len(FINE) + len(NOTED) + len(BROKEN), "passed_over": {"white-space": 3}}
    counts_by_name = {"by_name": {"missing-closer": 1, "long-suffix": 1}} | characters
    assert report["summary"] == {"files": 1} | counts | counts_by_name | {"known": 0, "gone": []}
    assert report["files"] == [{"file": "capture.ndjson"} | counts | counts_by_name]
    assert report["diagnostics"][0] == {
        "file": "capture.ndjson",
        "line": 2,
        "column": 24,
        "end_line": 2,
        "end_column": 26,
        "start": len(FINE) + 24,
        "end": len(FINE) + 26,
        "severity": "note",
        "name": "long-suffix",
        "message": "Expected an integer without `L`, got `2L`",
        "path": "$.data.referenceId",
        "found": "2L",
        "used": "2",
        "found_length": 2,
        "used_length": 1,
        "fingerprint": report["diagnostics"][0]["fingerprint"],
        "inner": None,
    }
    assert report["diagnostics"][1]["name"] == "missing-closer"
    assert result.status == 1


def test_ndjson_holds_the_same_a_line_each(run: Command, capture: Path) -> None:
    report = json.loads(run("check", "--format", "json", capture).out)
    lines = [json.loads(line) for line in run("check", "--format", "ndjson", capture).out.splitlines()]

    assert lines == [
        *({"kind": "diagnostic"} | diagnostic for diagnostic in report["diagnostics"]),
        {"kind": "file"} | report["files"][0],
        {"kind": "summary"} | report["summary"],
    ]


@pytest.mark.parametrize("form", ["json", "ndjson"])
def test_statistics_leave_the_diagnostics_out(run: Command, capture: Path, form: str) -> None:
    out = run("check", "--statistics", "--format", form, capture).out

    assert '"message"' not in out
    assert '"long-suffix": 1' in out


@pytest.mark.parametrize("form", ["json", "ndjson"])
def test_a_name_with_several_severities_has_one_count(run: Command, form: str) -> None:
    text = '{"data":{"messageType":"UcsOperationResponse","referenceId":"1","success":[]}}'
    options = ("--mode=lenient", "--statistics", f"--format={form}")
    (summary,) = (line for line in run("check", *options, "-", stdin=text).out.splitlines() if "summary" in line)

    assert '"errors": 1, "warnings": 1, "notes": 0, "by_name": {"wrong-type": 2}' in summary


def test_a_place_inside_a_string_has_both_places(run: Command) -> None:
    text = json.dumps({"log": {"entries": [{"response": {"content": {"text": NOTED}}}]}})
    (diagnostic,) = json.loads(run("check", "--format=json", "-", stdin=text).out)["diagnostics"]

    assert diagnostic["inner"] == {"line": 1, "column": 24}


def test_github_reads_annotations(run: Command, capture: Path) -> None:
    assert run("check", "--format", "github", capture).out == (
        "::notice file=capture.ndjson,line=2,endLine=2,col=24,endColumn=26,title=long-suffix"
        "::Expected an integer without `L`, got `2L` (at $.data.referenceId)\n"
        "::error file=capture.ndjson,line=3,endLine=3,col=103,endColumn=103,title=missing-closer"
        "::Expected `}` for the open `{`, got the end of the text; it may be missing before line 1, column 70 instead"
        " (at $)\n"
    )


def test_github_gets_no_columns_for_several_lines(run: Command) -> None:
    text = FINE.replace('"data"', '/* a\n% */"data"')

    assert run("check", "--format=github", "-", stdin=text).out.startswith(
        "::error file=<stdin>,line=1,endLine=2,title=comment::Expected no comment, got `/* a\\x0a%25 */` (at $"
    )


def test_sarif_keeps_to_its_schema(run: Command, capture: Path) -> None:
    out = run("check", "--format", "sarif", capture, capture.resolve()).out
    SarifSchema.model_validate_json(out)
    report = json.loads(out)

    results = report["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == ["long-suffix", "missing-closer"] * 2
    assert [result["level"] for result in results] == ["note", "error"] * 2
    assert results[0]["message"]["text"] == "Expected an integer without `L`, got `2L` (at $.data.referenceId)"
    location = results[0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "capture.ndjson"
    assert location["region"] == {
        "startLine": 2,
        "startColumn": 24,
        "endLine": 2,
        "endColumn": 26,
        "charOffset": len(FINE) + 24,
        "charLength": 2,
    }
    absolute = results[2]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert absolute == capture.resolve().as_uri()


def test_sarif_has_the_catalogue_as_rules(run: Command) -> None:
    report = json.loads(run("check", "--format", "sarif", "-", stdin=BROKEN).out)

    rules = report["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [row.name for row in ROWS]
    assert rules[report["runs"][0]["results"][0]["ruleIndex"]]["id"] == "missing-closer"


def test_sarif_explains_its_rules(run: Command) -> None:
    rules = json.loads(run("check", "--format", "sarif", "-", stdin=FINE).out)["runs"][0]["tool"]["driver"]["rules"]

    uris = {rule["id"]: rule.get("helpUri") for rule in rules}
    assert uris["leading-zeros"] == "https://www.rfc-editor.org/rfc/rfc8259#section-6"
    assert uris["smart-quoted-string"] == "https://www.rfc-editor.org/rfc/rfc8259"
    assert uris["unknown-member"] is None
    assert all(f"ucsmsg explain {rule['id']}" in rule["help"]["text"] for rule in rules)


def test_sarif_fixes_are_what_was_used(run: Command) -> None:
    Path("a").write_text(f"{NOTED}\n{BROKEN}\n{FINE.replace(':1,', ':nul,')}\n", "utf-8")
    results = json.loads(run("check", "--format", "sarif", "a").out)["runs"][0]["results"]
    region = results[0]["locations"][0]["physicalLocation"]["region"]

    assert results[0]["fixes"] == [
        {
            "description": {"text": "Write `2`"},
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": "a"},
                    "replacements": [{"deletedRegion": region, "insertedContent": {"text": "2"}}],
                }
            ],
        }
    ]
    assert [(each["ruleId"], "fixes" in each) for each in results] == [
        ("long-suffix", True),
        ("missing-closer", True),
        ("bare-word", False),
    ]


def test_a_text_with_one_of_the_fixes_of_sarif_has_the_same_value() -> None:
    """Each of them alone: of fixes that meet, tools apply the first one and ask again."""
    fixed = set()
    for path in sorted((ROOT / "corpus/deviations").glob("*/*.*")):
        if ".expected." in path.name:
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        before, value = parse(text, mode="lenient"), quasi.parse(text, "lenient").value
        for hit in checked(before, Settings(Mode.LENIENT)).hits:
            if hit.is_replaceable:
                span = hit.diagnostic.span
                mended = text[: span.start] + str(hit.diagnostic.used) + text[span.end :]
                after = parse(mended, mode="lenient")
                is_same = hit.diagnostic.name not in SYNTAX or repr(quasi.parse(mended, "lenient").value) == repr(value)
                assert (path, hit, is_same, after.notifications) == (path, hit, True, before.notifications)
                fixed.add(hit.diagnostic.name)

    assert len(fixed) > 35


def test_junit_counts_an_error_as_a_failed_case(run: Command, capture: Path) -> None:
    Path("fine").write_text(NOTED, "utf-8")
    report = ET.fromstring(run("check", "--format", "junit", capture, "fine").out)  # noqa: S314 - our own output

    broken, fine = report
    assert broken.attrib == {"name": "capture.ndjson", "tests": "1", "failures": "1", "errors": "0", "skipped": "0"}
    assert [(case.get("classname"), case.get("name")) for case in broken.iter("testcase")] == [
        ("capture.ndjson", "3:103 missing-closer")
    ]
    (failure,) = broken.iter("failure")
    assert failure.get("type") == "missing-closer"
    assert failure.get("message") == (
        "Expected `}` for the open `{`, got the end of the text; it may be missing before line 1, column 70 instead"
    )
    assert (failure.text or "").startswith("capture.ndjson:3:103: error[missing-closer] Expected")
    assert fine.attrib == {"name": "fine", "tests": "1", "failures": "0", "errors": "0", "skipped": "0"}
    assert fine.findtext("system-out") == "1 payload, 1 notification: 0 warnings, 1 note"


@pytest.mark.parametrize("form", REPORTERS)
def test_only_text_makes_place_for_itself_beside_the_progress_bar(
    run: Command, capture: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    piped = run("check", "--format", form, capture).out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")
    shown = run("check", "--format", form, capture).out

    assert shown.replace(ERASE_LINE, "") == piped
    assert shown.count(ERASE_LINE) == (3 if form in FOR_PEOPLE else 0)


@pytest.mark.parametrize("form", REPORTERS)
def test_odd_names_and_texts_do_no_harm(run: Command, form: str) -> None:
    Path(ODD).write_text(f'{FINE}\n{{"]]>\x1b[31m\ufffe": <&\udce9\n'.replace("\udce9", "\\"), "utf-8")
    result = run("check", "--format", form, ODD)

    assert result.status == 1
    assert result.out.isprintable() or all(line.isprintable() for line in result.out.splitlines())
    if form == "json":
        json.loads(result.out)
    if form == "sarif":
        SarifSchema.model_validate_json(result.out)
    if form == "junit":
        suite = ET.fromstring(result.out)[0]  # noqa: S314 - our own
        assert {suite.get("name"), suite[0].get("classname")} == {printable(ODD)}


@pytest.mark.parametrize("form", REPORTERS)
def test_every_format_reports_nothing_of_a_clean_capture(run: Command, form: str) -> None:
    result = run("check", "--format", form, "-", stdin=FINE)

    assert result.status == 0
    assert "error[" not in result.out


def test_a_page_gives_the_same_in_every_format(run: Command) -> None:
    Path("page").write_text(PAGE, "utf-8")

    assert ":4:24: note" in run("check", "page").out
    assert "line=4" in run("check", "--format=github", "page").out
    assert json.loads(run("check", "--format=json", "page").out)["diagnostics"][0]["line"] == 4
