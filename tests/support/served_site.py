"""The real server on a real database: signed-in people who post real forms at once, and a kill -9 among them."""

import os
import re
import secrets
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test.utils import override_settings

from joinedup.apps.audit.record import record
from support.desk import as_role
from support.serving import free_port, wait_for

KEY = "a key of the tests and of nothing else, at least fifty characters long"
FORM = {
    "name": "Harbour House",
    "summary": "We give out needles and naloxone.",
    "needs": "naloxone",
    "places": "Ashwold\r\nCarrowmere",
    "who_for": "Adults.",
    "opening": "Every day.",
    "how_to_refer": "Just come in.",
    "phone": "01632 960001",
    "step_free": "yes",
    "owner": "harbour",
}
_NO_REDIRECT = type("NoRedirect", (urllib.request.HTTPRedirectHandler,), {"redirect_request": lambda *_: None})
_OPEN = urllib.request.build_opener(_NO_REDIRECT, urllib.request.ProxyHandler({})).open


@dataclass
class Served:
    """A server with its own process group, that can be killed and started again on the same port."""

    environment: dict[str, str]
    folder: Path
    workers: int
    port: int = field(default_factory=free_port)
    process: Any = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "joinedup.site", "serve", f"--port={self.port}", f"--workers={self.workers}"]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, env=self.environment, cwd=self.folder, stdout=log, stderr=log, start_new_session=True
            )
        wait_for(f"{self.address}/health", self.process)

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def kill_worker(self, choose: Any) -> None:
        """Kill one of the processes that answer; the one above them starts another."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        with suppress(ProcessLookupError):
            os.kill(int(choose(children)), signal.SIGKILL)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait()


def environment_of(said: dict[str, str]) -> dict[str, str]:
    """What a demonstration's processes are told, and nothing that this one was."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("JOINEDUP", "DJANGO"))}
    return {**clean, "JOINEDUP_DEMO": "1", "JOINEDUP_SECRET_KEY": KEY, **said}


@contextmanager
def served(folder: Path, environment: dict[str, str], *, workers: int) -> Iterator[Served]:
    """Serve a demonstration on these databases, and stop it."""
    one = Served(environment_of(environment), folder, workers)
    one.start()
    try:
        yield one
    finally:
        one.stop()


def cookie_of(role: str) -> str:
    """The cookie of somebody who signed in, as the server takes it: it has the same key."""
    with override_settings(SECRET_KEY=KEY):
        client = as_role(role)
    with transaction.atomic():
        record("person.invented", by=None, about="person:1")  # a demonstration takes no others
    return f"session={client.cookies['session'].value}"


def get(address: str, cookie: str = "") -> tuple[int, str]:
    """The status and the text of a page."""
    request = urllib.request.Request(address, headers={"Cookie": cookie} if cookie else {})
    try:
        with _OPEN(request) as answer:
            return answer.status, answer.read().decode("utf-8", errors="replace")
    except urllib.error.HTTPError as fault:
        return fault.code, fault.read().decode("utf-8", errors="replace")


def add_service(address: str, cookie: str, slug: str) -> int:
    """Post the form of a new entry as a browser does, and return the status: 302 once it stands."""
    token = secrets.token_hex(16)
    body = urllib.parse.urlencode({**FORM, "slug": slug, "csrfmiddlewaretoken": token}).encode()
    headers = {"Cookie": f"{cookie}; csrf={token}", "Origin": address}
    request = urllib.request.Request(f"{address}/desk/services/add", data=body, headers=headers)
    try:
        with _OPEN(request) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as fault:
        return fault.code


@dataclass
class Writers:
    """Threads that add one entry after another until told to stop. What was acknowledged is kept by slug."""

    address: str
    cookie: str
    threads: int = 3
    pause: float = 0.0
    acknowledged: list[str] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    broken: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def writing(self) -> Iterator["Writers"]:
        running = [threading.Thread(target=self._write, args=(number,)) for number in range(self.threads)]
        for one in running:
            one.start()
        try:
            yield self
        finally:
            self._stop.set()
            for one in running:
                one.join()

    def _write(self, thread: int) -> None:
        number = 0
        while not self._stop.is_set():
            number += 1
            slug = f"service-{thread}-{number}"
            try:
                status = add_service(self.address, self.cookie, slug)
            except OSError:
                self.broken += 1
                time.sleep(0.02)  # nobody answers: the server is down
                continue
            time.sleep(self.pause)
            (self.acknowledged if status == 302 else self.refused).append(slug if status == 302 else status)


def versions_in(text: str) -> set[str]:
    """The released versions that a page's addresses name."""
    return set(re.findall(r"/evidence/(\d+)/(?:charts|tables|documents)/", text))
