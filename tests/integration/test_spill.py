"""What an engine of ours writes to the disk because it does not fit into memory is nothing that anyone can read."""

import threading
from pathlib import Path

import duckdb
import pytest

from joinedup.warehouse.engine import connect

PLANT = b"PLANTED-MARK"
MADE = "(SELECT i, 'PLANTED-MARK' || md5(i::VARCHAR) || md5((i + 1)::VARCHAR) AS said FROM range({rows}) r(i))"
SOME, MANY = MADE.format(rows=400_000), MADE.format(rows=700_000)
OPERATIONS = {
    "a table that is kept": ("40MB", f"CREATE TABLE kept AS FROM {MANY}"),
    "sorting": ("60MB", f"SELECT count(*) FROM (SELECT row_number() OVER (ORDER BY said DESC) AS n FROM {SOME})"),
    "telling people apart": ("60MB", f"SELECT count(*) FROM (SELECT said, max(i) FROM {SOME} GROUP BY said)"),
    "bringing tables together": (
        "60MB",
        f"SELECT count(*) FROM {SOME} a JOIN {SOME} b USING (said) WHERE a.i + b.i > 9",
    ),
}


class Looker(threading.Thread):
    """Reads whatever lies in a folder, over and over; counts bytes and keeps the files that show the plant."""

    def __init__(self, folder: Path):
        super().__init__()
        self.folder, self.ended, self.most, self.shown = folder, threading.Event(), 0, set()

    def look(self):
        total = 0
        for path in self.folder.glob("*"):
            try:
                content = path.read_bytes()
            except FileNotFoundError:  # the engine has no more need of it
                continue
            total += len(content)
            if PLANT in content:
                self.shown.add(path.name)
        self.most = max(self.most, total)

    def run(self):
        while not self.ended.wait(0.02):
            self.look()


def looked_at(connection, folder, query):
    looker = Looker(folder)
    looker.start()
    try:
        connection.execute(query).fetchall()
        looker.look()
    finally:
        looker.ended.set()
        looker.join()
        connection.close()
    return looker


@pytest.mark.parametrize("operation", OPERATIONS)
def test_nothing_planted_is_seen_in_what_is_spilled(operation, tmp_path):
    spill = tmp_path / "spill"
    memory, query = OPERATIONS[operation]
    looker = looked_at(connect(spill, memory=memory, threads=1), spill, query)
    assert looker.most > 1_000_000, "nothing was spilled, so nothing was shown"
    assert looker.shown == set()
    assert not [path for path in spill.rglob("*") if path.is_file()]


def test_without_our_settings_the_plant_would_be_seen(tmp_path):
    memory, query = OPERATIONS["a table that is kept"]
    settings = {"memory_limit": memory, "temp_directory": str(tmp_path / "spill"), "threads": 1}
    plain = duckdb.connect(":memory:", config=settings)
    assert looked_at(plain, tmp_path / "spill", query).shown
