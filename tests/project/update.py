"""Write what follows from declarations into pages: `python -m tests.project.update`.

That is what the syntax rows say in `grammar/README.md`, `docs/reference.md`, and the columns of `docs/tables.md`.
A row without a section gets a heading at the end of the page, to be moved to its neighbours.
"""

import re

from tests.project import reference, tables
from tests.project.pages import PAGES, ROOT, generated, rows_of
from ucsmsg.catalogue import Layer, Row


def written(page: str, row: Row) -> str:
    """The page with what the row says in the place of what stood there; what stands below it is kept."""
    heading = f"\n### {row.name}\n"
    before, _, after = page.partition(heading)
    section, next_heading, rest = re.split(r"(\n#|\Z)", after, maxsplit=1)
    below = section.strip().split("\n\n")[2:]
    return before + heading + "\n\n".join([generated(row).rstrip("\n"), *below]) + "\n" + next_heading + rest


if __name__ == "__main__":
    reference.PAGE.write_text(reference.written(), "utf-8")
    tables.PAGE.write_text(tables.written(), "utf-8")
    text = PAGES[Layer.SYNTAX]
    for each in rows_of(Layer.SYNTAX):
        text = written(text, each)
    (ROOT / "grammar/README.md").write_text(text, "utf-8")
