"""What measures of providers' records share: what they are asked of, where they come from, and how far they matter."""

from typing import Final

from ibis import _

from joinedup.core.status import SourceStatus
from joinedup.kinds.source import Source

STARTED: Final = _.is_started
COMPLETED: Final = _.is_completed
OPEN: Final = _.is_open_at_end

ASKED: Final = Source(
    "Asked of every episode at the start by NDTMS",
    SourceStatus.KNOWLEDGE,
    "That services are asked for it is general knowledge of the field; what counts as missing was set here.",
)
DATES: Final = Source(
    "Set by this project",
    SourceStatus.LOCAL,
    "What is counted here was set by this project from the dates that the provider sent.",
)
GROUPS: Final = Source(
    "NDTMS substance groups, as headed in the ViewIt England profile",
    SourceStatus.KNOWLEDGE,
    "The order of the groups was read in a source; here it is asked of one episode, not of a whole journey.",
)

CASE_MIX: Final = "case-mix"
"""Shares of one whole, about people: hidden where few (rules of practice 16 and 17)."""

POINTS: Final = 5.0
"""A difference under five points in a hundred does not matter; set here."""

MAY_DECLINE: Final = "Somebody who declined to say counts as not recorded; declining is their right."
NOT_ASKED: Final = "Whether inpatient units owe an outcomes profile is not established here."
