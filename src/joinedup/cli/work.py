"""The whole job, step by step: an invented county, checking, loading, assessing."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from joinedup.cli.counts import count_file
from joinedup.cli.options import (
    AgreementOption,
    AsOfOption,
    DatedOption,
    KeyOption,
    OutOption,
    RingOption,
    ThreadsOption,
    WarehouseOption,
    account,
    day_of,
    day_or_none,
    default_key,
    now,
    progress_bar,
    say_report,
)


def county(
    folder: Annotated[Path, typer.Argument(help="Where to write the files; made if it is not there.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same files.")] = 1,
    scale: Annotated[float, typer.Option(min=0.01, help="1 is the size of the source documents' places.")] = 1.0,
) -> None:
    """Write the files of an invented county and city, as partners would send them. All of it is synthetic."""
    from joinedup.jobs.county import write_county

    with progress_bar("Inventing a county") as progress:
        write_county(folder, seed=seed, scale=scale, progress=progress)
    typer.echo(f"Wrote the files of the synthetic county to {folder}. Next: joinedup check {folder}/ndtms_*.csv")


def demo(
    folder: Annotated[Path, typer.Argument(help="Where to put the files, the warehouse and the documents.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same documents.")] = 1,
    scale: Annotated[float, typer.Option(min=0.01, help="1 is the size of the source documents' places.")] = 1.0,
) -> None:
    """Do the whole job on an invented county: its files, the warehouse, and the needs assessment for 2021/22."""
    from joinedup.jobs.demo import demonstrate

    with progress_bar("Setting out") as progress:
        lines = demonstrate(folder, seed=seed, scale=scale, progress=progress)
    typer.echo("\n".join(lines))


def check(
    files: Annotated[list[Path], typer.Argument(help="Files to look at. Nothing is kept and nothing is sent.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write the report as a web page to this file too.")] = None,
    show_values: Annotated[
        bool, typer.Option(help="For the file's holder only: the report then contains personal data.")
    ] = False,
    counts_only: Annotated[
        Path | None, typer.Option(help="Count one file here, and write counts and nothing else to this new file.")
    ] = None,
    signing_key: Annotated[
        Path | None, typer.Option(help="Sign the counts with this key, made by `joinedup signing-key`.")
    ] = None,
    agreement: Annotated[
        Path | None,
        typer.Option(
            help="See what could be loaded under this agreement, and whether counts are signed with its keys."
        ),
    ] = None,
) -> None:
    """Check files and say, row by row, what to mend. Reports hold no personal values."""
    from joinedup.jobs.check import check as run
    from joinedup.jobs.check_page import save_check_page

    if counts_only is not None or signing_key is not None:
        report = count_file(files, counts_only, signing_key, show_values=show_values)
    else:
        with progress_bar("Checking") as progress:
            report = run(files, show_values=show_values, agreement=agreement, at=now(), progress=progress)
    if html is not None:
        save_check_page(report, html)
    say_report(report, as_json=as_json)
    raise typer.Exit(report.exit_status)


def load(
    files: Annotated[list[Path], typer.Argument(help="Files to load; each with its FILE.toml beside it, or options.")],
    into: Annotated[Path, typer.Option(help="The warehouse folder; made if it is not there.")],
    agreement: Annotated[
        Path | None, typer.Option(help="The sharing agreement (TOML) that a real case-level file is loaded under.")
    ] = None,
    key: KeyOption = None,
    ring: RingOption = None,
    received_on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day the files arrived; today if not given.")
    ] = None,
    sender: Annotated[str | None, typer.Option(help="Who sent it, where there is no FILE.toml.")] = None,
    feed: Annotated[str | None, typer.Option(help="Which feed it is, such as ndtms-adult.")] = None,
    letter: Annotated[str | None, typer.Option(help="The NDTMS dataset letter, such as R.")] = None,
    extract_on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day it was extracted.")] = None,
    covers_from: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day it covers.")] = None,
    covers_to: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day after the last.")] = None,
) -> None:
    """Check files and load the good rows; bad rows are set aside with what to mend. Readers see all of it or none."""
    from joinedup.jobs.load import load as run

    options = {
        "sender": sender,
        "feed": feed,
        "letter": letter,
        "extract_on": extract_on.date() if extract_on else None,
        "covers_from": covers_from.date() if covers_from else None,
        "covers_to": covers_to.date() if covers_to else None,
    }
    with progress_bar("Loading") as progress:
        report = run(
            files,
            into,
            received_on=day_of(received_on),
            key_path=key or default_key(),
            ring=ring,
            agreement=agreement,
            at=now(),
            clock=now,
            options={name: value for name, value in options.items() if value is not None},
            progress=progress,
        )
    typer.echo("\n".join(report.lines()))
    raise typer.Exit(report.exit_status)


def assess(
    warehouse: WarehouseOption,
    out: OutOption,
    areas: Annotated[str, typer.Option(help="Area codes or names, with commas between.")] = "",
    year: Annotated[str, typer.Option(help="The financial year, such as 2021/22.")] = "2021/22",
    pick: Annotated[
        int | None, typer.Option(help="Instead of --areas: this seed picks three English councils.")
    ] = None,
    agreement: AgreementOption = None,
    as_of: AsOfOption = None,
    dated_on: DatedOption = None,
    threads: ThreadsOption = None,
) -> None:
    """Write the needs assessment: Word, web page, PDF, slides, tables, and the ledger of its claims."""
    from joinedup.jobs.assess import assess as run
    from joinedup.jobs.granting import grant_for

    known_on = day_or_none(as_of)
    grant = grant_for(warehouse, agreement, now(), clock=now, by=account(), as_of=known_on)
    with progress_bar("Assessing") as progress:
        result = run(
            warehouse,
            areas=tuple(area.strip() for area in areas.split(",") if area.strip()),
            pick=pick,
            year=year,
            out=out,
            as_of=known_on,
            dated_on=day_of(dated_on),
            grant=grant,
            threads=threads,
            progress=progress,
        )
    typer.echo("\n".join(result.lines()))
