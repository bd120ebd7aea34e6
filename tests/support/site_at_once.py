"""Everything at once: web workers, the site's worker, loads, releases and commands, with people reading and writing."""

import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from joinedup.apps.audit.verify import verify
from joinedup.site.environment import audit, databases
from support.desk import organisation
from support.evidence_pages import put_made_up
from support.served_site import Served, Writers, cookie_of, environment_of, get, served, versions_in
from support.site import on_database

READERS, WEB_WORKERS = 4, 4
PAUSE = 0.1
"""Between a reader's or writer's requests, in seconds: people think, and two cores are shared with the release."""
PAGES = ("/evidence", "/evidence/indicators", "/evidence/areas/X10000001", "/evidence/documents", "/evidence/feeds")
_RECEIVED = "2026-04-20"


@dataclass
class Seen:
    """What was done how often, and what went wrong."""

    done: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    versions: set[str] = field(default_factory=set)


def at_once(folder: Path, environment: dict[str, str], files: list[Path], *, seconds: float) -> Seen:
    """Let all go on at once for so long, and until each has been done once; return what was seen.

    `folder` holds a `warehouse` already, and the key that its rows were loaded with; `files` are loaded again.
    """
    seen, stop, stop_reading = Seen(), threading.Event(), threading.Event()
    run = _Commands(folder, environment, files, seen)
    put_made_up(Path(environment["JOINEDUP_RELEASED"]))
    named = databases(environment, folder=Path(environment["JOINEDUP_DATA"]))
    kept = audit(environment, folder=Path(environment["JOINEDUP_DATA"]), demo=True)
    with (
        on_database(named["default"], beside=named["identifiable"], kept=kept),
        served(folder, environment, workers=WEB_WORKERS) as site,
        run.worker(),
    ):
        organisation("harbour", "care")
        cookie = cookie_of("partnership-manager")
        readers = [threading.Thread(target=_read, args=(site, seen, stop_reading)) for _ in range(READERS)]
        loops = [threading.Thread(target=run.again, args=(one, stop)) for one in (run.load, run.release, run.command)]
        with Writers(site.address, cookie, pause=PAUSE).writing() as writers:
            for one in (*readers, *loops):
                one.start()
            time.sleep(seconds)
            stop.set()
            for one in loops:
                one.join()
            time.sleep(len(PAGES) * PAUSE * 4)  # what was released last is read too
            stop_reading.set()
            for one in readers:
                one.join()
        seen.done["forms written"] = len(writers.acknowledged)
        seen.wrong += [f"a form got {status}" for status in writers.refused]
        seen.wrong += ["a form got no answer"] * writers.broken
        seen.wrong += verify().faults
    log = (folder / "server.log").read_text(encoding="utf-8")
    seen.wrong += ["the server's log tells of a fault"] * ('"fault"' in log)
    return seen


def _read(site: Served, seen: Seen, stop: threading.Event) -> None:
    for number in count():
        if stop.is_set():
            return
        page = PAGES[number % len(PAGES)]
        status, text = get(f"{site.address}{page}")
        versions = versions_in(text)
        seen.done["pages read"] += 1
        seen.versions |= versions
        if status != 200:
            seen.wrong.append(f"{page} got {status}")
        if len(versions) > 1:
            seen.wrong.append(f"{page} mixes versions {sorted(versions)}")
        time.sleep(PAUSE)


class _Commands:
    """What is run from the command line meanwhile."""

    def __init__(self, folder: Path, environment: dict[str, str], files: list[Path], seen: Seen) -> None:
        self._folder, self._warehouse, self._files, self._seen = folder, folder / "warehouse", files, seen
        self._released = environment["JOINEDUP_RELEASED"]
        self._environment = environment_of(environment)

    def load(self, number: int) -> None:
        arguments = ["--into", str(self._warehouse), "--key", str(self._folder / "key"), "--received-on", _RECEIVED]
        self._run("loads", "joinedup.cli", "load", *map(str, self._files), *arguments, allowed=(0, 1))

    def release(self, number: int) -> None:
        day = date(2026, 5, 1) + timedelta(days=number)
        arguments = ["--warehouse", str(self._warehouse), "--dated-on", day.isoformat(), "--threads", "1"]
        self._run("releases", "joinedup.cli", "release", self._released, *arguments)

    def command(self, number: int) -> None:
        self._run("checks of the record", "joinedup.cli", "audit", "verify", "--site")

    def again(self, one, stop: threading.Event) -> None:
        for number in count(1):
            one(number)
            if stop.is_set():
                return

    def worker(self):
        return _Worker([sys.executable, "-m", "joinedup.site", "work"], self._environment, self._folder)

    def _run(self, what: str, *command: str, allowed: tuple[int, ...] = (0,)) -> None:
        done = subprocess.run(
            [sys.executable, "-m", *command],
            env=self._environment,
            cwd=self._folder,
            capture_output=True,
            text=True,
            check=False,
        )
        self._seen.done[what] += 1
        if done.returncode not in allowed:
            self._seen.wrong.append(f"{what}: ended with {done.returncode}: {(done.stdout + done.stderr)[-400:]}")


class _Worker:
    def __init__(self, command: list[str], environment: dict[str, str], folder: Path) -> None:
        self._said = (command, environment, folder)

    def __enter__(self) -> None:
        command, environment, folder = self._said
        self._log = (folder / "server.log").open("ab")
        self._process = subprocess.Popen(command, env=environment, cwd=folder, stdout=self._log, stderr=self._log)

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()
        self._log.close()


def empty_folders(folder: Path) -> dict[str, str]:
    """A folder for a new site, and what tells a server of it."""
    shutil.rmtree(folder / "data", ignore_errors=True)
    (folder / "data").mkdir(parents=True)
    return {"JOINEDUP_DATA": str(folder / "data"), "JOINEDUP_RELEASED": str(folder / "released")}
