"""See who opened rows about real people, and whether anybody edited what is written of it."""

from pathlib import Path
from typing import Annotated

import typer

from joinedup.cli.options import RingOption, say_report

app = typer.Typer(no_args_is_help=True, help="Who opened rows about real people, and whether that record is whole.")

_Warehouse = Annotated[Path, typer.Option(help="The warehouse folder.")]
_Json = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]


@app.command()
def show(warehouse: _Warehouse, as_json: _Json = False) -> None:
    """List every time that rows about real people were opened: when, by which account, for what, under what."""
    from joinedup.jobs.audit import show_reads

    say_report(show_reads(warehouse), as_json=as_json)


@app.command()
def verify(warehouse: _Warehouse, ring: RingOption = None, as_json: _Json = False) -> None:
    """Say whether that list is as it was written; ends with 1 where it was edited or cut."""
    from joinedup.jobs.audit import verify_reads

    found = verify_reads(warehouse, ring=ring)
    say_report(found, as_json=as_json)
    raise typer.Exit(1 if found.faults else 0)
