"""What may leave until linked releases are fully protected (rules of practice 13, 17 and 18)."""

from joinedup.core.status import SourceStatus
from joinedup.kinds.disclosure_policy import DisclosurePolicy
from joinedup.kinds.indicator import Audience
from joinedup.kinds.source import Source

POLICY = DisclosurePolicy(
    slug="whole-council",
    title="Whole councils, whole years, and nobody in a group of fewer than five (ten for under-18s)",
    source=Source(
        "Rules of practice of this project",
        SourceStatus.LOCAL,
        "Set here, stricter than any single published rule; your information-governance lead decides.",
    ),
    floors={Audience.ADULTS: 5, Audience.EVERYONE: 5, Audience.YOUNG_PEOPLE: 10},
    smallest_denominator=20,
    place_kinds=("upper-tier",),
    shows_breakdowns=True,
    whole_years_only=True,
    caveat_below_known=0.9,
)
