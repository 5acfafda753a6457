"""A number beyond a double's range is exact, and told as such, however it is written."""

from decimal import Decimal

import pytest

from ucsmsg import quasi

NUMBERS = {
    "1e400": ["number-out-of-range"],
    "-1.5E+400": ["number-out-of-range"],
    "+1e400": ["number-form", "number-out-of-range"],
    "1_0e400": ["number-form", "number-out-of-range"],
    "5.e400": ["number-form", "number-out-of-range"],
    "-.5e999": ["number-form", "number-out-of-range"],
    "-008.5e999": ["leading-zeros", "number-out-of-range"],
    "+09.e400": ["leading-zeros", "number-form", "number-out-of-range"],
}


@pytest.mark.parametrize(("text", "names"), NUMBERS.items())
def test_a_number_beyond_the_range_has_all_its_deviations(text: str, names: list[str]) -> None:
    for around in ("[{}]", '{{"a":{}, b:1}}', "[{},'a']"):
        document = quasi.parse(around.format(text), "lenient")
        value = document.value["a"] if isinstance(document.value, dict) else document.value[0]
        assert value == Decimal(text)
        assert isinstance(value, Decimal)
        start = around.format("@").index("@")
        found = sorted(one.name for one in document.diagnostics if one.span.start == start)
        assert found == names
