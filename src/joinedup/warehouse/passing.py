"""A delivery that is opened and never kept: sealed under a key that exists only in this process, in a folder that goes.

What indicators read is opened as in any warehouse, so that the same code counts it. What a killed process leaves in
the folder opens for nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import ibis

from joinedup.sharing.decide import Grant
from joinedup.warehouse import sealing
from joinedup.warehouse.engine import connect
from joinedup.warehouse.erasing import People
from joinedup.warehouse.key_ring import KeyRing, Lock
from joinedup.warehouse.manifest import Delivery, Manifest
from joinedup.warehouse.seal import lock_name, read_seal
from joinedup.warehouse.store import Opened
from joinedup.warehouse.unlocked import Unlocked
from joinedup.warehouse.vault import Vault, new_mark

_PERSON = "person_id"


@dataclass(frozen=True, slots=True)
class Passing:
    """Keys and a folder for one delivery: build it in `built` under `lock`, then `open` it. Nothing else opens it."""

    root: Path
    lock: tuple[str, Lock]
    pseudonyms: bytes = field(repr=False)
    """The key that pseudonyms are made with, this once."""

    @property
    def built(self) -> Path:
        """The folder in which to build the delivery; it must not be there yet."""
        return self.root / "built"

    def open(
        self,
        delivery: Delivery,
        columns: Mapping[str, Mapping[str, str]],
        *,
        without: People,
        grant: Grant,
        threads: int | None = None,
    ) -> Opened:
        """Return the delivery as a warehouse that holds nothing else, `without` the rows of some people."""
        folder = self.root / "deliveries" / delivery.id
        folder.parent.mkdir()
        self.built.rename(folder)
        seal = read_seal(folder)
        assert seal is not None  # rows about people are always sealed
        name, lock = self.lock
        vault = Vault(self.root, name, None)
        unlocked = Unlocked(vault, {delivery.id: seal}, grant, KeyRing(self.root / "in memory only", {name: lock}))
        engine = connect(self.root / "spill", memory="4GB", threads=threads)
        manifest = Manifest(1, delivery.received_on, (delivery,), columns)
        opened = Opened(self.root, manifest, ibis.duckdb.from_connection(engine), grant, unlocked)
        for table in delivery.tables if without.persons else ():
            rows = opened.table(table)
            is_theirs = rows[_PERSON].isin(sorted(without.persons)).fill_null(False)
            opened._tables[table] = rows.filter(~is_theirs)  # as an erasure leaves it in a warehouse that is kept
        return opened


def pass_through(root: Path, sender: str, feed: str, *, on: date) -> Passing:
    """Return a place for one delivery in the folder `root`, with new keys; the day `on` is that of its lock."""
    root.mkdir(mode=0o700)
    key = Lock(sealing.new_key()[:8].hex(), sealing.new_key(), on)
    return Passing(root, (lock_name(new_mark(), None, sender, feed), key), sealing.new_key())
