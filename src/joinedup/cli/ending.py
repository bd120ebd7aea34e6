"""End whole: the first Ctrl-C, or request to terminate, lets what is in hand be finished; a second ends at once."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import typer

_SLICE = 0.2
"""Seconds after which a wait looks whether it is asked to end."""


@contextmanager
def ending_whole() -> Iterator[Callable[[float], bool]]:
    """Yield a wait: it takes seconds and returns whether to go on, at once where an end was asked for."""
    asked: list[int] = []

    def ask(number: int, frame: FrameType | None) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)
        typer.echo("Ending as soon as the file in hand is dealt with.", err=True)

    def wait(seconds: float) -> bool:
        while seconds > 0 and not asked:
            time.sleep(min(_SLICE, seconds))
            seconds -= _SLICE
        return not asked

    before = {one: signal.signal(one, ask) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield wait
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
