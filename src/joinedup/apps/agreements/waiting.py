"""Editions that wait for a yes: whom they concern, who has said it, and who may enter another in their place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Exists, OuterRef

from joinedup.apps.agreements import queries
from joinedup.apps.agreements.held import parsed
from joinedup.apps.agreements.models import Edition
from joinedup.apps.agreements.policies import may_keep, readable
from joinedup.kinds.agreement import Agreement
from joinedup.sharing.asking import Asker


@dataclass(frozen=True)
class Waiting:
    """An edition that waits, and the one that counts until then: None where none does."""

    edition: Edition
    before: Edition | None

    @cached_property
    def agreement(self) -> Agreement:
        """What it says."""
        return parsed(self.edition.words, self.edition.agreement)

    @cached_property
    def both(self) -> tuple[Agreement, ...]:
        """What it says and what counts now: whoever is party to either is concerned."""
        return (self.agreement, *([parsed(self.before.words, self.before.agreement)] if self.before else []))

    @property
    def concerned(self) -> tuple[str, ...]:
        """The slugs of the organisations that must say yes: whoever is party to it, or is party now and would not be.

        Nobody's agreement is changed without them, so nobody is left out of it without them either.
        """
        return tuple(dict.fromkeys(party.organisation for one in self.both for party in one.parties))

    @property
    def silent(self) -> tuple[str, ...]:
        """Those of them that have not said it yet."""
        said = {one.organisation for one in self.edition.said_yes.all()}
        return tuple(one for one in self.concerned if one not in said)

    def may_be_changed_by(self, by: Asker) -> bool:
        """Return whether somebody keeps what it says or what counts now: they may enter another edition."""
        return any(may_keep(by, one) for one in self.both)


def waiting_of(agreement: str) -> Waiting | None:
    """Return the edition of an agreement that waits for a yes; None where none does."""
    newest = queries.newest_edition(agreement)
    if newest is None or newest.agreed_at is not None:
        return None
    return Waiting(newest, queries.last_edition(agreement))


def waiting() -> tuple[Waiting, ...]:
    """Return every edition that waits, in order of the agreements' ids. Three queries, however many there are."""
    later = Edition.objects.filter(agreement=OuterRef("agreement"), number__gt=OuterRef("number"))
    newest = Edition.objects.filter(~Exists(later), agreed_at=None).order_by("agreement").prefetch_related("said_yes")
    found = list(newest)
    agreed = Edition.objects.filter(agreement__in=[one.agreement for one in found], agreed_at__isnull=False)
    before = {one.agreement: one for one in agreed.order_by("number")}
    return tuple(Waiting(one, before.get(one.agreement)) for one in found)


def concerning(by: Asker, every: Sequence[Waiting], at: datetime) -> tuple[Waiting, ...]:
    """Return those of them that somebody may read: their organisation is party to the edition, or to the one before."""
    return tuple(one for one in every if readable(by, one.both, at))
