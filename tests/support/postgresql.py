"""A PostgreSQL server of the tests' own: in a folder of its own, on a socket in it, gone with the last test."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from joinedup.site.environment import database
from support.components import COMPONENTS

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.component("postgresql"))]
"""What a fixture that gives a database is asked for: a file, and a database on a real server."""

USER = "joinedup"
_OPTIONS = "-c listen_addresses='' -c fsync=off -c shared_buffers=16MB -c max_connections=40"
_NUMBERS = count()


def _program(name: str) -> str:
    found = COMPONENTS["postgresql"].path
    assert found is not None
    return str(Path(found).with_name(name))


def _account() -> dict[str, Any]:
    """Return whom to run as: the server refuses to be root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@contextmanager
def server() -> Iterator[Path]:
    """Start a server, hand back the folder of its socket, and stop it."""
    disk = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="joinedup-pg-", dir=disk))
    account = _account()
    run = partial(subprocess.run, check=True, cwd=folder, stdout=subprocess.DEVNULL, **account)
    try:
        if account:
            os.chown(folder, account["user"], account["group"])
        data = folder / "data"
        run([_program("initdb"), "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"])
        control = [_program("pg_ctl"), "-D", data, "-w", "-l", folder / "log"]
        run([*control, "-o", f"{_OPTIONS} -k {folder}", "start"])
        try:
            yield folder
        finally:
            run([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def connected(host: str, name: str = "postgres") -> psycopg.Connection[Any]:
    """Return a connection to a database of a server, in which each statement stands by itself."""
    return psycopg.connect(host=host, user=USER, dbname=name, autocommit=True)


def empty_database(request: pytest.FixtureRequest, folder: Path) -> dict[str, Any]:
    """Return the settings of an empty database of the kind that a fixture is asked for; a file lies in `folder`."""
    return database({"JOINEDUP_DATABASE": empty_address(request, folder)}, folder=Path("unused"))


def empty_address(request: pytest.FixtureRequest, folder: Path) -> str:
    """Return the same database's address, as JOINEDUP_DATABASE names it."""
    if request.param == "sqlite":
        return f"sqlite:///{folder / 'site.sqlite3'}"
    return new_database(request.getfixturevalue("postgresql_server"))


def new_database(socket: Path) -> str:
    """Make an empty database and return its address as JOINEDUP_DATABASE names it."""
    name = f"site{os.getpid()}_{next(_NUMBERS)}"
    with connected(str(socket)) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return f"postgresql://{USER}@/{name}?host={socket}"
