"""`aiter_parse` gives what `iter_parse` gives, as it comes, and holds up no event loop."""

import asyncio
import gzip
import threading
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.captures.samples import failure
from ucsmsg import Owner, Parsed, aiter_parse, captures, iter_parse
from ucsmsg.captures import _iter_parse as iter_parse_module
from ucsmsg.parsing import parse_as

LINES = [failure(number) for number in (1, 2)] + ['{"data": {"referenceId": 3L}', "prose"]


async def lines_of(lines: list[Any]) -> AsyncIterator[Any]:
    for line in lines:
        await asyncio.sleep(0)
        yield line


def stream_of(data: bytes) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    reader.feed_data(data)
    reader.feed_eof()
    return reader


def shown(results: list[Parsed]) -> list[Any]:
    return [(one.notifications, [*one.diagnostics], one.source.origin.line) for one in results]


async def collected(source: Any, **options: Any) -> list[Any]:
    return [result async for result in aiter_parse(source, **options)]


@pytest.mark.parametrize("form", [None, "ndjson", "log"])
def test_lines_give_what_they_give_otherwise(form: str | None) -> None:
    for lines in (LINES, [line.encode() for line in LINES]):
        results = asyncio.run(collected(lines_of(lines), format=form, mode="lenient"))

        assert shown(results) == shown(list(iter_parse(lines, format=form, mode="lenient")))


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_stream_gives_what_it_gives_otherwise(pack: Any) -> None:
    data = pack("\n".join(LINES).encode())

    async def both() -> None:
        reading = aiter_parse(stream_of(data), mode="lenient", name="socket")
        results = [result async for result in reading]
        expected = iter_parse(data, mode="lenient", name="socket")
        assert shown(results) == shown(list(expected))
        assert reading.coverage == expected.coverage
        assert {result.source.name for result in results} == {"socket"}

    asyncio.run(both())


def test_records_are_read_as_was_asked() -> None:
    (document,) = asyncio.run(collected(lines_of(['{"id": "1"}']), as_=Owner))

    assert document.value == Owner(id="1")


def test_a_result_comes_as_soon_as_it_is_there() -> None:
    async def given() -> None:
        first_is_here = asyncio.Event()

        async def lines() -> AsyncIterator[str]:
            yield LINES[0]
            await first_is_here.wait()  # for ever, where the first result waits for the second line
            yield LINES[1]

        async for _ in aiter_parse(lines(), format="ndjson"):
            first_is_here.set()

    asyncio.run(asyncio.wait_for(given(), 30))


def test_the_event_loop_goes_on_while_a_payload_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser waits here for what only the event loop does."""
    goes_on = threading.Event()

    def parse(*arguments: Any) -> Any:
        assert goes_on.wait(30)
        return parse_as(*arguments)

    async def given() -> list[Any]:
        asyncio.get_running_loop().call_later(0.01, goes_on.set)
        return await collected(lines_of(LINES[:1]))

    monkeypatch.setattr(iter_parse_module, "parse_as", parse)

    assert len(asyncio.run(given())) == 1


def test_where_the_task_is_cancelled_the_source_is_read_no_further() -> None:
    """And the thread ends, which would keep the program from ending."""
    before = threading.active_count()

    async def given() -> None:
        async def lines() -> AsyncIterator[str]:
            yield LINES[0]
            await asyncio.Event().wait()

        reading = aiter_parse(lines(), format="ndjson")
        assert (await anext(reading)).ok
        task = asyncio.ensure_future(anext(reading))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert [result async for result in reading] == []

    asyncio.run(asyncio.wait_for(given(), 30))

    assert threading.active_count() <= before


def test_what_is_given_up_before_it_waits_sees_the_end() -> None:
    async def given() -> None:
        reading = aiter_parse(lines_of(LINES), format="ndjson")
        reading._source.give_up()  # noqa: SLF001  # as a task does that is cancelled early
        assert next(reading._results).diagnostics[0].name == "no-value"  # noqa: SLF001  # as its thread sees it

    asyncio.run(given())


def test_an_error_of_the_source_is_raised() -> None:
    async def lines() -> AsyncIterator[str]:
        yield LINES[0]
        raise ConnectionResetError("gone")

    with pytest.raises(ConnectionResetError, match=r"^gone$"):
        asyncio.run(collected(lines(), format="ndjson"))


@pytest.mark.parametrize("source", [LINES, b"{}", "capture.log", None])
def test_what_is_not_asynchronous_is_one_clear_error(source: Any) -> None:
    expected, found = "a stream or lines that are read asynchronously", type(source).__name__
    with pytest.raises(TypeError) as caught:
        asyncio.run(collected(source))

    assert str(caught.value) == f"Expected {expected}, got {found}: iter_parse reads what is not"


def test_what_is_public_is_there_when_it_is_asked_for_and_nothing_else() -> None:
    assert captures.aiter_parse is aiter_parse
    with pytest.raises(AttributeError, match=r"^module 'ucsmsg\.captures' has no attribute 'iter_pasre'$"):
        _ = captures.iter_pasre  # type: ignore[attr-defined]  # which shows that type checkers see it too
