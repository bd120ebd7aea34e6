"""Do an act in a process that is killed with -9, before its Nth step on the disk or after a while.

Processes are forked from a server that has read the program and what it rests on, and runs no engine: each begins in
a few milliseconds and takes no thread of the tests' with it.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from multiprocessing import forkserver, get_context
from pathlib import Path
from typing import Any

import pytest

_FORKING = get_context("forkserver")
_FORKING.set_forkserver_preload(["support.acts"])
_STEPS = frozenset({"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "os.link", "os.symlink"})
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def begun(act: Callable[..., Any], *given: Any) -> Any:
    """Return a process that has begun to do `act`, a function of a module that can be imported."""
    _start_server()
    process = _FORKING.Process(target=act, args=given)
    process.start()
    return process


def is_killed_before(step: int, act: Callable[..., Any], *given: Any) -> bool:
    """Return whether `act` was killed before its step number `step`; False where it ended, having fewer steps."""
    process = begun(_die_before, step, act, given)
    process.join()
    if process.exitcode == -signal.SIGKILL:
        return True
    assert process.exitcode == 0, process.exitcode
    return False


def kills(act: Callable[..., Any], prepare: Callable[[], Any], *given: Any) -> Iterator[tuple[int, Any]]:
    """Yield every step before which `act` can be killed, and the place at which it was: `prepare` makes one each time.

    `act` is given the place's folder, then the rest.
    """
    step = 1
    while is_killed_before(step, act, (place := prepare()).folder, *given):
        yield step, place
        step += 1


def states_on_the_way(act: Callable[..., Any], folder: Path, into: Path, *given: Any) -> list[Path]:
    """Let `act` do its work on `folder`, and return copies of the folder as it was before each step, in that order.

    What is on the disk then is what a process killed then leaves, its locks apart: for acts that take long to begin.
    """
    process = begun(_copy_before_each, act, folder, into, given)
    process.join()
    assert process.exitcode == 0, process.exitcode
    return sorted(into.iterdir(), key=lambda copy: int(copy.name))


def _start_server() -> None:
    """Start the server if there is none: it finds what it is to read before the first fork by this path only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parents[1]), prepend=os.pathsep)
        forkserver.ensure_running()


def _die_before(step: int, act: Callable[..., Any], given: tuple[Any, ...]) -> None:
    def die(number: int) -> None:
        if number == step:
            os.kill(os.getpid(), signal.SIGKILL)

    _before_each_step(die)
    act(*given)


def _copy_before_each(act: Callable[..., Any], folder: Path, into: Path, given: tuple[Any, ...]) -> None:
    into.mkdir()
    _before_each_step(lambda number: shutil.copytree(folder, into / str(number)))
    act(folder, *given)


def _before_each_step(do: Callable[[int], object]) -> None:
    done, is_ours = 0, False

    def counting(event: str, details: tuple[Any, ...]) -> None:
        nonlocal done, is_ours
        if not is_ours and (event in _STEPS or (event == "open" and _is_written(*details))):
            done += 1
            is_ours = True
            do(done)
            is_ours = False

    sys.addaudithook(counting)


def _is_written(path: Any, mode: str | None, flags: int) -> bool:
    """Return whether a file is opened for writing, null device and the like apart."""
    return bool(flags & _WRITES) and not isinstance(path, int) and not str(path).startswith("/dev/")
