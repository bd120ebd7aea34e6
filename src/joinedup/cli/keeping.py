"""Take people out of a warehouse, copy it, and make it anew from a copy."""

from pathlib import Path
from typing import Annotated

import typer

from joinedup.cli.options import KeyOption, RingOption, day_of, default_key, now


def erase(
    warehouse: Annotated[Path, typer.Option(help="The warehouse folder.")],
    people: Annotated[
        Path | None,
        typer.Option(help="A CSV of those to erase: AGNCY, CLIENTID, or FINITIAL, SINITIAL, DOB, SEX. Never kept."),
    ] = None,
    delivery: Annotated[
        list[str] | None, typer.Option(help="Destroy this delivery as a whole, by its id; may be given again.")
    ] = None,
    due: Annotated[bool, typer.Option("--due", help="Destroy what has been kept until its day.")] = False,
    change_keys: Annotated[
        bool, typer.Option("--change-keys", help="Give every sender's feed a new key; copies made before stop opening.")
    ] = False,
    key: KeyOption = None,
    ring: RingOption = None,
) -> None:
    """Take people, or deliveries past their day, out of every version; with no option, go on with what was stopped."""
    from joinedup.jobs.erase import erase as run

    result = run(
        warehouse,
        at=now(),
        on=day_of(None),
        key_path=key or default_key(),
        ring=ring,
        people=people,
        deliveries=tuple(delivery or ()),
        due=due,
        change_keys=change_keys,
    )
    typer.echo("\n".join(result.lines()))


def backup(
    warehouse: Annotated[Path, typer.Option(help="The warehouse folder.")],
    to: Annotated[Path, typer.Option(help="The folder that holds the copy; made, or brought up to date.")],
) -> None:
    """Copy a warehouse, encrypted as it is and without keys. Erasures from then on reach the copy too."""
    from joinedup.jobs.backups import backup as run

    typer.echo("\n".join(run(warehouse, to)))


def restore(
    copy: Annotated[Path, typer.Argument(help="The folder that `joinedup backup` made.")],
    into: Annotated[Path, typer.Option(help="The new warehouse folder.")],
    ring: Annotated[
        Path | None, typer.Option(help="The key ring as it is now, never an old copy; by default the usual one.")
    ] = None,
) -> None:
    """Make a warehouse from a backup; whoever was erased since is left out before anything can be read."""
    from joinedup.jobs.backups import restore as run
    from joinedup.warehouse.key_ring import ring_beside

    usual = ring_beside(default_key())
    assert usual is not None  # there is a default key
    typer.echo("\n".join(run(copy, into, ring=ring or usual, on=day_of(None)).lines()))
