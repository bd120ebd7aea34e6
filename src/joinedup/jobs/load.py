"""`joinedup load`: check files and put what can be used into a warehouse, whole or not at all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from joinedup.core.refusal import Refusal
from joinedup.intake.agreement_file import read_agreement
from joinedup.intake.attributors import count_attributors
from joinedup.intake.bytes_kept import KEPT, why_not_kept
from joinedup.intake.coverage import missing_words
from joinedup.intake.delivery import build_delivery, content_of
from joinedup.intake.examined import Examined, needs_agreement
from joinedup.intake.naming import told_name
from joinedup.intake.rulebook import Rulebook
from joinedup.intake.snapshot import changed_words
from joinedup.intake.superseding import superseded
from joinedup.jobs.check import CheckReport, FileReport, describe, rulebook
from joinedup.jobs.door import left_out_lines
from joinedup.jobs.encrypting import encrypt_clear_deliveries
from joinedup.jobs.erased import WITHHELD, erased_lines
from joinedup.jobs.keys import FaultHere, key_for, lock_for
from joinedup.jobs.load_agreed import Request, agreed, look_at, refuse_ended
from joinedup.jobs.load_words import counts_held, loaded, unchanged
from joinedup.jobs.progress import Progress, quiet
from joinedup.jobs.receipt import of_loaded, of_returned, of_unchanged
from joinedup.jobs.who_is_who import who_line
from joinedup.sharing.uk_time import uk_midnight
from joinedup.warehouse.case_tables import held_tables
from joinedup.warehouse.erasing import People
from joinedup.warehouse.erasures import Intent, Tombstone, read_log
from joinedup.warehouse.key_ring import ring_beside
from joinedup.warehouse.manifest import Delivery
from joinedup.warehouse.receipts import Receipt, as_given, keep_receipts
from joinedup.warehouse.received import keep_received
from joinedup.warehouse.room import NoRoom, refuse_when_full
from joinedup.warehouse.store import as_held
from joinedup.warehouse.writer import Writer, writing


@dataclass(frozen=True, slots=True)
class LoadReport(CheckReport):
    """The reports of all files, and the version they made. `is_changed` is False where the version is as before."""

    version: int | None = None
    data_version: str | None = None
    is_changed: bool = False
    set_aside: int = 0
    """Rows of the files loaded now that could not be used."""
    erased: Tombstone | None = None
    """Who left all versions with this load: how many, never who."""
    receipts: tuple[Receipt | None, ...] = ()
    """One for each file; None where there is no such file, or where the fault is this installation's."""
    known_from: date | None = None
    """The day from which reads as of a day have this load, where the day given was before what is held already."""

    def lines(self) -> list[str]:
        """Return the whole report as lines, the warehouse's state last."""
        lines = CheckReport.lines(self)
        if self.version is None:
            return [*lines, "Nothing has been loaded into this warehouse yet."]
        if self.erased is not None:
            lines += erased_lines(self.erased)
        if self.known_from is not None:
            lines.append(
                f"The day on which this was received is before {self.known_from.isoformat()}, when what was held "
                "already had been received (was the clock set back?): read as of a day, it counts from then on."
            )
        now = "is now at" if self.is_changed else "is unchanged at"
        return [*lines, f"The warehouse {now} version {self.version} (data {self.data_version})."]

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        said = {"version": self.version, "data_version": self.data_version, "is_changed": self.is_changed}
        given = [one.as_dict() if one is not None else None for one in self.receipts]
        return CheckReport.as_dict(self) | said | {"receipts": given}


@dataclass(slots=True)
class _Batch:
    """What the files of one load have come to so far: deliveries in their folders, and people to leave out for good."""

    built: list[tuple[Delivery, Path]] = field(default_factory=list)
    withheld: People = field(default_factory=People)
    receipts: list[Receipt | None] = field(default_factory=list)


def load(
    files: Sequence[Path],
    into: Path,
    *,
    received_on: date,
    key_path: Path | None = None,
    ring: Path | None = None,
    agreement: Path | None = None,
    options: Mapping[str, Any] | None = None,
    at: datetime | None = None,
    clock: Callable[[], datetime] | None = None,
    threads: int | None = None,
    only: tuple[str, str] | None = None,
    progress: Progress = quiet,
) -> LoadReport:
    """Load what can be used of `files` into the warehouse folder `into` as one new version; return the report.

    A second load waits for the first. A file of which nothing can be used is reported and the others are loaded.
    Bytes that are held already, under the same coverage and rules, change nothing. `at` is the instant for which an
    agreement must hold (default: the start of `received_on` in the UK); with a `clock` it must hold at each step too,
    and before the new version stands, or none of it does. A key file is made where there is none and
    the warehouse holds no person yet; so is the key ring, beside it, unless `ring` says where it is. Whoever withdrew
    consent, or whose record a file withholds, leaves every version with the same step that makes the new one current.
    Every file gets a receipt, written with that step too. `only` is the sender and feed of which files may be at all.
    Raises a Refusal only where the folder, the keys, the agreement file or the options are at fault.
    """
    into = Path(into)
    first = at or uk_midnight(received_on)
    request = Request(
        received_on,
        first,
        Path(key_path) if key_path else None,
        Path(agreement) if agreement is not None else None,
        read_agreement(Path(agreement)) if agreement is not None else None,
        clock or (lambda: first),
        options,
        threads,
        only,
    )
    book = rulebook()
    reports: list[FileReport] = []
    batch = _Batch()
    erased: Intent | None = None
    with refuse_when_full(into), writing(into, ring=ring, new_ring=ring_beside(key_path)) as writer:
        encrypt_clear_deliveries(writer, on=received_on)
        for number, path in enumerate(map(Path, files)):
            progress(f"Loading {told_name(path)}", number / len(files))
            reports.append(_one(path, number, writer, book, request, batch))
        if batch.withheld:
            erased = writer.plan(batch.built, batch.withheld, at=request.at, on=received_on, why=WITHHELD)
        manifest = writer.before
        look = partial(refuse_ended, [delivery for delivery, _ in batch.built], request)
        look()
        keep_receipts(into, filter(None, batch.receipts))
        if batch.built:
            columns = held_tables(book.standard) | {feed.table: dict(feed.columns) for feed in book.feeds.values()}
            manifest = writer.commit(
                batch.built, columns=columns, received_on=received_on, erasing=erased, last_look=look
            )
        elif erased is not None:
            writer.erase(erased)
    return LoadReport(
        files=tuple(reports),
        version=manifest.number if manifest else None,
        data_version=as_held(into, manifest)[0].data_version if manifest else None,
        is_changed=bool(batch.built),
        set_aside=sum(delivery.set_aside for delivery, _ in batch.built),
        erased=read_log(into)[-1] if erased is not None else None,
        receipts=tuple(batch.receipts),
        known_from=manifest.received_on if batch.built and manifest and manifest.received_on > received_on else None,
    )


def _one(path: Path, number: int, writer: Writer, book: Rulebook, request: Request, batch: _Batch) -> FileReport:
    """Build one file's delivery in the staging folder and add it to the batch, or say why not; and its receipt."""
    staging = writer.staging / f"file-{number}"
    staging.mkdir()
    examined: Examined | None = None
    receipt: Receipt | None = None
    try:
        examined = look_at(path, staging, book, request)
        report, receipt = _admit(path, examined, staging / "delivery", writer, book, request, batch)
    except NoRoom:
        raise
    except Refusal as refusal:
        said = f"Not loaded: {refusal}"
        report = (
            describe(examined, is_usable=False, verdict=said)
            if examined
            else FileReport(told_name(path), is_usable=False, verdict=said)
        )
        if not isinstance(refusal, FaultHere):
            receipt = of_returned(path, said, at=request.at, book=book, examined=examined, options=request.options)
            receipt = as_given(writer.root, receipt) if receipt is not None else None
    finally:
        if examined is not None and examined.flat is not None:
            examined.flat.connection.close()
    batch.receipts.append(receipt)
    return replace(report, notes=(*report.notes, f"Receipt {receipt.number}.")) if receipt is not None else report


def _admit(
    path: Path,
    examined: Examined,
    folder: Path,
    writer: Writer,
    book: Rulebook,
    request: Request,
    batch: _Batch,
) -> tuple[FileReport, Receipt]:
    if examined.is_rejected:
        raise Refusal("see the first finding.")
    coverage = examined.coverage
    if coverage is None:
        raise Refusal(missing_words(path))
    if request.only is not None and request.only != (coverage.sender, coverage.feed):
        raise Refusal(
            f"it is the feed '{coverage.feed}' of {coverage.sender}, and what was announced is '{request.only[1]}' of "
            f"{request.only[0]}."
        )
    _refuse_beside(examined, writer, batch.built)
    agreement_id = agreed(examined, request)
    key = key_for(examined, writer, request.key_path)
    formers = superseded(coverage, writer.held, is_part=examined.feed is not None)
    size = path.stat().st_size
    for former in formers:
        if former.content == content_of(examined, coverage, book):
            report = describe(examined, is_usable=True, verdict=unchanged(former))
            return report, of_unchanged(former, size, writer.root)
    writer.refuse_erased(examined.sha256, coverage.sender_name)
    delivery, withheld = build_delivery(
        examined,
        folder,
        rulebook=book,
        received_on=request.received_on,
        key=key,
        agreement=agreement_id,
        lock=lock_for(examined, writer, agreement_id, on=request.received_on),
        keep_until=request.agreement.keep_until(request.received_on) if agreement_id and request.agreement else None,
    )
    batch.withheld |= withheld
    who = count_attributors(examined.flat) if examined.flat is not None else None
    delivery = replace(delivery, alike=who.alike) if who else delivery
    if delivery.set_aside and delivery.set_aside + delivery.without_consent == delivery.rows:
        raise Refusal("no row of it can be used; each is set aside below.")
    not_kept = why_not_kept(path, examined)
    if not_kept is None and not keep_received(path, folder, examined.sha256):
        raise Refusal(changed_words(path.name))
    batch.built.append((delivery, folder))
    extra = (*left_out_lines(examined, agreement_id), *counts_held(delivery), *((who_line(who),) if who else ()))
    receipt = of_loaded(
        delivery,
        size,
        version=(writer.before.number if writer.before else 0) + 1,
        at=request.at,
        formers=formers,
        bytes_kept=not_kept or KEPT,
    )
    return describe(examined, is_usable=True, verdict=loaded(formers), extra=extra), receipt


def _refuse_beside(examined: Examined, writer: Writer, built: Sequence[tuple[Delivery, Path]]) -> None:
    coverage = examined.coverage
    assert coverage is not None  # asked before
    writer.refuse_mixing(
        is_synthetic=examined.is_synthetic, is_case_level=needs_agreement(examined), file_name=examined.file_name
    )
    is_real = needs_agreement(examined) and not examined.is_synthetic
    for other, _ in built:
        other_is_real = other.is_about_real_people
        if (is_real and other.is_synthetic) or (examined.is_synthetic and other_is_real):
            raise Refusal(
                f"{examined.file_name} and {other.file_name} cannot share a warehouse: one holds rows about real "
                "people, the other is synthetic."
            )
        is_same = (other.sender, other.feed) == (coverage.sender, coverage.feed)
        if is_same and (not other.is_part or other.covers.shares_time_with(coverage.covers)):
            raise Refusal(
                f"{other.file_name} is from the same sender ({other.sender}) and of the same feed ({other.feed}): "
                "each takes the place of the other, so name only the one that counts."
            )
