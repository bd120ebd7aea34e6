"""What is to be reviewed, what has been, and what somebody broke themselves."""

from datetime import datetime

from django.db.models import QuerySet

from joinedup.apps.accounts.holders import holders
from joinedup.apps.accounts.models import Person
from joinedup.apps.accounts.queries import keeper
from joinedup.apps.glass.models import Broken
from joinedup.apps.glass.policies import REVIEWER


def leads(organisation: str, at: datetime) -> QuerySet[Person]:
    """Return whoever reviews at an instant: the leads of one organisation, and of the one that keeps the site."""
    return holders(REVIEWER, (organisation, keeper().slug), at)


def to_review() -> QuerySet[Broken]:
    """Return what has not been reviewed, what is due first first."""
    return Broken.objects.filter(reviewed_at=None)


def reviewed() -> QuerySet[Broken]:
    """Return what has been reviewed, the last first."""
    return Broken.objects.exclude(reviewed_at=None).order_by("-reviewed_at")


def broken_by(account: str) -> QuerySet[Broken]:
    """Return what one account broke, the last first."""
    return Broken.objects.filter(by=account).order_by("-pk")


def one(pk: int) -> Broken | None:
    """Return one by its number; None where there is none."""
    return Broken.objects.filter(pk=pk).first()
