"""What the page on scale shows works. The lines for Dask are run by `.ci/spark`."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.captures.samples import failure
from tests.project.engines import PAGE, lines_for, lines_of


@pytest.mark.parametrize("engine", re.findall(r"<!-- engine: (\w+) -->", PAGE))
def test_an_engine_takes_six_lines(engine: str) -> None:
    assert len([line for line in lines_of(engine).splitlines() if line]) <= 6


def test_the_lines_for_duckdb_count_messages(tmp_path: Path) -> None:
    messages = ", ".join(
        f'{{"index":{index},"type":"{kind}","timestamp":"2015-10-01 16:02:07.000+0300","from":{{"type":"Agent",'
        '"participantId":"1"}}'
        for index, kind in ((1, "Text"), (2, "Notice"), (3, "Text"))
    )
    interaction = (
        '"id":"1","typeId":"Inbound","state":"Stopped","mediaType":"chat","startDate":"2015-10-01 16:02:07.000+0300"'
    )
    content = f'"messageType":"GetInteractionContentMessage","interaction":{{{interaction}}},"messages":[{messages}]'
    (tmp_path / "a.json").write_text(f'{{"data":{{"referenceId":1,{content}}}}}', "utf-8")
    (tmp_path / "b.json").write_text(failure(2), "utf-8")
    found: dict[str, Any] = {}
    exec(lines_for("duckdb", tmp_path), found)  # noqa: S102 - our own page

    assert found["counts"] == [("Notice", 1), ("Text", 2)]
