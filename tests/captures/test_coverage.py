"""Every character of a capture is in a payload, in a diagnostic, or in a stretch that was passed over and counted."""

from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from tests.captures.damaged import KINDS, capture_of, in_nothing, is_counted
from tests.captures.samples import failure, marks, references
from ucsmsg import Limits, iter_parse
from ucsmsg.captures import Coverage, Format, PassedOver, Stretches, iter_payloads
from ucsmsg.captures import _iter_parse as iter_parse_module
from ucsmsg.captures import _readers as readers
from ucsmsg.parsing import parse_as

ONE, TWO = failure(1), failure(2)
MARKS = "{}[]\"':,<>&\\\n\r\x1e%a1"
RECORDING = '{"log":{"entries":[]}}\n'
HIDDEN = ["<!-- {} -->", "<script>x = {}</script>", "<p title='{}'>x</p>", "<style>{}</style>", "<title>{}</title>"]


@given(kind=st.sampled_from([*KINDS]), seed=st.integers(0, 10**9))
def test_no_name_of_the_servers_traffic_is_in_nothing(kind: str, seed: int) -> None:
    text = capture_of(kind, seed)

    assert in_nothing(text) == []
    assert is_counted(text)


@given(
    text=st.text(max_size=60) | st.text("{}[]\"':,<>&\\\n\r\x1e%a1", max_size=60), form=st.sampled_from([None, *Format])
)
def test_what_was_read_and_what_was_passed_over_make_up_any_text(text: str, form: Format | None) -> None:
    data = text.encode("utf-8", "surrogatepass")
    reading = iter_payloads(data, format=form)
    covered = sum(len(payload.source.text) for payload in reading)

    assert reading.coverage.read == covered
    assert reading.coverage.characters == len(data.decode("utf-8", "surrogateescape"))


@pytest.mark.parametrize(
    ("capture", "form", "kinds"),
    [
        (f"{ONE}\n\n {TWO}\n", "ndjson", {PassedOver.WHITE_SPACE: Stretches(2, 4)}),
        (f"\x1e{ONE}\n\x1e{TWO}\n", "json-seq", {PassedOver.WHITE_SPACE: Stretches(3, 4)}),
        (f"\n{ONE}\n{TWO}", "payload", {PassedOver.WHITE_SPACE: Stretches(2, 2)}),
        (f"INFO {ONE}\nINFO {TWO}\n", "log", {PassedOver.PROSE: Stretches(3, 12)}),
        (f"<p>{ONE}</p>", "page", {PassedOver.PROSE: Stretches(2, 7)}),
        ("no payload", "page", {PassedOver.PROSE: Stretches(1, 10)}),
        ("", "page", {}),
        (
            '{"log":{"entries":[]}}\n',
            "har",
            {PassedOver.RECORDING: Stretches(1, 22), PassedOver.PROSE: Stretches(1, 1)},
        ),
    ],
)
def test_what_was_passed_over_is_counted_by_kind(capture: str, form: str, kinds: dict[PassedOver, Stretches]) -> None:
    reading = iter_payloads(capture.encode(), format=form)

    assert reading.coverage == Coverage()
    read = sum(len(payload.source.text) for payload in reading)
    assert reading.coverage == Coverage(read=read, passed_over=kinds)
    assert reading.coverage.characters == len(capture)


def test_the_rest_of_a_payload_beyond_the_limit_has_a_kind_of_its_own() -> None:
    text = f"{ONE}\n{failure(3, 'x' * 500)}\n{TWO}\n"
    reading = iter_parse(text.encode(), format="ndjson", limits=Limits(size=300))

    assert references(reading) == [1, 2]
    assert reading.coverage.passed_over[PassedOver.BEYOND_LIMIT].count == 1
    assert reading.coverage.passed_over[PassedOver.WHITE_SPACE] == Stretches(2, 2)
    assert reading.coverage.characters == len(text)


def test_the_captures_of_a_folder_are_counted_together(tmp_path: Path) -> None:
    (tmp_path / "a.ndjson").write_text(f"{ONE}\n{TWO}\n", "utf-8")
    (tmp_path / "b.log").write_text(f"INFO {ONE}\n", "utf-8")
    reading = iter_parse(tmp_path)

    assert references(reading) == [1, 2, 1]
    assert reading.coverage.passed_over == {PassedOver.WHITE_SPACE: Stretches(2, 2), PassedOver.PROSE: Stretches(2, 6)}


def test_it_says_what_has_been_read_so_far() -> None:
    reading = iter_parse(f"{ONE}\n{TWO}\n".encode())
    next(reading)

    assert reading.coverage.read == len(ONE)


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("mode", ["strict", "lenient"])
def test_what_a_page_hides_is_a_note_where_it_looks_like_traffic(hidden: str, mode: str) -> None:
    page = f"<!DOCTYPE html>\n<p>{ONE}</p>\n{hidden.format(failure(3))}\n<p>{TWO}</p>\n"
    results = list(iter_parse(page.encode(), mode=mode))

    assert references(results) == [1, 2]
    assert [(name, line) for name, line, _ in marks(results)] == [("passed-over-traffic", 3)]
    assert (
        results[1].diagnostics[0].message.startswith("Expected a notification, got what the page hides: `referenceId")
    )
    assert results[1].ok


@pytest.mark.parametrize("hidden", ["<!-- {}", "<script>{}", "<title>x</titl>{}"])
def test_what_a_page_hides_up_to_its_end_is_an_error(hidden: str) -> None:
    page = f"<!DOCTYPE html>\n<p>{ONE}</p>\n{hidden.format(failure(3))}\n<p>{TWO}</p>\n"
    results = list(iter_parse(page.encode(), mode="lenient"))

    assert references(results) == [1]
    assert [(name, line) for name, line, _ in marks(results)] == [("surrounding-text", 3)]
    assert not results[1].ok


class TestMemory:
    def test_a_payload_that_there_is_no_memory_for_is_an_error_and_counted(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def no_memory(*arguments: object, **options: object) -> object:
            if 'referenceId":1,' in str(arguments):
                raise MemoryError
            return parse_as(*arguments, **options)  # type: ignore[arg-type]  # the same arguments

        monkeypatch.setattr(iter_parse_module, "parse_as", no_memory)
        first, second = iter_parse(f"{ONE}\n{TWO}\n".encode(), mode="lenient")

        assert references([first, second]) == [2]
        assert marks([first]) == [("limit-exceeded", 1, 1)]
        assert first.source.text == ONE
        assert first.diagnostics[0].message == (
            "Expected a text that there is memory for, got `MemoryError`: nothing of it was read; lower Limits.size"
        )

    def test_a_capture_that_there_is_no_memory_for_ends_with_an_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def no_memory(*_: object) -> object:
            raise MemoryError

        monkeypatch.setattr(readers, "with_bytes", no_memory)
        results = list(iter_parse(f"{ONE}\n{TWO}\n".encode(), mode="lenient"))

        assert marks(results) == [("limit-exceeded", 1, 1)]
