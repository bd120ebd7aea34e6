"""What arrives: the drop folder, receipts for those who sent it, and its bytes as they were received."""

from pathlib import Path
from typing import Annotated

import typer

from joinedup.cli.ending import ending_whole
from joinedup.cli.options import AgreementOption, KeyOption, RingOption, WarehouseOption, default_key, now, say_report


def watch(
    folder: Annotated[Path, typer.Argument(help="The drop folder; made, with a folder for each declared sender.")],
    into: Annotated[Path, typer.Option(help="The warehouse folder; made if it is not there.")],
    agreements: Annotated[
        Path, typer.Option(help="The folder with senders.toml (code, feeds, agreement) and each AGREEMENT.toml.")
    ],
    once: Annotated[bool, typer.Option("--once", help="Look twice, take what has not changed, and end.")] = False,
    every: Annotated[float, typer.Option(min=0.2, help="Seconds between two looks.")] = 30,
    keep_days: Annotated[
        int, typer.Option(min=1, max=366, help="Days for which files lie in done, returned and quarantine.")
    ] = 30,
    key: KeyOption = None,
    ring: RingOption = None,
) -> None:
    """Load what declared senders put into their folders, with a receipt each; anything else is moved away unread."""
    from joinedup.jobs.watch import Desk
    from joinedup.jobs.watch import watch as run

    with ending_whole() as wait:
        desk = Desk(
            folder=folder,
            into=into,
            agreements=agreements,
            clock=now,
            wait=wait,
            say=typer.echo,
            key_path=key or default_key(),
            ring=ring,
            keep_days=keep_days,
        )
        run(desk, every=every, once=once)


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
