"""What a load asks of its agreement: at the door, at each step while it runs, and before its version stands."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from joinedup.core.refusal import Refusal
from joinedup.intake.agreement_file import read_agreement
from joinedup.intake.examine import examine
from joinedup.intake.examined import Examined, needs_agreement
from joinedup.intake.rulebook import Rulebook
from joinedup.jobs.admitting import admit_counts
from joinedup.jobs.door import answer_for, as_shared
from joinedup.jobs.purpose import PURPOSE, groups_of
from joinedup.kinds.agreement import Agreement
from joinedup.sharing.decide import COUNTS, ROWS, Grant, Refused, decide, let_in
from joinedup.warehouse.manifest import Delivery


@dataclass(frozen=True, slots=True)
class Request:
    """What a load was asked for. `agreement` is as its file was at the beginning; `clock` tells the instant."""

    received_on: date
    at: datetime
    key_path: Path | None
    agreement_path: Path | None
    agreement: Agreement | None
    clock: Callable[[], datetime]
    options: Mapping[str, Any] | None
    threads: int | None
    only: tuple[str, str] | None

    def agreement_now(self) -> Agreement | None:
        """Return the agreement as its file is now: it may be stopped, or take another edition, while a load runs."""
        return read_agreement(self.agreement_path) if self.agreement_path is not None else None


def look_at(path: Path, staging: Path, book: Rulebook, request: Request) -> Examined:
    """Look at a file; where its agreement says yes and shares some of its fields only, anew and at those alone."""

    def look(folder: Path, without: Collection[str] = ()) -> Examined:
        return examine(path, book, folder, options=request.options, threads=request.threads, without=without)

    def look_anew(without: Collection[str]) -> Examined:
        (staging / "again").mkdir()
        return look(staging / "again", without)

    examined = look(staging)
    given = answer_for(examined, request.agreement_now(), request.clock()) if examined.coverage is not None else None
    return as_shared(examined, given, look_anew) if isinstance(given, Grant) else examined


def agreed(examined: Examined, request: Request) -> str | None:
    """Return the id of the agreement under which a file may come in; None where it needs none. Refuses all others."""
    if not needs_agreement(examined):
        return None
    if examined.counts is not None:
        return admit_counts(examined.counts, request.agreement_now(), purpose=PURPOSE, at=request.clock())
    answer = answer_for(examined, request.agreement_now(), request.clock())
    if isinstance(answer, Refused):
        raise Refusal(f"checked only. {answer.reason}")
    return answer.agreement


def refuse_ended(built: Sequence[Delivery], request: Request) -> None:
    """Refuse the whole load where the agreement that let one of its files in holds no longer, or shares less of it."""
    for delivery in built:
        if delivery.agreement is None or request.agreement is None:
            continue
        feed, kind = delivery.feed, ROWS if delivery.is_case_level else COUNTS
        now, at = request.agreement_now(), request.clock()
        answer = decide(now, purpose=PURPOSE, feeds=(feed,), at=at, kind=kind, about=groups_of((feed,)))
        if isinstance(answer, Refused):
            raise Refusal(f"Stopped while it ran, and nothing of it is kept: {answer.reason}")
        gone = [field for field in let_in(request.agreement, kind, feed) if not answer.gives(feed, field)]
        if gone:
            raise Refusal(
                f"Stopped while it ran, and nothing of it is kept: agreement '{delivery.agreement}' shares "
                f"{', '.join(gone)} no more. Run it again."
            )
