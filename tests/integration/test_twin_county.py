"""A small synthetic county through check, load, treatment and measures, against the twin reading the same files."""

from collections import Counter
from datetime import date

import pytest

from joinedup.core.period import Period
from joinedup.county.build import build_county
from joinedup.definitions.catalogue import indicators
from joinedup.definitions.reading import code_lists, ndtms_standard, treatment_rules
from joinedup.jobs.load import load
from joinedup.kinds.indicator import Base
from joinedup.kinds.standard import LEVELS
from joinedup.measures.tally import count
from joinedup.treatment.window import journeys_in
from joinedup.warehouse.contracts import JOURNEY
from joinedup.warehouse.store import open_warehouse
from support.journey_cases import plain_rules
from support.twin.journeys import journey_rows
from support.twin.keys import keys_under
from support.twin.measure import measure
from support.twin.reading import read_episodes

PLACES = ("X06000001", "X10000001")
YEARS = [Period.financial_year("2021/22"), Period.financial_year("2012/13")]
SHOWN = [name for name in JOURNEY if name != "person_id"]


class Both:
    """The county as the product holds it and as the twin read it."""

    def __init__(self, folder):
        county, warehouse, key = folder / "county", folder / "warehouse", folder / "key"
        build_county(county, seed=7, scale=0.05, standard=ndtms_standard(), code_lists=code_lists())
        files = sorted(county.glob("ndtms_*.csv"))
        self.report = load(files, warehouse, received_on=date(2026, 4, 20), key_path=key)
        opened = open_warehouse(warehouse)
        self.tables = {level: opened.table(level) for level in LEVELS}
        secret = bytes.fromhex(key.read_text(encoding="ascii"))
        self.episodes = read_episodes(files, plain_rules(), keys_under(secret))
        self._seen = {}

    def rows(self, window):
        """Return the product's journeys and the twin's for a window."""
        if window not in self._seen:
            fast = journeys_in(self.tables, window, treatment_rules()).to_pyarrow()
            self._seen[window] = (fast, journey_rows(self.episodes, window, plain_rules()))
        return self._seen[window]


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    return Both(tmp_path_factory.mktemp("both"))


def test_the_twin_keeps_as_many_episodes_as_the_warehouse(both):
    assert both.tables["episode"].count().to_pyarrow().as_py() == len(both.episodes) > 1000
    people = both.tables["episode"].person_id.nunique().to_pyarrow().as_py()
    assert people == len({episode["person"] for episode in both.episodes})


@pytest.mark.parametrize("window", YEARS, ids=lambda window: window.label)
def test_every_column_of_every_journey_is_the_twins(both, window):
    fast, slow = both.rows(window)
    product = Counter(tuple(row[name] for name in SHOWN) for row in fast.to_pylist())
    twin = Counter(tuple(row[name] for name in SHOWN) for row in slow)
    only_product, only_twin = product - twin, twin - product
    assert not only_product, _first_difference(only_product, only_twin)
    assert not only_twin


def test_each_person_has_the_twins_journeys(both):
    """Person ids are keyed, so people are matched by the whole of their journeys."""
    fast, slow = both.rows(YEARS[0])

    def by_person(rows):
        held = {}
        for row in rows:
            held.setdefault(row["person_id"], []).append(tuple(row[name] for name in SHOWN))
        return Counter(tuple(sorted(theirs, key=lambda journey: journey[0])) for theirs in held.values())

    assert by_person(fast.to_pylist()) == by_person(slow)


@pytest.mark.parametrize("window", YEARS, ids=lambda window: window.label)
def test_every_indicator_is_the_twins(both, window):
    counted = [one for one in indicators().values() if one.base is Base.JOURNEY]
    _, slow = both.rows(window)
    told = count(journeys_in(both.tables, window, treatment_rules()), counted, PLACES)
    for area in PLACES:
        for indicator in counted:
            tally = told[area, None][indicator.slug]
            twin = measure(indicator, slow, tuple(JOURNEY), area=area)
            product = tally.total if indicator.amount is not None else tally.counted
            assert (product, tally.known) == (twin.numerator, twin.known), f"{indicator.slug} in {area}"
            if indicator.of == "among":
                assert tally.answered == twin.denominator


def _first_difference(only_product, only_twin):
    one, other = min(only_product, key=str), min(only_twin, key=str, default=None)
    if other is None:
        return f"only the product has {dict(zip(SHOWN, one, strict=True))}"
    return {name: pair for name, *pair in zip(SHOWN, one, other, strict=True) if pair[0] != pair[1]}
