"""Table contracts: names and types of the columns that rooms hand each other.

Types are Ibis type names. A contract is all that `measures` knows of `treatment`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def _contract(**columns: str) -> Mapping[str, str]:
    return MappingProxyType(columns)


JOURNEY: Final = _contract(
    # who, where, when. One row a journey; the flags place it in the window asked for.
    person_id="string",
    journey_number="int64",  # from 1, in date order within person
    area="string",  # upper-tier code of residence at the journey's latest episode; null: not known
    district="string",
    start_on="date",  # earliest triage
    end_on="date",  # latest discharge; null while any episode is open
    age_at_start="int64",  # whole years at the earliest triage
    age_band="string",  # under 18, 18-29, 30-39, 40-49, 50-59, 60+
    is_adult="boolean",  # age_at_start >= 18
    in_young_peoples_service="boolean",  # any episode at a young people's service
    in_adult_service="boolean",
    # how surely they are told apart, by all episodes held
    has_several_client_ids="boolean",  # the attributor stands under two or more client ids: it could be two people
    shares_client_id="boolean",  # a client id of theirs stands under another attributor too: both could be one person
    # the window
    in_window="boolean",  # active on any day of the window
    is_latest="boolean",  # the person's latest journey among those active in the window
    is_new="boolean",  # starts in the window
    is_exit="boolean",  # ends in the window, and not only because the service was recommissioned
    is_open_at_end="boolean",  # active, and not ended before the window's end
    # what for
    substance_group="string",  # opiate, non-opiate-and-alcohol, non-opiate-only, alcohol-only; null: none stated
    has_opiate="boolean",
    has_crack="boolean",
    has_alcohol="boolean",
    has_cannabis="boolean",
    has_cocaine="boolean",
    # who they are, at the journey's first known answer; null: not recorded or declined
    sex="string",  # male, female
    ethnicity="string",  # white, mixed, asian, black, other
    sexual_orientation="string",
    disability="string",  # any, none
    housing="string",  # no problem, housing problem, urgent problem
    # regular employment, unemployed or economically inactive, long-term sick or disabled, in education,
    # unpaid or voluntary, other
    employment="string",
    # parent living with children, living with children not their own, parent not living with children, not a parent
    parental_status="string",
    mental_health_need="boolean",
    mental_health_treatment="boolean",  # among those with a need: receiving treatment for it
    mental_health_declined="boolean",
    injecting="string",  # never, previously, currently
    # self family and friends, health and social care, criminal justice, substance misuse service, education, other
    referral="string",
    # what was done
    wait_days="int64",  # referral to first intervention -> that intervention's start; null: not known
    had_pharmacological="boolean",
    had_psychosocial="boolean",
    had_recovery_support="boolean",
    had_harm_reduction="boolean",
    in_community="boolean",
    in_inpatient="boolean",
    in_residential="boolean",
    in_primary_care="boolean",
    # how it ended; all null or false while open
    # completed, left early, transferred, recommissioned, custody, died, withdrawn or declined, inconsistent, other
    exit_reason="string",
    is_completed="boolean",
    is_unplanned="boolean",  # left early, withdrawn or declined: an unplanned exit
    length_days="int64",  # start to end; null while open
    length_days_to_window_end="int64",  # start to end or the window's last day, whichever is first
    is_retained_12_weeks="boolean",  # length (to end, or to the window's end) of 84 days or more
    is_early_unplanned_exit="boolean",  # unplanned exit under 84 days from start
    represented_6_months="boolean",  # completed, and a later journey starts within 6 calendar months of the end
    # outcomes profile: the journey's start and exit forms, days in the last 28; null: no form or not answered
    start_alcohol_days="int64",
    start_opiate_days="int64",
    start_crack_days="int64",
    start_cocaine_days="int64",
    start_cannabis_days="int64",
    exit_alcohol_days="int64",
    exit_opiate_days="int64",
    exit_crack_days="int64",
    exit_cocaine_days="int64",
    exit_cannabis_days="int64",
)

EPISODE: Final = _contract(
    # One row an episode as its provider sent it, seen through a window. A date that is missing is in no wrong order.
    provider="string",  # code of the sender
    is_started="boolean",  # triaged in the window
    is_completed="boolean",  # ends in the window, and as completed
    is_open_at_end="boolean",  # triaged before the window's end and not ended by then
    substance_group="string",  # as of a journey, from this episode alone
    has_start_profile="boolean",  # an outcomes profile of the start, at any time
    has_exit_profile="boolean",  # one of the exit, dated no later than is allowed after the end
    is_same_day="boolean",  # ends on the day of triage; null while open
    is_disordered="boolean",  # referred after triage, or an intervention that ends before it starts or after the end
    is_stale="boolean",  # nothing dated in so many months before the window's end
    # who they are, null: blank, declined or not known to us
    ethnicity="string",
    disability="string",
    sexual_orientation="string",
)

POPULATION: Final = _contract(
    area="string",
    area_name="string",
    area_kind="string",  # upper-tier, district, country
    part_of="string",  # upper-tier code a district lies in; null if itself upper-tier
    year="int64",  # mid-year
    sex="string",  # male, female, all
    age="int64",  # single year; 90 means 90 and over
    people="int64",  # null: not published
)

PUBLISHED: Final = _contract(
    measure="string",  # slug; equals an indicator's slug or its `published_as`
    area="string",
    area_name="string",
    start_on="date",
    end_on="date",  # half-open
    group_kind="string",  # null: the total
    group_value="string",
    numerator="float64",  # null: not published
    denominator="float64",
    value="float64",  # as printed, in the indicator's unit; null where only counts are published
    decimals="int64",  # digits after the point as printed; null where counts are given
    low="float64",  # the publisher's own interval; null: none
    high="float64",
    verdict="string",  # the publisher's words, quoted as theirs
    marker="string",  # why a number is missing: not published, suppressed, not collected
    source="string",  # publisher and table, for people
    released_on="date",
    # the counts are as far from the true ones as counts printed to the nearest of this: 5; for a sum of three such,
    # 15; null: exact
    rounded_to="int64",
)

PREVALENCE: Final = _contract(
    measure="string",  # alcohol-dependence, opiate-and-crack-use
    area="string",
    area_name="string",
    year="int64",
    estimate="float64",
    low="float64",
    high="float64",
    confidence="float64",
    source="string",
    status="string",  # found, knowledge, derived, local
)

LOOKUP: Final = _contract(
    # which area lies in which, as printed for one day: the whole of `part`, or `share` of it, is in `whole`
    part="string",
    part_name="string",
    part_kind="string",  # small-area-2011, small-area-2021, ward, district, upper-tier, nhs-trust, ...
    whole="string",
    whole_name="string",
    whole_kind="string",  # district, upper-tier, region, police-force, integrated-care-board, ...
    share="float64",  # 1.0 where all of the part lies in the whole
    on="date",  # the first day of the month or year the look-up is printed for
    source="string",
)

BOUNDARY: Final = _contract(
    # one row an area: where it is and how large, from published boundaries; shapes themselves are not kept
    area="string",
    area_name="string",
    area_kind="string",  # upper-tier, district, region, integrated-care-board
    on="date",
    longitude="float64",  # of a point inside it
    latitude="float64",
    square_kilometres="float64",
    touches="string",  # codes of the areas that share a border with it, sorted, one blank between
    source="string",
)

PROVIDER_COUNT: Final = _contract(
    # counts that a provider made of its own file, as signed; people and journeys of several must not be added up
    sender="string",
    counted_from="string",  # feed of the rows counted: ndtms-adult, ndtms-young-people
    indicator="string",  # slug
    definition_version="string",  # of the indicator, where the provider counted
    area="string",  # upper-tier code of residence
    start_on="date",
    end_on="date",  # half-open; financial years
    counted="string",  # people, journeys, days of journeys
    numerator="int64",  # null: hidden, or not told
    denominator="int64",
    is_hidden="boolean",  # neither number is told
    recorded="string",  # 90% or more, 80% to 90%; null: everyone's answer is
)

PROVIDER_CHECK: Final = _contract(
    sender="string",
    counted_from="string",
    what="string",  # rows in the file, rows without consent, rows set aside
    rule="string",  # by which rows were set aside; null for the others
    rows="int64",  # null: hidden
)

CONTRACTS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "journey": JOURNEY,
        "population": POPULATION,
        "published": PUBLISHED,
        "prevalence": PREVALENCE,
        "lookup": LOOKUP,
        "boundary": BOUNDARY,
        "provider_count": PROVIDER_COUNT,
        "provider_check": PROVIDER_CHECK,
    }
)

ADDED: Final[Mapping[str, frozenset[str]]] = MappingProxyType({"published": frozenset({"rounded_to"})})
"""Columns that a contract gained after files of it were made: in a file without them they are missing throughout."""
