"""Who opened rows about real people, when and for what: one line a delivery, written before its key is handed out.

The lines are chained (`core.chain`) under a key in the key ring, and the head of the chain is written beside the ring,
outside the warehouse, with each line. Whoever can write the warehouse, and lacks the ring, cannot change it unseen.
Whoever can write both files beside the ring, and reads the ring, can: keep copies of the heads in another's hands.
"""

import fcntl
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from joinedup.core.chain import Head, Link, faults, following
from joinedup.core.refusal import Refusal
from joinedup.sharing.decide import Grant
from joinedup.warehouse.folder import READS
from joinedup.warehouse.key_ring import KeyRing, changing_ring
from joinedup.warehouse.manifest import Delivery
from joinedup.warehouse.room import refuse_when_full
from joinedup.warehouse.stopped import refuse_unwritable
from joinedup.warehouse.vault import Vault

HEADS = ".heads"
"""Added to the ring's name. Each line of that file: the warehouse's mark, the number of a line, its seal."""
_TAIL = 1 << 16
_WORDS = (
    f"{{}} of {READS} is not as it was written: something other than joinedup wrote in it. Keep a copy for whoever "
    "looks into it, then put the file back from a backup."
)


def note_read(vault: Vault, ring: KeyRing, grant: Grant, delivery: Delivery) -> None:
    """Write down that a delivery is about to be opened under a grant; refuse, with that the opening, where it cannot.

    Ids and instants only. Readers wait for one another, never for a load.
    """
    said = {
        "at": grant.at.isoformat(),
        "by": grant.by,
        "agreement": grant.agreement,
        "purpose": grant.purpose,
        "sender": delivery.sender,
        "feed": delivery.feed,
        "delivery": delivery.id,
    }
    with (
        refuse_when_full(vault.root),
        refuse_unwritable(vault.root),
        refuse_unwritable(ring.path.parent, warehouse=vault.root),
        (vault.root / READS).open("ab+") as log,
        heads_file(ring.path).open("ab") as heads,
    ):
        fcntl.flock(log, fcntl.LOCK_EX)
        os.fchmod(heads.fileno(), 0o600)
        key = ring.reads_key or _make_key(vault, ring.path)
        link = following(key, _head(log), _text(said), about=vault.mark)
        _append(log, json.dumps({"number": link.number, "said": said, "seal": link.seal}, ensure_ascii=False))
        _append(heads, f"{vault.mark} {link.number} {link.seal}")


def read_reads(root: Path) -> tuple[Mapping[str, Any], ...]:
    """Return what each line says, with its `number`, the first one first; refuse a file that cannot be read so."""
    return tuple({"number": link.number, **json.loads(link.said)} for link in _links(root))


def count_reads(root: Path) -> int:
    """Return how many whole lines there are, whatever they say."""
    try:
        return (root / READS).read_bytes().count(b"\n")
    except FileNotFoundError:
        return 0


def reads_faults(vault: Vault) -> tuple[str, ...]:
    """Return a sentence for each place where the lines are not as they were written; empty where all are."""
    ring = vault.read_ring()
    if ring.reads_key is None:
        if not (vault.root / READS).exists():
            return ()
        return (f"The key ring {ring.path} has no key for the lines: it is an old copy, or not the one they came by.",)
    heads = _heads(ring.path, vault.mark)  # before the lines: one may be added meanwhile
    try:
        return faults(ring.reads_key, _links(vault.root), heads, about=vault.mark)
    except Refusal as refusal:
        return (str(refusal),)


def heads_file(ring: Path) -> Path:
    """Return where the heads are kept that go with a ring."""
    return ring.with_name(f"{ring.name}{HEADS}")


def _make_key(vault: Vault, ring: Path) -> bytes:
    with changing_ring(ring, warehouse=vault.root, may_create=False) as changed:
        return changed.ensure_reads_key()


def _text(said: Mapping[str, Any]) -> str:
    return json.dumps(said, sort_keys=True, ensure_ascii=False)


def _head(log: IO[bytes]) -> Head | None:
    """Return the head of the last whole line. A torn one is taken off: what it announced was never opened."""
    size = log.seek(0, os.SEEK_END)
    log.seek(max(0, size - _TAIL))
    tail = log.read()
    whole = tail[: tail.rfind(b"\n") + 1]
    if len(whole) < len(tail):
        log.truncate(size - (len(tail) - len(whole)))
    if not whole:
        return None
    link = _link(whole.splitlines()[-1].decode())
    return link.head


def _append(file: IO[bytes], line: str) -> None:
    file.write(f"{line}\n".encode())
    file.flush()
    os.fsync(file.fileno())


def _links(root: Path) -> tuple[Link, ...]:
    try:
        *lines, _ = (root / READS).read_text(encoding="utf-8").split("\n")  # what follows the last line end is torn
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError:
        raise Refusal(_WORDS.format("A line")) from None
    return tuple(_link(line, number) for number, line in enumerate(lines, start=1))


def _link(line: str, number: int = 0) -> Link:
    try:
        held = json.loads(line)
        return Link(int(held["number"]), _text(held["said"]), str(held["seal"]))
    except (ValueError, KeyError, TypeError):
        raise Refusal(_WORDS.format(f"Line {number}" if number else "The last line")) from None


def _heads(ring: Path, mark: str) -> list[Head]:
    try:
        lines = heads_file(ring).read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return []
    parts = [line.split() for line in lines]
    return [Head(int(one[1]), one[2]) for one in parts if len(one) == 3 and one[0] == mark and one[1].isdigit()]
