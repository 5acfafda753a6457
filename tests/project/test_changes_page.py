"""What docs/reads-otherwise-since-0.1.md says now is true."""

import re

from tests.project.pages import ROOT
from ucsmsg import Mode
from ucsmsg.catalogue import ROWS

PAGE = (ROOT / "docs/reads-otherwise-since-0.1.md").read_text("utf-8")
WITH_SEVERITIES = re.compile(r"`([a-z-]+)` \((error|warning|note), (error|warning|note)\)")


def test_the_severities_on_the_page_are_those_of_the_modes() -> None:
    found = WITH_SEVERITIES.findall(PAGE)

    assert len(found) > 10
    for name, strict, lenient in found:
        assert (name, Mode.STRICT.severity(name), Mode.LENIENT.severity(name)) == (name, strict, lenient)


def test_the_names_of_deviations_on_the_page_are_rows_of_the_catalogue() -> None:
    names = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", PAGE))

    assert names <= {row.name for row in ROWS}
