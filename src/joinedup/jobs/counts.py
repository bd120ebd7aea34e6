"""`joinedup check FILE --counts-only OUT`: counts made and signed where the rows are, and nothing else written."""

import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from joinedup.core.refusal import Refusal
from joinedup.intake.counts_file import is_counts_file, sign, to_text
from joinedup.intake.coverage import missing_words
from joinedup.intake.examine import examine
from joinedup.intake.signing import SigningKey, read_signing_key
from joinedup.intake.snapshot import refuse_unreadable
from joinedup.jobs.check import CheckReport, FileReport, describe, rulebook
from joinedup.jobs.counting import count_file
from joinedup.jobs.progress import Progress, quiet
from joinedup.kinds.provider_counts import ProviderCounts
from joinedup.warehouse.durable import replace as put


def count_only(
    path: Path,
    out: Path,
    *,
    at: datetime,
    signing_key: Path | None = None,
    options: Mapping[str, Any] | None = None,
    threads: int | None = None,
    progress: Progress = quiet,
) -> CheckReport:
    """Check one case-level file and, where nothing rejects it, write its counts to `out`; return the report.

    `out` is written whole or not at all, and may only take the place of another counts-only file. Without a
    `signing_key` it can be looked at and not loaded. Nothing else is left: rows are worked on in a temporary folder
    that goes, sealed under keys that are in no file. Raises a Refusal only where `out` or the key is at fault.
    """
    path, out = Path(path), Path(out)
    refuse_unreadable(path)
    _refuse_writing(path, out)
    key = read_signing_key(Path(signing_key)) if signing_key is not None else None
    progress(f"Checking {path.name}", 0.0)
    with tempfile.TemporaryDirectory(prefix="joinedup-check-") as folder:
        try:
            examined = examine(path, rulebook(), Path(folder), options=options, threads=threads)
        except Refusal as refusal:
            return _told(FileReport(path.name, is_usable=False, verdict=f"No counts are made: {refusal}"))
        try:
            if examined.is_rejected:
                raise Refusal("see the first finding.")
            if examined.coverage is None:
                raise Refusal(missing_words(path))
            counts = count_file(
                examined, rulebook(), Path(folder) / "counted", at=at, threads=threads, progress=progress
            )
        except Refusal as refusal:
            return _told(describe(examined, is_usable=False, verdict=f"No counts are made: {refusal}"))
        finally:
            if examined.flat is not None:
                examined.flat.connection.close()
    put(out, to_text(sign(counts, key) if key is not None else counts))
    return _told(describe(examined, is_usable=True, verdict=_written(out, counts, key)))


def _refuse_writing(path: Path, out: Path) -> None:
    if out.exists() and (not out.is_file() or out.samefile(path) or not is_counts_file(out)):
        raise Refusal(f"{out} is there already and is no counts-only file, so it is not written over: name another.")
    if not out.absolute().parent.is_dir():
        raise Refusal(f"There is no folder {out.absolute().parent} to write {out.name} into.")


def _written(out: Path, counts: ProviderCounts, key: SigningKey | None) -> str:
    signed = (
        f"signed with the key {key.fingerprint[:16]}…"
        if key
        else "not signed (`--signing-key FILE`), so nobody can load it"
    )
    hidden = sum(one.is_hidden for one in counts.counts)
    return (
        f"Checked. {out} holds {len(counts.counts) - hidden:,} counts and {hidden:,} that are hidden, and is {signed}. "
        f"Look at it before you send it: `joinedup check {out}`. Nothing else was written."
    )


def _told(report: FileReport) -> CheckReport:
    return CheckReport((report,))
