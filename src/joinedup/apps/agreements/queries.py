"""The agreements as they stand. Two queries, however many there are."""

from collections.abc import Sequence
from itertools import groupby

from joinedup.apps.accounts.models import Organisation
from joinedup.apps.agreements.held import bound
from joinedup.apps.agreements.models import Edition, Stopped
from joinedup.kinds.agreement import Agreement


def agreements() -> tuple[Agreement, ...]:
    """Return every agreement by its last edition, with its stops, in order of their ids."""
    last = {edition.agreement: edition for edition in Edition.objects.order_by("agreement", "number")}
    stopped = {slug: list(them) for slug, them in groupby(Stopped.objects.all(), key=lambda one: one.agreement)}
    return tuple(bound(one.words, slug, stopped.get(slug, ())) for slug, one in last.items())


def kinds_known(agreement: Agreement) -> dict[str, str]:
    """Return of those parties that have an account here, by slug, what kind of organisation it says. One query."""
    named = [party.organisation for party in agreement.parties]
    return dict(Organisation.objects.filter(slug__in=named).values_list("slug", "kind"))


def seen(edition: Edition | None, stopped: Sequence[Stopped]) -> str:
    """Return what tells how an agreement stood when a page was written: any change since gives another text."""
    over = sum(one.until is not None for one in stopped)
    return f"{edition.number if edition is not None else 0}-{len(stopped)}-{over}"


def editions_of(agreement: str) -> list[Edition]:
    """Return every edition of an agreement, the last one first."""
    return list(Edition.objects.filter(agreement=agreement).order_by("-number"))


def last_edition(agreement: str) -> Edition | None:
    """Return the edition that counts; None where there is no such agreement."""
    return Edition.objects.filter(agreement=agreement).order_by("-number").first()


def stops_of(agreement: str) -> list[Stopped]:
    """Return its stops in the order in which they begin, those that are over too."""
    return list(Stopped.objects.filter(agreement=agreement))
