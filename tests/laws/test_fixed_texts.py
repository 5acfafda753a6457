"""Laws of `quasi.fix`: what it changes are repairs, and what is left is named.

`check_fixed` is one of the laws for any text as well.
"""

import itertools
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws.invariants import INTEROPERABILITY, LOSSES, check_fixed, same, standard_value
from tests.laws.test_one_mutation import TEXTS
from tests.quasi.test_lanes_agree import CASES
from ucsmsg import quasi
from ucsmsg.catalogue import row_named
from ucsmsg.testing import MUTABLE, Mutation, mutations
from ucsmsg.testing.strategies import json_texts, mutated_texts, notification_texts

MUTATIONS = [*itertools.chain.from_iterable(map(mutations, TEXTS.values()))]
UNFIXABLE = INTEROPERABILITY | {"non-finite-number"}


@pytest.mark.parametrize("lossy", [False, True])
def test_every_case_of_the_parser(lossy: bool) -> None:  # noqa: FBT001 - a parameter
    """Of those with an error some parts are fixed, of those without all."""
    fixed = [(quasi.parse(text, "lenient"), check_fixed(text, lossy=lossy)) for text in CASES]

    assert sum(document.ok and bool(one.edits) for document, one in fixed) > 100
    assert sum(not document.ok and bool(one.edits) for document, one in fixed) >= 10


@pytest.mark.parametrize("lossy", [False, True])
def test_every_deviation_at_every_place(lossy: bool) -> None:  # noqa: FBT001 - a parameter
    """What is put into a text and has one reading is taken out again, so that the standard library reads the value."""
    tried: Counter[str] = Counter()
    for mutation in MUTATIONS:
        fixed = check_fixed(mutation.text, lossy=lossy)
        if mutation.refused:
            assert not fixed.ok
            assert not fixed.edits
        elif mutation.name not in UNFIXABLE and (lossy or mutation.name not in LOSSES):
            assert fixed.ok
            assert same(standard_value(fixed.text), mutation.value)
            tried[mutation.name] += 1

    repaired = {name for name in MUTABLE if not row_named(name).always_refused}
    assert set(tried) == repaired - UNFIXABLE - (set() if lossy else LOSSES)


@settings(max_examples=100)
@given(mutated=st.lists(mutated_texts(), min_size=1, max_size=3), lossy=st.booleans())
def test_several_deviations_in_one_text(mutated: list[Mutation], lossy: bool) -> None:  # noqa: FBT001  # a parameter of the test
    texts = [one.text for one in mutated if isinstance(one.text, str)]
    check_fixed("[" + ",".join(texts) + "]", lossy=lossy)


@settings(max_examples=100)
@given(text=json_texts() | notification_texts(), lossy=st.booleans())
def test_valid_text_is_never_touched(text: str, lossy: bool) -> None:  # noqa: FBT001 - a parameter
    fixed = quasi.fix(text, lossy=lossy)

    assert (fixed.text, fixed.edits, fixed.ok) == (text, (), True)


@settings(max_examples=100)
@given(mutated=mutated_texts(notification_texts()), cut=st.integers(0, 400), lossy=st.booleans())
def test_a_changed_text_that_is_cut_off(mutated: Mutation, cut: int, lossy: bool) -> None:  # noqa: FBT001  # a parameter of the test
    check_fixed(mutated.text[:cut], lossy=lossy)
