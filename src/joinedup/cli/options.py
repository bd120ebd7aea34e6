"""What the commands share: options, the clock and the environment, a bar, and how a report is said."""

import json
import os
import pwd
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, Protocol

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

KeyOption = Annotated[
    Path | None,
    typer.Option("--key", help="The installation's key file, kept outside the warehouse. Made if there is none."),
]

WarehouseOption = Annotated[Path, typer.Option(help="The warehouse folder that `joinedup load` made.")]
OutOption = Annotated[Path, typer.Option(help="The folder to write the documents into; replaced as a whole.")]
AgreementOption = Annotated[
    Path | None, typer.Option(help="The agreement (TOML) under which rows about real people were loaded.")
]
DatedOption = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The date on the documents; today if not given.")
]
AsOfOption = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Tell what was known at the end of this day; the documents say so."),
]
ThreadsOption = Annotated[
    int | None, typer.Option(min=1, help="How many threads the engine may use; the documents are the same.")
]
RingOption = Annotated[
    Path | None,
    typer.Option("--ring", help="The key ring, if it is not where the last load made or named it."),
]


def default_key() -> Path:
    """Where the installation's key lives unless told otherwise: beside a person's settings, never in a warehouse."""
    home = os.environ.get("XDG_CONFIG_HOME")
    return (Path(home) if home else Path.home() / ".config") / "joinedup" / "installation.key"


def now() -> datetime:
    """Read the clock: nothing else does."""
    return datetime.now(UTC)


def account() -> str:
    """Return the name of the account that runs this, or its number where it has none: not what a variable says."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def day_of(named: datetime | None) -> date:
    """Return the day that an option named; today where it did not."""
    return (named or now()).date()


def day_or_none(named: datetime | None) -> date | None:
    """Return the day that an option named; None where it did not."""
    return named.date() if named else None


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[str, float], None]]:
    """Show a bar on standard error; hand back a function taking what is being done and how far (0 to 1)."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=1.0)
        yield lambda doing, share: bar.update(task, description=doing, completed=share)


class Told(Protocol):
    """A report that says itself in lines and as JSON."""

    def lines(self) -> list[str]:
        """Return it for people."""

    def as_dict(self) -> dict[str, Any]:
        """Return it for programs."""


def say_report(report: Told, *, as_json: bool) -> None:
    """Print a report in lines, or as JSON."""
    typer.echo(json.dumps(report.as_dict(), indent=2, ensure_ascii=False) if as_json else "\n".join(report.lines()))
