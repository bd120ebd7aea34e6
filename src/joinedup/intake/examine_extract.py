"""Look at an NDTMS extract: read it, ask every rule of it, and say what else is to be known of it."""

from collections.abc import Collection
from pathlib import Path

import duckdb

from joinedup.core.place import SYNTHETIC_PREFIX
from joinedup.core.refusal import Refusal
from joinedup.intake.checking import ask_rules
from joinedup.intake.contract_file import broken_rows
from joinedup.intake.coverage import NDTMS_FEEDS, Coverage
from joinedup.intake.examined import Examined
from joinedup.intake.finding import worst_first
from joinedup.intake.flat_file import FlatFile, read_flat_file
from joinedup.intake.levels import About, lay_levels
from joinedup.intake.naming import told_headers
from joinedup.intake.questions import Rules
from joinedup.intake.rulebook import Rulebook
from joinedup.intake.snapshot import Snapshot
from joinedup.intake.spreadsheet import spreadsheet_damage
from joinedup.intake.which_letter import which_letter


def examine_extract(
    snapshot: Snapshot,
    coverage: Coverage | None,
    rulebook: Rulebook,
    connection: duckdb.DuckDBPyConnection,
    staging: Path,
    show_values: bool,
    without: Collection[str] = (),
) -> Examined:
    """Return what an NDTMS extract is and what was found; its rows stay with `connection`, staged in `staging`.

    Columns under the headers `without` are looked at as if the file did not have them.
    """
    if coverage is not None and coverage.feed not in NDTMS_FEEDS:
        raise Refusal(f"{snapshot.name} is an NDTMS extract and is said to be the feed '{coverage.feed}'.")
    headers = {header.upper() for header in snapshot.header}.difference(without)
    lacking = [header for header in rulebook.needed_headers if header not in headers]
    if lacking:
        raise Refusal(
            f"{snapshot.name} lacks the header{'s' if len(lacking) > 1 else ''} {', '.join(lacking)}: without "
            f"{'them' if len(lacking) > 1 else 'it'} no row can be placed with a person, an episode and a date."
        )
    flat = read_flat_file(snapshot, rulebook.standard, connection, staging, without=without)
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
        extra = ", ".join(told_headers(flat.extra, tuple(one.upper() for one in flat.snapshot.header)))
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
