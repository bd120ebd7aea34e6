"""Where things lie in the warehouse folder, and what is rubbish there.

CURRENT                      the number of the current version, swapped by one rename
versions/N/manifest.json     which deliveries that version holds
deliveries/ID/               one delivery: TABLE.parquet, delivery.json, set_aside.json, received.gz (the file's bytes
                             as received, of files that are not about people); never changed. Of a
                             person-level one TABLE.N.sealed and seal.json, which only an erasure changes
vault.json                   the warehouse's mark, and where its key ring is; never the keys
erasures.json                what was erased and when, not who; erasing.json while an erasure is carried out
backups.json                 where copies are, for erasures to reach
receipts/N/NUMBER.json       what was handed in and became of it, by the version that it made (0: none); never changed
reads.jsonl                  who opened rows about real people, when and for what; chained, only ever added to
expected_senders.toml        who is expected to send what: the partnership puts it here, nothing here changes it
CURRENT.restoring            in place of CURRENT while the folder is made from a backup
staging/                     what the one writer is building
spill/PID/                   what a process's engine could not keep in memory
lock                         held by the one writer
"""

import os
import shutil
from collections.abc import Collection
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.warehouse.manifest import Delivery, Manifest
from joinedup.warehouse.seal import NEXT, SUFFIX, Seal, read_seal

EXPECTED = "expected_senders.toml"
READS = "reads.jsonl"
RESTORING = "CURRENT.restoring"
"""Stands where a warehouse has CURRENT while it is being restored."""
_FILES = ("CURRENT", RESTORING, "vault.json", "erasures.json", "erasing.json", "backups.json")
FOLDERS = ("versions", "deliveries", "staging", "spill", "receipts")
_OURS = frozenset({*_FILES, *(f"{name}.new" for name in _FILES), *FOLDERS, EXPECTED, READS, "lock"})


def spill_folder(root: Path) -> Path:
    """Return where this process's engines may spill; it is made by the engine when needed."""
    return root / "spill" / str(os.getpid())


def is_warehouse(root: Path) -> bool:
    """Return whether a version can be read here."""
    return (root / "CURRENT").is_file()


def refuse_no_warehouse(root: Path, mend: str = "") -> None:
    """Refuse a folder in which no version can be read, saying after that how to `mend` it."""
    refuse_half_restored(root)
    if not is_warehouse(root):
        raise Refusal(f"{root} is not a warehouse: nothing has been loaded there.{mend}")


def refuse_half_restored(root: Path) -> None:
    """Refuse a folder in which a restore has begun and not ended."""
    if (root / RESTORING).exists():
        raise Refusal(
            f"{root} is a restore from a backup that is not complete, and nothing is read or loaded before it is: if "
            "it was stopped, run `joinedup restore` into this folder again."
        )


def claim(root: Path) -> None:
    """Make the folder ready for a writer; refuse one that holds something else."""
    if root.exists() and not root.is_dir():
        raise Refusal(f"{root} is a file; a warehouse is a folder.")
    refuse_half_restored(root)
    strange = sorted(entry.name for entry in root.iterdir() if entry.name not in _OURS) if root.exists() else []
    if strange:
        raise Refusal(f"{root} holds '{strange[0]}', which is not part of a warehouse: choose an empty or new folder.")
    for part in ("versions", "deliveries", "staging", "spill"):
        (root / part).mkdir(parents=True, exist_ok=True, mode=0o700)


def current_number(root: Path) -> int:
    """Return the number of the current version; 0 where nothing was ever loaded."""
    try:
        return int((root / "CURRENT").read_text(encoding="ascii"))
    except FileNotFoundError:
        return 0


def manifest_path(root: Path, number: int) -> Path:
    """Return where version `number` says what it holds."""
    return root / "versions" / str(number) / "manifest.json"


def read_version(root: Path, number: int) -> Manifest:
    """Return what version `number` says it holds, as it was written."""
    return Manifest.from_json(manifest_path(root, number).read_text(encoding="utf-8"))


def deliveries_of_all_versions(root: Path, number: int) -> dict[str, Delivery]:
    """Return every delivery of versions 1 to `number`, by id."""
    found: dict[str, Delivery] = {}
    for each in range(1, number + 1):
        found |= {delivery.id: delivery for delivery in read_version(root, each).deliveries}
    return found


def sweep(root: Path, kept_deliveries: Collection[str]) -> None:
    """Remove what killed loads and erasures left. Only the holder of the lock may call it.

    Readers open only what a manifest up to CURRENT names, so nothing they use can be rubbish.
    """
    number = current_number(root)
    rubbish = list((root / "staging").iterdir())
    rubbish += [one for one in (root / "versions").iterdir() if int(one.name) > number]
    rubbish += [one for one in (root / "deliveries").iterdir() if one.name not in kept_deliveries]
    rubbish += [one for one in (root / "spill").iterdir() if not _is_alive(int(one.name))]
    for one in rubbish:
        shutil.rmtree(one)
    for name in _FILES:
        (root / f"{name}.new").unlink(missing_ok=True)
    for identity in kept_deliveries:
        folder = root / "deliveries" / identity
        (folder / NEXT).unlink(missing_ok=True)
        seal = read_seal(folder)
        if seal is not None:
            tidy(folder, seal)


def tidy(folder: Path, seal: Seal) -> None:
    """Remove what a delivery's seal does not name: files of other generations, and clear ones from before sealing."""
    named = {one.name for one in seal.files.values()}
    for path in folder.iterdir():
        if path.suffix in (SUFFIX, ".parquet", ".new") and path.name not in named:
            path.unlink()


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
