"""Captures that arrive asynchronously: they are read in a thread, so that nothing holds up the event loop."""

import asyncio
import concurrent.futures
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterator
from typing import Any, Protocol, TypeAlias, TypeVar, overload

from ucsmsg.captures._coverage import Coverage, Reading
from ucsmsg.captures._formats import Format
from ucsmsg.captures._iter_parse import iter_parse
from ucsmsg.captures._repeats import Seen
from ucsmsg.catalogue import Mode
from ucsmsg.parsing import Parsed, TypedDocument
from ucsmsg.quasi import Limits

T = TypeVar("T")
_END = object()


class AsyncStream(Protocol):
    """A stream of bytes that is read asynchronously, such as `asyncio.StreamReader`."""

    async def read(self, size: int, /) -> bytes:
        """At most so many bytes, as soon as there are any; b"" at the end."""


AsyncSource: TypeAlias = AsyncStream | AsyncIterable[str] | AsyncIterable[bytes]
"""What holds a capture and is read asynchronously: a stream of bytes, or lines."""


class AsyncReading(AsyncIterator[T]):
    """What a capture holds, one after the other; `coverage` says what of it was read so far."""

    def __init__(self, results: Reading[T], source: "_Source") -> None:
        self._results = results
        self._source = source

    @property
    def coverage(self) -> Coverage:
        """How many characters stand in results so far, and what was passed over."""
        return self._results.coverage

    async def __anext__(self) -> T:
        if self._source.is_given_up:  # the thread may still be at work
            raise StopAsyncIteration
        try:
            result: Any = await asyncio.to_thread(next, self._results, _END)
        except asyncio.CancelledError:
            self._source.give_up()
            raise
        if result is _END:
            raise StopAsyncIteration
        taken: T = result
        return taken


@overload
def aiter_parse(
    source: AsyncSource,
    *,
    mode: Mode | str = ...,
    format: Format | str | None = ...,
    limits: Limits = ...,
    name: str | None = ...,
    seen: Seen | None = ...,
    encoding: str | None = ...,
) -> AsyncReading[Parsed]: ...


@overload
def aiter_parse(
    source: AsyncSource,
    *,
    as_: type[T],
    mode: Mode | str = ...,
    format: Format | str | None = ...,
    limits: Limits = ...,
    name: str | None = ...,
    seen: Seen | None = ...,
    encoding: str | None = ...,
) -> AsyncReading[TypedDocument[T]]: ...


def aiter_parse(
    source: AsyncSource,
    *,
    as_: type[T] | None = None,
    mode: Mode | str = "strict",
    format: Format | str | None = None,  # noqa: A002 - the users' word, as in the documentation
    limits: Limits = Limits(),
    name: str | None = None,
    seen: Seen | None = None,
    encoding: str | None = None,
) -> AsyncReading[Parsed] | AsyncReading[TypedDocument[T]]:
    """`iter_parse` for a stream that is read asynchronously, or for lines that come so: for `async for`, in asyncio.

    `source` is a stream of bytes with a coroutine `read(size)`, such as `asyncio.StreamReader`, or whatever gives lines
    (`str` or `bytes`) to `async for`: a file of a library, the messages of a web socket. It is read in the event loop
    that runs; what is read is unpacked and parsed in a thread, one result at a time, each as soon as it is there. Where
    the task that waits for one is cancelled, the source is read no further. Other arguments and errors are those of
    `iter_parse`; raises `TypeError` for a source that is not asynchronous, `RuntimeError` where no event loop runs.
    """
    opened = _Source(source)
    options: dict[str, Any] = {"mode": mode, "format": format, "limits": limits, "name": name}
    options |= {"seen": seen, "encoding": encoding}
    if as_ is not None:
        options["as_"] = as_
    return AsyncReading(iter_parse(opened.as_capture(), **options), opened)


class _Source:
    """The source as the thread sees it, which waits while the event loop reads."""

    def __init__(self, source: Any) -> None:
        self._is_stream = hasattr(source, "read") and not hasattr(source, "encoding")
        if not self._is_stream and not hasattr(source, "__aiter__"):
            raise TypeError(
                f"Expected a stream or lines that are read asynchronously, got {type(source).__name__}: "
                "iter_parse reads what is not"
            )
        self._source = source if self._is_stream else aiter(source)
        self._loop = asyncio.get_running_loop()
        self._waiting: concurrent.futures.Future[Any] | None = None
        self.is_given_up: bool = False

    def as_capture(self) -> Any:
        """What `iter_parse` reads: a file of bytes, or lines."""
        return self if self._is_stream else self._lines()

    def read(self, size: int) -> bytes:
        """The next bytes of a stream; called in the thread."""
        chunk: bytes = self._wait_for(lambda: self._source.read(size), b"")
        return chunk

    def give_up(self) -> None:
        """Wake the thread that waits; it sees the end."""
        self.is_given_up = True
        if self._waiting is not None:
            self._waiting.cancel()

    def _lines(self) -> Iterator[Any]:
        while (line := self._wait_for(lambda: anext(self._source, _END), _END)) is not _END:
            yield line

    def _wait_for(self, read: Callable[[], Awaitable[Any]], end: object) -> Any:
        """What comes, read in the event loop; the end where nobody waits for it any more."""
        waiting = self._waiting = asyncio.run_coroutine_threadsafe(_awaited(read), self._loop)
        if self.is_given_up:
            waiting.cancel()
            return end
        try:
            return waiting.result()
        except concurrent.futures.CancelledError:
            return end


async def _awaited(read: Callable[[], Awaitable[Any]]) -> Any:
    """What is read; where this is cancelled before it begins nothing was asked of the source."""
    return await read()
