"""`joinedup load`: check files and put what can be used into a warehouse, whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from joinedup.core.refusal import Refusal
from joinedup.intake.agreement_file import read_agreement
from joinedup.intake.coverage import missing_words
from joinedup.intake.delivery import build_delivery, content_of
from joinedup.intake.examine import Examined, examine, needs_agreement
from joinedup.intake.key import key_check, read_or_create_key
from joinedup.intake.rulebook import Rulebook
from joinedup.intake.superseding import superseded
from joinedup.jobs.admitting import admit_counts
from joinedup.jobs.check import CheckReport, FileReport, describe, rulebook
from joinedup.jobs.encrypting import encrypt_clear_deliveries
from joinedup.jobs.erased import WITHHELD, erased_lines
from joinedup.jobs.progress import Progress, quiet
from joinedup.jobs.purpose import PURPOSE
from joinedup.kinds.agreement import Agreement
from joinedup.sharing.decide import Refused, decide
from joinedup.sharing.uk_time import uk_midnight
from joinedup.warehouse.case_tables import case_tables
from joinedup.warehouse.contracts import CONTRACTS
from joinedup.warehouse.erasing import People
from joinedup.warehouse.erasures import Intent, Tombstone, read_log
from joinedup.warehouse.key_ring import Lock, ring_beside
from joinedup.warehouse.manifest import Delivery
from joinedup.warehouse.room import refuse_when_full
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

    def lines(self) -> list[str]:
        """Return the whole report as lines, the warehouse's state last."""
        lines = CheckReport.lines(self)
        if self.version is None:
            return [*lines, "Nothing has been loaded into this warehouse yet."]
        if self.erased is not None:
            lines += erased_lines(self.erased)
        now = "is now at" if self.is_changed else "is unchanged at"
        return [*lines, f"The warehouse {now} version {self.version} (data {self.data_version})."]

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        said = {"version": self.version, "data_version": self.data_version, "is_changed": self.is_changed}
        return CheckReport.as_dict(self) | said


@dataclass(frozen=True, slots=True)
class _Request:
    received_on: date
    at: datetime
    key_path: Path | None
    agreement: Agreement | None
    options: Mapping[str, Any] | None
    threads: int | None


@dataclass(slots=True)
class _Batch:
    """What the files of one load have come to so far: deliveries in their folders, and people to leave out for good."""

    built: list[tuple[Delivery, Path]] = field(default_factory=list)
    withheld: People = field(default_factory=People)


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
    threads: int | None = None,
    progress: Progress = quiet,
) -> LoadReport:
    """Load what can be used of `files` into the warehouse folder `into` as one new version; return the report.

    A second load waits for the first. A file of which nothing can be used is reported and the others are loaded.
    Bytes that are held already, under the same coverage and rules, change nothing. `at` is the instant for which an
    agreement must hold (default: the start of `received_on` in the UK). A key file is made where there is none and
    the warehouse holds no person yet; so is the key ring, beside it, unless `ring` says where it is. Whoever withdrew
    consent, or whose record a file withholds, leaves every version with the same step that makes the new one current.
    Raises a Refusal only where the folder, the keys, the agreement file or the options are at fault.
    """
    into = Path(into)
    given = read_agreement(Path(agreement)) if agreement is not None else None
    request = _Request(received_on, at or uk_midnight(received_on), key_path, given, options, threads)
    book = rulebook()
    reports: list[FileReport] = []
    batch = _Batch()
    erased: Intent | None = None
    with refuse_when_full(into), writing(into, ring=ring, new_ring=ring_beside(key_path)) as writer:
        encrypt_clear_deliveries(writer, on=received_on)
        for number, path in enumerate(map(Path, files)):
            progress(f"Loading {path.name}", number / len(files))
            reports.append(_one(path, number, writer, book, request, batch))
        if batch.withheld:
            erased = writer.plan(batch.built, batch.withheld, at=request.at, on=received_on, why=WITHHELD)
        manifest = writer.before
        if batch.built:
            columns = case_tables(book.standard) | {
                name: dict(CONTRACTS[name]) for name in CONTRACTS if name != "journey"
            }
            columns |= {feed.table: dict(feed.columns) for feed in book.feeds.values()}
            manifest = writer.commit(batch.built, columns=columns, received_on=received_on, erasing=erased)
        elif erased is not None:
            writer.erase(erased)
    return LoadReport(
        files=tuple(reports),
        version=manifest.number if manifest else None,
        data_version=as_held(into, manifest)[0].data_version if manifest else None,
        is_changed=bool(batch.built),
        set_aside=sum(delivery.set_aside for delivery, _ in batch.built),
        erased=read_log(into)[-1] if erased is not None else None,
    )


def _one(path: Path, number: int, writer: Writer, book: Rulebook, request: _Request, batch: _Batch) -> FileReport:
    """Build one file's delivery in the staging folder and add it to the batch, or say why not."""
    staging = writer.staging / f"file-{number}"
    staging.mkdir()
    try:
        examined = examine(path, book, staging, options=request.options, threads=request.threads)
    except Refusal as refusal:
        return FileReport(path.name, is_usable=False, verdict=f"Not loaded: {refusal}")
    try:
        return _admit(path, examined, staging / "delivery", writer, book, request, batch)
    except Refusal as refusal:
        return describe(examined, is_usable=False, verdict=f"Not loaded: {refusal}")
    finally:
        if examined.flat is not None:
            examined.flat.connection.close()


def _admit(
    path: Path,
    examined: Examined,
    folder: Path,
    writer: Writer,
    book: Rulebook,
    request: _Request,
    batch: _Batch,
) -> FileReport:
    if examined.is_rejected:
        raise Refusal("see the first finding.")
    coverage = examined.coverage
    if coverage is None:
        raise Refusal(missing_words(path))
    _refuse_beside(examined, writer, batch.built)
    agreement_id = _agreement(examined, request)
    key = _key(examined, writer, request)
    formers = superseded(coverage, writer.held, is_part=examined.feed is not None)
    for former in formers:
        if former.content == content_of(examined, coverage, book):
            return describe(examined, is_usable=True, verdict=_unchanged(former))
    writer.refuse_erased(examined.sha256, coverage.sender_name)
    delivery, withheld = build_delivery(
        examined,
        folder,
        rulebook=book,
        received_on=request.received_on,
        key=key,
        agreement=agreement_id,
        lock=_lock(examined, writer, request, agreement_id),
        keep_until=request.agreement.keep_until(request.received_on) if agreement_id and request.agreement else None,
    )
    batch.withheld |= withheld
    if delivery.set_aside and delivery.set_aside + delivery.without_consent == delivery.rows:
        raise Refusal("no row of it can be used; each is set aside below.")
    batch.built.append((delivery, folder))
    return describe(examined, is_usable=True, verdict=_loaded(formers), extra=_counts(delivery))


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


def _agreement(examined: Examined, request: _Request) -> str | None:
    assert examined.coverage is not None
    if not needs_agreement(examined):
        return None
    if examined.counts is not None:
        return admit_counts(examined.counts, request.agreement, purpose=PURPOSE, at=request.at)
    answer = decide(
        request.agreement,
        purpose=PURPOSE,
        feeds=(examined.coverage.feed,),
        at=request.at,
        is_synthetic=examined.is_synthetic,
    )
    if isinstance(answer, Refused):
        raise Refusal(f"checked only. {answer.reason}")
    return answer.agreement


def _key(examined: Examined, writer: Writer, request: _Request) -> bytes | None:
    if not examined.is_case_level:
        return None
    if request.key_path is None:
        raise Refusal("it holds rows about people and no key file was named (`--key FILE`).")
    checks = {one.key_check for one in writer.before.deliveries if one.key_check} if writer.before else set()
    key = read_or_create_key(Path(request.key_path), warehouse=writer.root, may_create=not checks)
    if checks and key_check(key) not in checks:
        raise Refusal(
            f"the key in {request.key_path} is not the one that this warehouse was loaded with: one person would "
            "become two. Use the first key."
        )
    return key


def _lock(examined: Examined, writer: Writer, request: _Request, agreement: str | None) -> tuple[str, Lock] | None:
    assert examined.coverage is not None  # asked before
    if not examined.is_case_level:
        return None
    return writer.lock_for(agreement, examined.coverage.sender, examined.coverage.feed, on=request.received_on)


def _unchanged(former: Delivery) -> str:
    gone = sum(people for _, people in former.erased)
    without = f", now without {gone} {'person' if gone == 1 else 'people'} erased since" if gone else ""
    return f"Unchanged: these bytes are held already, received on {former.received_on.isoformat()}{without}."


def _loaded(formers: Sequence[Delivery]) -> str:
    if not formers:
        return "Loaded."
    former = formers[-1]
    others = f" and {len(formers) - 1} more" if len(formers) > 1 else ""
    return (
        f"Loaded in place of {former.file_name}, received on {former.received_on.isoformat()}{others}, which can still "
        "be read as of that date."
    )


def _counts(delivery: Delivery) -> tuple[str, ...]:
    tables = ", ".join(f"{table.replace('_', ' ')} {rows:,}" for table, rows in delivery.tables.items() if rows)
    counts = [f"Now held: {tables}." if tables else "Nothing in it could be held."]
    if delivery.set_aside:
        counts.append(f"{delivery.set_aside:,} row{'s' if delivery.set_aside > 1 else ''} set aside, listed below.")
    return tuple(counts)
