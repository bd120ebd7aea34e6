"""The whole job on an invented county, for a person's first five minutes."""

import shutil
from datetime import date
from pathlib import Path

from joinedup.jobs.assess import assess
from joinedup.jobs.county import write_county
from joinedup.jobs.feeds import feeds_report
from joinedup.jobs.load import load
from joinedup.jobs.progress import Progress, part, quiet
from joinedup.jobs.releasing import release
from joinedup.warehouse.folder import EXPECTED

RECEIVED_ON = date(2026, 4, 20)
"""A few days after the county's extracts are taken, so that the demonstration is the same on any day."""

DATED_ON = date(2026, 5, 1)

AREAS = ("X10000001", "X06000001")


def demonstrate(folder: Path, *, seed: int, scale: float, progress: Progress = quiet) -> list[str]:
    """Build the county, load it, assess 2021/22, release it; return lines that say where to look first.

    Anything an earlier demonstration left in `folder` is replaced. The key stays outside the warehouse.
    """
    files, warehouse, documents = folder / "files", folder / "warehouse", folder / "documents"
    released = folder / "released"
    for old in (files, warehouse, documents, released):
        shutil.rmtree(old, ignore_errors=True)
    write_county(files, seed=seed, scale=scale, progress=part(progress, 0.0, 0.35))
    report = load(
        [*sorted(files.glob("*.csv")), *sorted((files / "feeds").glob("*.csv"))],
        warehouse,
        received_on=RECEIVED_ON,
        key_path=folder / "installation.key",
        progress=part(progress, 0.35, 0.6),
    )
    shutil.copyfile(files / EXPECTED, warehouse / EXPECTED)
    result = assess(
        warehouse,
        areas=AREAS,
        year="2021/22",
        out=documents,
        dated_on=DATED_ON,
        progress=part(progress, 0.6, 0.8),
    )
    release(warehouse, released, areas=AREAS, year="2021/22", dated_on=DATED_ON, progress=part(progress, 0.8, 1.0))
    feeds = feeds_report(warehouse, on=RECEIVED_ON)
    return [
        *result.lines(),
        "",
        f"Open first:  {documents / 'needs-assessment.html'}",
        "  Every number is a link: press one to see its definition, counts, interval, test and source file.",
        f"Then:        {documents / 'needs-assessment.docx'} and {documents / 'slides.pptx'}",
        f"What partners would have sent is in {files}; {report.set_aside:,} rows planted with faults were set aside.",
        f"Of {len(feeds.feeds):,} feeds {len(feeds.wanting):,} are missing or too old: joinedup feeds --warehouse "
        f"{warehouse} --on {RECEIVED_ON.isoformat()}",
        f"What the site may open is in {released}: every page of its evidence, and nothing else.",
        f"To open one claim: joinedup claims show ID --ledger {documents / 'claims.json'}",
        "Everything here is synthetic: the places, the people and the figures are invented.",
    ]
