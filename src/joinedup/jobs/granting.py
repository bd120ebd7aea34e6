"""Ask the policy function whether the rows about real people in a warehouse may be opened."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from joinedup.core.refusal import Refusal
from joinedup.intake.agreement_file import read_agreement
from joinedup.jobs.door import refuse_needed
from joinedup.jobs.purpose import PURPOSE, groups_of, kind_of
from joinedup.sharing.decide import Grant, Refused, decide
from joinedup.warehouse.store import read_manifest


def grant_for(
    warehouse: Path,
    agreement: Path | None,
    at: datetime,
    *,
    by: str | None = None,
    as_of: date | None = None,
    clock: Callable[[], datetime] | None = None,
) -> Grant | None:
    """Return a yes for the case-level feeds about real people in one version; None where there are none.

    It is the current version, or the one known at the end of the day `as_of`; the agreement must hold at the instant
    `at` in either case. `by` is the account that asks, which is written down with each delivery that is opened. With a
    `clock` the agreement is asked anew while what it opens is being used (`warehouse.lasting`).

    Raises Refusal with the policy function's reason where the answer is no.
    """
    deliveries = read_manifest(warehouse, as_of=as_of).deliveries
    feeds = tuple(sorted({one.feed for one in deliveries if one.is_case_level and not one.is_synthetic}))
    if not feeds:
        return None
    return replace(yes_for(agreement, feeds, at, no=f"{warehouse} is not opened.", clock=clock), by=by)


def yes_for(
    agreement: Path | None,
    feeds: tuple[str, ...],
    at: datetime,
    *,
    no: str,
    clock: Callable[[], datetime] | None = None,
) -> Grant:
    """Return the policy function's yes for feeds about real people, by the agreement in a file if one is named.

    With a `clock` the yes can be asked for anew (`Grant.again`): the file is read again, at the instant that it is
    then. Raises Refusal where the answer is no: the sentence `no`, then the reason.
    """

    def ask(at: datetime) -> Grant | Refused:
        given = read_agreement(agreement) if agreement is not None else None
        return decide(given, purpose=PURPOSE, feeds=feeds, at=at, kind=kind_of(feeds), about=groups_of(feeds))

    def ask_again() -> Grant | Refused:
        assert clock is not None
        try:
            return ask(clock())
        except Refusal as gone:  # the site takes the file away while another edition comes to stand
            return Refused(str(gone), is_told=True)

    answer = ask(at)
    if isinstance(answer, Refused):
        raise Refusal(f"{no} {answer.reason}")
    if answer.agreement is not None:
        refuse_needed(answer, feeds)
    return answer if clock is None else replace(answer, again=ask_again)
