"""`joinedup serve`: start the site."""

import os
import sys
from importlib.util import find_spec
from typing import Annotated

import typer

from joinedup.core.refusal import Refusal

# The site is started by name, in a process of its own, and never imported: its settings are read when it is imported,
# and the command line must work where neither Django nor any of those settings are there.
SITE = "joinedup.site"


def site_command(*arguments: str) -> list[str]:
    """Return the command that runs one of the site's own commands; refuse where its parts are not installed."""
    if find_spec("django") is None:
        raise Refusal("The site's parts are not installed: run `pip install -r requirements/site.lock` first.")
    return [sys.executable, "-m", SITE, *arguments]


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port on this machine's own address.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="How many processes answer.")] = 2,
    demo: Annotated[
        bool, typer.Option("--demo", help="Invented people only: fill it, and print a sign-in for each role.")
    ] = False,
) -> None:
    """Serve the site on this machine's own address. What differs between machines is set in the environment."""
    command = site_command("serve", "--port", str(port), "--workers", str(workers))
    if demo:
        os.environ["JOINEDUP_DEMO"] = "1"
        command.append("--demo")
    # This process becomes the server, so that what stops this one stops that.
    os.execv(command[0], command)
