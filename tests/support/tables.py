"""The site's tables, made once a process on each kind of database, which takes seconds, and copied from then on."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.db import connections

from joinedup.site.databases import migrate
from support.postgresql import connected

Databases = dict[str, dict[str, Any]]

_KEPT = tempfile.TemporaryDirectory(prefix="joinedup-tables-")
_MADE: dict[str, Databases] = {}


def with_tables(databases: Databases) -> None:
    """Give the databases that the site uses their tables: empty ones a copy, others what they lack."""
    server = str(databases["default"].get("OPTIONS", {}).get("host", "files"))
    if not all(map(_is_empty, databases.values())):
        migrate()
    elif server in _MADE:
        for name, one in databases.items():
            _copy(_MADE[server][name], one)
    else:
        migrate()
        connections.close_all()
        _MADE[server] = {name: _like(one, f"tables_{name}") for name, one in databases.items()}
        for name, one in databases.items():
            _copy(one, _MADE[server][name])


def make(settings: dict[str, Any], *, like: dict[str, Any] | None = None) -> None:
    """Make a database where there is none of this name; with `like`, a copy of one that nobody uses."""
    if is_file(settings):
        if like is not None:
            shutil.copyfile(like["NAME"], settings["NAME"])
        return
    name = settings["NAME"]
    template = f' TEMPLATE "{like["NAME"]}"' if like is not None else ""
    with connected(settings["OPTIONS"]["host"]) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            connection.execute(f'CREATE DATABASE "{name}"{template}'.encode())


def is_file(settings: dict[str, Any]) -> bool:
    return "sqlite3" in settings["ENGINE"]


def _copy(source: dict[str, Any], target: dict[str, Any]) -> None:
    if not is_file(target):
        with connected(target["OPTIONS"]["host"]) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{target["NAME"]}"'.encode())
    make(target, like=source)


def _like(settings: dict[str, Any], name: str) -> dict[str, Any]:
    return {**settings, "NAME": str(Path(_KEPT.name) / name) if is_file(settings) else f"{settings['NAME']}_{name}"}


def _is_empty(settings: dict[str, Any]) -> bool:
    if is_file(settings):
        return not Path(settings["NAME"]).exists()
    with connected(settings["OPTIONS"]["host"], settings["NAME"]) as connection:
        return connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public'").fetchone() is None
