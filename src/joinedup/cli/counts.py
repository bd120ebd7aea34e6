"""Counts that providers make themselves: their signing key, their file, and what is held of it."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from joinedup.cli.options import AgreementOption, AsOfOption, WarehouseOption, day_or_none, now, progress_bar
from joinedup.core.refusal import Refusal

if TYPE_CHECKING:  # engines are loaded by the command that needs them, not by asking for help
    from joinedup.jobs.check import CheckReport


def signing_key(
    file: Annotated[Path, typer.Argument(help="Where to write the private key: a new file, which only you can read.")],
) -> None:
    """Make the key that a provider signs its counts with, and print the public half for the agreement."""
    from joinedup.intake.signing import create_signing_key

    key = create_signing_key(file)
    typer.echo(
        f"Wrote the private key {file}. Keep it on this machine and a copy apart from it; send it to nobody.\n"
        "For the agreement, in the [[parties]] of this provider, beside its `sender`:\n"
        f'signing_key = "{key.public}"\n'
        f"To be read out and compared when it is put there: {key.fingerprint}"
    )


def counts(
    warehouse: WarehouseOption,
    indicator: Annotated[str | None, typer.Option(help="Each provider's own figure of this indicator.")] = None,
    area: Annotated[str | None, typer.Option(help="Of this upper-tier area of residence alone, by its code.")] = None,
    year: Annotated[str | None, typer.Option(help="Of this financial year alone, such as 2021/22.")] = None,
    agreement: AgreementOption = None,
    as_of: AsOfOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print every figure as JSON.")] = False,
) -> None:
    """Show what providers counted of their own rows, each on its own; people are never added up across providers."""
    from joinedup.jobs.provider_counts import as_dicts, lines_of, open_counts, own_figures, own_rows

    opened = open_counts(warehouse, agreement, at=now(), clock=now, as_of=day_or_none(as_of))
    try:
        if as_json:
            figures = own_figures(opened, indicator=indicator, area=area, year=year)
            rows = own_rows(opened) if indicator is None else ()
            typer.echo(json.dumps(as_dicts((*figures, *rows)), indent=2, ensure_ascii=False))
        else:
            typer.echo("\n".join(lines_of(opened, indicator=indicator, area=area, year=year)))
    finally:
        opened.close()


def count_file(files: Sequence[Path], out: Path | None, key: Path | None, *, show_values: bool) -> "CheckReport":
    """Do what `joinedup check FILE --counts-only OUT` asks; refuse options that do not go together."""
    from joinedup.jobs.counts import count_only

    if out is None:
        raise Refusal("`--signing-key` signs counts: it goes with `--counts-only OUT`.")
    if show_values:
        raise Refusal("`--show-values` and `--counts-only` go apart: one is for you alone, the other is sent.")
    if len(files) != 1:
        raise Refusal(f"`--counts-only` makes the counts of one file at a time; {len(files)} are named.")
    with progress_bar("Checking") as progress:
        return count_only(files[0], out, at=now(), signing_key=key, progress=progress)
