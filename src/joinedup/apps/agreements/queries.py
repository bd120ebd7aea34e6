"""The agreements as they stand: by the last edition that every party has said yes to, and what waits for a yes."""

from collections.abc import Sequence
from itertools import groupby

from joinedup.apps.accounts.models import Organisation
from joinedup.apps.agreements.held import bound
from joinedup.apps.agreements.models import Edition, Stopped
from joinedup.kinds.agreement import Agreement


def agreements() -> tuple[Agreement, ...]:
    """Return every agreement by the edition that counts, with its stops, in order of their ids. Two queries."""
    agreed = Edition.objects.filter(agreed_at__isnull=False).order_by("agreement", "number")
    last = {edition.agreement: edition for edition in agreed}
    stopped = {slug: list(them) for slug, them in groupby(Stopped.objects.all(), key=lambda one: one.agreement)}
    return tuple(bound(one.words, slug, stopped.get(slug, ())) for slug, one in last.items())


def kinds_known(agreement: Agreement) -> dict[str, str]:
    """Return of those parties that have an account here, by slug, what kind of organisation it says. One query."""
    named = [party.organisation for party in agreement.parties]
    return dict(Organisation.objects.filter(slug__in=named).values_list("slug", "kind"))


def seen(edition: Edition | None, stopped: Sequence[Stopped]) -> str:
    """Return what tells how an agreement stood when a page was written: any change since gives another text."""
    over = sum(one.until is not None for one in stopped)
    waits = "" if edition is None or edition.agreed_at is not None else "w"
    return f"{edition.number if edition is not None else 0}{waits}-{len(stopped)}-{over}"


def editions_of(agreement: str) -> list[Edition]:
    """Return every edition of an agreement, the last one first."""
    return list(Edition.objects.filter(agreement=agreement).order_by("-number"))


def last_edition(agreement: str) -> Edition | None:
    """Return the edition that counts; None where there is no such agreement, or none that every party agreed to."""
    return Edition.objects.filter(agreement=agreement, agreed_at__isnull=False).order_by("-number").first()


def newest_edition(agreement: str) -> Edition | None:
    """Return the edition entered last, whether it counts or waits for a yes; None where there is none."""
    return Edition.objects.filter(agreement=agreement).order_by("-number").first()


def stops_of(agreement: str) -> list[Stopped]:
    """Return its stops in the order in which they begin, those that are over too."""
    return list(Stopped.objects.filter(agreement=agreement))
