"""Who is who: bounds either way against the truth of who was invented, what chance gives, and few are never told."""

import csv
import json
from datetime import date, timedelta

import numpy as np
import pytest

from joinedup.core.refusal import Refusal
from joinedup.intake.attributors import Attributors
from joinedup.jobs.identity import Changed, Identity, identity
from joinedup.jobs.who_is_who import at_most, by_chance, who_line
from joinedup.warehouse.manifest import Alike
from joinedup.warehouse.store import read_manifest
from support.county_journeys import journeys_of
from support.vault_place import Place

APRIL, MAY = date(2026, 4, 20), date(2026, 5, 20)


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path / "place")


def person(number, **more):
    """Return the first episode of the person of a number, whom nobody is like."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    who = {"FINITIAL": letters[number % 26], "SINITIAL": letters[number // 26], "DOB": f"19{50 + number % 50}0101"}
    return who | {"CLIENTID": f"c{number}", "EPISODID": f"e{number}", "DISD": "20211001", "DISRSN": "80"} | more


PEOPLE = [person(number) for number in range(60)]


def again(number, **more):
    """Return a later episode of the same person, at the same service."""
    return person(number, EPISODID=f"f{number}", TRIAGED="20220110", REFLD="20220101", DISD="20220301") | more


def test_where_every_client_id_is_one_attributor_there_is_no_doubt(place):
    place.load(PEOPLE)
    found = identity(place.warehouse)
    assert (found.people, found.clients, found.least, found.several, found.shared) == (60, 60, 60, 0, 0)
    assert found.bounds == (60, 60)


def test_one_attributor_under_two_client_ids_of_one_agency_could_be_two_people(place):
    later = [again(number, CLIENTID=f"new{number}") for number in range(14)]
    together = [again(number, CLIENTID=f"new{number}", TRIAGED="20210901", REFLD="") for number in range(20, 31)]
    place.load([*PEOPLE, *later, *together])
    found = identity(place.warehouse)
    assert (found.people, found.clients, found.several) == (60, 85, 25)
    assert (found.at_one, found.at_once) == (25, 11)
    assert found.bounds == (60, 85)
    said = "\n".join(found.lines())
    assert (
        "Two people taken for one: at most 25, who stand under several client ids; at most 25 at one agency, and"
        in said
    )
    assert "at most 11 with two open there at one time" in said


def test_an_episode_that_starts_on_the_day_the_other_ends_is_not_at_one_time(place):
    for on, triaged, at_once in ((APRIL, "20211001", 0), (MAY, "20210930", 30)):
        later = [again(number, CLIENTID=f"new{number}", TRIAGED=triaged, REFLD="") for number in range(30)]
        place.load([*PEOPLE, *later], on=on)
        assert identity(place.warehouse).at_once == at_once


def test_one_client_id_under_two_attributors_could_be_one_person_counted_twice(place):
    married = [again(number, SINITIAL="Z") for number in range(12)]
    place.load([*PEOPLE, *married])
    found = identity(place.warehouse)
    assert (found.people, found.clients, found.least, found.shared) == (72, 60, 60, 24)
    assert found.bounds == (60, 60)
    assert "One person counted twice: at most 24," in "\n".join(found.lines())


def test_people_joined_through_several_client_ids_are_counted_once(place):
    """c0 stands under A and B, c1 under B and C: three attributors and at least one person."""
    rows = [
        person(0),
        again(0, SINITIAL="Y"),
        again(0, SINITIAL="Y", CLIENTID="c1", EPISODID="g0"),
        again(0, SINITIAL="X", CLIENTID="c1", EPISODID="h0"),
    ]
    place.load(rows)
    found = identity(place.warehouse)
    assert (found.people, found.clients, found.least) == (3, 2, 1)


def test_two_agencies_with_one_attributor_could_be_two_people_and_not_at_one_agency(place):
    place.load(PEOPLE)
    place.load(PEOPLE[:20], sender="X0002", name="b.csv")
    found = identity(place.warehouse)
    assert (found.people, found.clients, found.several, found.at_one) == (60, 80, 20, 0)


def test_corrections_through_time_are_counted_by_what_differs(place):
    place.load(PEOPLE)
    mended = [person(number) for number in range(60)]
    for number in range(0, 12):
        mended[number] |= {"SINITIAL": "Z"}
    for number in range(12, 24):
        mended[number] |= {"SEX": "2"}
    for number in range(24, 35):
        mended[number] |= {"DOB": "19490202"}
    mended[35] |= {"SEX": "2", "DOB": "19490202"}
    place.load(mended, on=MAY)
    found = identity(place.warehouse)
    assert found.changed == Changed(60, 36, {"sex": 13, "month or year of birth": 12, "initials or day of birth": 12})
    assert (found.people, found.shared) == (60, 0)
    assert "at most 36 of the client ids sent before came under another attributor since" in "\n".join(found.lines())
    assert identity(place.warehouse, as_of=APRIL).changed == Changed(0, 0, dict.fromkeys(found.changed.by, 0))
    assert "as known on 20 April 2026" in identity(place.warehouse, as_of=APRIL).lines()[0]


class Invented:
    """People drawn by chance, so few letters and days that some share an attributor; they meet one or two services."""

    def __init__(self, seed, size=450):
        rng = np.random.default_rng(seed)
        letters = "ABCDEFGHIJ"
        self.size = size
        self.who = [
            (letters[rng.integers(10)], letters[rng.integers(10)], date(1980, 1, 1) + timedelta(int(rng.integers(200))))
            for _ in range(size)
        ]
        self.files = {"X0001": [], "X0002": []}
        for number in range(size):
            met = [["X0001"], ["X0002"], ["X0001", "X0002"]][rng.choice(3, p=[0.5, 0.3, 0.2])]
            is_corrected = rng.random() < 0.08
            for agency in met:
                self.files[agency].append(self.row(number, 0, is_corrected=False))
                if is_corrected or rng.random() < 0.1:
                    self.files[agency].append(self.row(number, 1, is_corrected=is_corrected))

    def row(self, number, time, *, is_corrected):
        first, second, birth = self.who[number]
        second = "Z" if is_corrected and time else second
        when = {"TRIAGED": f"201{3 + 2 * time}0110", "REFLD": "", "DISD": f"201{3 + 2 * time}0301", "DISRSN": "80"}
        ids = {"CLIENTID": f"c{number}", "EPISODID": f"e{number}-{time}"}
        return {"FINITIAL": first, "SINITIAL": second, "DOB": birth.strftime("%Y%m%d")} | ids | when

    @property
    def sharing(self):
        """How many pairs of these people share an attributor."""
        return sum(n * (n - 1) // 2 for n in np.unique([str(one) for one in self.who], return_counts=True)[1])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_bounds_hold_the_true_number_of_people_and_chance_gives_the_true_number_of_pairs(seed, place):
    world = Invented(seed)
    for agency, rows in world.files.items():
        assert place.load(rows, sender=agency, name=f"{agency}.csv").exit_status == 0
    found = identity(place.warehouse)
    low, high = found.bounds
    assert low <= world.size <= high
    assert found.people != world.size
    assert low > 0.8 * world.size
    assert found.by_chance > 1.5
    assert abs(found.by_chance - world.sharing) < 4 * world.sharing**0.5


@pytest.mark.slow
def test_on_the_county_the_true_number_lies_between_and_the_planted_pairs_are_among_those_in_doubt(small_warehouse):
    files = small_warehouse.parent / "files"
    with (files / "truth" / "collisions.csv").open(newline="") as handle:
        planted = [row["attributor"] for row in csv.DictReader(handle)]
    clients = {}
    for journey in journeys_of(files):
        for episode in journey.episodes:
            clients.setdefault(journey.person, set()).add((episode.agency, episode.row["CLIENTID"]))
    found = identity(small_warehouse)
    in_doubt = {who for who, theirs in clients.items() if len(theirs) > 1}
    assert planted
    assert set(planted) <= in_doubt
    assert found.several == len(in_doubt)
    assert found.shared == 0
    low, high = found.bounds
    assert low <= found.people + len(planted) <= high
    assert found.by_chance < len(planted)  # people of the county share an attributor only where it was planted
    assert all(one.alike for one in read_manifest(small_warehouse).deliveries if one.is_case_level)


def test_a_load_says_what_one_file_can_and_keeps_only_counts_of_it(place):
    report = place.load([*PEOPLE, *(again(number, CLIENTID=f"new{number}") for number in range(14))])
    said = "\n".join(report.lines())
    assert "Who is who: at most 14 of the people, told apart by initials, date of birth and sex, could be two" in said
    assert "none could be counted twice" in said
    (delivery,) = read_manifest(place.warehouse).deliveries
    assert delivery.alike == Alike(60, letters_and_sex=0, birth=10)
    kept = json.loads((place.warehouse / "deliveries" / delivery.id / "delivery.json").read_text())["alike"]
    assert kept == {"people": 60, "letters_and_sex": 0, "birth": 10}


def test_rows_set_aside_or_without_consent_are_not_counted(place):
    place.load([*PEOPLE[:20], person(30, TRIAGED=""), {"CONSENT": "N", "AGNCY": "X0001", "CLIENTID": "c3"}])
    (delivery,) = read_manifest(place.warehouse).deliveries
    assert delivery.alike.people == 19


def told(**more):
    held = {"people": 500, "clients": 520, "least": 480, "several": 20, "at_one": 0, "at_once": 0, "shared": 30}
    return Identity(**(held | {"by_chance": 0.5, "changed": None} | more))


@pytest.mark.parametrize("few", [1, 4, 9])
def test_few_people_are_never_told_in_lines_bounds_or_json(few):
    one = told(several=few, shared=few, clients=500 + few, least=500 - few, at_one=few, at_once=few)
    assert one.bounds == (491, 509)
    text = "\n".join(one.lines())
    assert text.count("fewer than 10") == 4
    assert not {f" {few} ", f" {few},"} & {text[at : at + 3] for at in range(len(text))}
    said = one.as_dict()
    assert said["could_be_two"] is said["could_be_counted_twice"] is said["at_one_agency"] is None
    assert (said["at_least"], said["at_most"]) == (491, 509)
    assert told(clients=500 - few).bounds[1] == 500


def test_nor_are_the_few_who_are_left_over():
    one = told(several=497, at_one=400, at_once=395)
    assert "at most 500, who stand" in one.lines()[1]
    assert one.as_dict()["could_be_two"] is None
    assert at_most(395, 400) == "at most 400"
    assert one.as_dict()["at_one_time"] is None


def test_nothing_is_said_of_fewer_than_ten_people():
    one = told(people=9, clients=12, least=7, several=3)
    assert one.lines() == ["Fewer than 10 people are held: nothing is said of who is who among so few."]
    assert one.as_dict() == {"people": None, "told_from": 10}
    assert "fewer than 10" in who_line(Attributors(Alike(300, 20, 10), 4, 0))


def test_chance_needs_two_people_and_pools_files_by_their_pairs():
    assert by_chance(1, [Alike(1, 0, 0)]) is None
    assert by_chance(500, []) is None
    both = by_chance(100, [Alike(100, 40, 20), Alike(50, 10, 5)])
    assert both == pytest.approx(4950 * (50 / 6175) * (25 / 6175))


def test_a_warehouse_without_people_says_so(small_warehouse, tmp_path):
    from joinedup.jobs.load import load

    load([small_warehouse.parent / "files" / "population.csv"], tmp_path / "house", received_on=APRIL)
    with pytest.raises(Refusal, match="holds no rows about people"):
        identity(tmp_path / "house")
