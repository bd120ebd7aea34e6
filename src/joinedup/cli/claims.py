"""Released claims: open one, read ledgers anew, say what changed."""

from pathlib import Path
from typing import Annotated

import typer

from joinedup.cli.options import AgreementOption, account, now

app = typer.Typer(no_args_is_help=True, help="Open a claim to its evidence, or see what changed between two.")


@app.command("show")
def show(
    claim_id: Annotated[str, typer.Argument(help="The id cited in a document, such as X10000001:…@2021/22.")],
    ledger: Annotated[Path, typer.Option(help="The claims.json beside the documents.")] = Path("claims.json"),
) -> None:
    """Open a claim: its definition, numerator, denominator, interval, test, source files and sign-off."""
    from joinedup.jobs.ledgers import show

    typer.echo("\n".join(show(ledger, claim_id)))


@app.command("check")
def check(
    ledgers: Annotated[list[Path], typer.Argument(help="Ledgers to read anew: each a claims.json.")],
) -> None:
    """Read ledgers with other eyes and list what breaks the rules: no interval, trend or word without grounds."""
    from joinedup.jobs.ledgers import reread

    report = reread(ledgers)
    typer.echo("\n".join(report.lines()))
    raise typer.Exit(report.exit_status)


@app.command("diff")
def diff(
    old: Annotated[Path, typer.Argument(help="The earlier claims.json.")],
    new: Annotated[Path, typer.Argument(help="The later claims.json.")],
    warehouse: Annotated[Path | None, typer.Option(help="The warehouse that the later one was made from.")] = None,
    old_definitions: Annotated[
        Path | None, typer.Option(help="The earlier installation's indicator files, to run on the later data.")
    ] = None,
    agreement: AgreementOption = None,
) -> None:
    """List what changed: words that no longer hold first, then words that became possible, then numbers, and why."""
    from joinedup.jobs.granting import grant_for
    from joinedup.jobs.ledgers import compare, read_ledger

    known = read_ledger(new).known
    grant = (
        grant_for(warehouse, agreement, now(), clock=now, by=account(), as_of=known.on if known else None)
        if warehouse
        else None
    )
    changes = compare(old, new, warehouse=warehouse, old_definitions=old_definitions, grant=grant)
    typer.echo("\n".join(changes.lines()))
