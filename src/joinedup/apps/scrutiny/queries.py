"""What was challenged and signed off. One query each, however much there is."""

from collections.abc import Mapping

from django.db.models import QuerySet

from joinedup.apps.audit.models import Line
from joinedup.apps.scrutiny.models import Challenge, SignOff

MADE = "release.made"
"""The act under which the record says who had a release made; its reason names the version."""


def challenges() -> QuerySet[Challenge]:
    """Return every challenge, the latest first."""
    return Challenge.objects.select_related("organisation")


def challenges_of(about: str) -> QuerySet[Challenge]:
    """Return the challenges of one claim, in whichever version it was read."""
    return challenges().filter(about=about)


def sign_offs(content: str) -> Mapping[str, list[SignOff]]:
    """Return by document the sign-offs of one version's content."""
    found: dict[str, list[SignOff]] = {}
    for one in SignOff.objects.filter(content=content).select_related("organisation"):
        found.setdefault(one.document, []).append(one)
    return found


def makers(version: int) -> frozenset[str]:
    """Return who had a version made, by the record of acts; nobody is known of one made on the command line."""
    made = Line.objects.filter(act=MADE, reason=f"release:{version}")
    return frozenset(by for by in made.values_list("by", flat=True) if by is not None)
