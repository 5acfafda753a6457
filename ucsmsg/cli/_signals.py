"""Signals that end a run: which there are, what they raise, and when they come too late to change anything.

This is imported before interrupts are seen to, and so imports little itself.
"""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_Handler = Callable[[int, FrameType | None], object] | int | None

_ENDING = [signal.Signals[name] for name in ("SIGTERM", "SIGHUP") if name in signal.Signals.__members__]


class Ended(BaseException):
    """The system wants the command to end; like an interrupt it passes by what handles errors."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.signal = number


@contextmanager
def signals_in_order(*, is_process: bool) -> Iterator[Callable[[], None]]:
    """What ends the process lets it tidy up, unless whoever started it has said otherwise.

    An interrupt waits until the function that this gives is called, which raises it: while modules are loaded it would
    be lost in one of them, or shown as a fault of it. `is_process`: the process ends with this context, and no signal
    is wanted any more; otherwise the handlers are those of before.
    """
    came: list[int] = []
    before = _handlers()
    if before.get(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, lambda number, _: came.append(number))

    def arrive() -> None:
        for each, handler in before.items():
            signal.signal(each, _end if handler is signal.SIG_DFL else handler)
        if came:
            raise KeyboardInterrupt

    try:
        yield arrive
    finally:
        for each, handler in before.items():
            signal.signal(each, signal.SIG_IGN if is_process else handler)


def too_late() -> None:
    """From here to the end of the run a signal changes nothing: what was asked for is done, or is in a moment."""
    for each in _handlers():
        signal.signal(each, _stay)


def _handlers() -> dict[signal.Signals, _Handler]:
    """What handles the signals now, where this thread may change that, without those that are ignored."""
    if threading.current_thread() is not threading.main_thread():
        return {}
    handlers = {each: signal.getsignal(each) for each in (signal.SIGINT, *_ENDING)}
    return {each: handler for each, handler in handlers.items() if handler not in (signal.SIG_IGN, None)}


def _end(number: int, _: FrameType | None) -> None:
    for each in set(_handlers()) & set(_ENDING):
        signal.signal(each, _stay)
    raise Ended(number)


def _stay(_: int, __: FrameType | None) -> None:
    """Some senders tell the process and then its group: the second time must not end the tidying up."""
