"""An agreement, and rows with codes that are not reserved: real to the program, invented here."""

from support.extract import row

AGREEMENT = """
id = "county-2026"
purposes = ["needs-assessment"]
feeds = ["ndtms-adult"]
article_6 = "6(1)(e)"
article_9 = "9(2)(h)"
common_law = "implied consent within the care team"
dpia = "DPIA-12"
valid_from = 2026-04-01
valid_to = 2026-06-01
parties = [
  {name = "County council", role = "controller", signatory = "Senior information risk owner"},
  {name = "Recovery service", role = "joint controller", signatory = "Caldicott guardian"},
]
"""

SEIZURES = """
id = "seizures-2026"
purposes = ["needs-assessment"]
feeds = ["police-seizures"]
article_6 = "6(1)(e)"
article_9 = "9(2)(h)"
common_law = "counts only"
dpia = "DPIA-1"
valid_from = 2026-01-01
valid_to = 2026-07-01
parties = [
  {name = "Council", role = "controller", signatory = "director of public health"},
  {name = "Constabulary", role = "controller", signatory = "information manager"},
]
"""
"""Under which a police force's counts of seizures come in."""

REAL_CODES = {"AGNCY": "N0852", "UTLA": "E10000000", "LA": "E07000000", "DAT": "Z01B"}


def real_row(**items: str) -> dict[str, str]:
    """Return a sound row under codes that are not reserved for invented places."""
    return row(**(REAL_CODES | items))
