"""Find people in every delivery kept and make each that holds them anew without them. Nothing changes here yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from joinedup.sharing.decide import may_erase
from joinedup.warehouse import sealing
from joinedup.warehouse.erasures import Intent, Tombstone
from joinedup.warehouse.folder import tidy
from joinedup.warehouse.key_ring import KeyRing, Lock, changing_ring
from joinedup.warehouse.manifest import Delivery
from joinedup.warehouse.seal import FILE, NEXT, Erased, Seal, read_seal, wrapped_about, write_seal
from joinedup.warehouse.sealer import Sealer
from joinedup.warehouse.vault import Vault, hand_out, read_sealed

_CLIENT, _PERSON, _EPISODE = "client_key", "person_id", "episode_key"
_WHO = ("client", "episode")
"""The tables that hold everybody of a delivery: every other row belongs to an episode."""


@dataclass(frozen=True, slots=True)
class People:
    """Pseudonyms of those to erase, as the people of agencies and as persons; held in memory only."""

    clients: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.clients or self.persons)

    def __or__(self, other: "People") -> "People":
        return People(self.clients | other.clients, self.persons | other.persons)


@dataclass(slots=True)
class Holding:
    """A delivery in its folder, with its key. `is_new` ones are still being built and nobody reads them."""

    delivery: Delivery
    folder: Path
    is_new: bool
    seal: Seal
    data_key: bytes = field(repr=False)

    def table(self, name: str, columns: list[str] | None = None) -> pa.Table:
        """Return a table's rows."""
        return pq.read_table(
            pa.BufferReader(read_sealed(self.folder, self.delivery, self.seal, name, self.data_key)), columns=columns
        )


def plan_erasure(
    vault: Vault,
    kept: Iterable[Delivery],
    built: Iterable[tuple[Delivery, Path]],
    people: People,
    *,
    destroy: frozenset[str] = frozenset(),
    change_all_keys: bool = False,
    at: datetime,
    on: date,
    why: str,
    number: int,
) -> Intent | None:
    """Write what an erasure will put in place, and return its intent; None where no delivery holds any of them.

    A person found under one agency's reference is erased from every delivery of every sender, in whatever version.
    New files lie beside the old ones, unnamed by any seal, and new keys wait in the ring, until the intent is carried
    out. Deliveries still being built are rewritten at once. `destroy` are ids of deliveries to leave nothing of. Keys
    change for every lock of a delivery concerned, or for all.
    """
    ring = vault.read_ring()
    lying = [(one, vault.root / "deliveries" / one.id, False) for one in kept]
    lying += [(one, folder, True) for one, folder in built]
    holdings = [held for one in lying if (held := _open(*one, vault, ring, at)) is not None]
    persons = people.persons.union(*(_persons_behind(one, people.clients) for one in holdings if people.clients))
    sought = People(people.clients, persons)
    found = {one.delivery.id: _found(one, sought) for one in holdings if sought and one.delivery.id not in destroy}
    found = {identity: held for identity, held in found.items() if held}
    gone = tuple(one.delivery.id for one in holdings if one.delivery.id in destroy)
    concerned = {
        one.seal.lock for one in holdings if change_all_keys or one.delivery.id in found or one.delivery.id in gone
    }
    if not concerned:
        return None
    locks = sorted(concerned)
    with changing_ring(ring.path, warehouse=vault.root, may_create=False) as changed:
        keys = changed.prepare(locks, on=on)
    rows: dict[str, int] = {}
    for one in holdings:
        if one.seal.lock in keys:
            rows |= _renew(one, keys[one.seal.lock], sought, found, gone, on, why)
    return Intent(
        Tombstone(number, on, why, len(frozenset[str]().union(*found.values())), rows, gone),
        tuple(one.delivery.id for one in holdings if one.seal.lock in keys and not one.is_new),
        tuple(locks),
        None,
        tuple(keys[name].id for name in locks),
    )


def _open(delivery: Delivery, folder: Path, is_new: bool, vault: Vault, ring: KeyRing, at: datetime) -> Holding | None:
    seal = read_seal(folder)
    if seal is None or seal.destroyed_on is not None:
        return None
    return Holding(delivery, folder, is_new, seal, hand_out(delivery, seal, vault, ring, may_erase(at=at)))


def _persons_behind(one: Holding, clients: frozenset[str]) -> frozenset[str]:
    found: set[str] = set()
    for table in _WHO:
        rows = one.table(table, [_CLIENT, _PERSON])
        found.update(rows.filter(_is_in(rows, _CLIENT, clients))[_PERSON].to_pylist())
    return frozenset(found)


def _found(one: Holding, people: People) -> frozenset[str]:
    """Return the persons of a delivery who are sought; empty where there are none."""
    found: set[str] = set()
    for table in _WHO:
        rows = one.table(table, [_CLIENT, _PERSON])
        found.update(rows.filter(_is_sought(rows, people, frozenset()))[_PERSON].to_pylist())
    return frozenset(found)


def _renew(
    one: Holding,
    key: Lock,
    people: People,
    found: Mapping[str, frozenset[str]],
    gone: tuple[str, ...],
    on: date,
    why: str,
) -> dict[str, int]:
    """Write the delivery's next seal, and its next files where it holds someone sought; return rows taken out."""
    taken: dict[str, int] = {}
    if one.delivery.id in gone:
        seal = Seal(one.seal.lock, key.id, "", one.seal.generation + 1, {}, one.seal.erased, on)
        taken = {one.delivery.id: sum(one.seal.rows.values())}
    elif one.delivery.id in found:
        sealer = Sealer(
            one.folder, one.delivery.id, one.seal.lock, key, generation=one.seal.generation + 1, before=one.seal
        )
        taken = {one.delivery.id: _rewrite(one, sealer, people)}
        seal = sealer.seal(Erased(on, len(found[one.delivery.id]), why))
    else:
        about = wrapped_about(one.seal.lock, key.id, one.delivery.id, one.seal.generation)
        seal = one.seal.rewrapped(key.id, sealing.wrap(one.data_key, key.key, about))
    write_seal(one.folder, seal, FILE if one.is_new else NEXT)
    if one.is_new:
        tidy(one.folder, seal)
    return taken


def _rewrite(one: Holding, sealer: Sealer, people: People) -> int:
    episodes = one.table("episode", [_EPISODE, _CLIENT, _PERSON])
    theirs = frozenset(episodes.filter(_is_sought(episodes, people, frozenset()))[_EPISODE].to_pylist())
    taken = 0
    for name in one.seal.files:
        rows = one.table(name)
        taken += rows.num_rows - sealer.write(name, rows.filter(pc.invert(_is_sought(rows, people, theirs))))
    return taken


def _is_sought(rows: pa.Table, people: People, episodes: frozenset[str]) -> pa.Array:
    """Return which rows are about someone sought: by person, by client, or by one of their episodes."""
    sought = pa.array([False] * rows.num_rows, pa.bool_())
    for column, values in ((_PERSON, people.persons), (_CLIENT, people.clients), (_EPISODE, episodes)):
        if column in rows.column_names:
            sought = pc.or_(sought, _is_in(rows, column, values))
    return sought


def _is_in(rows: pa.Table, column: str, values: frozenset[str]) -> pa.Array:
    return pc.is_in(rows[column], value_set=pa.array(sorted(values), pa.string()))
