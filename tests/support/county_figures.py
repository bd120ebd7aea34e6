"""Numerators and denominators of a county's figures, from the plain reading of its files."""

from datetime import timedelta

from support.county_journeys import CRACK, OPIATES, Year

SELF = {"4", "24", "25", "58"}
JUSTICE = {"5", "6", "8", "13", "57", "63", "64", "65"}
EDUCATION = {"16", "17", "18"}
UNPLANNED = ("left early", "withdrawn or declined")
NON_OPIATE = ("non-opiate-only", "non-opiate-and-alcohol")


def share(among, test, answer=None):
    """Count those who pass among those with a known answer."""
    known = [j for j in among if answer is None or answer(j) is not None]
    return sum(bool(test(j)) for j in known), len(known)


def item(header, unknown=("",)):
    return lambda j: j.first(header, unknown)


def returned(journeys):
    """Return a test of whether a completed journey was followed by another within 182 days."""
    following = {(j.person, j.number): j for j in journeys}

    def test(j):
        after = following.get((j.person, j.number + 1))
        return after is not None and (after.start - j.end).days <= 182

    return test


def days_of_use(j, stage):
    forms = [r for r in j.records("TOPID") if r["TRSTAGE"] == stage]
    return int(forms[0]["ALCUSE"]) if forms else None


def figures(journeys, area, year):
    """Return {slug: (numerator, denominator)} for shares, (sum, count) for means, counts with None."""
    seen = Year(area, year, journeys)
    adults, new = seen.adults, seen.new
    exits = [j for j in seen.exits if j.is_adult]
    young = [j for j in seen.active if j.is_young_service]
    young_exits = [j for j in seen.exits if j.is_young_service and not j.is_adult]
    new_young = [j for j in seen.starts if j.is_young_service and not j.is_adult]
    comes_back = returned(journeys)
    found = {
        "adults-in-treatment": (len(adults), None),
        "young-people-in-treatment": (len(young), None),
        "young-people-completion": share(young_exits, lambda j: j.reason == "completed"),
        "young-people-cannabis-share": share(young, lambda j: "5000" in j.drugs),
        "young-people-alcohol-share": share(young, lambda j: "7000" in j.drugs),
        "young-people-education-referral": share(new_young, lambda j: item("RFLS")(j) in EDUCATION, item("RFLS")),
        "young-people-mental-health-need": share(new_young, lambda j: item("MTHTN")(j) == "1", item("MTHTN")),
        "waiting-over-three-weeks": share(new, lambda j: j.wait > 21, lambda j: j.wait),
    }
    for name, is_in in (
        ("alcohol", lambda j: j.group == "alcohol-only"),
        ("drug", lambda j: j.group != "alcohol-only"),
    ):
        among, started = [j for j in adults if is_in(j)], [j for j in new if is_in(j)]
        completed = [j for j in exits if is_in(j) and j.reason == "completed"]
        need = [j for j in started if j.first("MTHTN") == "1"]
        found |= {
            f"adults-in-{name}-treatment": (len(among), None),
            f"new-presentations-{name}": (len(started), None),
            f"women-share-{name}": share(among, lambda j: j.person[-1] == "2"),
            f"self-referral-new-{name}": share(started, lambda j: item("RFLS")(j) in SELF, item("RFLS")),
            f"mental-health-need-new-{name}": share(started, lambda j: item("MTHTN")(j) == "1", item("MTHTN")),
            f"mental-health-treatment-new-{name}": share(need, lambda j: item("CRTMHN")(j) in "123456", item("CRTMHN")),
            f"waiting-over-three-weeks-{name}": share(started, lambda j: j.wait > 21, lambda j: j.wait),
            f"early-unplanned-exits-{name}": share(
                started, lambda j: j.reason in UNPLANNED and (j.end - j.start).days < 84
            ),
            f"inpatient-{name}": (share(among, lambda j: j.has("MODSET", "2"))[0], None),
            f"residential-{name}": (share(among, lambda j: j.has("MODSET", "5"))[0], None),
            f"psychosocial-share-{name}": share(among, lambda j: j.has("MODAL", "95")),
            f"re-presentation-{name}": share(completed, comes_back),
        }
    drug, new_drug = [[j for j in group if j.group != "alcohol-only"] for group in (adults, new)]
    opiate = [j for j in drug if j.group == "opiate"]
    users = [j for j in new_drug if j.drugs & (OPIATES | {CRACK})]
    last_day = seen.closes - timedelta(days=1)
    found |= {
        "opiate-share-of-drug-treatment": (len(opiate), len(drug)),
        "opiate-share-of-new-drug-presentations": share(new_drug, lambda j: j.group == "opiate"),
        "opiate-treatment-under-two-years": share(
            opiate, lambda j: (min(j.end or last_day, last_day) - j.start).days < 730
        ),
        "currently-injecting-new-opiate-or-crack": share(
            users, lambda j: item("INJSTAT")(j) == "C", item("INJSTAT", ("", "Z"))
        ),
        "criminal-justice-referral-new-drug": share(new_drug, lambda j: item("RFLS")(j) in JUSTICE, item("RFLS")),
        "regular-employment-share-new-drug": share(new_drug, lambda j: item("EMPSTAT")(j) == "1", item("EMPSTAT")),
        "urgent-housing-share-new-drug": share(new_drug, lambda j: item("ACCMNEED")(j) == "1", item("ACCMNEED")),
        "under-30-share-new-drug": share(new_drug, lambda j: j.age < 30),
        "pharmacological-share-drug": share(drug, lambda j: j.has("MODAL", "94")),
    }
    alcohol_exits = [j for j in exits if j.group == "alcohol-only"]
    completed = [j for j in alcohol_exits if j.reason == "completed"]
    drank = [j for j in completed if days_of_use(j, "S") and days_of_use(j, "E") is not None]
    at_exit = [days for j in completed if (days := days_of_use(j, "E")) is not None]
    found |= {
        "alcohol-treatment-length": (sum((j.end - j.start).days for j in alcohol_exits), len(alcohol_exits)),
        "abstinent-at-exit-alcohol": share(drank, lambda j: days_of_use(j, "E") == 0),
        "drinking-days-at-exit-alcohol": (sum(at_exit), len(at_exit)),
    }
    for name, groups in (("alcohol", ("alcohol-only",)), ("non-opiate", NON_OPIATE), ("opiate", ("opiate",))):
        among, left = [[j for j in rows if j.group in groups] for rows in (adults, exits)]

        def done(j):
            return j.reason == "completed" and j.end < seen.closes

        found |= {
            f"{name}-completion-of-exits": share(left, done),
            f"{name}-completion-of-all": share(among, done),
            f"{name}-completion-without-return": share(among, lambda j: done(j) and not comes_back(j)),
        }
    return found
