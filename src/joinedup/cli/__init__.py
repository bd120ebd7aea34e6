"""The `joinedup` command: thin. It reads the clock and the environment, calls a job, and prints what came back."""

import sys
from typing import NoReturn

import typer
from rich.console import Console

from joinedup.cli import (
    agreement,
    arriving,
    audit,
    claims,
    counts,
    identity,
    keeping,
    partners,
    published,
    releasing,
    serving,
    site_keeping,
    standard,
    work,
    working,
)
from joinedup.core.refusal import Refusal

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help=(
        "Turns what a drug and alcohol partnership holds into documents whose every sentence can be checked.\n\n"
        "All at once, with an invented county: joinedup demo FOLDER\n\n"
        "Step by step: joinedup county FILES, then joinedup check FILES/*.csv, then "
        "joinedup load FILES/*.csv --into WAREHOUSE, then "
        "joinedup assess --warehouse WAREHOUSE --areas X10000001,X06000001 --year 2021/22 --out DOCUMENTS\n\n"
        "Any English council, from published files alone: joinedup sources says what to download; load it; then "
        'joinedup council "Peterborough" --warehouse WAREHOUSE --out DOCUMENTS'
    ),
)
for command in (
    *(work.county, work.demo, work.check, work.load, work.assess),
    *(published.sources, published.council, published.councils),
    *(counts.signing_key, counts.counts),
    *(arriving.watch, arriving.receipts, arriving.snapshot),
    *(keeping.erase, keeping.backup, keeping.restore),
    *(partners.feeds, partners.quality),
    identity.identity,
    *(releasing.release, serving.serve, working.work, site_keeping.site_backup, site_keeping.site_restore),
):
    app.command()(command)
app.add_typer(claims.app, name="claims")
app.add_typer(standard.app, name="standard")
app.add_typer(audit.app, name="audit")
app.add_typer(agreement.app, name="agreement")


def main() -> None:
    """Run the command; a refusal, or a file that the machine refuses, is one sentence on standard error and exit 2."""
    try:
        app()
    except Refusal as refusal:
        _say_and_stop(str(refusal))
    except OSError as fault:
        about = f"'{fault.filename}'" if fault.filename else "A file"
        _say_and_stop(f"{about} cannot be read or written: {fault.strerror or fault}.")


def _say_and_stop(sentence: str) -> NoReturn:
    Console(stderr=True, highlight=False).print(sentence, markup=False, soft_wrap=True)
    sys.exit(2)
