"""The words several indicators share: who is asked about, which substances, which sources, and rows for examples.

Each expression is an Ibis deferred expression on a row of the JOURNEY contract; a missing value makes it "no".
"""

from typing import Final

from ibis import _

from joinedup.core.status import SourceStatus
from joinedup.kinds.source import Source

# Who is asked about
ADULT_IN_TREATMENT: Final = _.is_adult & _.in_window & _.is_latest
"""Adults whose latest journey was active on any day of the window: one row a person."""
NEW_ADULT: Final = _.is_adult & _.is_new
"""Journeys of adults that start in the window."""
ADULT_LEAVING: Final = _.is_adult & _.is_exit
"""Journeys of adults that end in the window."""
YOUNG_IN_TREATMENT: Final = _.in_young_peoples_service & _.in_window & _.is_latest
"""People in a young people's service, whatever their age, one row a person."""
NEW_UNDER_18: Final = _.in_young_peoples_service & _.is_new & ~_.is_adult
UNDER_18_LEAVING: Final = _.in_young_peoples_service & _.is_exit & ~_.is_adult

# Substance groups. Alcohol alone is 'alcohol treatment'; the other three together are 'drug treatment'
ALCOHOL: Final = _.substance_group == "alcohol-only"
OPIATE: Final = _.substance_group == "opiate"
NON_OPIATE: Final = _.substance_group.isin(["non-opiate-only", "non-opiate-and-alcohol"])
DRUG: Final = _.substance_group.isin(["opiate", "non-opiate-only", "non-opiate-and-alcohol"])

# Outcomes
COMPLETED_IN_WINDOW: Final = _.is_exit & _.is_completed
COMPLETED_WITHOUT_RETURN: Final = _.is_exit & _.is_completed & ~_.represented_6_months

# Rows for examples, to be joined with `|` to the answers that matter
IN_TREATMENT: Final = {"is_adult": True, "in_window": True, "is_latest": True}
NEWLY_PRESENTING: Final = {"is_adult": True, "is_new": True}
LEAVING: Final = {"is_adult": True, "in_window": True, "is_latest": True, "is_exit": True}
YOUNG_PERSON: Final = {"in_young_peoples_service": True, "is_adult": False, "in_window": True, "is_latest": True}

# Sources
OHID_IN_TREATMENT: Final = Source("OHID treatment progress measure methodology, November 2024", SourceStatus.FOUND)
OHID_TOTALS: Final = Source(
    "OHID adult treatment statistics 2021/22 and NDTMS ViewIt England profile",
    SourceStatus.DERIVED,
    "That drug treatment is everyone except alcohol only was worked out from published England totals.",
)
SUBSTANCE_GROUPS: Final = Source(
    "NDTMS substance groups, as headed in the ViewIt England profile",
    SourceStatus.KNOWLEDGE,
    "The order of the groups was read in a source; the wording of each group is general knowledge.",
)
VIEWIT_PROFILE: Final = Source(
    "Groups as headed in the NDTMS ViewIt England profile",
    SourceStatus.KNOWLEDGE,
    "The reporting groups were read in a source; which code falls in which is general knowledge.",
)
NEW_PRESENTATION: Final = Source(
    "NDTMS new presentations: the first triage of a journey falls in the window",
    SourceStatus.KNOWLEDGE,
    "The rule for a new presentation is general knowledge, not read in the official definition.",
)
COMPLETION: Final = Source(
    "NDTMS treatment exits",
    SourceStatus.KNOWLEDGE,
    "Which denominator the official measure uses is general knowledge; three look-alike measures are kept apart.",
)
WITHOUT_RETURN: Final = Source(
    "Public Health Outcomes Framework C19, wording quoted for people who use non-opiates",
    SourceStatus.KNOWLEDGE,
    "Only the non-opiate wording was read; that the others follow it is general knowledge.",
)
YOUNG_PEOPLE: Final = Source(
    "NDTMS young people's statistics",
    SourceStatus.KNOWLEDGE,
    "The rule of the young people's measures is general knowledge.",
)

# Sizes below which a difference does not matter, where experts have set nothing better
RATIO: Final = 1.25
POINTS: Final = 5.0
POINTS_NEAR_CEILING: Final = 2.0
