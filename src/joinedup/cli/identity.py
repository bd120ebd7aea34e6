"""How surely people are told apart."""

from pathlib import Path
from typing import Annotated

import typer

from joinedup.cli.options import AgreementOption, AsOfOption, WarehouseOption, account, day_or_none, now, say_report


def identity(
    warehouse: WarehouseOption,
    agreement: AgreementOption = None,
    as_of: AsOfOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Say how many could be two people taken for one, and how many one person counted twice: bounds, never names."""
    from joinedup.jobs.granting import grant_for
    from joinedup.jobs.identity import identity as run

    known_on = day_or_none(as_of)
    grant = grant_for(warehouse, agreement, now(), clock=now, by=account(), as_of=known_on)
    report = run(Path(warehouse), as_of=known_on, grant=grant)
    say_report(report, as_json=as_json)
