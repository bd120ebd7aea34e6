"""The NDTMS data set as it is held here."""

from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="What is held of the NDTMS data set, and what changed in it.")


@app.command("show")
def show(
    what: Annotated[
        str, typer.Argument(help="A letter (R), data set (YP), header (DISRSN), rule or code list; nothing: all.")
    ] = "",
) -> None:
    """Tell what is held of a letter, data set, header, rule or code list, and what each part rests on."""
    from joinedup.jobs.standard import show

    typer.echo("\n".join(show(what)))


@app.command("diff")
def diff(
    before: Annotated[str, typer.Argument(help="A letter, such as Q.")],
    after: Annotated[str, typer.Argument(help="Another letter, such as R.")],
) -> None:
    """Tell what changed between two letters: items, codes, rules, each with its source and status."""
    from joinedup.jobs.standard import diff

    typer.echo("\n".join(diff(before, after)))
