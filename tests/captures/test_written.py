"""Payloads that stand between prose in another written form."""

import urllib.parse

import pytest

from tests.captures.samples import failure, marks, references
from ucsmsg import Limits, Parsed, iter_parse

PREFIX = "2015-10-01 16:02:07,123 INFO "
TEXT = failure(2, "a+b \u00fc\U0001f600 c").replace(":2", ":2L")
FORMS = {
    "address": urllib.parse.quote(TEXT, safe=""),
    "lower case": urllib.parse.quote(TEXT, safe="").replace("%7B", "%7b").replace("%7D", "%7d"),
    "form": urllib.parse.quote_plus(TEXT),
    "whole address": urllib.parse.quote(TEXT, safe=":,/"),
    "plus as itself": urllib.parse.quote(TEXT, safe="+"),
    "escaped quotes": TEXT.replace('"', "\\u0022"),
}


def message_of(parsed: Parsed) -> str | None:
    """The error message of the one notification."""
    (notification,) = parsed.notifications
    return getattr(notification.data, "error_message", None)


@pytest.mark.parametrize("mode", ["strict", "lenient"])
@pytest.mark.parametrize("around", ["{}", "message={}&x=1", "'{}'", "see {}, and more"])
@pytest.mark.parametrize("name", FORMS)
def test_a_payload_that_was_encoded_is_read_with_its_places(name: str, around: str, mode: str) -> None:
    raw = FORMS[name]
    log = f"{PREFIX}{failure(1)}\n{PREFIX}{around.format(raw)}\n{PREFIX}{failure(3)}\n"
    results = list(iter_parse(log.encode(), mode=mode))
    (suffix,) = results[1].diagnostics

    assert references(results) == [1, 2, 3]
    assert message_of(results[1]) == "a+b \u00fc\U0001f600 c"
    assert results[1].source.text == raw
    assert (suffix.name, suffix.span.line) == ("long-suffix", 2)
    assert log[suffix.span.start : suffix.span.end] == "2L"
    assert suffix.inner is not None
    assert suffix.inner.column == TEXT.index("2L") + 1


def test_a_batch_and_several_payloads_in_one_form_are_read() -> None:
    raw = urllib.parse.quote(f"[{failure(2)},{failure(3)}]", safe="")
    several = urllib.parse.quote(f"{failure(4)}\n{failure(5)}", safe="")

    assert references(iter_parse(f"{PREFIX}{raw} {several} {failure(6)}\n".encode())) == [2, 3, 4, 5, 6]


@pytest.mark.parametrize("mode", ["strict", "lenient"])
@pytest.mark.parametrize(
    "raw",
    [
        urllib.parse.quote(FORMS["address"], safe=""),
        urllib.parse.quote(urllib.parse.quote(FORMS["address"], safe=""), safe=""),
        FORMS["address"].replace("%22", "%2", 1).replace("data", "%data"),
        FORMS["address"].replace("%C3%BC", "%C3"),
        FORMS["address"].replace("%2B", "+").replace("%20", ""),
        urllib.parse.quote(failure(2), safe="").replace("%20", "+"),
        FORMS["escaped quotes"].replace("a+b", "\\q"),
        TEXT.replace('"', "\\\\u0022"),
        TEXT.replace('"', "\\x22"),
        TEXT.replace('"', "&amp;quot;"),
    ],
)
def test_an_encoded_payload_without_one_reading_is_an_error(raw: str, mode: str) -> None:
    """One that was encoded twice, that is damaged, or in which a plus may be a space."""
    log = f"{PREFIX}{failure(1)}\n{PREFIX}{raw}\n{PREFIX}{failure(3)}\n"
    results = list(iter_parse(log.encode(), mode=mode))

    assert references(results) == [1, 3]
    assert [(name, line) for name, line, _ in marks(results)] == [("surrounding-text", 2)]
    assert not results[1].ok


@pytest.mark.parametrize("text", ["GET /x?a=%7B%22b%22%3A1%7D", "%7B", "{\\u0022a\\u0022:1}", "100%7B+%20", "[\\u0022"])
def test_other_encoded_text_is_prose(text: str) -> None:
    assert not marks(iter_parse(f"{PREFIX}{text}\n{PREFIX}{failure(3)}\n".encode()))


class TestDoubledQuotes:
    @pytest.mark.parametrize(("mode", "severity"), [("strict", "error"), ("lenient", "warning")])
    @pytest.mark.parametrize("around", ["body: '{}'", "x '{}' y", "body: '[{}]'", "  - '{}'"])
    @pytest.mark.parametrize("text", ["it's", "'", "'all'", "it's Bob's"])
    def test_they_are_undone_with_a_diagnostic(self, text: str, around: str, mode: str, severity: str) -> None:
        doubled = failure(2, text).replace("'", "''")
        page = f"Text\n{failure(1)}\n{around.format(doubled)}\nText\n{failure(3)}\n"
        results = list(iter_parse(page.encode(), mode=mode))
        diagnostic = results[1].diagnostics[0]

        assert references(results) == [1, 2, 3]
        assert message_of(results[1]) == text
        assert [(each.name, each.severity, each.used) for each in results[1].diagnostics] == [
            ("doubled-quote", severity, "'")
        ] * text.count("'")
        assert page[diagnostic.span.start : diagnostic.span.end] == diagnostic.found == "''"
        assert diagnostic.message == (
            "Expected the payload as it was sent, got it in single quotes and with each of them doubled: undone"
        )

    def test_more_of_them_than_diagnostics_are_kept_is_an_error(self) -> None:
        text = failure(2, "''" * 5)
        results = [list(iter_parse(f"body: '{text}'\n".encode(), limits=Limits(diagnostics=most))) for most in (4, 5)]

        assert [name for name, _, _ in marks(results[0])] == ["limit-exceeded"]
        assert [name for name, _, _ in marks(results[1])] == ["doubled-quote"] * 5

    def test_places_after_them_are_those_in_the_file(self) -> None:
        doubled = failure(2, "it''s").replace('"}}', '","x":5L}}')
        page = f"body: '{doubled}'\n"
        (parsed,) = iter_parse(page.encode(), mode="lenient")
        suffix = next(each for each in parsed.diagnostics if each.name == "long-suffix")

        assert page[suffix.span.start : suffix.span.end] == "5L"

    @pytest.mark.parametrize("line", ["body: '{}", "body: {}'", "body: {}", 'body: "{}"'])
    def test_without_single_quotes_around_they_are_text(self, line: str) -> None:
        text = failure(2, "an empty one: ''")
        (parsed,) = iter_parse(f"Text\n{line.format(text)}\nText\n".encode())

        assert message_of(parsed) == "an empty one: ''"
        assert parsed.diagnostics == ()

    def test_one_that_stands_alone_shows_that_none_is_doubled(self) -> None:
        text = failure(2, "it's empty: ''")
        (parsed,) = iter_parse(f"body: '{text}'\n".encode())

        assert message_of(parsed) == "it's empty: ''"
