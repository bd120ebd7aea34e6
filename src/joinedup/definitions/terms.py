"""The words several indicators share: who is asked about, which substances, which sources, and rows for examples.

Each expression is an Ibis deferred expression on a row of the JOURNEY contract; a missing value makes it "no".
"""

from collections.abc import Mapping
from typing import Final

from ibis import _

from joinedup.core.period import Period
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
PERSON_KEY: Final = Source(
    "How this installation recognises a person: initials, date of birth and sex",
    SourceStatus.LOCAL,
    "How surely people are told apart is this installation's own reading of agencies' client ids.",
)
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

PROFILE: Final = "NDTMS ViewIt profile of adults in treatment, England 2009/10 to 2023/24"
PROFILE_COUNT: Final = Source(f"{PROFILE}: a column of it", SourceStatus.FOUND)
PROFILE_SHARE: Final = Source(
    f"{PROFILE}: columns of it, those below the line added up",
    SourceStatus.DERIVED,
    "The publisher prints counts; the share is worked out from them here.",
)
FINGERTIPS_CAVEATS: Final = (
    "Adjusted for age by the publisher.",
    "The file we hold gives no counts and no interval, so only the value and the publisher's own verdict are told.",
)
BY_REGISTRATION: Final = "Counted in the year the death was registered, often well after the year it happened."
NOT_ADJUSTED: Final = "Not adjusted for age."
MID_YEAR: Final = "An estimate for the middle of the year, which census counts may change later."


def printed(measure: str, period: Period, **columns: object) -> dict[str, object]:
    """Return a published row for an example: what it is about, and the columns that matter."""
    return {"measure": measure, "start_on": period.start, "end_on": period.end} | columns


def residents(year: int, people: Mapping[int, int], ages: tuple[int, int] = (0, 90)) -> list[dict[str, object]]:
    """Return population rows for an example: one an age from first to last, with nobody where `people` says nothing."""
    return [
        {"year": year, "sex": "all", "age": age, "people": people.get(age, 0)} for age in range(ages[0], ages[1] + 1)
    ]
