"""The site in a test: Django set up once a process, on a database of the test's own."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "support.site_settings"

import django
import psycopg
from django.db import connections
from django.test.utils import override_settings, setup_test_environment

django.setup()
del os.environ["DJANGO_SETTINGS_MODULE"]  # read by now; commands that a test starts have settings of their own
setup_test_environment()

# Django must be set up before anything of the site is read.
from joinedup.site.databases import migrate  # noqa: E402
from joinedup.site.environment import audit  # noqa: E402


@contextmanager
def on_database(settings: dict[str, Any], *, migrated: bool = True) -> Iterator[Path]:
    """Let the site use this database, with its tables made, and give back the one before.

    What identifies people is in a second one beside it. Hands back the folder of the keys and heads of their records of
    acts: a new one each time.
    """
    before = connections.settings
    _use({"default": settings, "identifiable": _beside(settings)})
    with tempfile.TemporaryDirectory() as keys:
        paths = audit({"JOINEDUP_AUDIT_KEY": f"{keys}/audit.key"}, folder=Path("unused"), demo=True)
        try:
            with override_settings(AUDIT=paths, LETTERS_KEY=Path(keys) / "letters.key"):
                if migrated:
                    migrate()
                yield Path(keys)
        finally:
            connections.close_all()
            _use(before)


def _beside(settings: dict[str, Any]) -> dict[str, Any]:
    name = settings["NAME"]
    if "sqlite3" in settings["ENGINE"]:
        return {**settings, "NAME": str(Path(name).with_name(f"identifiable-{Path(name).name}"))}
    _make(settings, f"{name}_identifiable")
    return {**settings, "NAME": f"{name}_identifiable"}


def _make(settings: dict[str, Any], name: str) -> None:
    server = {"host": settings["OPTIONS"]["host"], "user": settings["USER"], "dbname": "postgres"}
    with psycopg.connect(**server, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())


def _use(settings: dict[str, Any]) -> None:
    connections.close_all()
    connections.settings = connections.configure_settings({name: dict(one) for name, one in settings.items()})
    for name in settings:
        if hasattr(connections._connections, name):
            del connections[name]
