"""Who may see what, written out by hand as a table and read slowly: no rule of it comes from the product.

`REACH` says for each kind of item, in this order, which roles may at most have it. A dot is never.
"""

ROLES = (
    "analyst",
    "partnership-manager",
    "health-coordinator",
    "provider-worker",
    "partner-contact",
    "law-enforcement-partner",
    "reviewer",
    "board-member",
    "lived-experience-member",
    "information-governance-lead",
    "administrator",
)
REACH = {
    #                       an pm hc pw pc le re bo li ig ad
    "released-figures": "   x  x  x  x  x  x  x  x  x  x  x",
    "document": "           x  x  x  x  x  x  x  x  x  x  x",
    "agreement": "          .  x  .  .  x  x  .  .  .  x  .",
    "audit": "              .  .  .  .  .  .  .  .  .  x  .",
    "sanitised-report": "   .  x  x  x  x  x  x  .  x  .  .",
    "small-counts": "       x  x  x  .  x  .  x  .  .  .  .",
    "person-rows": "        x  .  .  x  .  .  .  .  .  .  .",
    "person-field": "       x  .  .  x  .  .  .  .  .  .  .",
    "identifiers": "        .  .  .  x  .  .  .  .  .  .  .",
    "linked-ids": "         x  .  .  .  .  .  .  .  .  .  .",
    "reporter-words": "     .  .  x  .  .  .  .  .  .  .  .",
    "reporter-photograph": ".  .  x  .  .  .  .  .  .  .  .",
}
BY_AGREEMENT = (
    *("sanitised-report", "small-counts", "person-rows", "person-field"),
    *("identifiers", "linked-ids"),
)
WALLED = (
    *("small-counts", "person-rows", "person-field", "identifiers", "linked-ids"),
    *("reporter-words", "reporter-photograph", "audit"),
)
POLICE = {
    "council": False,
    "health": False,
    "care": False,
    "police": True,
    "law-enforcement": True,
    "prison": True,
    "probation": True,
    "coroner": False,
    "education": False,
    "voluntary": False,
    "other": False,
}
PURPOSES = {
    "needs-assessment": "ordinary",
    "service-planning": "ordinary",
    "direct-care": "ordinary",
    "early-warning": "ordinary",
    "death-review": "ordinary",
    "safeguarding": "ordinary",
    "governance": "ordinary",
    "policing": "police",
    "crime-prevention": "police",
    "investigation": "police",
    "prosecution": "police",
    "immigration-control": "police",
    "never-declared": "police",
}
STATES = ("draft", "live", "lapsed", "withdrawn", "expired")
"""Of the one agreement, which lists every declared purpose and every kind of item; besides it the asker may be none of
its parties ("stranger")."""


def may_reach(role: str, kind: str) -> bool:
    """Whether the table lets a role have a kind of item."""
    return REACH[kind].split()[ROLES.index(role)] == "x"


def expected(role: str, organisation: str, purpose: str, kind: str, state: str, *, stranger: bool) -> str:
    """Return "yes", "told" (no, and why) or "nothing" (it does not exist)."""
    if kind == "released-figures":
        return "yes"
    if not may_reach(role, kind):
        return "nothing"
    if kind in WALLED and (role == "law-enforcement-partner" or POLICE[organisation] or PURPOSES[purpose] == "police"):
        return "nothing"
    if kind in ("audit", "reporter-words", "reporter-photograph"):
        return "nothing" if stranger else "yes"
    if kind == "document":
        return "yes"
    if stranger:
        return "nothing"
    if kind == "agreement":
        return "yes"
    if purpose == "never-declared" or state == "draft":
        return "nothing"
    return "yes" if state == "live" else "told"
