"""`joinedup erase`: take people, or deliveries past their day, out of every version; go on with what was stopped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.definitions.reading import ndtms_standard
from joinedup.intake.key import key_check, read_key
from joinedup.intake.people_file import read_people
from joinedup.jobs.encrypting import encrypt_clear_deliveries
from joinedup.jobs.erased import erased_lines
from joinedup.warehouse.erasing import People
from joinedup.warehouse.erasures import Tombstone
from joinedup.warehouse.folder import refuse_no_warehouse
from joinedup.warehouse.key_ring import ring_beside
from joinedup.warehouse.room import refuse_when_full
from joinedup.warehouse.seal import read_seal
from joinedup.warehouse.writer import Writer, writing

ASKED = "a person's right or objection, upheld"
DUE = "the day until which they were to be kept has come"
NAMED = "destruction of named deliveries"
KEYS = "change of keys"


@dataclass(frozen=True, slots=True)
class Erasures:
    """What was done, the erasure that had been stopped first."""

    done: tuple[Tombstone, ...]
    encrypted: int = 0
    """Deliveries that an earlier version had left clear."""

    def lines(self) -> list[str]:
        """Return what to say."""
        lines = [line for one in self.done for line in (erased_lines(one) or [f"Done: {one.why}."])]
        if self.encrypted:
            lines.append(f"{self.encrypted} deliveries that an earlier version had left clear are encrypted now.")
        return lines or ["Nothing had to be erased: nobody listed is held, and nothing is due or was left half done."]


def erase(
    warehouse: Path,
    *,
    at: datetime,
    on: date,
    key_path: Path | None = None,
    ring: Path | None = None,
    people: Path | None = None,
    deliveries: Sequence[str] = (),
    due: bool = False,
    change_keys: bool = False,
) -> Erasures:
    """Erase the people listed in a CSV, the deliveries named, and those kept long enough; return what was done.

    Without any of these it completes an erasure that was stopped, encrypts what an earlier version left clear, and
    removes what killed processes left. No agreement is asked for: a right does not lapse. `change_keys` gives every
    sender's feed a new key and destroys the old, so that copies made before open for nobody. A warehouse that has no
    key ring yet gets one beside the installation's key, as a load makes it.
    """
    refuse_no_warehouse(warehouse)
    with refuse_when_full(warehouse), writing(warehouse, ring=ring, new_ring=ring_beside(key_path)) as writer:
        if ring is not None:
            writer.keep_ring()
        done = [writer.completed.tombstone] if writer.completed else []
        encrypted = encrypt_clear_deliveries(writer, on=on)
        listed = _listed(people, key_path, writer) if people is not None else People()
        past = _past(writer, on) if due else frozenset[str]()
        named = frozenset(_known(one, writer) for one in deliveries)
        for who, destroy, why in ((listed, frozenset[str](), ASKED), (People(), past, DUE), (People(), named, NAMED)):
            if who or destroy:
                intent = writer.plan((), who, destroy=destroy, at=at, on=on, why=why)
                done += [writer.erase(intent).tombstone] if intent is not None else []
        if change_keys:
            intent = writer.plan((), People(), change_all_keys=True, at=at, on=on, why=KEYS)
            done += [writer.erase(intent).tombstone] if intent is not None else []
    return Erasures(tuple(done), encrypted)


def _listed(people: Path, key_path: Path | None, writer: Writer) -> People:
    if key_path is None:
        raise Refusal(f"To find the people in {people.name}, name the installation's key: `--key FILE`.")
    key = read_key(key_path, warehouse=writer.root)
    checks = {one.key_check for one in writer.kept.values() if one.key_check}
    if checks and key_check(key) not in checks:
        raise Refusal(f"The key in {key_path} is not the one that this warehouse was loaded with: nobody can be found.")
    return read_people(people, key, ndtms_standard())


def _past(writer: Writer, on: date) -> frozenset[str]:
    return frozenset(
        one.id
        for one in writer.kept.values()
        if one.keep_until is not None and one.keep_until <= on and _is_held(writer, one.id)
    )


def _known(identity: str, writer: Writer) -> str:
    if identity not in writer.kept or not writer.kept[identity].is_case_level or not _is_held(writer, identity):
        raise Refusal(f"The warehouse holds no person-level delivery '{identity}'.")
    return identity


def _is_held(writer: Writer, identity: str) -> bool:
    seal = read_seal(writer.root / "deliveries" / identity)
    return seal is not None and seal.destroyed_on is None
