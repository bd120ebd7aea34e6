"""See who opened rows about real people, and whether anybody edited what is written of that and of acts on the site."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Protocol

import typer

from joinedup.cli.options import RingOption, Told, say_report
from joinedup.cli.serving import site_command
from joinedup.core.refusal import Refusal

app = typer.Typer(no_args_is_help=True, help="Who opened rows about real people, and whether that record is whole.")

_WHAT_IT_SHOWS = (
    "Each change, line put in, taken out or exchanged shows, and so does each cut before the last head kept. Who can "
    "write the folder of the key and the heads could write them anew: keep copies of the heads in another's hands."
)
_Warehouse = Annotated[Path, typer.Option(help="The warehouse folder.")]
_Json = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]


@app.command()
def show(warehouse: _Warehouse, as_json: _Json = False) -> None:
    """List every time that rows about real people were opened: when, by which account, for what, under what."""
    from joinedup.jobs.audit import show_reads

    say_report(show_reads(warehouse), as_json=as_json)


@app.command()
def verify(
    warehouse: Annotated[Path | None, typer.Option(help="The warehouse folder whose list of reads to verify.")] = None,
    ring: RingOption = None,
    site: Annotated[
        bool, typer.Option("--site", help="Verify the site's record of acts; the environment says where it is.")
    ] = False,
    as_json: _Json = False,
) -> None:
    """Say whether a warehouse's list of reads, the site's record of acts or both are as written; 1 if edited or cut."""
    if warehouse is None and not site:
        raise Refusal("Say what to verify: --warehouse FOLDER, --site, or both.")
    found: list[_Verified] = []
    if warehouse is not None:
        from joinedup.jobs.audit import verify_reads

        found.append(verify_reads(warehouse, ring=ring))
    if site:
        found.append(_verify_site())
    say_report(_Both(tuple(found)) if len(found) > 1 else found[0], as_json=as_json)
    raise typer.Exit(1 if any(one.faults for one in found) else 0)


class _Verified(Told, Protocol):
    @property
    def faults(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class _Site:
    """What was found in the site's record of acts."""

    lines_held: int
    faults: tuple[str, ...]

    def lines(self) -> list[str]:
        if self.faults:
            return [f"The site: {len(self.faults)} faults in {self.lines_held:,} lines.", *self.faults]
        return [f"The site: {self.lines_held:,} lines, each as it was written.", _WHAT_IT_SHOWS]

    def as_dict(self) -> dict[str, Any]:
        return {"site": {"lines": self.lines_held, "faults": list(self.faults)}}


@dataclass(frozen=True, slots=True)
class _Both:
    """The warehouse's and the site's, one after the other."""

    found: tuple[_Verified, ...]

    def lines(self) -> list[str]:
        return [line for one in self.found for line in one.lines()]

    def as_dict(self) -> dict[str, Any]:
        return {name: value for one in self.found for name, value in one.as_dict().items()}


def _verify_site() -> _Site:
    """Ask the site, by name and in a process of its own: see `serving`."""
    done = subprocess.run(site_command("verify_acts"), capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1) or not done.stdout.startswith("{"):
        said = done.stderr.strip().splitlines()
        raise Refusal(said[-1] if done.returncode == 2 and said else "The site could not be asked for its record.")
    said_of_it = json.loads(done.stdout)
    return _Site(said_of_it["lines"], tuple(said_of_it["faults"]))
