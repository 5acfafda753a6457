"""What docs/tables.md says of the columns is what the schemas say."""

import doctest

from tests.project import tables


def test_the_columns_are_those_of_the_schemas() -> None:
    assert tables.PAGE.read_text("utf-8") == tables.written(), "run python -m tests.project.update"


def test_the_examples_give_what_they_show() -> None:
    failed, tried = doctest.testfile(str(tables.PAGE), module_relative=False)

    assert (failed, tried > 0) == (0, True)
