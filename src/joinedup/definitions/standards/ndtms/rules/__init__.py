"""The rules an NDTMS flat file is checked with, and the columns without which nothing in it can be used.

Rule numbers in the sources' lists are found, their meanings mostly derived, so few rules may do more than advise
(rules of practice 4). Rows our own sums cannot use are set aside whatever the standard says of them. What S1, S2 … are
stands in `sources.toml`. Each module of this folder that ends in rules exports `RULES`; they are found by walking it.
"""

import pkgutil
from importlib import import_module

from joinedup.kinds.check_rule import CheckRule

NEEDED_HEADERS = ("AGNCY", "CLIENTID", "EPISODID", "CONSENT", "FINITIAL", "SINITIAL", "DOB", "SEX", "TRIAGED", "DISD")
"""Without one of these no row can be placed with a person, an episode and a date."""


def _declared() -> tuple[CheckRule, ...]:
    found: list[CheckRule] = []
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda each: each.name):
        if module.name.startswith("of_"):
            found += import_module(f"{__name__}.{module.name}").RULES
    codes = [rule.code for rule in found]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise ValueError(f"Two rules have the code '{twice[0]}'.")
    return tuple(found)


RULES: tuple[CheckRule, ...] = _declared()
