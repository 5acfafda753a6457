"""What repairs a text for good: every repair, what is lost on request, and nothing that was refused."""

import pytest

from ucsmsg import quasi
from ucsmsg.quasi._document import read_source
from ucsmsg.quasi.edits._edit import apply
from ucsmsg.quasi.lanes._recovered import Recovered

TEXTS = {
    '{"a":01,"b":tr': ('{"a":1,"b":tr', '{"a":1}'),
    "[01, foo, 2": ("[1, foo, 2", "[1, foo]"),
    '[1, foo, "x': ('[1, foo, "x', "[1, foo]"),
    'see: {"a":01} end': ('see: {"a":1} end', ' {"a":1} '),
    '{"a":/*}*/': ('{"a":/*}*/', '{"a":/*}*/'),
    "[01, ...]": ("[1, ...]", "[1 ]"),
}


@pytest.mark.parametrize(("text", "fixed", "with_losses"), [(text, *both) for text, both in TEXTS.items()])
def test_losses_are_taken_out_when_asked_for_and_what_was_refused_never(
    text: str, fixed: str, with_losses: str
) -> None:
    annotations = read_source(text, quasi.Limits()).annotations
    assert isinstance(annotations, Recovered)
    assert annotations.mended
    assert apply(text, annotations.mended.fixes(lossy=False)) == fixed
    assert apply(text, annotations.mended.fixes(lossy=True)) == with_losses
