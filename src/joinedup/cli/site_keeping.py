"""`joinedup site-backup` and `joinedup site-restore`: the whole site at one point."""

import os
from pathlib import Path
from typing import Annotated

import typer

from joinedup.cli.options import default_key
from joinedup.cli.serving import site_command


def site_backup(
    to: Annotated[Path, typer.Argument(help="The folder that holds the backup; made, or brought up to date.")],
) -> None:
    """Write one consistent point of the site: both databases, encrypted, what is released, and the warehouse."""
    command = site_command("back_up", str(to.absolute()))
    os.execv(command[0], command)


def site_restore(
    backup: Annotated[Path, typer.Argument(help="The folder that `joinedup site-backup` wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Replace what the site holds now.")] = False,
    ring: Annotated[
        Path | None, typer.Option(help="The key ring as it is now, never an old copy; by default the usual one.")
    ] = None,
) -> None:
    """Put the site back as it was, without whoever was erased since. Stop the site and its worker first."""
    from joinedup.warehouse.key_ring import ring_beside

    named = ring or ring_beside(default_key())
    assert named is not None  # there is a default key
    more = ["--replace"] if replace else []
    command = site_command("put_back", str(backup.absolute()), "--ring", str(named.absolute()), *more)
    os.execv(command[0], command)
