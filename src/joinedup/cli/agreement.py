"""What an agreement is today, and what somebody could see under it, and why."""

from pathlib import Path
from typing import Annotated

import typer

from joinedup.cli.options import now, say_report

app = typer.Typer(
    no_args_is_help=True, help="What an agreement is today, and what somebody could see under it, and why."
)

_File = Annotated[Path, typer.Argument(help="The agreement (TOML).")]
_At = Annotated[
    str | None, typer.Option(help="An instant: 2026-04-01, UK time 2026-04-01T09:30, or with an offset; else now.")
]


@app.command()
def state(file: _File, at: _At = None) -> None:
    """Say whether it is a draft, live, lapsed, withdrawn or expired, and when its end is warned of."""
    from joinedup.jobs.simulating import instant_named, state_lines

    typer.echo("\n".join(state_lines(file, at=instant_named(at, now=now()))))


@app.command()
def explain(
    file: _File,
    organisation: Annotated[str, typer.Option(help="Who asks: the `organisation` of a party, or anybody else's.")],
    purpose: Annotated[str, typer.Option(help="For what, such as needs-assessment.")],
    item: Annotated[str, typer.Option(help="Of what: KIND, KIND:FEED or KIND:FEED:FIELD,FIELD.")],
    role: Annotated[list[str] | None, typer.Option(help="A role of the account; may be given again.")] = None,
    at: _At = None,
    organisation_kind: Annotated[
        str | None, typer.Option(help="What kind of organisation it is, where it is no party.")
    ] = None,
    holder: Annotated[
        str | None, typer.Option(help="The organisation that holds an audit, a report or a document.")
    ] = None,
    audience: Annotated[
        list[str] | None, typer.Option(help="A role that a document is for; may be given again.")
    ] = None,
    marking: Annotated[str, typer.Option(help="A document's: open, restricted or pre-release.")] = "restricted",
    break_glass: Annotated[str | None, typer.Option(help="The reason for which somebody would break glass.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Say what somebody could see of an item, step by step; ends with 0 for a yes and 1 for a no. Opens nothing."""
    from joinedup.jobs.simulating import instant_named, simulate

    found = simulate(
        file,
        organisation=organisation,
        roles=tuple(role or ()),
        purpose=purpose,
        item=item,
        at=instant_named(at, now=now()),
        organisation_kind=organisation_kind,
        holder=holder,
        audience=tuple(audience or ()),
        marking=marking,
        break_glass=break_glass,
    )
    say_report(found, as_json=as_json)
    raise typer.Exit(0 if found.is_granted else 1)
