"""The `joinedup` command: thin. It reads the clock and the environment, calls a job, and prints what came back."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

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
claims_app = typer.Typer(no_args_is_help=True, help="Open a claim to its evidence, or see what changed between two.")
app.add_typer(claims_app, name="claims")
standard_app = typer.Typer(no_args_is_help=True, help="What is held of the NDTMS data set, and what changed in it.")
app.add_typer(standard_app, name="standard")

KeyOption = Annotated[
    Path | None,
    typer.Option("--key", help="The installation's key file, kept outside the warehouse. Made if there is none."),
]

WarehouseOption = Annotated[Path, typer.Option(help="The warehouse folder that `joinedup load` made.")]
OutOption = Annotated[Path, typer.Option(help="The folder to write the documents into; replaced as a whole.")]
DatedOption = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The date on the documents; today if not given.")
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


def today() -> date:
    """Read the clock: nothing below this file does."""
    return datetime.now(UTC).date()


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[str, float], None]]:
    """Show a bar on standard error; hand back a function taking what is being done and how far (0 to 1)."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=1.0)
        yield lambda doing, share: bar.update(task, description=doing, completed=share)


@app.command()
def county(
    folder: Annotated[Path, typer.Argument(help="Where to write the files; made if it is not there.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same files.")] = 1,
    scale: Annotated[float, typer.Option(min=0.01, help="1 is the size of the source documents' places.")] = 1.0,
) -> None:
    """Write the files of an invented county and city, as partners would send them. All of it is synthetic."""
    from joinedup.jobs.county import write_county

    with progress_bar("Inventing a county") as progress:
        write_county(folder, seed=seed, scale=scale, progress=progress)
    typer.echo(f"Wrote the files of the synthetic county to {folder}. Next: joinedup check {folder}/ndtms_*.csv")


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="Where to put the files, the warehouse and the documents.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same documents.")] = 1,
    scale: Annotated[float, typer.Option(min=0.01, help="1 is the size of the source documents' places.")] = 1.0,
) -> None:
    """Do the whole job on an invented county: its files, the warehouse, and the needs assessment for 2021/22."""
    from joinedup.jobs.demo import demonstrate

    with progress_bar("Setting out") as progress:
        lines = demonstrate(folder, seed=seed, scale=scale, progress=progress)
    typer.echo("\n".join(lines))


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="Files to look at. Nothing is kept and nothing is sent.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write the report as a web page to this file too.")] = None,
    show_values: Annotated[
        bool, typer.Option(help="For the file's holder only: the report then contains personal data.")
    ] = False,
) -> None:
    """Check files and say, row by row, what to mend. Reports hold no personal values."""
    from joinedup.jobs.check import check as run
    from joinedup.jobs.check_page import save_check_page

    with progress_bar("Checking") as progress:
        report = run(files, show_values=show_values, progress=progress)
    if html is not None:
        save_check_page(report, html)
    typer.echo(json.dumps(report.as_dict(), indent=2, ensure_ascii=False) if as_json else "\n".join(report.lines()))
    raise typer.Exit(report.exit_status)


@app.command()
def load(
    files: Annotated[list[Path], typer.Argument(help="Files to load; each with its FILE.toml beside it, or options.")],
    into: Annotated[Path, typer.Option(help="The warehouse folder; made if it is not there.")],
    agreement: Annotated[
        Path | None, typer.Option(help="The sharing agreement (TOML) that a real case-level file is loaded under.")
    ] = None,
    key: KeyOption = None,
    ring: RingOption = None,
    received_on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day the files arrived; today if not given.")
    ] = None,
    sender: Annotated[str | None, typer.Option(help="Who sent it, where there is no FILE.toml.")] = None,
    feed: Annotated[str | None, typer.Option(help="Which feed it is, such as ndtms-adult.")] = None,
    letter: Annotated[str | None, typer.Option(help="The NDTMS dataset letter, such as R.")] = None,
    extract_on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day it was extracted.")] = None,
    covers_from: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day it covers.")] = None,
    covers_to: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day after the last.")] = None,
) -> None:
    """Check files and load the good rows; bad rows are set aside with what to mend. Readers see all of it or none."""
    from joinedup.jobs.load import load as run

    options = {
        "sender": sender,
        "feed": feed,
        "letter": letter,
        "extract_on": extract_on.date() if extract_on else None,
        "covers_from": covers_from.date() if covers_from else None,
        "covers_to": covers_to.date() if covers_to else None,
    }
    with progress_bar("Loading") as progress:
        report = run(
            files,
            into,
            received_on=received_on.date() if received_on else today(),
            key_path=key or default_key(),
            ring=ring,
            agreement=agreement,
            at=datetime.now(UTC),
            options={name: value for name, value in options.items() if value is not None},
            progress=progress,
        )
    typer.echo("\n".join(report.lines()))
    raise typer.Exit(report.exit_status)


@app.command()
def assess(
    warehouse: WarehouseOption,
    out: OutOption,
    areas: Annotated[str, typer.Option(help="Area codes or names, with commas between.")] = "",
    year: Annotated[str, typer.Option(help="The financial year, such as 2021/22.")] = "2021/22",
    pick: Annotated[
        int | None, typer.Option(help="Instead of --areas: this seed picks three English councils.")
    ] = None,
    agreement: Annotated[
        Path | None, typer.Option(help="The agreement (TOML) under which rows about real people were loaded.")
    ] = None,
    dated_on: DatedOption = None,
    threads: ThreadsOption = None,
) -> None:
    """Write the needs assessment: Word, web page, PDF, slides, tables, and the ledger of its claims."""
    from joinedup.jobs.assess import assess as run
    from joinedup.jobs.granting import grant_for

    grant = grant_for(warehouse, agreement, datetime.now(UTC))
    with progress_bar("Assessing") as progress:
        result = run(
            warehouse,
            areas=tuple(area.strip() for area in areas.split(",") if area.strip()),
            pick=pick,
            year=year,
            out=out,
            dated_on=dated_on.date() if dated_on else today(),
            grant=grant,
            threads=threads,
            progress=progress,
        )
    typer.echo("\n".join(result.lines()))


@app.command()
def sources(
    warehouse: Annotated[
        Path | None, typer.Option(help="Say which of them this warehouse holds, how old, and which are missing.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """List the published files that can be loaded: what each gives and the publisher's page to download it from."""
    from joinedup.jobs.published_files import published_files

    report = published_files(warehouse)
    typer.echo(json.dumps(report.as_dict(), indent=2, ensure_ascii=False) if as_json else "\n".join(report.lines()))


@app.command()
def council(
    name: Annotated[str, typer.Argument(help="A council's name or code, or a postcode in it, such as PE1.")],
    warehouse: WarehouseOption,
    out: OutOption,
    dated_on: DatedOption = None,
    threads: ThreadsOption = None,
) -> None:
    """Find an English council, say what is held for it, and write its documents from published figures alone."""
    from joinedup.jobs.council import council as run

    with progress_bar("Looking") as progress:
        day = dated_on.date() if dated_on else today()
        report = run(warehouse, name, out=out, dated_on=day, threads=threads, progress=progress)
    typer.echo("\n".join(report.lines()))


@app.command()
def councils(
    warehouse: WarehouseOption,
    out: Annotated[Path, typer.Option(help="The folder that gets one folder a council, and councils.csv.")],
    ledgers_only: Annotated[
        bool, typer.Option("--ledgers-only", help="Write only each claims.json: seconds instead of minutes.")
    ] = False,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="How many processes share the work; the documents are the same.")
    ] = 1,
    dated_on: DatedOption = None,
    threads: ThreadsOption = None,
) -> None:
    """Write the documents of every English upper-tier council; a run that was stopped goes on where it was."""
    from joinedup.jobs.councils import councils as run

    with progress_bar("Measuring") as progress:
        report = run(
            warehouse,
            out=out,
            dated_on=dated_on.date() if dated_on else today(),
            ledgers_only=ledgers_only,
            workers=workers,
            threads=threads,
            progress=progress,
        )
    typer.echo("\n".join(report.lines()))
    raise typer.Exit(report.exit_status)


@app.command()
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
        at=datetime.now(UTC),
        on=today(),
        key_path=key or default_key(),
        ring=ring,
        people=people,
        deliveries=tuple(delivery or ()),
        due=due,
        change_keys=change_keys,
    )
    typer.echo("\n".join(result.lines()))


@app.command()
def backup(
    warehouse: Annotated[Path, typer.Option(help="The warehouse folder.")],
    to: Annotated[Path, typer.Option(help="The folder that holds the copy; made, or brought up to date.")],
) -> None:
    """Copy a warehouse, encrypted as it is and without keys. Erasures from then on reach the copy too."""
    from joinedup.jobs.backups import backup as run

    typer.echo("\n".join(run(warehouse, to)))


@app.command()
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
    typer.echo("\n".join(run(copy, into, ring=ring or usual, on=today()).lines()))


@claims_app.command("show")
def claims_show(
    claim_id: Annotated[str, typer.Argument(help="The id cited in a document, such as X10000001:…@2021/22.")],
    ledger: Annotated[Path, typer.Option(help="The claims.json beside the documents.")] = Path("claims.json"),
) -> None:
    """Open a claim: its definition, numerator, denominator, interval, test, source files and sign-off."""
    from joinedup.jobs.ledgers import show

    typer.echo("\n".join(show(ledger, claim_id)))


@claims_app.command("check")
def claims_check(
    ledgers: Annotated[list[Path], typer.Argument(help="Ledgers to read anew: each a claims.json.")],
) -> None:
    """Read ledgers with other eyes and list what breaks the rules: no interval, trend or word without grounds."""
    from joinedup.jobs.ledgers import reread

    report = reread(ledgers)
    typer.echo("\n".join(report.lines()))
    raise typer.Exit(report.exit_status)


@claims_app.command("diff")
def claims_diff(
    old: Annotated[Path, typer.Argument(help="The earlier claims.json.")],
    new: Annotated[Path, typer.Argument(help="The later claims.json.")],
    warehouse: Annotated[Path | None, typer.Option(help="The warehouse that the later one was made from.")] = None,
    old_definitions: Annotated[
        Path | None, typer.Option(help="The earlier installation's indicator files, to run on the later data.")
    ] = None,
    agreement: Annotated[
        Path | None, typer.Option(help="The agreement (TOML) under which rows about real people were loaded.")
    ] = None,
) -> None:
    """List what changed: words that no longer hold first, then words that became possible, then numbers, and why."""
    from joinedup.jobs.granting import grant_for
    from joinedup.jobs.ledgers import compare

    grant = grant_for(warehouse, agreement, datetime.now(UTC)) if warehouse else None
    changes = compare(old, new, warehouse=warehouse, old_definitions=old_definitions, grant=grant)
    typer.echo("\n".join(changes.lines()))


@standard_app.command("show")
def standard_show(
    what: Annotated[
        str, typer.Argument(help="A letter (R), data set (YP), header (DISRSN), rule or code list; nothing: all.")
    ] = "",
) -> None:
    """Tell what is held of a letter, data set, header, rule or code list, and what each part rests on."""
    from joinedup.jobs.standard import show

    typer.echo("\n".join(show(what)))


@standard_app.command("diff")
def standard_diff(
    before: Annotated[str, typer.Argument(help="A letter, such as Q.")],
    after: Annotated[str, typer.Argument(help="Another letter, such as R.")],
) -> None:
    """Tell what changed between two letters: items, codes, rules, each with its source and status."""
    from joinedup.jobs.standard import diff

    typer.echo("\n".join(diff(before, after)))


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


if __name__ == "__main__":
    main()
