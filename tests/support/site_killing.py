"""Do acts with their lines in a process that is killed with -9 at a random moment, again and again.

`main` is given the address of a database and how often; it says, as JSON, what was found wrong after each kill. A
process of its own forks those that are killed, so that none of them has to read the program anew.
"""

import json
import os
import random
import signal
import sys
import tempfile
from itertools import count
from pathlib import Path
from typing import NoReturn

from django.db import connection, transaction

from joinedup.apps.audit.models import Line
from joinedup.apps.audit.record import record
from joinedup.apps.audit.verify import verify
from joinedup.site.environment import database
from support.site import on_database

LONGEST_SECONDS = 0.05


def write_until_killed(begun: int) -> NoReturn:
    """Do one act after another, each with its line; say once that the first stands."""
    with connection.cursor() as cursor:
        for number in count():
            with transaction.atomic():
                cursor.execute("INSERT INTO act (line) SELECT number + 1 FROM audit_end WHERE id = 1")
                record("acted", by="person:1", about=f"case:{number}", is_grave=number % 2 == 0)
            if number == 0:
                os.write(begun, b"x")
    raise AssertionError("Counting ends nowhere.")


def kill_one(chance: random.Random) -> None:
    """Let one process write, and kill it a while after its first act."""
    connection.close()
    first, begun = os.pipe()
    child = os.fork()
    if child == 0:
        write_until_killed(begun)
    os.close(begun)
    assert os.read(first, 1) == b"x", "it ended before its first act"
    os.close(first)
    signal.sigtimedwait([], chance.uniform(0, LONGEST_SECONDS))
    os.kill(child, signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def wrong_now() -> list[str]:
    """Return what does not go together: acts without a line, lines without an act, faults of the chain."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT line FROM act")
        acts = sorted(row[0] for row in cursor.fetchall())
    lines = sorted(Line.objects.values_list("number", flat=True))
    return [*verify().faults, *([] if acts == lines else [f"{len(acts)} acts, {len(lines)} lines"])]


def main(address: str, times: int) -> None:
    chance = random.Random(times)
    with on_database(database({"JOINEDUP_DATABASE": address}, folder=Path(tempfile.gettempdir()))):
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE act (line bigint NOT NULL)")
        wrong = []
        for _ in range(times):
            kill_one(chance)
            wrong += wrong_now()
        sys.stdout.write(json.dumps({"wrong": wrong, "acts": Line.objects.count()}))
