"""What partners have sent, and how well."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from joinedup.cli.options import WarehouseOption, day_of, say_report


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
