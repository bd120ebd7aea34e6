"""Any English council from published figures alone."""

from pathlib import Path
from typing import Annotated

import typer

from joinedup.cli.options import (
    AsOfOption,
    DatedOption,
    OutOption,
    ThreadsOption,
    WarehouseOption,
    day_of,
    day_or_none,
    progress_bar,
    say_report,
)


def sources(
    warehouse: Annotated[
        Path | None, typer.Option(help="Say which of them this warehouse holds, how old, and which are missing.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """List the published files that can be loaded: what each gives and the publisher's page to download it from."""
    from joinedup.jobs.published_files import published_files

    report = published_files(warehouse)
    say_report(report, as_json=as_json)


def council(
    name: Annotated[str, typer.Argument(help="A council's name or code, or a postcode in it, such as PE1.")],
    warehouse: WarehouseOption,
    out: OutOption,
    as_of: AsOfOption = None,
    dated_on: DatedOption = None,
    threads: ThreadsOption = None,
) -> None:
    """Find an English council, say what is held for it, and write its documents from published figures alone."""
    from joinedup.jobs.council import council as run

    with progress_bar("Looking") as progress:
        day = day_of(dated_on)
        known_on = day_or_none(as_of)
        report = run(warehouse, name, out=out, as_of=known_on, dated_on=day, threads=threads, progress=progress)
    typer.echo("\n".join(report.lines()))


def councils(
    warehouse: WarehouseOption,
    out: Annotated[Path, typer.Option(help="The folder that gets one folder a council, and councils.csv.")],
    ledgers_only: Annotated[
        bool, typer.Option("--ledgers-only", help="Write only each claims.json: seconds instead of minutes.")
    ] = False,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="How many processes share the work; the documents are the same.")
    ] = 1,
    as_of: AsOfOption = None,
    dated_on: DatedOption = None,
    threads: ThreadsOption = None,
) -> None:
    """Write the documents of every English upper-tier council; a run that was stopped goes on where it was."""
    from joinedup.jobs.councils import councils as run

    with progress_bar("Measuring") as progress:
        report = run(
            warehouse,
            out=out,
            dated_on=day_of(dated_on),
            ledgers_only=ledgers_only,
            workers=workers,
            as_of=day_or_none(as_of),
            threads=threads,
            progress=progress,
        )
    typer.echo("\n".join(report.lines()))
    raise typer.Exit(report.exit_status)
