"""`work`: the worker process. It runs what is queued and what comes round; it alone opens the warehouse."""

import fcntl
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connections
from django.utils.crypto import get_random_string
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from joinedup.apps.audit.instant import now
from joinedup.apps.messages.models import Message, State
from joinedup.apps.operations import queries
from joinedup.apps.operations.chores import do_due
from joinedup.apps.operations.models import ReleaseRun, RunState
from joinedup.apps.operations.process import begin_as_worker
from joinedup.apps.operations.run_ends import end_release
from joinedup.apps.operations.site_restore import refuse_half_restored
from joinedup.core.refusal import Refusal

_ROUND_SECONDS = 5.0
_STOPPED = "The worker was stopped while it was made. What was released before stands: ask again."


class Command(BaseCommand):
    """Work until stopped, or once."""

    help = "Run what is queued and what comes round: messages, releases, heads of the records, warnings."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to end when there is nothing left to do, and beside which process to work."""
        parser.add_argument("--once", action="store_true")
        parser.add_argument("--beside", type=int, help="The process that began this one, with which it is to end.")

    def handle(self, *, once: bool, beside: int | None, **_rest: Any) -> None:
        """Work. A signal lets what runs come to its end."""
        self._beside = beside
        refuse_half_restored()
        settings.DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _alone():
            begin_as_worker()
            _end_what_was_left()
            self._shown: set[int] = set()
            if once:
                self._round()
                _worker(batch=True).run()
                return
            stop = threading.Event()
            rounds = threading.Thread(target=self._rounds, args=(stop,))
            rounds.start()
            try:
                worker = _worker(batch=False)
                worker.configure_signals()
                worker.run()
            finally:
                stop.set()
                rounds.join()

    def _rounds(self, stop: threading.Event) -> None:
        """Go round beside what is queued: a long release keeps no message and no head waiting."""
        while not stop.is_set():
            if self._beside is not None and os.getppid() != self._beside:
                os.kill(os.getpid(), signal.SIGTERM)  # as whoever stops a worker does: what runs comes to its end
                return
            self._round()
            connections.close_all()
            stop.wait(_ROUND_SECONDS)

    def _round(self) -> None:
        do_due(now())
        if settings.DEMO:
            self._show_messages()

    def _show_messages(self) -> None:
        """Print what a demonstration does not send."""
        waiting = Message.objects.filter(state=State.WAITING).exclude(pk__in=self._shown).order_by("pk")
        for message in waiting:
            self._shown.add(message.pk)
            told = queries.told(message, with_words=True)
            self.stdout.write(f"Not sent, as this is a demonstration. To {told.address}: {told.subject}\n{told.text}")
            self.stdout.flush()


def _worker(*, batch: bool) -> Worker:
    return Worker(
        queue_names=["default"],
        interval=1,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )


def _end_what_was_left() -> None:
    """Tell of what a killed worker was doing: it came to nothing, as it is done whole or not at all."""
    for run in ReleaseRun.objects.filter(state=RunState.RUNNING):
        end_release(run, RunState.FAILED, said=_STOPPED)
    left = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    left.update(status=TaskResultStatus.FAILED, finished_at=now())


@contextmanager
def _alone() -> Iterator[None]:
    """Refuse a second worker beside the first: it would take what the first one is doing for left behind."""
    with (settings.DATA / "worker.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal("A worker runs already for this site: one is enough.") from None
        yield
