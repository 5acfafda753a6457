"""The schemas of the tables, and batches."""

import inspect
import runpy
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from tests.tables.samples import ndjson, written
from ucsmsg import schema as records
from ucsmsg.schema._record import members_of
from ucsmsg.tables import SCHEMA_VERSION, TABLES, _batches, _cells, batches, schema, table_batches, tasks


@pytest.mark.parametrize("name", TABLES)
def test_each_column_says_what_it_is(name: str) -> None:
    found = schema(name)
    columns = [*found, *(inner for field in found if pa.types.is_struct(field.type) for inner in field.type)]

    assert [each.name for each in columns if not (each.metadata or {}).get(b"description")] == []
    assert all(b"unit" in each.metadata for each in columns if pa.types.is_timestamp(each.type))
    assert found.metadata[b"ucsmsg.table"] == name.encode()
    assert found.metadata[b"ucsmsg.version"] == str(SCHEMA_VERSION).encode()


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("interactions", records.Interaction),
        ("messages", records.ChatMessage),
        ("participants", records.Participant),
        ("notifications", records.UcsOperationResponse),
    ],
)
def test_each_member_of_a_record_is_a_column(name: str, record: type) -> None:
    names = {"owner_information": "owner", "from_": "participant"}
    expected = {names.get(attribute, attribute) for attribute in members_of(record)}

    assert expected <= {*schema(name).names}


def test_numbers_say_their_units() -> None:
    units = {
        f"{name}.{each.name}": each.metadata[b"unit"].decode()
        for name in ("interactions", "messages")
        for each in schema(name)
        if b"unit" in (each.metadata or {}) and "date" not in each.name
    }

    assert units == {
        **{f"{name}.start": "characters" for name in ("interactions", "messages")},
        "interactions.call_duration": "s",
        "messages.timestamp": "µs since 1970 (UTC)",
        "messages.timestamp_offset": "min",
        "messages.timestamp_seconds": "ms since 1970 (UTC)",
    }


def test_without_the_source_of_a_class_its_columns_have_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _cells.attribute_docs(records.Owner)["user_name"] == "The name that the agent logs in with."

    def fail(_: object) -> str:
        raise OSError

    monkeypatch.setattr(inspect, "getsource", fail)
    assert _cells.attribute_docs(records.Owner) == {}


@pytest.mark.parametrize(("limit", "value"), [("ROWS", 3), ("CHARACTERS", 2000)])
def test_batches_are_bounded(limit: str, value: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (task,) = tasks(written(tmp_path, "capture", ndjson(40)))
    (whole,) = batches(task, "messages", mode="lenient")
    monkeypatch.setattr(_batches, limit, value)
    found = [*batches(task, "messages", mode="lenient")]

    assert max(each.num_rows for each in found) <= 6
    assert len(found) > 5
    assert pa.Table.from_batches(found) == pa.Table.from_batches([whole])


def test_tables_are_read_together_or_one_by_one(tmp_path: Path) -> None:
    (task,) = tasks(written(tmp_path, "capture", ndjson(20)))
    together = dict(table_batches(task, ["messages", "diagnostics"]))

    assert [*together] == ["messages", "diagnostics"]
    for name, batch in together.items():
        assert [*batches(task, name)] == [batch]
        assert batch.schema.equals(schema(name), check_metadata=True)


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import ucsmsg.tables  # noqa: PLC0415 - whose file is run once more

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError) as caught:
        runpy.run_path(str(ucsmsg.tables.__file__))
    assert str(caught.value) == 'Expected the library pyarrow to make tables; pip install "ucsmsg[table]"'


def test_what_writes_files_is_there_when_it_is_asked_for() -> None:
    from ucsmsg import tables  # noqa: PLC0415 - as above

    assert {"FolderWriter", "batches"} <= {*dir(tables)}
    assert all(hasattr(tables, name) for name in tables.__all__)
    with pytest.raises(AttributeError, match=r"^module 'ucsmsg\.tables' has no attribute 'bathces'$"):
        _ = tables.bathces  # type: ignore[attr-defined] # which shows that type checkers see it too
