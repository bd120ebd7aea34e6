"""The second pair of eyes: a good ledger passes, and each way of tampering with one is noticed under its rule."""

import ast
import json
from copy import deepcopy

import pytest

from joinedup.claims import recheck as room
from joinedup.claims.recheck import recheck, recheck_file, words
from joinedup.core.refusal import Refusal
from support.repository import SOURCE

FILE = {"name": "deaths.csv", "sha256": "ab" * 32, "received_on": "2026-04-20", "sender": "ONS"}
TEST = {"rule": "r", "statistic": "s", "value": 0.8, "low": 0.7, "high": 0.9, "p_value": 0.01, "holds": True}


def figure(slug="drug-poisoning-deaths", years=(2018, 2021), *, showing="open", **numbers):
    start, end = years
    told = {"value": 116.0, "low": None, "high": None, "numerator": 116.0, "denominator": None, "method": "count"}
    told |= {"rounding": 0.0, "is_value_only": False, "verdict": "", "beside": [], "known": 1.0}
    return {
        "indicator": slug,
        "place": {"code": "E10000003", "name": "Cambridgeshire", "kind": "upper-tier"},
        "start": f"{start}-01-01",
        "end": f"{end}-01-01",
        "group": None,
        "showing": showing,
        "note": "",
        "provenance": {
            "deliveries": ["a"],
            "is_published": True,
            "is_synthetic": False,
            "covers": True,
            "gaps": [],
            "source": "ONS",
        },
        **(told if showing in ("open", "shown") else {}),
        **numbers,
    }


def claim(kind, about, sentence, *, word=None, test=None, name=None):
    slug = about[0]["indicator"]
    return {
        "claim_id": name or f"E10000003:{slug}:{kind}@{about[0]['end']}",
        "subject_id": f"E10000003:{slug}:{kind}",
        "kind": kind,
        "about": about,
        "word": word,
        "test": test,
        "sentence": sentence,
        "parts": [[sentence, False]],
        "evidence": {
            "definition": slug,
            "definition_version": "0" * 12,
            "definition_status": "found",
            "definition_source": "ONS",
            "files": [FILE],
            "data_version": "d",
        },
    }


def rate(**numbers):
    told = {"value": 5.9, "low": 4.9, "high": 7.1, "denominator": 1_966_000.0, "method": "crude rate; Byar"}
    return figure("drug-poisoning-death-rate", **(told | numbers))


def bare(**numbers):
    told = {"value": 645.3, "numerator": None, "method": "as published", "is_value_only": True, "verdict": "Worse"}
    return figure("alcohol-related-admissions-narrow", (2017, 2018), **(told | numbers))


def years(*held):
    return [figure(years=(year, year + 1), value=float(n), numerator=float(n)) for year, n in held]


FIVE = ((2020, 32), (2019, 40), (2018, 44), (2017, 35), (2016, 36))


def good():
    """A ledger of all that published figures may say, one claim each."""
    verdict = "In Cambridgeshire in 2017/18 admissions were 645 per 100,000. Fingertips rates it “Worse”."
    hidden = figure("deaths-in-drug-treatment", (2018, 2019), showing="hidden")
    claims = [
        claim("count", [figure()], "There were 116 deaths related to drug poisoning, registered in 2018 to 2020."),
        claim("level", [rate()], "The rate of drug poisoning deaths registered was 5.9 (95% interval 4.9 to 7.1)."),
        claim(
            "comparison",
            [rate(), rate(value=7.4, low=7.2, high=7.6)],
            "The rate of drug poisoning deaths registered was lower than in England.",
            word="lower",
            test=TEST,
            name="E10000003:drug-poisoning-death-rate:comparison:england@2018-to-2020",
        ),
        claim("level", [bare()], verdict),
        claim(
            "trend",
            years(*FIVE),
            "Deaths by drug poisoning registered were 36, 35, 44, 40 and 32: falling.",
            word="falling",
            test=TEST,
        ),
        claim("count", [hidden], "In Cambridgeshire the number of deaths is hidden to protect people."),
    ]
    ledger = {"format": 1, "data_version": "d", "claims": claims}
    return ledger | {"sections": [{"slug": "deaths", "claims": [claims[0]["claim_id"]]}]}


COUNT, LEVEL, COMPARED, BARE, TREND, HIDDEN = range(6)


def set_figure(number, **changes):
    return lambda ledger: ledger["claims"][number]["about"][0].update(changes)


def set_claim(number, **changes):
    return lambda ledger: ledger["claims"][number].update(changes)


def say(number, sentence, **changes):
    return set_claim(number, sentence=sentence, parts=[[sentence, False]], **changes)


def shortened(ledger):
    del ledger["claims"][TREND]["about"][4]


def with_a_gap(ledger):
    ledger["claims"][TREND]["about"] = years((2020, 32), (2019, 40), (2018, 44), (2017, 35), (2015, 36))


def of_pooled_years(ledger):
    ledger["claims"][TREND]["about"] = [figure(years=(at, at + 3)) for at in (2018, 2015, 2012, 2009, 2006)]


def with_a_hidden_year(ledger):
    ledger["claims"][TREND]["about"][2] = figure(years=(2018, 2019), showing="absent")
    ledger["claims"][TREND].update(word=None, test=None)
    ledger["claims"][TREND] |= {"sentence": "No figure, registered.", "parts": [["No figure, registered.", False]]}


def totalled_wrongly(ledger):
    ledger["claims"][TREND]["about"][0]["numerator"] = 33.0


def in_two_ways(ledger):
    ledger["claims"][COMPARED]["about"][1] = figure("drug-misuse-deaths")


def twice(ledger):
    ledger["claims"].append(deepcopy(ledger["claims"][0]))


def marked(ledger):
    ledger["claims"][HIDDEN]["parts"] = [["In Cambridgeshire the number of deaths is ", False], ["4", True]]
    ledger["claims"][HIDDEN]["sentence"] = "In Cambridgeshire the number of deaths is 4"


def benchmark_bare(ledger):
    ledger["claims"][COMPARED]["about"][1].update(is_value_only=True, low=None, high=None)
    ledger["claims"][COMPARED]["about"][1].update(numerator=None, denominator=None)
    ledger["claims"][COMPARED].update(claim_id="E10000003:drug-poisoning-death-rate:comparison:E06000031@2018-to-2020")


def shared_time(ledger):
    two = [figure(years=(2018, 2021)), figure(years=(2016, 2019))]
    ledger["claims"][COMPARED] = claim("change", two, "Deaths registered fell.", word="fell", test=TEST)


def not_covered(ledger):
    ledger["claims"][LEVEL]["about"][0]["provenance"].update(covers=False, gaps=["2019 is not held"])


def evidence(**changes):
    return lambda ledger: ledger["claims"][COUNT]["evidence"].update(changes)


TAMPERED = {
    "an interval on a count": (set_figure(COUNT, low=95.0, high=139.0), "interval-without-ground"),
    "an interval on a bare value": (set_figure(BARE, low=600.0, high=690.0), "interval-without-ground"),
    "an interval without counts": (set_figure(LEVEL, numerator=None), "interval-without-ground"),
    "an interval that lost its own value": (set_figure(LEVEL, value=9.9), "interval-without-ground"),
    "an interval drawn from rounded counts": (
        set_figure(LEVEL, note="Published rounded: the count itself may be up to 2 either side."),
        "interval-without-ground",
    ),
    "counts on a bare value": (set_figure(BARE, numerator=5.0), "interval-without-ground"),
    "an interval in a sentence alone": (
        say(BARE, "Admissions were 645 (95% interval 600 to 690)."),
        "interval-without-ground",
    ),
    "a trend of four years": (shortened, "trend-on-few-years"),
    "a trend over a missing year": (with_a_gap, "trend-on-few-years"),
    "a trend of pooled years": (of_pooled_years, "trend-on-few-years"),
    "a trend in a count's sentence": (
        say(COUNT, "The 116 deaths by drug poisoning registered are rising."),
        "trend-on-few-years",
    ),
    "a change between windows that overlap": (shared_time, "trend-on-few-years"),
    "a total over a year not held": (with_a_hidden_year, "total-across-gap"),
    "a total that is not the sum": (totalled_wrongly, "total-across-gap"),
    "a published figure with gaps": (not_covered, "total-across-gap"),
    "a word on a bare value": (set_claim(BARE, word="higher"), "word-on-untestable"),
    "a test on a bare value": (set_claim(BARE, test=TEST), "word-on-untestable"),
    "a comparing sentence on a bare value": (
        say(BARE, "Admissions were 645, higher than in England."),
        "word-on-untestable",
    ),
    "a bare value on the other side": (benchmark_bare, "word-on-untestable"),
    "a word on a modelled figure": (set_figure(COMPARED, method="modelled; its own bounds"), "word-on-untestable"),
    "a word on estimates of residents": (
        set_figure(COMPARED, method="mid-year estimate, as published"),
        "word-on-untestable",
    ),
    "a word on a sample that chose itself": (
        set_figure(COMPARED, method="of those who chose to answer; no interval"),
        "word-on-untestable",
    ),
    "a word on a hidden figure": (set_claim(HIDDEN, word="lower"), "word-on-untestable"),
    "a value on a hidden figure": (set_figure(HIDDEN, value=4.0), "number-on-hidden"),
    "a nought on a hidden figure": (set_figure(HIDDEN, numerator=0), "number-on-hidden"),
    "how well a hidden figure is recorded": (set_figure(HIDDEN, known=0.93), "number-on-hidden"),
    "another publication's number beside a hidden figure": (
        set_figure(HIDDEN, beside=[{"value": 4.0, "source": "ONS"}]),
        "number-on-hidden",
    ),
    "a number in a hidden figure's sentence": (marked, "number-on-hidden"),
    "two ways of counting deaths in one claim": (in_two_ways, "death-measures-together"),
    "two ways of counting deaths in one sentence": (
        say(COUNT, "There were 116 deaths registered by drug poisoning and 80 deaths by drug misuse."),
        "death-measures-together",
    ),
    "deaths told as if by their day": (
        say(COUNT, "There were 116 deaths related to drug poisoning in 2018 to 2020."),
        "death-measures-together",
    ),
    "no file": (evidence(files=[]), "claim-without-evidence"),
    "a file without its fingerprint": (evidence(files=[FILE | {"sha256": ""}]), "claim-without-evidence"),
    "no version of the definition": (evidence(definition_version=""), "claim-without-evidence"),
    "evidence of other data": (evidence(data_version="e"), "claim-without-evidence"),
    "evidence of another figure": (evidence(definition="residents"), "claim-without-evidence"),
    "a claim there twice": (twice, "ledger-inconsistent"),
    "a sentence that is not its parts": (set_claim(COUNT, sentence="Registered."), "ledger-inconsistent"),
    "a section that cites nothing": (lambda ledger: ledger["claims"].pop(COUNT), "ledger-inconsistent"),
    "a claim about nothing": (set_claim(COUNT, about=[]), "ledger-inconsistent"),
}


def test_all_that_may_be_said_passes():
    assert recheck(json.dumps(good())) == ()


@pytest.mark.parametrize("fault", TAMPERED)
def test_each_way_of_tampering_is_noticed_under_its_rule(fault):
    tamper, rule = TAMPERED[fault]
    ledger = good()
    tamper(ledger)
    found = recheck(json.dumps(ledger))
    assert rule in {one.rule for one in found}, [str(one) for one in found]


def test_a_bare_national_value_may_be_the_benchmark_of_a_figure_with_counts():
    ledger = good()
    benchmark_bare(ledger)
    ledger["claims"][COMPARED]["claim_id"] = "E10000003:drug-poisoning-death-rate:comparison:england@2018-to-2020"
    assert recheck(json.dumps(ledger)) == ()


def test_rounded_counts_may_differ_from_their_total_by_their_rounding():
    ledger = good()
    ledger["claims"][TREND]["about"][0].update(numerator=34.0, rounding=2.0)
    assert recheck(json.dumps(ledger)) == ()


def test_names_of_places_compare_nothing():
    ledger = good()
    for number, name in ((COUNT, "Greater Manchester"), (BARE, "High Peak")):
        ledger["claims"][number]["about"][0]["place"] = {"code": "X", "name": name, "kind": "district"}
    say(COUNT, "In Greater Manchester there were 116 deaths related to drug poisoning, registered in 2018.")(ledger)
    say(BARE, "In High Peak admissions were 645 per 100,000.")(ledger)
    assert recheck(json.dumps(ledger)) == ()


def test_a_trend_that_is_refused_may_say_why():
    ledger = good()
    shortened(ledger)
    sentence = "Deaths by drug poisoning registered were 35, 44, 40 and 32. No trend is told: a trend needs 5 or more."
    say(TREND, sentence, word=None, test=None)(ledger)
    assert recheck(json.dumps(ledger)) == ()


@pytest.mark.parametrize(("limits", "faults"), [({"low": 38.1, "high": 55.0}, 0), ({}, 1), ({"low": 38.1}, 1)])
def test_words_on_unmet_need_rest_on_both_its_uncertainties(limits, faults):
    ledger = good()
    carried = dict.fromkeys(("low", "high", "numerator", "denominator")) | limits
    unmet = rate(value=48.0, method=words.UNMET, **carried)
    ledger["claims"][COMPARED]["about"][0] = unmet
    found = [one for one in recheck(json.dumps(ledger)) if one.rule == "word-on-untestable"]
    assert len(found) == faults


def test_a_file_that_is_no_ledger_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(Refusal, match="There is no file"):
        recheck_file(tmp_path / "none.json")
    for text in ("{", "[]", '{"claims": [{}]}', '{"claims": 3}'):
        (tmp_path / "claims.json").write_text(text)
        with pytest.raises(Refusal, match="is not a ledger of claims"):
            recheck_file(tmp_path / "claims.json")


def test_it_shares_nothing_with_what_it_checks():
    assert room.__file__
    for path in sorted((SOURCE / "claims" / "recheck").glob("*.py")):
        names = {
            node.module
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("joinedup")
        }
        own = {name for name in names if name and name.startswith("joinedup.claims.recheck")}
        assert names - own <= {"joinedup.core.refusal"}, path.name
