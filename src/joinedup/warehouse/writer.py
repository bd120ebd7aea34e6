"""The one door through which the warehouse changes: a lock, a staging folder, one rename."""

import fcntl
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.warehouse import durable
from joinedup.warehouse.carrying import carry_out
from joinedup.warehouse.erasing import People, plan_erasure
from joinedup.warehouse.erasures import Intent, read_log, write_intent
from joinedup.warehouse.folder import (
    claim,
    current_number,
    deliveries_of_all_versions,
    manifest_path,
    read_version,
    refuse_half_restored,
    sweep,
)
from joinedup.warehouse.key_ring import KeyRing, Lock, changing_ring
from joinedup.warehouse.manifest import Delivery, Manifest, delivery_to_dict
from joinedup.warehouse.receipts import sweep_receipts
from joinedup.warehouse.seal import lock_name, read_seal
from joinedup.warehouse.stopped import refuse_unwritable
from joinedup.warehouse.store import as_held
from joinedup.warehouse.vault import Vault, find_vault, keep_vault, new_mark, wrong_ring


@dataclass(frozen=True, slots=True)
class Writer:
    """The only writer of a warehouse while its lock is held."""

    root: Path
    before: Manifest | None
    vault: Vault
    kept: Mapping[str, Delivery]
    """Every delivery of every version, by id."""
    completed: Intent | None = None
    """The erasure that had been stopped and was completed before this writer began."""

    @property
    def held(self) -> tuple[Delivery, ...]:
        """The current version's deliveries, without those that were destroyed."""
        return as_held(self.root, self.before)[0].deliveries if self.before else ()

    @property
    def staging(self) -> Path:
        """Where to build deliveries before they are committed."""
        return self.root / "staging"

    def lock_for(self, agreement: str | None, sender: str, feed: str, *, on: date) -> tuple[str, Lock]:
        """Return the name and key of the lock of a sender's feed, made on the day `on` if there is none.

        The ring is made too where the warehouse holds no people yet, and is written down for readers. Refuses a ring
        with which something that is held would not open.
        """
        if self.vault.ring is None:
            raise Refusal(f"Rows about people are encrypted, and no key ring is named for {self.root}: `--ring FILE`.")
        name = lock_name(self.vault.mark, agreement, sender, feed)
        held = self._locks_held()
        if self.vault.ring.exists():  # else, and for a new lock, the ring has to be written, which its folder may bar
            ring = self.vault.read_ring()
            self._refuse_wrong(ring, held)
            if name in ring.locks:
                keep_vault(self.vault)
                return name, ring.locks[name]
        with changing_ring(self.vault.ring, warehouse=self.root, may_create=not held) as ring:
            self._refuse_wrong(ring, held)
            lock = ring.ensure(name, on=on)
            ring.ensure_reads_key()
        keep_vault(self.vault)
        return name, lock

    def keep_ring(self) -> None:
        """Write down for readers where the ring is, once it is seen to open everything that is held."""
        self._refuse_wrong(self.vault.read_ring(), self._locks_held())
        keep_vault(self.vault)

    def _locks_held(self) -> frozenset[tuple[str, str]]:
        seals = [seal for one in self.kept if (seal := read_seal(self.root / "deliveries" / one)) is not None]
        return frozenset((seal.lock, seal.key_id) for seal in seals if seal.destroyed_on is None)

    def _refuse_wrong(self, ring: KeyRing, held: frozenset[tuple[str, str]]) -> None:
        if any(ring.key_with_id(*one) is None for one in held):
            raise Refusal(wrong_ring(ring, self.root))

    def plan(
        self,
        built: Sequence[tuple[Delivery, Path]],
        people: People,
        *,
        at: datetime,
        on: date,
        why: str,
        destroy: frozenset[str] = frozenset(),
        change_all_keys: bool = False,
    ) -> Intent | None:
        """Prepare the erasure of people from every delivery kept or built, or of whole deliveries; see `erasing`."""
        log = read_log(self.root)
        return plan_erasure(
            self.vault,
            self.kept.values(),
            built,
            people,
            destroy=destroy,
            change_all_keys=change_all_keys,
            at=at,
            on=on,
            why=why,
            number=max((one.number for one in log), default=0) + 1,
        )

    def refuse_erased(self, sha256: str, sender_name: str) -> None:
        """Refuse a file that, as it was first received, holds people who have been erased since."""
        for one in self.kept.values():
            if one.sha256 == sha256 and one.is_case_level:
                seal = read_seal(self.root / "deliveries" / one.id)
                if seal is not None and (seal.erased or seal.destroyed_on is not None):
                    raise Refusal(
                        f"these very bytes were received on {one.received_on.isoformat()}, and people in them have "
                        f"been erased since: ask {sender_name} for a new extract."
                    )

    def refuse_mixing(self, *, is_synthetic: bool, is_case_level: bool, file_name: str) -> None:
        """Refuse invented deliveries beside real people's rows, in any version kept, and the reverse."""
        if self.before is None:
            return
        if is_synthetic and self.before.has_ever_been_real:
            raise Refusal(
                f"{file_name} is synthetic (its codes are reserved for invented places) and this warehouse holds rows "
                "about real people: load it into a warehouse of its own."
            )
        if is_case_level and not is_synthetic and self.before.has_ever_been_synthetic:
            raise Refusal(
                f"{file_name} holds rows about real people and this warehouse holds synthetic deliveries: load it "
                "into a warehouse of its own."
            )

    def commit(
        self,
        deliveries: Sequence[tuple[Delivery, Path]],
        *,
        columns: Mapping[str, Mapping[str, str]],
        received_on: date,
        erasing: Intent | None = None,
        last_look: Callable[[], None] | None = None,
    ) -> Manifest:
        """Move each built folder into place and make the version that holds them current; return its manifest.

        Each new delivery takes the place of those that it replaces. Until the last rename a reader sees the old
        version, after it the new one. What the load erases is gone from all versions with that, or nothing is.
        `last_look` is called before the first step and again before that rename; what it raises leaves nothing behind.
        """
        if last_look is not None:
            last_look()
        for delivery, folder in deliveries:
            durable.write_json(folder / "delivery.json", delivery_to_dict(delivery))
            durable.sync_files(folder)
            target = self.root / "deliveries" / delivery.id
            if not target.exists():  # else an older version holds the very same delivery
                folder.rename(target)
        durable.sync_folder(self.root / "deliveries")
        manifest = self._next([delivery for delivery, _ in deliveries], columns, received_on)
        built = self.staging / f"version-{manifest.number}"
        built.mkdir()
        (built / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")
        durable.sync_files(built)
        built.rename(manifest_path(self.root, manifest.number).parent)
        durable.sync_folder(self.root / "versions")
        if last_look is not None:
            try:
                last_look()
            except BaseException:
                sweep(self.root, self.kept)
                raise
        if erasing is None:
            durable.replace(self.root / "CURRENT", f"{manifest.number}\n")
        else:
            self.erase(replace(erasing, version=manifest.number))
        return manifest

    def erase(self, intent: Intent) -> Intent:
        """Carry an erasure out, from the moment its intent is written whatever happens; return it as it was done."""
        write_intent(self.root, intent)
        done = carry_out(self.vault)
        assert done is not None  # it was written just now and the lock is ours
        return done

    def _next(
        self, deliveries: Sequence[Delivery], columns: Mapping[str, Mapping[str, str]], received_on: date
    ) -> Manifest:
        held = {one.slot: one for one in self.before.deliveries} if self.before else {}
        for new in deliveries:
            held = {slot: one for slot, one in held.items() if not new.replaces(one)} | {new.slot: new}
        was_real = self.before.has_ever_been_real if self.before else False
        was_synthetic = self.before.has_ever_been_synthetic if self.before else False
        return Manifest(
            number=(self.before.number if self.before else 0) + 1,
            # A version is not known before the one that it rests on, whatever a clock that was set back says.
            received_on=max(received_on, self.before.received_on) if self.before else received_on,
            deliveries=tuple(held[slot] for slot in sorted(held)),
            columns=columns,
            has_ever_been_real=was_real or any(one.is_about_real_people for one in deliveries),
            has_ever_been_synthetic=was_synthetic or any(one.is_synthetic for one in deliveries),
        )


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    claim(root)
    with (root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refuse_half_restored(root)  # again: a restore may have begun, and been stopped, while this one waited
        yield


@contextmanager
def writing(root: Path, *, ring: Path | None = None, new_ring: Path | None = None) -> Iterator[Writer]:
    """Wait for the warehouse's lock, complete or sweep what killed ones left, and yield the only writer.

    An erasure that was stopped is completed first. `ring` is the key ring, if not the one used last; `new_ring` where
    to make one if none was used yet. The lock is the operating system's (flock): it is released when its holder ends,
    however it ends.
    """
    with refuse_unwritable(root), _alone(root):
        vault = find_vault(root, ring) or Vault(root, new_mark(), ring)
        vault = vault if vault.ring is not None else replace(vault, ring=new_ring)
        completed = carry_out(vault)
        number = current_number(root)
        before = read_version(root, number) if number else None
        kept = deliveries_of_all_versions(root, number)
        sweep(root, kept)
        sweep_receipts(root)
        try:
            yield Writer(root, before, vault, kept, completed)
        finally:
            for left in (root / "staging").iterdir():
                shutil.rmtree(left)
            sweep_receipts(root)
