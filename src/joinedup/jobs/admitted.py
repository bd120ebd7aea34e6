"""Whether a file of the drop folder may be opened at all: told from its sender's folder and its sidecar alone."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.intake.agreement_file import read_agreement
from joinedup.intake.coverage import missing_words
from joinedup.intake.senders_file import Sender
from joinedup.intake.toml_file import read_toml
from joinedup.jobs.drop_folder import QUARANTINE, RETURNED
from joinedup.jobs.dropped import Item
from joinedup.jobs.purpose import PURPOSE, groups_of, kind_of
from joinedup.kinds.agreement import Agreement
from joinedup.sharing.decide import Refused, decide

_LONGEST_SIDECAR = 1 << 16


@dataclass(frozen=True, slots=True)
class Way:
    """What is to be done with an item: load it as `feed` under the agreement file, or put it away for `why`."""

    to: str | None = None
    why: str = ""
    feed: str = ""
    agreement: Path = Path()


def way_of(item: Item, senders: Mapping[str, Sender], agreements: Path, at: datetime) -> Way:
    """Return what is to be done with an item at an instant. The file is not opened; its sidecar may be."""
    why = _no_file_at_all(item)
    if why:
        return Way(QUARANTINE, why)
    sender = senders.get(item.sender)
    if sender is None:
        return Way(QUARANTINE, f"'{item.sender}' is not a declared sender.")
    agreement = _agreement(sender, agreements)
    named = {code for party in agreement.parties for code in party.senders} if agreement is not None else set()
    if named and sender.code not in named:
        return Way(QUARANTINE, f"agreement '{sender.agreement}' names no party that sends as {sender.code}.")
    live = _answer(agreement, sender, (), at)
    if live:
        return Way(QUARANTINE, live)
    if not os.path.lexists(item.sidecar):
        return Way(RETURNED, f"{missing_words(item.file)} The one beside it has to be there first.")
    try:
        said = _sidecar(item)
    except Refusal as refusal:
        return Way(RETURNED, str(refusal))
    if said["sender"] != sender.code:
        return Way(QUARANTINE, f"{item.sidecar.name} names another sender than {sender.code}, in whose folder it lay.")
    if said["feed"] not in sender.feeds:
        return Way(
            QUARANTINE,
            f"{item.sidecar.name} names a feed that {sender.code} may not send; it may send {', '.join(sender.feeds)}.",
        )
    refused = _answer(agreement, sender, (said["feed"],), at)
    if refused:
        return Way(QUARANTINE, refused)
    if not os.access(item.file, os.R_OK):
        return Way(RETURNED, f"{item.name} cannot be read by the account that receives files: allow its group to.")
    return Way(feed=said["feed"], agreement=_agreement_path(sender, agreements))


def _no_file_at_all(item: Item) -> str:
    if not item.name.isprintable():
        return "its name holds characters that cannot be shown."
    for path in (item.file, item.sidecar):
        if not os.path.lexists(path):
            continue
        said = path.lstat()
        kinds = ((stat.S_ISLNK, "a link"), (stat.S_ISDIR, "a folder"), (stat.S_ISREG, ""))
        kind = next((what for asks, what in kinds if asks(said.st_mode)), "a device or a channel")
        if kind:
            return f"{path.name} is {kind}, not a file."
        if said.st_nlink > 1:
            return f"{path.name} has a second name elsewhere, so it is not the sender's alone."
    return ""


def _sidecar(item: Item) -> Mapping[str, str]:
    if item.sidecar.stat().st_size > _LONGEST_SIDECAR:
        raise Refusal(f"{item.sidecar.name} is too long: it says in a few lines what the file beside it covers.")
    said = read_toml(item.sidecar)
    lacking = [name for name in ("sender", "feed") if not isinstance(said.get(name), str)]
    if lacking:
        raise Refusal(f"{item.sidecar.name} leaves out {', '.join(lacking)}: a delivery says who sent what.")
    return said


def _agreement_path(sender: Sender, agreements: Path) -> Path:
    return agreements / f"{sender.agreement}.toml"


def _agreement(sender: Sender, agreements: Path) -> Agreement | None:
    """Return the agreement that a sender is declared under; None where it is not held."""
    path = _agreement_path(sender, agreements)
    if not path.exists():
        return None
    agreement = read_agreement(path)
    if agreement.id != sender.agreement:
        raise Refusal(f"{path} holds the agreement '{agreement.id}': a file is called by the id in it.")
    return agreement


def _answer(agreement: Agreement | None, sender: Sender, feeds: tuple[str, ...], at: datetime) -> str:
    if agreement is None:
        return f"no agreement '{sender.agreement}' is held."
    answer = decide(agreement, purpose=PURPOSE, feeds=feeds, at=at, kind=kind_of(feeds), about=groups_of(feeds))
    return answer.reason if isinstance(answer, Refused) else ""
