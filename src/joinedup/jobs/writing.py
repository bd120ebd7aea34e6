"""From a board to the files in a folder: the last step of every job that makes documents."""

from datetime import date
from pathlib import Path

from joinedup.claims.codec import to_json
from joinedup.core.refusal import Refusal
from joinedup.documents.compose.board import Board
from joinedup.documents.compose.report import compose
from joinedup.documents.compose.telling import is_told
from joinedup.documents.compose.wording import listed
from joinedup.documents.render import NAMES, write_all, write_ledger
from joinedup.jobs.progress import Progress, quiet
from joinedup.sharing.grant import Grant
from joinedup.warehouse.lasting import refuse_stopped

CONTACT = "The public health team of each council named above."
NEXT_UPDATE = "when the next year's extracts or published figures are loaded"


def write_documents(
    board: Board, out: Path, *, dated_on: date, grant: Grant | None = None, progress: Progress = quiet
) -> tuple[Path, ...]:
    """Write the six files of a board into `out`, whole or not at all; return their paths.

    Refuses a board on which nothing is held: an empty document helps nobody; and where the `grant` under which it was
    read no longer holds before the files stand.
    """
    refuse_empty(board)
    progress("Composing", 0.0)
    report = compose(board, dated_on=dated_on, next_update=NEXT_UPDATE, contact=CONTACT)
    step = iter(range(len(NAMES)))
    return write_all(
        report,
        board.ledger,
        out,
        claims_json=to_json(board.ledger),
        indicators=board.indicators.values(),
        figures=board.figures.values(),
        progress=lambda name: progress(f"Writing {name}", next(step) / len(NAMES)),
        last_look=lambda: refuse_stopped(grant),
    )


def write_ledger_only(board: Board, out: Path, *, grant: Grant | None = None) -> tuple[Path, ...]:
    """Write the ledger of a board alone into `out`, in place of any documents there; return its path."""
    refuse_empty(board)
    return write_ledger(to_json(board.ledger), out, last_look=lambda: refuse_stopped(grant))


def refuse_empty(board: Board) -> None:
    """Refuse a board that says nothing of its own places: what is known of England alone is no document of theirs."""
    own = (one for one in board.document.sections if not one.is_about_england and not one.around)
    if not any(is_told(claim) for section in own for claim in board.section_claims(section.slug)):
        names = listed([place.name for place in board.places])
        raise Refusal(
            f"Nothing is held for {names} in {board.period.label}: load a delivery that covers it, or ask for another "
            "year."
        )


def absent(board: Board) -> int:
    """Return for how many claims of a board no figure is held."""
    return sum(claim.kind == "absence" for claim in board.ledger.claims)
