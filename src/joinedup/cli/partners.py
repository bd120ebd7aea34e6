"""What partners have sent, and how well."""

from datetime import datetime
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
    say_report,
)


def feeds(
    warehouse: WarehouseOption,
    expected: Annotated[
        Path | None,
        typer.Option(help="The list (TOML) of who is expected to send what; by default the one in the warehouse."),
    ] = None,
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="As of this day; today if not given.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write the report as a web page to this file too.")] = None,
) -> None:
    """Show who has sent what, how old, what is late or missing, and which indicators and documents that touches."""
    from joinedup.jobs.feeds import feeds_report
    from joinedup.jobs.feeds_page import save_feeds_page

    report = feeds_report(warehouse, on=day_of(on), expected=expected)
    if html is not None:
        save_feeds_page(report, html)
    say_report(report, as_json=as_json)


def quality(
    warehouse: WarehouseOption,
    out: Annotated[
        Path, typer.Option(help="The folder that gets one folder a provider: its page and its claims.json.")
    ],
    agreement: AgreementOption = None,
    dated_on: DatedOption = None,
    threads: ThreadsOption = None,
) -> None:
    """Write how each provider keeps its records, year by year, as claims: a page a provider, which sees it first."""
    from joinedup.jobs.granting import grant_for
    from joinedup.jobs.scorecards import scorecards

    grant = grant_for(warehouse, agreement, now(), clock=now, by=account())
    with progress_bar("Looking at records") as progress:
        day = day_of(dated_on)
        result = scorecards(warehouse, out, dated_on=day, grant=grant, threads=threads, progress=progress)
    typer.echo("\n".join(result.lines()))
