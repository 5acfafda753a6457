"""Streams that the runtime of containers wrote in parts and mixed: each is read as the log that it was."""

import io
import json
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.captures.samples import failure, marks, references
from ucsmsg import Limits, Origin, iter_parse
from ucsmsg.captures import _file_parts as file_parts
from ucsmsg.captures import _parts as parts_module
from ucsmsg.captures import file_parts_of

ONE, TWO, THREE = failure(1), failure(2, r"M\u00fcller \"b\"\nü"), failure(3)
INDENTED = json.dumps(json.loads(TWO), indent=2, ensure_ascii=False)
TIMES = count(10)

Line = Callable[..., str]


def cri(text: str, *, stream: str = "stdout", is_cut: bool = False) -> str:
    """A line of the Container Runtime Interface."""
    return f"2024-05-06T07:08:09.{next(TIMES)}Z {stream} {'P' if is_cut else 'F'} {text}\n"


def docker(text: str, *, stream: str = "stdout", is_cut: bool = False) -> str:
    """A line of docker's json-file."""
    return json.dumps({"log": text + "\n" * (not is_cut), "stream": stream, "time": f"t{next(TIMES)}"}) + "\n"


def fluent_bit(text: str, *, stream: str = "stdout", is_cut: bool = False) -> str:
    """A line of Fluent Bit, which has the tag of the runtime as a member."""
    return json.dumps({"date": 1.5, "stream": stream, "logtag": "P" if is_cut else "F", "log": text}) + "\n"


def fluentd(text: str, *, stream: str = "stdout", is_cut: bool = False) -> str:
    """A line of docker's driver for Fluentd."""
    partial = {"partial_message": "true", "partial_id": "1", "partial_last": "false"} if is_cut else {}
    return json.dumps({"container_name": "gws", "stream": stream, "log": text} | partial) + "\n"


FORMS: dict[str, Line] = {"cri": cri, "docker": docker, "fluent bit": fluent_bit, "fluentd": fluentd}


def in_parts(line: Line, text: str, size: int) -> Iterator[str]:
    """The text in parts of a size, of which the last one ends its line."""
    for start in range(0, len(text), size):
        yield line(text[start : start + size], is_cut=start + size < len(text))


@pytest.mark.parametrize("mode", ["strict", "lenient"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("size", [1, 7, 60, 119])
def test_the_parts_of_a_line_are_put_together(form: str, size: int, mode: str) -> None:
    line = FORMS[form]
    capture = line("start {x}") + line(ONE) + "".join(in_parts(line, f"got {TWO} it", size)) + line(THREE)
    results = list(iter_parse(capture.encode(), mode=mode))

    assert references(results) == [1, 2, 3]
    assert all(parsed.ok for parsed in results)
    assert results[1].notifications == next(iter(iter_parse(TWO.encode()))).notifications


@pytest.mark.parametrize("form", FORMS)
def test_a_deviation_has_its_place_in_the_part_in_which_it_stands(form: str) -> None:
    line = FORMS[form]
    lines = [line(ONE), *in_parts(line, TWO.replace(":2", ":2L"), 21), line(THREE)]
    (suffix,) = (each for parsed in iter_parse("".join(lines).encode()) for each in parsed.diagnostics)

    assert suffix.name == "long-suffix"
    assert "".join(lines)[suffix.span.start : suffix.span.end] == "2L"
    assert lines[suffix.span.line - 1][suffix.span.column - 1 :].startswith("2L")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", [INDENTED, f"received\n{INDENTED}\n"])
def test_streams_that_are_mixed_keep_apart(form: str, text: str) -> None:
    line = FORMS[form]
    mixed: list[str] = []
    for number, each in enumerate(text.splitlines()):
        mixed += [line(each), line(failure(10 + number), stream="stderr")]
    results = list(iter_parse("".join(mixed).encode(), mode="lenient"))

    assert {*references(results)} == {2, *range(10, 10 + len(text.splitlines()))}
    assert all(parsed.ok for parsed in results)
    assert {parsed.origin.stream for parsed in results} == {"stdout", "stderr"}


@pytest.mark.parametrize("form", FORMS)
def test_parts_of_two_lines_that_are_mixed_keep_apart(form: str) -> None:
    line = FORMS[form]
    capture = [
        line(ONE[:30], is_cut=True),
        line(TWO[:50], stream="stderr", is_cut=True),
        line(ONE[30:60], is_cut=True),
        line(TWO[50:], stream="stderr"),
        line(ONE[60:]),
    ]

    assert {*references(iter_parse("".join(capture).encode()))} == {1, 2}


@pytest.mark.parametrize("form", FORMS)
def test_damage_in_a_part_hides_nothing(form: str) -> None:
    line = FORMS[form]
    damaged = TWO.replace('"referenceId":2', '"referenceId":x y')
    capture = line(ONE) + "".join(in_parts(line, damaged, 30)) + line(THREE)
    results = list(iter_parse(capture.encode(), mode="lenient"))

    assert (references(results)[0], references(results)[-1]) == (1, 3)
    assert [parsed.ok for parsed in results] == [True, False, True]


@pytest.mark.parametrize("form", FORMS)
def test_other_lines_between_are_read_as_well(form: str) -> None:
    line = FORMS[form]
    capture = line(ONE) + f"-- {TWO}\n" + '{"log": 5, "stream": 1}\n{"log", "stream": }\n' + line(THREE)

    assert references(iter_parse(capture.encode(), format="log" if form == "cri" else "ndjson")) == [1, 2, 3]


def test_what_the_line_tells_goes_with_the_payload_that_begins_in_it() -> None:
    lines = [docker(ONE), docker(f"07:08:09 DEBUG {TWO[:40]}", is_cut=True), docker(TWO[40:], stream="stdout")]
    times = [json.loads(line)["time"] for line in lines]
    results = list(iter_parse("".join(lines).encode()))

    assert [parsed.origin for parsed in results] == [
        Origin(time=times[0], stream="stdout"),
        Origin(time="07:08:09", level="DEBUG", stream="stdout"),
    ]


def test_lines_that_nothing_was_cut_in_are_read_where_they_stand() -> None:
    lines = "".join(cri(line) for line in INDENTED.splitlines())
    (parsed,) = iter_parse(lines.encode())

    assert (references([parsed]), parsed.ok) == ([2], True)
    assert not any(diagnostic.inner for diagnostic in parsed.diagnostics)


def test_a_line_end_in_a_string_is_no_part_of_it() -> None:
    log = cri(ONE) + cri(TWO[:-10]) + cri(TWO[-10:])
    results = list(iter_parse(log.encode(), mode="lenient"))

    assert [name for name, _, _ in marks(results)] == ["unexpected-text"]


@pytest.mark.parametrize("form", FORMS)
def test_a_stream_may_end_in_a_part(form: str) -> None:
    line = FORMS[form]

    assert references(iter_parse((line(ONE) + line(TWO, is_cut=True)).encode())) == [1, 2]


def test_a_line_without_an_end_takes_no_memory_beyond_the_limit() -> None:
    capture = docker(ONE) + "".join(in_parts(docker, failure(2, "x" * 3000), 100)) + docker(THREE)
    results = list(iter_parse(capture.encode(), limits=Limits(size=500)))

    assert (references(results)[0], references(results)[-1]) == (1, 3)
    assert not all(parsed.ok for parsed in results)


def test_lines_that_are_read_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts_module, "_TRIMMED", 2)
    capture = [docker(f"line {number} {{}}") for number in range(9)] + [docker(ONE[:9], is_cut=True), docker(ONE[9:])]

    assert references(iter_parse("".join(capture).encode())) == [1]


def test_every_character_is_counted() -> None:
    capture = cri(ONE[:30], is_cut=True) + cri(TWO, stream="stderr") + cri(ONE[30:]) + cri("end")
    reading = iter_parse(capture.encode())

    assert {*references(reading)} == {1, 2}
    assert reading.coverage.characters == len(capture)


def test_a_large_file_of_parts_is_not_divided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_parts, "PART", 100)
    path = tmp_path / "docker.log"
    path.write_text(docker(ONE) * 9, "utf-8")

    assert list(file_parts_of(str(path))) == []


def test_a_last_line_needs_no_end_and_may_be_long() -> None:
    capture = docker(ONE) + docker(failure(2, "x" * 9000)).rstrip("\n")

    file = io.BytesIO(capture.encode())
    file.read1 = lambda _=-1: file.read(5000)  # type: ignore[method-assign]  # a file that gives little at a time

    assert references(iter_parse(file)) == [1, 2]
