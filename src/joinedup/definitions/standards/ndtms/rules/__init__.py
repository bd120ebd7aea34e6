"""The rules an NDTMS flat file is checked with, and the columns without which nothing in it can be used.

Rule numbers in the sources' lists are found, their meanings mostly derived, so few rules may do more than advise
(rules of practice 4). Rows our own sums cannot use are set aside whatever the standard says of them. S2 is the open
2014 case-management system, S8 the CDS-H technical definition, S1 the OHID data request dictionary.
"""

from joinedup.definitions.standards.ndtms.rules.of_episodes import EPISODE_RULES
from joinedup.definitions.standards.ndtms.rules.of_items import ITEM_RULES
from joinedup.definitions.standards.ndtms.rules.of_records import RECORD_RULES
from joinedup.definitions.standards.ndtms.rules.of_rows import ROW_RULES
from joinedup.kinds.check_rule import CheckRule

NEEDED_HEADERS = ("AGNCY", "CLIENTID", "EPISODID", "CONSENT", "FINITIAL", "SINITIAL", "DOB", "SEX", "TRIAGED", "DISD")
"""Without one of these no row can be placed with a person, an episode and a date."""

RULES: tuple[CheckRule, ...] = (*ROW_RULES, *EPISODE_RULES, *RECORD_RULES, *ITEM_RULES)
