"""`joinedup work`: start the site's worker."""

import os
from typing import Annotated

import typer

from joinedup.cli.serving import site_command


def work(
    once: Annotated[bool, typer.Option("--once", help="Do what is due and queued, then end.")] = False,
) -> None:
    """Run what the site queued and what comes round: messages, releases, warnings. One runs beside `joinedup serve`."""
    command = site_command("work", *(["--once"] if once else []))
    # This process becomes the worker, so that what stops this one stops that.
    os.execv(command[0], command)
