"""Journeys of made-up people: the product on DuckDB and the plain-Python twin agree on every column.

Dates are drawn from a few months and keys are few, so that ties, overlaps and gaps of exactly 21 days are common.
"""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from joinedup.core.period import Period
from support.journey_cases import arrow_tables, assert_agree, episode, fast_rows, ordered

FIRST = date(2021, 1, 20)
WINDOWS = [
    Period.financial_year("2020/21"),
    Period.financial_year("2021/22"),
    Period(date(2021, 3, 1), date(2021, 6, 1)),
]
BORN = {"p1": date(2003, 2, 28), "p2": date(1980, 2, 29), "p3": date(1961, 4, 1)}


def maybe(*values):
    return st.sampled_from([None, *values])


days = st.integers(0, 140).map(lambda number: FIRST + timedelta(days=number))
lengths = st.one_of(st.none(), st.sampled_from([0, 1, 20, 83, 84]), st.integers(-1, 60))
gaps = st.sampled_from([-5, 0, 1, 20, 21, 22, 23, 160, 181, 184])

interventions = st.fixed_dictionaries(
    {
        "modal": maybe("94", "95", "96", "902", "what"),
        "modset": maybe("1", "2", "3", "5"),
        "refmoddt": st.none() | days,
        "modst": st.none() | days,
    }
)
few = st.sampled_from([None, 0, 0, 3, 28])
forms = st.fixed_dictionaries(
    {
        "trstage": st.sampled_from(["S", "S", "R", "E", "E", "P", None]),
        "topdate": st.none() | days,
        **dict.fromkeys(("alcuse", "opiuse", "crause", "cocause", "cannuse"), few),
    }
)
reviews = st.fixed_dictionaries(
    {
        "x_cirdt": st.none() | days,
        "cirhousing": maybe("1", "17", "21", "99"),
        "cirmthtn": maybe("Y", "N", "2"),
        "x_circrtmhn": maybe("3", "90", "91"),
    }
)
items = st.fixed_dictionaries(
    {
        "dataset": st.sampled_from(["AD", "AD", "YP"]),
        "residence": maybe("X10000001", "X06000001"),
        "la": maybe("X07000001", "X07000002"),
        "drug1": maybe("1011", "3200", "3201", "5000", "7000", "7000", "what"),
        "drug2": maybe("7000", "9996"),
        "disrsn": maybe("71", "80", "81", "83", "85", "88", "89", "what"),
        "rfls": maybe("4", "8", "16", "what"),
        "sex": maybe("1", "2", "0"),
        "ethnic": maybe("A", "R", "Z"),
        "sexualo": maybe("1", "2", "Z"),
        "disable1": maybe("X0", "X1", "X9"),
        "disable2": maybe("X0", "X2"),
        "accmneed": maybe("1", "2", "3"),
        "housing": maybe("1", "17", "99"),
        "empstat": maybe("1", "9", "99"),
        "prntstat": maybe("11", "14", "15"),
        "injstat": maybe("N", "P", "C", "Z"),
        "mthtn": maybe("Y", "1", "N", "Z"),
        "crtmhn": maybe("1", "90", "91"),
        "interventions": st.lists(interventions, max_size=2),
        "forms": st.lists(forms, max_size=3),
        "reviews": st.lists(reviews, max_size=2),
    }
)


@st.composite
def caseloads(draw):
    """Return episodes of up to three people; many start a telling number of days after an earlier discharge."""
    made = []
    for place in range(draw(st.integers(1, 9))):
        person = draw(st.sampled_from(sorted(BORN)))
        triaged = draw(days)
        discharges = [one["disd"] for one in made if one["person"] == person and one["disd"]]
        if discharges and draw(st.booleans()):
            triaged = draw(st.sampled_from(discharges)) + timedelta(days=draw(gaps))
        length = draw(lengths)
        disd = None if length is None else triaged + timedelta(days=length)
        key = f"{draw(st.sampled_from('abc'))}{place}"
        made.append(episode(key, triaged, disd, person=person, born=BORN[person], **draw(items)))
    return made


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(caseloads(), st.sampled_from(WINDOWS))
def test_product_and_twin_find_the_same_journeys(episodes, window):
    assert_agree(episodes, window)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(caseloads(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(episodes, random):
    shuffled = list(episodes)
    random.shuffle(shuffled)
    assert ordered(fast_rows(shuffled)) == ordered(fast_rows(episodes))


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(caseloads())
def test_windows_that_follow_each_other_share_out_starts_and_exits(episodes):
    halves = [Period(date(2021, 1, 1), date(2021, 4, 11)), Period(date(2021, 4, 11), date(2022, 1, 1))]
    whole = fast_rows(episodes, Period(date(2021, 1, 1), date(2022, 1, 1)))
    for flag in ("is_new", "is_exit"):
        parts = [sum(row[flag] for row in fast_rows(episodes, half)) for half in halves]
        assert sum(parts) == sum(row[flag] for row in whole)
    for row in whole:
        assert row["in_window"] or not (row["is_latest"] or row["is_new"] or row["is_exit"] or row["is_open_at_end"])
    latest = [row["person_id"] for row in whole if row["is_latest"]]
    assert len(latest) == len(set(latest)) == len({row["person_id"] for row in whole if row["in_window"]})


def test_the_tables_hold_what_was_drawn():
    tables = arrow_tables([episode("e1", FIRST, None, forms=[{"trstage": "S", "alcuse": 3}])])
    assert tables["outcomes_profile"].to_pylist()[0]["alcuse"] == 3
    assert tables["episode"].num_rows == tables["client"].num_rows == 1
