"""`ucsmsg check --schema` judges payloads by a JSON Schema instead of the documented contract."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import FINE, Command

SCHEMA = {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}
ORDERS = '{"id": "a"}\n{"id": 7L}\n{}\n'


@pytest.fixture(autouse=True)
def _schema(run: Command) -> None:
    del run  # which has a folder of its own
    Path("order.schema.json").write_text(json.dumps(SCHEMA), "utf-8")
    Path("orders.ndjson").write_text(ORDERS, "utf-8")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_each_violation_has_its_place_in_the_file(run: Command, jobs: str) -> None:
    result = run("check", "--schema", "order.schema.json", "--jobs", jobs, "orders.ndjson")

    assert (result.status, result.err) == (1, "")
    assert result.out.split("Next: ")[0] == (
        "orders.ndjson:2:8: note[long-suffix] Expected an integer without `L`, got `7L` (at $.id)\n"
        '     2 | {"id": 7L}\n'
        "       |        ^^\n"
        "orders.ndjson:2:8: error[schema-violation] Expected a value that the JSON Schema allows, got `7L`: "
        "it is not of type 'string' (schema #/properties/id/type) (at $.id)\n"
        '     2 | {"id": 7L}\n'
        "       |        ^^\n"
        "orders.ndjson:3:1: error[schema-violation] Expected a value that the JSON Schema allows, got `{}`: "
        "'id' is a required property (schema #/required) (at $)\n"
        "     3 | {}\n"
        "       | ^^\n"
        "\n"
        "       2  error    schema-violation\n"
        "       1  note     long-suffix\n"
        "3 payloads, 0 notifications in 1 file: 2 errors, 0 warnings, 1 note\n"
    )


def test_a_large_file_is_judged_whole(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ucsmsg.captures._file_parts.PART", 8)
    result = run("check", "--schema", "order.schema.json", "--jobs", "2", "--quiet", "orders.ndjson")

    assert [line.split(": ")[0] for line in result.out.split("\n") if "violation]" in line] == [
        "orders.ndjson:2:8",
        "orders.ndjson:3:1",
    ]


def test_the_contract_is_another_matter(run: Command) -> None:
    Path("fine.json").write_text(FINE, "utf-8")

    assert run("check", "fine.json").status == 0
    assert run("check", "--schema", "order.schema.json", "fine.json").status == 1
    assert run("check", "--schema", "order.schema.json", "--allow", "schema-violation", "fine.json").status == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"type": 7}', "wrong.json: Expected a valid JSON Schema, got `7` at #/type"),
        ("null", "wrong.json: Expected a JSON Schema as a dict, or a validator of it, got NoneType"),
        (
            '{"type": "string",}',
            "wrong.json:1:18: error[trailing-comma] Expected no comma before a closing bracket, got `,` (at $)",
        ),
        (None, "wrong.json: No such file or directory"),
    ],
)
def test_a_file_without_a_schema_is_a_usage_error(run: Command, content: str | None, message: str) -> None:
    if content is not None:
        Path("wrong.json").write_text(content, "utf-8")
    result = run("check", "--schema", "wrong.json", "orders.ndjson")

    assert result.status == 2
    assert message in result.err


def test_a_project_sets_no_schema(run: Command) -> None:
    Path("pyproject.toml").write_text('[tool.ucsmsg]\nschema = "order.schema.json"\n', "utf-8")
    result = run("check", "orders.ndjson")

    assert result.status == 2
    assert "Expected a setting of [tool.ucsmsg], got 'schema'" in result.err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_payloads_can_be_judged_by_a_record(run: Command, jobs: str) -> None:
    Path("replies.ndjson").write_text('{"statusCode": 0}\n{"statusCode": "x"}\n', "utf-8")
    result = run("check", "--as", "ucsmsg.genesys:HttpReply", "--jobs", jobs, "replies.ndjson")

    assert (result.status, result.err) == (1, "")
    assert result.out.split("Next: ")[0] == (
        'replies.ndjson:2:16: error[wrong-type] Expected an integer, got `"x"` (at $.statusCode)\n'
        '     2 | {"statusCode": "x"}\n'
        "       |                ^^^\n"
        "\n"
        "       1  error    wrong-type\n"
        "2 payloads, 0 notifications in 1 file: 1 error, 0 warnings, 0 notes\n"
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--as", "HttpReply"), "Expected MODULE:RECORD, got 'HttpReply'"),
        (("--as", "ucsmsg.genesys:Reply"), "got: module 'ucsmsg.genesys' has no attribute 'Reply'"),
        (("--as", "no_such_module:Reply"), "got: No module named 'no_such_module'"),
        (("--as", "json:loads"), "Expected a class declared with @record as 'json:loads', got: Expected a kind "),
        (("--as", ":Reply"), "got: Empty module name"),
        (
            ("--as", "ucsmsg.genesys:HttpReply", "--schema", "order.schema.json"),
            "Expected --schema or --as, got both",
        ),
    ],
)  # fmt: skip
def test_what_is_no_record_is_a_usage_error(run: Command, options: tuple[str, ...], message: str) -> None:
    result = run("check", *options, "orders.ndjson")

    assert result.status == 2
    assert message in result.err
