"""The synthetic county's files, read by a plain-Python reader that knows nothing of how they were made."""

import csv
import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import timedelta

import pytest

from joinedup.county.build import build_county
from joinedup.county.level import LEVEL
from joinedup.definitions.reading import code_lists, ndtms_standard
from support.county_figures import figures
from support.county_journeys import Year, journeys_of, to_date
from support.shared import shared_file

COUNTY, CITY = "X10000001", "X06000001"
STANDARD = ndtms_standard()

# Typed by hand from the source documents (county, city).
EXACT = {
    "adults-in-alcohol-treatment": (889, 375),
    "adults-in-drug-treatment": (1672, 1147),
    "inpatient-drug": (28, 12),
    "residential-alcohol": (6, 0),
    "young-people-in-treatment": (111, 139),
}
NEAR = {
    "opiate-share-of-new-drug-presentations": (40, 49, 1),
    "opiate-share-of-drug-treatment": (66.7, 66.7, 1),
    "self-referral-new-alcohol": (69, 73, 1),
    "self-referral-new-drug": (60, 60, 1),
    "criminal-justice-referral-new-drug": (20, 20, 1),
    "mental-health-need-new-drug": (70, 70, 1),
    "mental-health-treatment-new-drug": (75, 75, 1),
    "currently-injecting-new-opiate-or-crack": (32, 10, 1),
    "opiate-treatment-under-two-years": (41, 49, 1),
    "alcohol-completion-of-all": (33.5, 33.5, 1),
    "non-opiate-completion-of-all": (33.5, 33.5, 1),
    "young-people-completion": (84, 94, 1),
    "early-unplanned-exits-drug": (15, 24, 0.5),
    "early-unplanned-exits-alcohol": (15, 24, 0.5),
}


def build(folder, seed, scale, **plan):
    build_county(folder, seed=seed, scale=scale, standard=STANDARD, code_lists=code_lists(), **plan)
    return folder


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    folder = build(tmp_path_factory.mktemp("full"), 1, 1.0)
    return folder, journeys_of(folder)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return build(tmp_path_factory.mktemp("small"), 3, 0.1)


def rows_of(path):
    with path.open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def truth(folder, name):
    return json.loads((folder / "truth" / name).read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_the_year_of_the_source_documents_holds(seed, request, tmp_path):
    journeys = request.getfixturevalue("full")[1] if seed == 1 else journeys_of(build(tmp_path, seed, 1.0))
    for place, area in enumerate((COUNTY, CITY)):
        found = figures(journeys, area, 2021)
        assert {slug: found[slug][0] for slug in EXACT} == {slug: counts[place] for slug, counts in EXACT.items()}
        for slug, wanted in NEAR.items():
            numerator, denominator = found[slug]
            assert 100 * numerator / denominator == pytest.approx(wanted[place], abs=wanted[2]), (area, slug)
        days, exits = found["alcohol-treatment-length"]
        assert days / exits == pytest.approx((252, 171)[place], abs=2)
        waits, known = found["waiting-over-three-weeks-alcohol"]
        assert waits / known < 2_859 / 154_753
        completed, people = found["opiate-completion-of-all"]
        assert completed / people < 0.05
        before = figures(journeys, area, 2020)["new-presentations-drug"][0]
        change = 100 * (found["new-presentations-drug"][0] / before - 1)
        assert change == pytest.approx((-17.5, -3.5)[place], abs=0.5)
    assert figures(journeys, COUNTY, 2021)["residential-drug"] == (17, None)


@pytest.mark.slow
def test_unmet_alcohol_need_is_as_published_with_both_numerators(full):
    folder, journeys = full
    need = {
        row["area"]: float(row["estimate"]) for row in rows_of(folder / "prevalence.csv") if "alcohol" in row["measure"]
    }
    for area, wider, narrow in ((COUNTY, 80, 84.6), (CITY, 76, 83.6)):
        groups = Counter(j.group for j in Year(area, 2021, journeys).adults)
        alcohol, both = groups["alcohol-only"], groups["non-opiate-and-alcohol"]
        assert 100 * (1 - (alcohol + both) / need[area]) == pytest.approx(wider, abs=1)
        assert 100 * (1 - alcohol / need[area]) == pytest.approx(narrow, abs=0.05)


@pytest.mark.slow
def test_a_right_builder_of_journeys_finds_every_planned_journey(full):
    folder, journeys = full

    def text(day):
        return day.strftime("%Y%m%d") if day else ""

    found = sorted((j.person, text(j.start), text(j.end), j.group, j.area, j.reason or "") for j in journeys)
    planned = sorted(
        (row["attributor"], row["start"], row["end"], row["group"], row["area"], row["reason"])
        for row in rows_of(folder / "truth" / "journeys.csv")
    )
    assert found == planned


@pytest.mark.slow
def test_the_hard_cases_are_there(full):
    _folder, journeys = full
    steps = Counter()
    agencies = Counter()
    for journey in journeys:
        end = None
        for episode in journey.episodes:
            if end is not None and end.year < 9999:
                steps[(episode.triaged - end).days] += 1
            end = max(end or episode.discharged or to_date("99991231"), episode.discharged or to_date("99991231"))
        agencies[len({(e.agency, e.row["CLIENTID"]) for e in journey.episodes})] += 1
    assert steps[0] > 20
    assert steps[21] > 20
    assert min(steps) < 0
    assert max(steps) == 21
    assert agencies[2] > 100
    by_person = {}
    between = Counter()
    for journey in journeys:
        before = by_person.get(journey.person)
        if before is not None and before.end is not None:
            between[(journey.start - before.end).days] += 1
        by_person[journey.person] = journey
    assert between[22] >= 10
    assert min(between) == 22
    assert Counter(j.reason for j in journeys)["inconsistent"] >= 5
    moved = [j for j in journeys if len({e.row["UTLA"] or e.row["DAT"] for e in j.episodes}) > 1]
    assert any(j.area == CITY for j in moved)
    young_adults = [j for j in Year(COUNTY, 2021, journeys).adults if j.is_young_service]
    assert len(young_adults) == 5
    assert {j.area for j in journeys} == {COUNTY, CITY, "X99999999"}


@pytest.mark.slow
def test_attributors_are_shared_only_where_it_was_planted(full):
    folder, _ = full
    shared = {row["attributor"] for row in rows_of(folder / "truth" / "collisions.csv")}
    clients = {}
    for path in sorted(folder.glob("ndtms_*.csv")):
        for row in rows_of(path):
            if row["FINITIAL"]:
                key = row["FINITIAL"] + row["SINITIAL"] + row["DOB"] + row["SEX"]
                clients.setdefault((key, row["AGNCY"]), set()).add(row["CLIENTID"])
    assert len(shared) == 4
    assert all(len(ids) == 1 for ids in clients.values())
    assert all({agency for key, agency in clients if key == one} >= {"X0001", "X0002"} for one in shared)


def test_a_withheld_client_gives_agency_client_id_and_flag_and_nothing_else(small):
    withheld = 0
    for path in sorted(small.glob("ndtms_*.csv")):
        for row in rows_of(path):
            if row["CONSENT"] == "N":
                withheld += 1
                assert {header for header, value in row.items() if value} == {"AGNCY", "CLIENTID", "CONSENT"}
            else:
                assert row["CONSENT"] == "Y"
    assert withheld > 10


def test_client_and_episode_items_repeat_on_every_row_and_child_ids_are_given_once(small):
    own = [item.header for item in STANDARD.items if item.level in ("client", "episode") and item.is_emitted]
    faulty = {(fault["file"], fault["row"]) for fault in truth(small, "faults.json")}
    for path in sorted(small.glob("ndtms_*.csv")):
        first, ids = {}, Counter()
        for line, row in enumerate(rows_of(path), start=2):
            if row["CONSENT"] == "Y" and (path.name, line) not in faulty:
                told = tuple(row[header] for header in own)
                assert first.setdefault(row["EPISODID"], told) == told
                ids.update(row[header] for header in ("MODID", "SUBMID", "TOPID", "TITID", "X_CIRID") if row[header])
        assert set(ids.values()) == {1}


def test_dates_come_in_the_order_the_standard_wants(small):
    for journey in journeys_of(small):
        for episode in journey.episodes:
            row = episode.row
            assert row["DOB"] < row["REFLD"] <= row["TRIAGED"] <= row["CPLANDT"]
            for record in episode.children:
                if record["MODID"]:
                    assert row["CPLANDT"] <= record["MODST"] <= (record["MODEND"] or "9")
                    assert (record["MODEND"] or "9") <= (row["DISD"] or "9")
                    assert record["REFMODDT"] <= record["FAOMODDT"] <= record["MODST"]
                if record["TOPID"]:
                    assert episode.triaged <= to_date(record["TOPDATE"])
                    assert not row["DISD"] or to_date(record["TOPDATE"]) <= episode.discharged + timedelta(days=14)
            assert bool(row["DISD"]) == bool(row["DISRSN"])


def test_every_code_is_in_its_list(small):
    known = {header: {code.code for code in codes.codes} for codes in code_lists().values() for header in codes.headers}
    faulty = {(fault["file"], fault["row"]) for fault in truth(small, "faults.json")}
    unknown = Counter()
    for path in sorted(small.glob("ndtms_*.csv")):
        for line, row in enumerate(rows_of(path), start=2):
            if (path.name, line) not in faulty:
                unknown.update(
                    (header, row[header]) for header in known if row.get(header) and row[header] not in known[header]
                )
    assert not unknown


def test_each_planted_fault_is_where_the_truth_says(small):
    faults = truth(small, "faults.json")
    assert {fault["expected"] for fault in faults} == {"set aside", "flag"}
    lines = dict(enumerate(rows_of(small / "ndtms_X0002.csv"), start=2))
    at = {fault["what"]: lines[fault["row"]] for fault in faults}
    assert at["a date that does not exist"]["TRIAGED"] == "20131345"
    assert at["sex is blank"]["SEX"] == ""
    assert int(at["more than 28 days of drinking in 28"]["ALCUSE"]) > 28
    twins = [lines[fault["row"]] for fault in faults if fault["what"].startswith("two rows")]
    assert len({row["EPISODID"] for row in twins}) == 1
    assert len({row["PRNTSTAT"] for row in twins}) == 2
    assert max(lines) == max(fault["row"] for fault in faults)


@pytest.mark.parametrize("scale", [0.1, 3.0])
def test_scale_multiplies_the_numbers(tmp_path, scale):
    from joinedup.county.calibrated import CALIBRATED

    flows = [flow.times(scale) for flow in CALIBRATED.flows]
    assert sum(flow.latest for flow in flows) == pytest.approx(
        scale * sum(flow.latest for flow in CALIBRATED.flows), rel=0.01
    )
    if scale < 1:
        journeys = journeys_of(build(tmp_path, 4, scale))
        adults = sum(len(Year(area, 2021, journeys).adults) for area in (COUNTY, CITY))
        assert adults == pytest.approx(scale * (889 + 1672 + 375 + 1147), rel=0.02)


def digests(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes_whatever_surrounds_it(tmp_path):
    here = digests(build(tmp_path / "here", 5, 0.05))
    script = (
        "import sys; from pathlib import Path; from joinedup.county.build import build_county;"
        "from joinedup.definitions.reading import code_lists, ndtms_standard;"
        "build_county(Path(sys.argv[1]), seed=5, scale=0.05, standard=ndtms_standard(), code_lists=code_lists())"
    )
    around = os.environ | {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland", "LANG": "C", "POLARS_MAX_THREADS": "1"}
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "there")], check=True, env=around)
    assert digests(tmp_path / "there") == here
    other = digests(build(tmp_path / "other", 6, 0.05))
    assert other["ndtms_X0001.csv"] != here["ndtms_X0001.csv"]


def test_sidecars_say_what_each_file_covers_and_the_folder_says_it_is_synthetic(small):
    import tomllib

    files = sorted(small.glob("*.csv"))
    assert len(files) == 9
    for path in files:
        sidecar = tomllib.loads((small / f"{path.name}.toml").read_text(encoding="utf-8"))
        assert sidecar["covers_from"].isoformat() == "2009-04-01"
        assert sidecar["covers_to"].isoformat() == "2026-04-01"
        assert (sidecar.get("letter") == "R") == path.name.startswith("ndtms")
        assert sidecar["sender"].startswith("X")
    assert "synthetic" in (small / "README.txt").read_text(encoding="utf-8")


def test_no_area_or_agency_code_is_real(small):
    codes = Counter()
    for path in sorted(small.glob("ndtms_*.csv")):
        for row in rows_of(path):
            codes.update(row[header] for header in ("AGNCY", "UTLA", "DAT", "LA") if row[header])
    codes.update(row["area"] for row in rows_of(small / "population.csv"))
    assert codes
    assert all(code.startswith("X") for code in codes)
    assert not re.search(r"\b[EWSN]\d{8}\b", (small / "population.csv").read_text(encoding="utf-8"))


def test_no_place_has_the_name_or_code_of_a_real_one(small):
    real = set()
    for name in ("lookup_ltla20_utla20", "lookup_ltla24_csp24_pfa24", "lookup_lsoa21_ward24_ltla24"):
        with gzip.open(shared_file("data", "geo", f"{name}.csv.gz"), "rt", encoding="utf-8-sig", newline="") as file:
            real |= {value.casefold() for row in csv.DictReader(file) for value in row.values() if value}
    invented = {row[column].casefold() for row in rows_of(small / "population.csv") for column in ("area", "area_name")}
    assert len(invented) == 14
    assert "cambridge" in real
    assert not invented & real


@pytest.mark.slow
def test_a_level_county_differs_from_england_only_by_chance(tmp_path):
    folder = build(tmp_path, 11, 1.0, plan=LEVEL)
    true = {
        row["measure"]: float(row["numerator"]) / float(row["denominator"])
        for row in rows_of(folder / "england_benchmarks.csv")
        if row["numerator"]
    }
    journeys = journeys_of(folder)
    scores = []
    for area, adults in ((COUNTY, 546_300), (CITY, 162_640)):
        for slug, (numerator, denominator) in figures(journeys, area, 2021).items():
            if f"{slug}-rate" in true:
                expected = true[f"{slug}-rate"] * adults
                scores.append((numerator - expected) / expected**0.5)
            elif slug in true:
                share = true[slug]
                scores.append((numerator - denominator * share) / (denominator * share * (1 - share)) ** 0.5)
    assert len(scores) > 70
    assert max(abs(score) for score in scores) < 4
    assert (sum(score**2 for score in scores) / len(scores)) ** 0.5 == pytest.approx(1, abs=0.35)
