"""`joinedup watch`: take what declared senders put into the drop folder, load it, and give back what cannot be used."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.definitions.catalogue import feeds
from joinedup.intake.senders_file import FILE, Sender, read_senders
from joinedup.jobs import dropped
from joinedup.jobs.admitted import way_of
from joinedup.jobs.check import CheckReport
from joinedup.jobs.check_page import write_check_page
from joinedup.jobs.drop_folder import (
    DONE,
    QUARANTINE,
    RETURNED,
    Stamp,
    attending,
    look,
    open_folders,
    settled,
    shown,
    stamp,
)
from joinedup.jobs.dropped import WHY, End, Item
from joinedup.jobs.load import LoadReport, load
from joinedup.jobs.receipt import instant
from joinedup.jobs.standard import why_of_rules

KEEP_DAYS = 30
"""Days for which what was sent lies in `done`, `returned` or `quarantine`, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a run works with. `wait` waits for seconds and returns whether to go on; `say` is given lines."""

    folder: Path
    into: Path
    agreements: Path
    clock: Callable[[], datetime]
    wait: Callable[[float], bool]
    say: Callable[[str], None]
    key_path: Path | None = None
    ring: Path | None = None
    keep_days: int = KEEP_DAYS
    threads: int | None = None


def watch(desk: Desk, *, every: float, once: bool = False) -> None:
    """Take what has stopped growing, look again after `every` seconds, and so on until `wait` says to end.

    With `once` it ends after the second look, or at once where nothing lies there. A file is taken when it is as it
    was at the look before, and dealt with whole before an end. Raises a Refusal for a fault of this installation (its
    folder, keys, declared senders, agreements, or no room): what was being dealt with stays where the next run finds
    it, and nothing is lost.
    """
    apart = {"warehouse": desk.into, f"file {FILE}": desk.agreements / FILE}
    apart |= {"agreements' folder": desk.agreements}
    apart |= {"key file": desk.key_path} if desk.key_path is not None else {}
    apart |= {"key ring": desk.ring} if desk.ring is not None else {}
    with attending(desk.folder, apart):
        before: dict[Path, Stamp] | None = None
        while True:
            now = _round(desk, before)
            if now is None:
                return
            if once and (before is not None or not now):
                _say_left(desk, before or {}, now)
                return
            before = now
            if not desk.wait(every):
                return


def _round(desk: Desk, before: Mapping[Path, Stamp] | None) -> dict[Path, Stamp] | None:
    """Deal with what was left over and with what has settled; return what lies there, None where asked to end."""
    senders = read_senders(desk.agreements, frozenset(feeds()))
    open_folders(desk.folder, senders)
    for gone in dropped.remove_due(desk.folder, desk.clock().date()):
        desk.say(f"{gone.relative_to(desk.folder)}: the file was kept until its day and is removed.")
    for item in dropped.left_over(desk.folder):
        _deal_with(item, senders, desk)
        if not desk.wait(0):
            return None
    now = look(desk.folder, senders)
    for path in settled(before or {}, now, senders):
        try:
            item_or_none = dropped.take(desk.folder, path, now[path])
        except PermissionError:
            desk.say(f"{path.parent.parent.name}/{shown(path.name)}: it cannot be moved by this account, so it stays.")
            continue
        if item_or_none is not None:
            _deal_with(item_or_none, senders, desk)
        if not desk.wait(0):
            return None
    return now


def _say_left(desk: Desk, before: Mapping[Path, Stamp], now: Mapping[Path, Stamp]) -> None:
    for path in now:
        if before.get(path) != now[path]:
            desk.say(
                f"{path.parent.parent.name}/{shown(path.name)}: it may still be being written; left for next time."
            )


def _deal_with(item: Item, senders: Mapping[str, Sender], desk: Desk) -> None:
    """Bring one item to its end."""
    end = dropped.end_of(item)
    if end is None:
        at = desk.clock()
        way = way_of(item, senders, desk.agreements, at)
        if way.to is None:
            end = _load(item, way.feed, way.agreement, at, desk)
        else:
            end = _put_away(item, way.to, way.why, at, desk, is_declared=item.sender in senders)
        dropped.write_end(item, end)
    where = dropped.carry_out(item, end)
    desk.say(f"{item.sender}/{shown(item.name)}: {end.why} See {where.relative_to(desk.folder)}")


def _load(item: Item, feed: str, agreement: Path, at: datetime, desk: Desk) -> End:
    """Load an item's file; write report and receipt beside it."""
    seen = stamp(item.file)
    report = load(
        [item.file],
        desk.into,
        received_on=at.date(),
        at=at,
        clock=desk.clock,
        key_path=desk.key_path,
        ring=desk.ring,
        agreement=agreement,
        only=(item.sender, feed),
        threads=desk.threads,
    )
    (file,), (receipt,) = report.files, report.receipts
    if receipt is None:  # our fault, not the file's: it waits until that is mended
        raise Refusal(f"{item.name} from {item.sender} waits in {item.folder}. {file.verdict}")
    is_whole = stamp(item.file) == seen
    is_done = file.is_usable and is_whole
    verdict = file.verdict if is_whole else f"{file.verdict} But it was written to after that: send it again, whole."
    _write_report(item, report)
    item.write("receipt.txt", "\n".join(receipt.lines()) + "\n")
    item.write("receipt.json", json.dumps(receipt.as_dict(), indent=1, ensure_ascii=False) + "\n")
    day = (at.date() + timedelta(days=desk.keep_days)).isoformat()
    is_removed = is_done and receipt.is_case_level
    kept = "its rows are held encrypted and this file is removed" if is_removed else f"it lies here until {day}"
    item.write(WHY, f"{item.name}: {verdict}\nReceipt {receipt.number}; {kept}.\n")
    return End(
        DONE if is_done else RETURNED,
        f"{verdict} Receipt {receipt.number}.",
        item.name,
        seen[0],
        instant(at),
        None if is_removed else day,
        receipt.number,
    )


def _write_report(item: Item, report: LoadReport) -> None:
    told = CheckReport.lines(report)  # of the file alone: what a load says of the warehouse is not its sender's
    item.write("report.txt", "\n".join(told) + "\n")
    item.write("report.html", write_check_page(report, why_of_rules()))


def _put_away(item: Item, to: str, why: str, at: datetime, desk: Desk, *, is_declared: bool) -> End:
    """Put an item away unread: to quarantine, or back to its sender."""
    day = (at.date() + timedelta(days=desk.keep_days)).isoformat()
    where = "moved away unread, for the council to see to" if to == QUARANTINE else "not read and given back"
    size = stamp(item.file)[0]
    item.write(WHY, f"{shown(item.name)}: {where}: {why}\nIt is kept there until {day}.\n")
    said = f"{where}: {why}"
    return End(to, f"{said[0].upper()}{said[1:]}", shown(item.name), size, instant(at), day, tell=is_declared)
