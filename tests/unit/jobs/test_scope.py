"""What a document of latest figures tells of one council: periods, areas around, and what is measured."""

from hypothesis import given
from hypothesis import strategies as st

from joinedup.core.period import Period
from joinedup.core.place import ENGLAND, Place
from joinedup.jobs.scope import plan, scope_of
from joinedup.kinds.document import Ask, ClaimKind, DocumentKind, Picture, Section, Versus
from joinedup.kinds.indicator import Unit
from support.claiming import CITY, YEAR, indicator

FORCE = Place("E23000023", "the Cambridgeshire police force area", "police-force")
TOGETHER = Place("merged-both", "Both together", "several-councils")
ALL = {slug: indicator(slug, Unit.COUNT) for slug in ("starts", "seizures", "old-score", "new-score", "admissions")}
OLD, NEW = Period.financial_year("2017/18"), Period.financial_year("2019/20")


def count(slug, **more):
    return Ask(ClaimKind.COUNT, slug, **more)


DOCUMENT = DocumentKind(
    "made-up",
    "Made up",
    (
        Section("own", "Own", (count("starts"), Ask(ClaimKind.CHANGE, "starts", Versus.PREVIOUS))),
        Section("scores", "Scores", (count("new-score"), count("old-score", unless="new-score"))),
        Section("ours", "Admissions", (count("admissions"),)),
        Section("theirs", "Admissions together", (count("admissions"),), around="several-councils"),
        Section(
            "police",
            "Police",
            (count("seizures"),),
            (Picture("years", "Seizures", ("seizures",), years=3),),
            around="police-force",
        ),
        Section("england", "England", (count("starts"),), is_about_england=True),
    ),
    "open",
    "A test",
    is_latest=True,
)


def around(place, kind):
    return {"police-force": (FORCE,), "several-councils": (TOGETHER,)}.get(kind, ())


def scoped(**held):
    latest = {(slug, place.code): period for slug, pairs in held.items() for place, period in pairs.items()}
    latest = {(slug.replace("_", "-"), code): period for (slug, code), period in latest.items()}
    return scope_of(DOCUMENT, CITY, latest, ALL, YEAR, around)


def test_each_figure_is_of_the_latest_period_of_its_own_place():
    scope = scoped(starts={CITY: OLD, ENGLAND: NEW}, seizures={FORCE: YEAR})
    assert scope.period_of["starts"] == OLD
    assert scope.periods["starts", ENGLAND.code] == NEW
    assert scope.periods["seizures", FORCE.code] == YEAR
    assert scope.around["police"] == (FORCE,)


def test_england_is_measured_for_the_councils_period_and_for_its_own():
    scope = scoped(starts={CITY: OLD, ENGLAND: NEW})
    england = {period for slug, code, period in scope.wanted if (slug, code) == ("starts", ENGLAND.code)}
    assert england == {OLD, NEW}
    own = {period for slug, code, period in scope.wanted if (slug, code) == ("starts", CITY.code)}
    assert own == {OLD, OLD.previous}


def test_a_picture_of_an_area_around_is_measured_there_and_nowhere_else():
    scope = scoped(seizures={FORCE: YEAR})
    there = {period.label for slug, code, period in scope.wanted if slug == "seizures" and code == FORCE.code}
    assert there == {"2019/20", "2020/21", "2021/22"}
    assert not [one for one in scope.wanted if one[0] == "seizures" and one[1] == CITY.code]


def test_what_stands_in_is_asked_only_where_the_other_is_not_held():
    def asked(scope):
        return [
            ask.indicator for section in scope.document.sections if section.slug == "scores" for ask in section.asks
        ]

    assert asked(scoped(old_score={CITY: OLD})) == ["new-score", "old-score"]
    assert asked(scoped(old_score={CITY: OLD}, new_score={CITY: NEW})) == ["new-score"]


def test_councils_together_are_told_only_of_what_the_council_itself_lacks():
    lacking, having = scoped(admissions={TOGETHER: NEW}), scoped(admissions={TOGETHER: NEW, CITY: OLD})
    assert lacking.around["theirs"] == (TOGETHER,)
    assert "theirs" not in [section.slug for section in having.document.sections]
    assert having.period_of["admissions"] == OLD


def test_what_nobody_holds_is_asked_in_the_year_given_and_areas_without_a_figure_are_left_out():
    scope = scoped()
    assert scope.period_of["starts"] == YEAR
    assert scope.around["police"] == ()


YEARS = [Period.years(year) for year in (2018, 2019, 2020)]
WANTED = st.sets(st.tuples(st.sampled_from("abc"), st.sampled_from("XYZ"), st.sampled_from(YEARS)), max_size=27)


@given(WANTED)
def test_a_plan_makes_each_wanted_figure_once_and_no_other(wanted):
    made = [
        (slug, code, period)
        for slugs, codes, periods in plan(wanted)
        for slug in slugs
        for code in codes
        for period in periods
    ]
    assert len(made) == len(set(made))
    assert set(made) == wanted
