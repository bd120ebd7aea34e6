"""`serve`: bring the database up to date and answer on this machine's own address."""

import os
import socket
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication

from joinedup.apps.accounts.invented import refuse_real_people
from joinedup.apps.operations.site_restore import refuse_half_restored
from joinedup.core.refusal import Refusal
from joinedup.site.databases import migrate
from joinedup.site.demonstration import fill, refuse_outside, refuse_real_figures

LOOPBACK = "127.0.0.1"
"""The only address served on: what faces the outside is a proxy that ends TLS, on the same machine or in its pod."""


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn, told everything here and reading no file, variable or argument of its own."""

    def __init__(self, said: dict[str, Any]) -> None:
        self._said = said
        super().__init__()

    def load_config(self) -> None:
        """Hand over what was said."""
        for name, value in self._said.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return what answers: not before it is asked for, as it looks for gathered files when it is made."""
        return get_wsgi_application()


class Command(BaseCommand):
    """Serve the site."""

    help = "Serve the site on this machine's own address."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port and how many processes answer."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--demo", action="store_true", help="Fill a demonstration first, and print its sign-ins.")

    def handle(self, *, port: int, workers: int, demo: bool, **_rest: Any) -> None:
        """Bring the database up to date, say where, and answer until stopped."""
        refuse_taken(port)
        if settings.DEMO:
            refuse_real_figures(settings.RELEASED)
        refuse_half_restored()
        settings.DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
        migrate()
        if settings.DEMO:
            refuse_real_people()
        if settings.STATIC_ROOT:
            call_command("collectstatic", verbosity=0, interactive=False)
        ends = {}
        if demo:
            self._fill(port)
            worker = begin_worker()
            ends["on_exit"] = lambda _server: worker.terminate()
        connections.close_all()  # no worker may share a connection with another
        self.stdout.write(f"Serving on http://{LOOPBACK}:{port}/ (stop with Ctrl-C)")
        self.stdout.flush()
        Server(
            {
                "bind": f"{LOOPBACK}:{port}",
                "workers": workers,
                "threads": 4,
                # Loaded once, before the workers are: a demonstration's secret key is made when settings are read.
                "preload_app": True,
                "proc_name": "joinedup",
                # Its own messages name paths and addresses: they go through our formatter, which leaves them out.
                "logconfig_dict": {**settings.LOGGING, "loggers": {"gunicorn.error": {"level": "WARNING"}}},
                **ends,
            }
        ).run()

    def _fill(self, port: int) -> None:
        """Fill a demonstration and print what to sign in with. Secrets are sealed with this very process's key."""
        refuse_outside()
        fill()
        self.stdout.write(f"\nSign in at http://localhost:{port}/sign-in as any of these. All are invented.\n")
        call_command("invented_people", stdout=self.stdout)
        self.stdout.write("\nAfter the password the site asks for a code: it is printed here when it does.\n")


def begin_worker() -> "subprocess.Popen[bytes]":
    """Return the worker of a demonstration, which ends with this process however that ends."""
    command = [sys.executable, "-m", "joinedup.site", "work", "--beside", str(os.getpid())]
    # What one seals the other opens: a demonstration's secret key is made anew in each process that is told none.
    return subprocess.Popen(command, env=os.environ | {"JOINEDUP_SECRET_KEY": settings.SECRET_KEY})


def refuse_taken(port: int) -> None:
    """Refuse a port that something on this machine answers on already."""
    with socket.socket() as asked:
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind((LOOPBACK, port))
        except OSError:
            raise Refusal(f"Something else answers on port {port} of this machine: name another with --port.") from None
