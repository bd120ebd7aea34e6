"""How a provider's records may be told of, inside an installation and to the provider itself (rules of practice 16)."""

from joinedup.core.status import SourceStatus
from joinedup.kinds.disclosure_policy import DisclosurePolicy
from joinedup.kinds.indicator import Audience
from joinedup.kinds.source import Source

POLICY = DisclosurePolicy(
    slug="provider-records",
    title="One provider's records, of twenty or more, for the provider and for staff; never further",
    source=Source(
        "Rules of practice of this project",
        SourceStatus.LOCAL,
        "Set here, stricter than any single published rule; your information-governance lead decides.",
    ),
    floors={Audience.ADULTS: 5, Audience.EVERYONE: 5, Audience.YOUNG_PEOPLE: 10},
    smallest_denominator=20,
    place_kinds=("provider",),
    shows_breakdowns=False,
    whole_years_only=True,
    caveat_below_known=0.9,
)
