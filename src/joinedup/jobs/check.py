"""`joinedup check`: say what files are, what is wrong with them and how to mend it. Nothing is written."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from joinedup.core.refusal import Refusal
from joinedup.definitions.areas import areas
from joinedup.definitions.catalogue import definition_versions, feeds
from joinedup.definitions.reading import code_lists, ndtms_standard, treatment_rules
from joinedup.definitions.standards.letters import ndtms_letters
from joinedup.definitions.standards.ndtms.rules import NEEDED_HEADERS, RULES
from joinedup.intake.agreement_file import read_agreement
from joinedup.intake.coverage import missing_words
from joinedup.intake.examine import examine
from joinedup.intake.examined import Examined, needs_agreement
from joinedup.intake.finding import Finding, finding_lines
from joinedup.intake.naming import told_name
from joinedup.intake.rulebook import Rulebook
from joinedup.jobs.admitting import admit_counts
from joinedup.jobs.door import answer_for, named, not_shared
from joinedup.jobs.progress import Progress, quiet
from joinedup.jobs.purpose import PURPOSE
from joinedup.kinds.agreement import Agreement
from joinedup.kinds.provider_counts import ProviderCounts
from joinedup.sharing.decide import Refused

PERSONAL = "Contains personal data: do not send."
"""Marks a report that was asked to show values."""
RULES_TOLD = "What each rule asks and why: `joinedup standard show RULE`, or docs/reference/rules.md#RULE."


@dataclass(frozen=True, slots=True)
class FileReport:
    """What was found in one file and what became of it. `is_usable` is False where nothing of it can be loaded."""

    file_name: str
    is_usable: bool
    verdict: str
    what: str = ""
    facts: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """Return the report as lines: the verdict first, then errors before advice."""
        head = f"{self.file_name} ({self.what})" if self.what else self.file_name
        return [head, self.verdict, *self.facts, *finding_lines(self.findings), *self.notes, ""]

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {
            "file": self.file_name,
            "is_usable": self.is_usable,
            "verdict": self.verdict,
            "what": self.what,
            "facts": list(self.facts),
            "findings": [one.as_dict() for one in self.findings],
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The reports of all files. `exit_status` is 1 where nothing of some file could be loaded."""

    files: tuple[FileReport, ...] = field(default_factory=tuple)
    shows_values: bool = False

    @property
    def exit_status(self) -> int:
        """0 where something of every file can be loaded."""
        return 0 if all(one.is_usable for one in self.files) else 1

    def lines(self) -> list[str]:
        """Return the whole report as lines."""
        marked = [PERSONAL] if self.shows_values else []
        told = [RULES_TOLD] if any(one.findings for one in self.files) else []
        return marked + [line for one in self.files for line in one.lines()] + told + marked

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        marked = {"warning": PERSONAL} if self.shows_values else {}
        return marked | {"exit_status": self.exit_status, "files": [one.as_dict() for one in self.files]}


def rulebook() -> Rulebook:
    """Return everything that files are checked against, from the declared definitions."""
    return Rulebook(
        standard=ndtms_standard(),
        letters=ndtms_letters(),
        code_lists=code_lists(),
        rules=RULES,
        needed_headers=NEEDED_HEADERS,
        residence=treatment_rules().residence,
        areas=areas(),
        feeds=feeds(),
        definitions=definition_versions,
    )


def check(
    files: Sequence[Path],
    *,
    options: Mapping[str, Any] | None = None,
    show_values: bool = False,
    agreement: Path | None = None,
    at: datetime | None = None,
    threads: int | None = None,
    progress: Progress = quiet,
) -> CheckReport:
    """Return what was found in each file. Bad input is reported, never raised.

    `show_values` is for the file's holder: it prints what was found in personal items too, and the report says so.
    With an `agreement` and the instant `at`, it is asked too whether a file could be loaded under it just then: of one
    with counts only whether its sender signed it, of others which of their fields would be left out.
    """
    given = (read_agreement(Path(agreement)), at) if agreement is not None and at is not None else None
    book = rulebook()
    reports = []
    for number, path in enumerate(map(Path, files)):
        progress(f"Checking {told_name(path)}", number / len(files))
        with tempfile.TemporaryDirectory(prefix="joinedup-check-") as staging:
            try:
                examined = examine(path, book, Path(staging), options=options, threads=threads, show_values=show_values)
            except Refusal as refusal:
                reports.append(FileReport(told_name(path), is_usable=False, verdict=f"Cannot be loaded: {refusal}"))
                continue
            reports.append(_report(path, examined, given))
            if examined.flat is not None:
                examined.flat.connection.close()
    return CheckReport(tuple(reports), shows_values=show_values)


def _report(path: Path, examined: Examined, given: tuple[Agreement, datetime] | None) -> FileReport:
    if examined.counts is not None:
        return _report_of_counts(examined, examined.counts, given)
    if examined.is_rejected:
        verdict = "Cannot be loaded: see the first finding."
    elif examined.coverage is None:
        verdict = f"Checked. {missing_words(path)}"
    elif needs_agreement(examined) and not examined.is_synthetic:
        return _report_under(examined, given)
    else:
        verdict = "Checked; it can be loaded."
    return describe(examined, is_usable=not examined.is_rejected, verdict=verdict)


def _report_under(examined: Examined, given: tuple[Agreement, datetime] | None) -> FileReport:
    if given is None:
        why = "A small count can be about one person:"
        if examined.is_case_level:
            why = "It holds rows about real people, so"
        told = f"Checked. {why} loading it needs an agreement (`--agreement FILE`)."
        return describe(examined, is_usable=True, verdict=told)
    try:
        answer = answer_for(examined, *given)
        if isinstance(answer, Refused):
            raise Refusal(answer.reason)
        left = not_shared(examined, answer)
    except Refusal as refusal:
        return describe(examined, is_usable=False, verdict=f"Cannot be loaded: {refusal}")
    extra = (f"It does not share these, which would be left out at the door: {named(examined, left)}.",) if left else ()
    told = f"Checked; it can be loaded under agreement '{answer.agreement}'."
    return describe(examined, is_usable=True, verdict=told, extra=extra)


def _report_of_counts(
    examined: Examined, counts: ProviderCounts, given: tuple[Agreement, datetime] | None
) -> FileReport:
    if given is None:
        signed = "It is signed" if counts.signature else "It is not signed, so it cannot be loaded"
        told = f"Checked. {signed}; name the agreement (`--agreement FILE`) to see whether the sender signed it so."
        return describe(examined, is_usable=True, verdict=told)
    try:
        agreement = admit_counts(counts, given[0], purpose=PURPOSE, at=given[1])
    except Refusal as refusal:
        return describe(examined, is_usable=False, verdict=f"Cannot be loaded: {refusal}")
    told = f"Checked. Its signature is sound: these are the counts that {counts.sender_name} signed. It can be loaded "
    return describe(examined, is_usable=True, verdict=f"{told}under agreement '{agreement}'.")


def describe(examined: Examined, *, is_usable: bool, verdict: str, extra: tuple[str, ...] = ()) -> FileReport:
    """Return the report of an examined file under a verdict."""
    facts = [f"{examined.rows:,} {'lines of counts' if examined.counts is not None else 'rows'}."]
    if examined.is_synthetic:
        facts.append("Synthetic: its agency and area codes are all reserved for invented places.")
    if examined.without_consent:
        count = examined.without_consent
        facts.append(f"{count:,} row{'s' if count > 1 else ''} without consent: counted, never loaded.")
    return FileReport(
        file_name=examined.file_name,
        is_usable=is_usable,
        verdict=verdict,
        what=examined.what,
        facts=(*facts, *extra),
        findings=examined.findings,
        notes=examined.notes,
    )
