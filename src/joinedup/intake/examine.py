"""Look at one file: what it is, what is wrong with it, what of it can be loaded. Nothing is loaded here."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import duckdb

from joinedup.core.refusal import Refusal
from joinedup.intake.contract_file import contract_of, is_synthetic_table, read_contract_file
from joinedup.intake.counts_file import is_counts_file, read_counts_file
from joinedup.intake.counts_tables import counts_notes, coverage_of, is_synthetic_counts, tables_of
from joinedup.intake.coverage import TABLE_FEEDS, Coverage, read_coverage
from joinedup.intake.examine_extract import examine_extract
from joinedup.intake.examined import Examined
from joinedup.intake.feed_file import (
    feed_notes,
    feed_of,
    is_synthetic_feed,
    read_feed_file,
    refuse_other_headers,
    refuse_part_periods,
    with_blanks,
)
from joinedup.intake.nameless import Nameless
from joinedup.intake.national import Reader, recognise
from joinedup.intake.rulebook import Rulebook
from joinedup.intake.snapshot import Snapshot, hash_file, refuse_unreadable, snapshot_csv
from joinedup.intake.unpacking import is_packed, is_workbook, unpack
from joinedup.intake.workbook_file import sheet_as_csv
from joinedup.kinds.feed import Feed, Holds
from joinedup.warehouse.engine import connect
from joinedup.warehouse.room import refuse_when_full

_SIGNS = frozenset({"AGNCY", "EPISODID", "CLIENTID", "TRIAGED", "CONSENT", "FINITIAL", "SINITIAL", "REFLD", "DRUG1"})
"""Two of these headers are enough to take a file for an NDTMS extract."""


def examine(
    path: Path,
    rulebook: Rulebook,
    staging: Path,
    *,
    options: Mapping[str, Any] | None = None,
    threads: int | None = None,
    show_values: bool = False,
    without: Collection[str] = (),
) -> Examined:
    """Return what one file is and what was found; refuse one of which nothing can be used, saying what to mend.

    `staging` is an empty folder for what does not fit into memory, encrypted under keys of this process alone; whoever
    made it removes it. What is unpacked from a file lies nowhere that another process could open it.
    Columns under the headers `without`, of rows about people or of a partner's feed, are looked at as if the file did
    not have them.
    """
    refuse_unreadable(path)
    try:
        with refuse_when_full(staging), Nameless(staging) as room:
            return _examine(path, rulebook, staging, room, options, threads, show_values, without)
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
    without: Collection[str],
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
        return _feed(snapshot, feed, coverage, rulebook, staging, threads, without)
    table = contract_of(snapshot.header)
    if table is not None:
        return _table(snapshot, table, coverage, staging, threads)
    if len(_SIGNS & {header.upper() for header in snapshot.header}) >= 2:
        connection = connect(staging / "spill", threads=threads)
        return examine_extract(snapshot, coverage, rulebook, connection, staging, show_values, without)
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
    without: Collection[str],
) -> Examined:
    refuse_other_headers(snapshot, feed)
    covers = coverage.covers if coverage else None
    if covers is not None:
        refuse_part_periods(snapshot, feed, covers)
    known = frozenset(code for code, one in rulebook.areas.items() if one.kind in (feed.place, "upper-tier"))
    connection = connect(staging / "spill", threads=threads or 1)  # feeds are small: more threads only cost
    try:
        read = read_feed_file(snapshot, feed.without(without), connection, covers=covers, areas=known)
        rows, findings, total = read
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
        tables={feed.table: with_blanks(rows, feed.columns)},
        feed=feed,
    )
