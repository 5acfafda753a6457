"""What people see: one message, one place, one excerpt, and nothing a terminal could act on."""

import copy
import logging
import pickle
from collections.abc import Callable

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ucsmsg import Mode, Source, loads, parse, quasi
from ucsmsg._screen import printable
from ucsmsg.diagnostics import (
    Diagnostic,
    Finding,
    Found,
    Judged,
    NotificationError,
    QuasiJSONError,
    excerpt,
    render,
    shown,
)
from ucsmsg.places import Span

LONG = Finding(name="long-suffix", message="Expected an integer, got `1L`", path=(0,), start=2, end=4, found="1L")
NO_NUMBER = Finding(name="leading-zeros", message="two", path=(0,), start=2, end=4, refused=True)


def excerpt_of(text: str, start: int, end: int) -> list[str]:
    source = Source(text)
    return excerpt(source, source.span(start, end)).split("\n")


@pytest.mark.parametrize(
    ("text", "start", "end", "lines"),
    [
        ("[1,]", 2, 3, ["     1 | [1,]", "       |   ^"]),
        ("{\n\t'a': 1}", 3, 6, ["     2 |  'a': 1}", "       |  ^^^"]),
        ("", 0, 0, ["     1 | ", "       | ^"]),
        ("[1]", 3, 3, ["     1 | [1]", "       |    ^"]),
        ("[日本, 1L]", 5, 7, ["     1 | [日本, 1L]", "       |        ^^"]),
        ("[e\u0301, 1L]", 5, 7, ["     1 | [e\u0301, 1L]", "       |     ^^"]),
        ("[\x1b[2J\u202e, 1]", 7, 9, ["     1 | [\\x1b[2J\\u{202e}, 1]", "       |                  ^^"]),
        ("[1,\n2", 0, 5, ["     1 | [1,", "       | ^^^"]),
        ("a\rbc\u2028d\re", 3, 5, ["     2 | bc\\u{2028}d", "       |  ^^^^^^^^^"]),
    ],
)
def test_the_caret_stands_under_what_it_means(text: str, start: int, end: int, lines: list[str]) -> None:
    assert excerpt_of(text, start, end) == lines


def test_a_long_line_is_cropped_around_the_place() -> None:
    line, carets = excerpt_of("x" * 500 + "!!" + "y" * 500, 500, 502)
    assert len(line) < 120
    assert (line[9], line[-1]) == ("…", "…")
    assert line[carets.index("^")] == "!"
    assert carets.count("^") == 2


def test_a_long_span_is_cropped_with_its_line() -> None:
    line, carets = excerpt_of("x" * 5000, 10, 4000)
    assert len(line) < 120
    assert len(carets) < 120


@given(st.text())
def test_nothing_shown_can_move_a_cursor_or_reverse_text(text: str) -> None:
    assert all(
        character.isprintable() or character in "\u3000\u00a0 " for character in printable(text).replace("\u1680", "")
    )
    assert "\n" not in shown(text)


def test_a_rendered_diagnostic_says_where_what_and_how_bad() -> None:
    source = Source("[\n1L]", "a\x07b.json")
    diagnostic = Diagnostic.of(LONG, Mode.STRICT, source.span(2, 4))
    assert render(diagnostic, source) == (
        "a\\x07b.json:2:1: note[long-suffix] Expected an integer, got `1L` (at $[0])\n     2 | 1L]\n       | ^^"
    )


def test_a_diagnostic_is_one_line_as_text_and_renders_itself() -> None:
    source = Source("[\n1L]")
    diagnostic = Diagnostic.of(LONG, Mode.STRICT, source.span(2, 4))

    assert str(diagnostic) == "2:1: note[long-suffix] Expected an integer, got `1L` (at $[0])"
    assert diagnostic.render(source) == render(diagnostic, source)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Expected an integer, got `1L`", "an integer"),
        (
            "Expected the `id` of the `participantId` `a, got b`, got `1`; both are kept",
            "the `id` of the `participantId` `a, got b`",
        ),
        ("Expected the member `id` in an owner, got none", "the member `id` in an owner"),
        ("Expected no change", None),
    ],
)
def test_what_was_expected_is_read_from_the_one_form_of_messages(message: str, expected: str | None) -> None:
    finding = LONG._replace(message=message)

    assert Diagnostic.of(finding, Mode.STRICT, Source("[\n1L]").span(2, 4)).expected == expected


@pytest.mark.parametrize(
    ("read", "kind", "parts"),
    [
        (lambda: quasi.loads('{"a": [1, foo]}'), QuasiJSONError, ("$.a[1]", "foo", "a value")),
        (
            lambda: loads('{"data": {"referenceId": []}}'),
            NotificationError,
            ("$.data.messageType", "", "the member `messageType`"),
        ),
        (lambda: loads("[]"), NotificationError, ("$", "", "one notification")),
    ],
)
def test_the_error_of_a_text_has_the_parts_of_its_first_error(
    read: Callable[[], object], kind: type[QuasiJSONError], parts: tuple[str, ...]
) -> None:
    with pytest.raises(QuasiJSONError) as caught:
        read()

    assert type(caught.value) is kind
    assert (caught.value.path, caught.value.found, caught.value.expected) == parts


@pytest.mark.parametrize("count", [0, 1])
def test_an_error_needs_a_diagnostic_that_is_one(count: int) -> None:
    source = Source("[\n1L]")
    diagnostics = [Diagnostic.of(LONG, Mode.STRICT, source.span(2, 4))] * count
    with pytest.raises(ValueError, match="Expected an error among the diagnostics, got none"):
        NotificationError(source, diagnostics)


@pytest.mark.parametrize("finding", [LONG, NO_NUMBER])
def test_diagnostics_that_are_made_together_are_like_those_made_one_by_one(finding: Finding) -> None:
    source = Source("[\n1L]")
    (diagnostic,) = Judged(Found([finding]), Mode.LENIENT, source)
    alone = Diagnostic.of(finding, Mode.LENIENT, source.span(2, 4))
    assert (diagnostic, hash(diagnostic), repr(diagnostic)) == (alone, hash(alone), repr(alone))
    again = pickle.loads(pickle.dumps(diagnostic))  # noqa: S301  # the test's own bytes
    assert again == copy.copy(diagnostic) == attrs.evolve(diagnostic) == alone
    for made, kind in ((diagnostic, Diagnostic), (diagnostic.span, Span)):
        assert type(made) is kind
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(made, attrs.fields(kind)[0].name, None)


@pytest.mark.parametrize(
    "text",
    ['{"data":{"referenceId":1L}}', '{"channel":"/v2/ucs/interactions","data":"{\\"referenceId\\":1L}"}', "[", ""],
)
def test_a_diagnostic_goes_into_a_log_as_it_is(text: str, caplog: pytest.LogCaptureFixture) -> None:
    """The logging module refuses the names of its own attributes."""
    for diagnostic in parse(text).diagnostics:
        fields = diagnostic.log_fields()
        logging.getLogger("captures").warning("departure", extra=fields)

        assert fields.items() <= vars(caplog.records[-1]).items()
        assert {type(value) for value in fields.values()} <= {str, int, type(None)}
        assert (fields["diagnostic_name"], fields["diagnostic_message"]) == (diagnostic.name, diagnostic.message)
        assert (fields["diagnostic_inner_line"] is None) == (diagnostic.inner is None)


def test_every_attribute_of_a_diagnostic_is_in_a_log() -> None:
    (diagnostic, *_) = parse("[").diagnostics
    spans = set(attrs.fields_dict(Span)) | {"inner_line", "inner_column"}
    names = set(attrs.fields_dict(Diagnostic)) - {"span", "inner"} | spans

    assert set(diagnostic.log_fields()) == {f"diagnostic_{name}" for name in names}
