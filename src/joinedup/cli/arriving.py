"""What arrives: receipts for those who sent it, and its bytes as they were received."""

from pathlib import Path
from typing import Annotated

import typer

from joinedup.cli.options import AgreementOption, WarehouseOption, now, say_report


def receipts(
    warehouse: WarehouseOption,
    sender: Annotated[str | None, typer.Option(help="Only those of this sender, by its code.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print them as JSON.")] = False,
) -> None:
    """List the receipts of all that was handed in: what it was, when, and what became of it. No personal values."""
    from joinedup.jobs.receipts import receipts as run

    say_report(run(warehouse, sender=sender), as_json=as_json)


def snapshot(
    delivery: Annotated[str, typer.Argument(help="The delivery's id, as its receipt tells it.")],
    warehouse: WarehouseOption,
    out: Annotated[Path, typer.Option(help="The file to write; it must not exist.")],
    agreement: AgreementOption = None,
) -> None:
    """Give back a file that is not about people, byte for byte as it was received; its sha256 is asked again."""
    from joinedup.jobs.receipts import snapshot as run

    typer.echo("\n".join(run(warehouse, delivery, out, agreement=agreement, at=now())))
