"""Captures with other words: no word that was replaced is left, and nothing else has changed."""

import base64
import json
from pathlib import Path

import pytest

from tests.captures.samples import failure
from tests.redaction.laws import leaks_in, marks_of, redacted, tokens_of
from tests.sampling import sampled
from ucsmsg.redaction import CaptureFile, Place, UnredactableError, _captures
from ucsmsg.redaction._packed import body_around
from ucsmsg.testing import corpus_inputs

CORPUS = Path(__file__).parents[2] / "corpus"
INPUTS = [path for path in corpus_inputs(CORPUS) if "damaged-compression" not in str(path)]
NOT_CERTAIN = {
    "captures/encoded.log": 1,  # encoded twice, which nothing reads
    "captures/key-value.log": 1,
    "captures/entries-journald-bytes.ndjson": 2,  # numbers of other bytes are not as long
    "captures/packed.log": 1,
    "deviations/number-form/binary.txt": 1,
    "deviations/number-form/octal.txt": 1,
    "refused/leading-zeros-of-a-code.txt": 1,
    "refused/suffix-of-another-type.txt": 1,
}
"""How many payloads of an input are left out."""


@pytest.mark.parametrize("path", sampled(INPUTS, 8), ids=lambda path: path.relative_to(CORPUS).as_posix())
def test_an_input_of_the_corpus_says_the_same_with_other_words(path: Path) -> None:
    text = CaptureFile.of(path.read_bytes()).text

    capture = redacted(text)

    assert capture.is_whole
    assert len(capture.text) == len(text)
    assert leaks_in(capture.text, tokens_of(text)) == set()
    assert len(capture.left_out) == NOT_CERTAIN.get(path.relative_to(CORPUS).as_posix(), 0)
    if not capture.left_out:
        assert marks_of(capture.text) == marks_of(text)


def test_what_is_left_out_is_named_and_leaves_the_others() -> None:
    text = f"{failure(1)}\n[0b101]\n{failure(3)}\n"

    capture = redacted(text)

    assert (capture.payloads, capture.kept, capture.left_out) == (3, 2, (Place(2, 1),))
    assert capture.text.splitlines()[1] == " " * len("[0b101]")


def test_a_word_of_a_payload_is_replaced_in_the_prose_of_every_capture() -> None:
    text = f"login of Lovelace, host web-1\n{failure(1, 'No access for Ada Lovelace')}\n"
    other = "LOVELACE left\n" + failure(2, "x")

    capture, others = redacted(text, other), redacted(other, text)

    assert capture.text.startswith("login of ")
    assert ", host web-1\n" in capture.text
    assert capture.text.split()[2].rstrip(",") == capture.text.split()[-1].rstrip('"}').capitalize()
    assert others.text.startswith(capture.text.split()[2].rstrip(",").upper() + " left\n")


def test_a_word_of_a_later_capture_is_replaced_in_the_texts_of_log_entries() -> None:
    entry = '{"log":"Lovelace left","stream":"stdout","time":"2024-05-06T07:08:09Z"}\n'

    capture = redacted(entry, failure(1, "Ada Lovelace"))

    assert capture.text.endswith(' left","stream":"stdout","time":"2024-05-06T07:08:09Z"}\n')
    assert leaks_in(capture.text, {"lovelace"}) == set()


def test_without_prose_only_words_of_formats_stay() -> None:
    text = f"2024-05-06 07:08:09 INFO  [main] somebody came: {failure(1)}\n"

    capture = redacted(text, drops_prose=True)

    assert capture.text.startswith("2024-05-06 07:08:09 INFO  [")
    assert leaks_in(capture.text, {"main", "somebody", "came"}) == set()


def test_the_same_key_gives_the_same_text() -> None:
    text = failure(12, "Ada")

    assert redacted(text).text == redacted(text).text


def test_what_is_redacted_can_be_redacted_again() -> None:
    text = failure(12, "Ada").replace("12,", "12L,")
    once = redacted(text).text
    twice = redacted(once).text

    assert len({text, once, twice}) == 3
    assert marks_of(twice) == marks_of(once) == marks_of(text)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04zip", "Expected a text, got an archive: unpack it, and redact what is in it"),
        (
            b"\x1f\x8bdamaged",
            "Expected whole packed data, got damage: Compressed file ended before the end-of-stream marker was reached",
        ),
        (b"\xff\xfe\x00", "Expected UTF-8, got bytes that are not UTF-16-LE either: truncated data"),
    ],
    ids=["archive", "damaged", "no text"],
)
def test_what_is_no_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnredactableError) as caught:
        CaptureFile.of(data)

    assert str(caught.value) == message


def test_a_capture_in_which_nothing_is_certain_is_left_out_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_captures, "_ROUNDS", 1)

    capture = redacted(f"{failure(1)}\n[0b101]\n")

    assert (capture.text, capture.payloads, capture.kept, capture.is_whole) == ("", 2, 0, False)


def recording(body: str) -> str:
    """A browser's recording with a body in base64."""
    content = {"mimeType": "application/json", "encoding": "base64", "text": body}
    return json.dumps({"log": {"entries": [{"response": {"content": content}}]}})


def test_a_body_in_base64_is_written_as_a_whole() -> None:
    body = f"geheim {failure(1, 'Ada Lovelace')} und {failure(2, 'Grüße')} ende"
    text = recording(base64.b64encode(body.encode()).decode())

    capture = redacted(text)

    assert (capture.payloads, capture.left_out) == (2, ())
    assert leaks_in(capture.text, {"lovelace", "geheim", "ende", "grüße"}) == set()
    assert marks_of(capture.text) == marks_of(text)


def test_a_body_in_another_encoding_is_left_out() -> None:
    body = base64.b64encode(failure(1, "Ada").encode("utf-16")).decode()

    capture = redacted(recording(body))

    assert (capture.payloads, capture.kept) == (1, 0)
    assert body not in capture.text


def test_a_damaged_body_is_one_with_other_words() -> None:
    text = recording(base64.b64encode(failure(1, "Ada").encode()).decode()[:-2])

    capture = redacted(text)

    assert marks_of(capture.text) == marks_of(text)
    assert not set(capture.text.split('"')) & set(text.split('"')[-2:-1])


def test_no_body_is_seen_in_what_is_no_base64() -> None:
    assert body_around("no base64", 1, 4) is None


def test_a_body_begins_where_its_base64_does() -> None:
    body = body_around(f"-{'QWRh' * 1000}QW", 3000, 3100)

    assert body is not None
    assert (body.start, body.end) == (1, 4003)


def test_payloads_that_are_packed_in_prose_are_written_as_they_were() -> None:
    packed = failure(1, "Ada Lovelace Grüße").encode()
    text = f"in {base64.b64encode(packed).decode()} x\nin {packed.hex()} x\nin {packed.hex().upper()} x\n"

    capture = redacted(text)

    assert (capture.payloads, capture.left_out) == (3, ())
    assert marks_of(capture.text) == marks_of(text)
    assert leaks_in(capture.text, {"lovelace", "grüße"}) == set()


def test_payloads_as_numbers_of_bytes_are_left_out() -> None:
    assert redacted(f"in {[*failure(1, 'Ada').encode()]} x\n").kept == 0


def test_an_encoding_that_lacks_a_character_is_refused() -> None:
    with pytest.raises(UnredactableError) as caught:
        CaptureFile("", "ascii", b"", None).bytes_of("é")

    assert str(caught.value) == "Expected characters of ascii, got ordinal not in range(128)"
