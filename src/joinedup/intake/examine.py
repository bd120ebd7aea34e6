"""Look at one file: what it is, what is wrong with it, what of it can be loaded. Nothing is loaded here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from joinedup.core.place import SYNTHETIC_PREFIX
from joinedup.core.refusal import Refusal
from joinedup.intake.checking import ask_rules
from joinedup.intake.contract_file import broken_rows, contract_of, is_synthetic_table, read_contract_file
from joinedup.intake.counts_file import is_counts_file, read_counts_file
from joinedup.intake.counts_tables import counts_notes, coverage_of, is_synthetic_counts, tables_of
from joinedup.intake.coverage import NDTMS_FEEDS, TABLE_FEEDS, Coverage, read_coverage
from joinedup.intake.feed_file import (
    feed_notes,
    feed_of,
    is_synthetic_feed,
    read_feed_file,
    refuse_other_headers,
    refuse_part_periods,
)
from joinedup.intake.finding import Finding, worst_first
from joinedup.intake.flat_file import FlatFile, read_flat_file
from joinedup.intake.levels import About, lay_levels
from joinedup.intake.nameless import Nameless
from joinedup.intake.naming import told_headers
from joinedup.intake.national import Reader, recognise
from joinedup.intake.questions import Rules
from joinedup.intake.rulebook import Rulebook
from joinedup.intake.snapshot import Snapshot, hash_file, refuse_unreadable, snapshot_csv
from joinedup.intake.spreadsheet import spreadsheet_damage
from joinedup.intake.unpacking import is_packed, is_workbook, unpack
from joinedup.intake.which_letter import which_letter
from joinedup.intake.workbook_file import sheet_as_csv
from joinedup.kinds.check_rule import Severity
from joinedup.kinds.feed import Feed, Holds
from joinedup.kinds.provider_counts import ProviderCounts
from joinedup.warehouse.engine import connect
from joinedup.warehouse.room import refuse_when_full

_SIGNS = frozenset({"AGNCY", "EPISODID", "CLIENTID", "TRIAGED", "CONSENT", "FINITIAL", "SINITIAL", "REFLD", "DRUG1"})
"""Two of these headers are enough to take a file for an NDTMS extract."""


@dataclass(frozen=True, slots=True)
class Examined:
    """One file, looked at. `flat` is set for case-level files, `tables` for the rest; `coverage` may be missing."""

    file_name: str
    sha256: str
    what: str
    coverage: Coverage | None
    is_synthetic: bool
    rows: int
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    without_consent: int = 0
    flat: FlatFile | None = None
    tables: Mapping[str, pa.Table] = field(default_factory=dict)
    reader: str | None = None
    """The slug of the reader of a published file."""
    feed: Feed | None = None
    """The feed of a partner that it is a part of."""
    counts: ProviderCounts | None = None
    """What a counts-only file holds; whose signature it carries has not been looked at."""

    @property
    def is_case_level(self) -> bool:
        """Whether it holds rows about single people."""
        return self.flat is not None

    @property
    def is_rejected(self) -> bool:
        """Whether a finding says that the file as a whole must not be loaded."""
        return any(one.severity is Severity.REJECT_FILE for one in self.findings)


def needs_agreement(examined: Examined) -> bool:
    """Return whether its rows, where they are about real people, come in only under an agreement.

    So do counts of a partner's feed that is not open: a count of one in a small place is about somebody.
    """
    is_closed_feed = examined.feed is not None and examined.feed.marking != "open"
    return examined.is_case_level or examined.counts is not None or is_closed_feed


def examine(
    path: Path,
    rulebook: Rulebook,
    staging: Path,
    *,
    options: Mapping[str, Any] | None = None,
    threads: int | None = None,
    show_values: bool = False,
) -> Examined:
    """Return what one file is and what was found; refuse one of which nothing can be used, saying what to mend.

    `staging` is an empty folder for what does not fit into memory, encrypted under keys of this process alone; whoever
    made it removes it. What is unpacked from a file lies nowhere that another process could open it.
    """
    refuse_unreadable(path)
    try:
        with refuse_when_full(staging), Nameless(staging) as room:
            return _examine(path, rulebook, staging, room, options, threads, show_values)
    except (MemoryError, duckdb.OutOfMemoryException):
        raise Refusal(
            f"{path.name} needs more memory than it is given here: send it in parts, each with the same headers, or "
            "with the columns that are asked for and no others."
        ) from None


def _examine(
    path: Path,
    rulebook: Rulebook,
    staging: Path,
    room: Nameless,
    options: Mapping[str, Any] | None,
    threads: int | None,
    show_values: bool,
) -> Examined:
    if is_counts_file(path):
        return _counts_only(path, rulebook)
    is_book = is_workbook(path)
    plain = unpack(path, room) if is_packed(path) and not is_book else path
    reader = recognise(plain)
    if reader is not None:
        return _published(path, plain, reader, rulebook)
    if is_book:
        plain = sheet_as_csv(path, room)
    snapshot = snapshot_csv(plain, sent=path if plain != path else None)
    coverage = read_coverage(path, options, rulebook.feeds)
    feed = rulebook.feeds.get(coverage.feed) if coverage else feed_of(snapshot.header, rulebook.feeds)
    if feed is not None:
        return _feed(snapshot, feed, coverage, rulebook, staging, threads)
    table = contract_of(snapshot.header)
    if table is not None:
        return _table(snapshot, table, coverage, staging, threads)
    if len(_SIGNS & {header.upper() for header in snapshot.header}) >= 2:
        return _flat(snapshot, coverage, rulebook, connect(staging / "spill", threads=threads), staging, show_values)
    raise Refusal(
        f"{path.name} is none of the files that we can read: its headers are not those of an NDTMS extract (such as "
        f"AGNCY, EPISODID, TRIAGED), of a table of {', '.join(TABLE_FEEDS)}, of a partner's feed, or of a national "
        "file that we know."
    )


def _published(path: Path, plain: Path, reader: Reader, rulebook: Rulebook) -> Examined:
    read = reader.read(plain, rulebook.areas)
    released = read.released_on or read.covers.end
    return Examined(
        file_name=path.name,
        sha256=hash_file(path),
        what=f"published file: {reader.title}",
        coverage=Coverage(read.sender, read.sender_name, read.feed, None, released, read.covers),
        is_synthetic=False,
        rows=sum(table.num_rows for table in read.tables.values()),
        notes=read.notes,
        tables=read.tables,
        reader=reader.slug,
    )


def _counts_only(path: Path, rulebook: Rulebook) -> Examined:
    counts, sha256 = read_counts_file(path)
    return Examined(
        file_name=path.name,
        sha256=sha256,
        what="counts only, made by a provider of its own rows",
        coverage=coverage_of(counts),
        is_synthetic=is_synthetic_counts(counts),
        rows=len(counts.counts) + len(counts.checked),
        notes=counts_notes(counts, rulebook.definitions()),
        tables=tables_of(counts),
        counts=counts,
    )


def _table(snapshot: Snapshot, table: str, coverage: Coverage | None, staging: Path, threads: int | None) -> Examined:
    if coverage is not None and coverage.feed != table:
        raise Refusal(f"{snapshot.name} has the headers of '{table}' and is said to be the feed '{coverage.feed}'.")
    connection = connect(staging / "spill", threads=threads)
    try:
        rows, findings, total = read_contract_file(snapshot, table, connection)
    finally:
        connection.close()
    return Examined(
        file_name=snapshot.name,
        sha256=snapshot.sha256,
        what=f"table of {table}",
        coverage=coverage,
        is_synthetic=is_synthetic_table(snapshot, rows),
        rows=total,
        findings=findings,
        tables={table: rows},
    )


def _feed(
    snapshot: Snapshot,
    feed: Feed,
    coverage: Coverage | None,
    rulebook: Rulebook,
    staging: Path,
    threads: int | None,
) -> Examined:
    refuse_other_headers(snapshot, feed)
    covers = coverage.covers if coverage else None
    if covers is not None:
        refuse_part_periods(snapshot, feed, covers)
    known = frozenset(code for code, one in rulebook.areas.items() if one.kind in (feed.place, "upper-tier"))
    connection = connect(staging / "spill", threads=threads or 1)  # feeds are small: more threads only cost
    try:
        rows, findings, total = read_feed_file(snapshot, feed, connection, covers=covers, areas=known)
    finally:
        connection.close()
    counted = "counts" if feed.holds is Holds.COUNTS else "events, nothing about people"
    return Examined(
        file_name=snapshot.name,
        sha256=snapshot.sha256,
        what=f"{feed.title}: {counted}, {feed.marking}",
        coverage=coverage,
        is_synthetic=is_synthetic_feed(snapshot, rows, coverage),
        rows=total,
        findings=findings,
        notes=feed_notes(snapshot, feed, total),
        tables={feed.table: rows},
        feed=feed,
    )


def _flat(
    snapshot: Snapshot,
    coverage: Coverage | None,
    rulebook: Rulebook,
    connection: duckdb.DuckDBPyConnection,
    staging: Path,
    show_values: bool,
) -> Examined:
    if coverage is not None and coverage.feed not in NDTMS_FEEDS:
        raise Refusal(f"{snapshot.name} is an NDTMS extract and is said to be the feed '{coverage.feed}'.")
    headers = {header.upper() for header in snapshot.header}
    lacking = [header for header in rulebook.needed_headers if header not in headers]
    if lacking:
        raise Refusal(
            f"{snapshot.name} lacks the header{'s' if len(lacking) > 1 else ''} {', '.join(lacking)}: without "
            f"{'them' if len(lacking) > 1 else 'it'} no row can be placed with a person, an episode and a date."
        )
    flat = read_flat_file(snapshot, rulebook.standard, connection, staging)
    about = About(coverage.extract_on, NDTMS_FEEDS.get(coverage.feed)) if coverage else About()
    findings = spreadsheet_damage(flat, coverage)
    if not findings:  # else every rule would say the same again, row by row
        rules = Rules(rulebook.rules, rulebook.code_lists, rulebook.standard)
        lay_levels(flat, rules, about)
        findings = ask_rules(flat, rules, about, show_values=show_values)
    if flat.broken:
        findings = (broken_rows(snapshot.name, flat.broken), *findings)
    refused, synthetic, senders = _facts(flat)
    return Examined(
        file_name=snapshot.name,
        sha256=snapshot.sha256,
        what="NDTMS extract, one row or more an episode",
        coverage=coverage,
        is_synthetic=synthetic,
        rows=flat.rows + len(flat.broken),
        findings=worst_first(findings),
        notes=_notes(flat, coverage, senders, rulebook),
        without_consent=refused,
        flat=flat,
    )


def _facts(flat: FlatFile) -> tuple[int, bool, tuple[str, ...]]:
    """Return the rows without consent, whether every agency and area code is reserved, and the agency codes."""
    codes = ("agncy", "utla", "la", "dat")
    invented = " AND ".join(f"coalesce(bool_and(starts_with(upper({c}), '{SYNTHETIC_PREFIX}')), true)" for c in codes)
    answer = flat.connection.execute(
        f"SELECT count(*) FILTER (consent = 'N'), {invented} AND count(agncy) > 0, "
        "list_sort(list(DISTINCT agncy) FILTER (agncy IS NOT NULL)) FROM flat"
    ).fetchone()
    assert answer is not None  # an aggregate without groups always gives one row
    refused, synthetic, senders = answer
    return int(refused), bool(synthetic), tuple(senders or ())


def _notes(flat: FlatFile, coverage: Coverage | None, senders: tuple[str, ...], rulebook: Rulebook) -> tuple[str, ...]:
    notes = []
    if flat.extra:
        extra = ", ".join(told_headers(flat.extra, flat.headers))
        notes.append(
            f"Headers not known to us, kept apart and used for nothing: {extra}. If one holds names "
            "or numbers that identify people, take it out and send the file again."
        )
    notes += which_letter(
        flat.headers,
        rulebook.standard,
        rulebook.letters,
        said=coverage.letter if coverage else None,
        on=coverage.extract_on if coverage else None,
        dataset=NDTMS_FEEDS.get(coverage.feed) if coverage else None,
    ).notes()
    others = [code for code in senders if coverage is not None and code != coverage.sender]
    if others:
        notes.append(f"Rows of {len(others)} agencies other than the sender {coverage.sender if coverage else ''}.")
    return tuple(notes)
