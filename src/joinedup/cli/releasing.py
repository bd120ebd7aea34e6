"""Release: what the site's pages may open."""

from pathlib import Path
from typing import Annotated

import typer

from joinedup.cli.options import (
    AgreementOption,
    DatedOption,
    ThreadsOption,
    WarehouseOption,
    account,
    day_of,
    now,
    progress_bar,
)


def release(
    into: Annotated[Path, typer.Argument(help="The folder of released versions; made if it is not there.")],
    warehouse: WarehouseOption,
    year: Annotated[str, typer.Option(help="The financial year, such as 2021/22.")] = "2021/22",
    areas: Annotated[
        str, typer.Option(help="Area codes or names, with commas between; all invented ones if not given.")
    ] = "",
    agreement: AgreementOption = None,
    dated_on: DatedOption = None,
    threads: ThreadsOption = None,
) -> None:
    """Release figures, claims, charts and documents as a new version, whole or not at all: all that the site opens."""
    from joinedup.jobs.granting import grant_for
    from joinedup.jobs.releasing import release as run

    grant = grant_for(warehouse, agreement, now(), clock=now, by=account())
    with progress_bar("Releasing") as progress:
        result = run(
            warehouse,
            into,
            areas=tuple(area.strip() for area in areas.split(",") if area.strip()),
            year=year,
            dated_on=day_of(dated_on),
            grant=grant,
            threads=threads,
            progress=progress,
        )
    typer.echo("\n".join(result.lines()))
