"""The real server killed while people post real forms: no half-written entry, and none without its line."""

import random
import time

import pytest

from joinedup.apps.audit.models import Line
from joinedup.apps.audit.verify import verify
from joinedup.apps.directory.models import Service
from joinedup.site.environment import audit, databases
from support.desk import organisation
from support.postgresql import BOTH, new_database
from support.served_site import Writers, cookie_of, served
from support.site import on_database

WORKER_KILLS, WHOLE_KILLS = 23, 2
"""On each of two databases: fifty in all."""


@pytest.fixture(params=BOTH)
def environment(request, tmp_path):
    """What tells a server which databases and keys are its own; the test uses the same ones."""
    said = {"JOINEDUP_DATA": str(tmp_path / "data"), "JOINEDUP_RELEASED": str(tmp_path / "released")}
    (tmp_path / "data").mkdir()
    if request.param == "sqlite":
        return said
    named = [new_database(request.getfixturevalue("postgresql_server")) for _ in range(2)]
    return said | {"JOINEDUP_DATABASE": named[0], "JOINEDUP_IDENTIFIABLE_DATABASE": named[1]}


def parts_of(service):
    return len(service.needs.all()), len(service.places.all())


def wrong_now(acknowledged):
    """Return what does not go together: entries without a line, lines without an entry, halves, and lost ones."""
    held = {one.slug: one for one in Service.objects.prefetch_related("needs", "places")}
    added = [line.about.partition(":")[2] for line in Line.objects.filter(act="directory.added")]
    return [
        *verify().faults,
        *(f"{slug} has no line" for slug in held.keys() - set(added)),
        *(f"{slug} has a line and is not there" for slug in set(added) - held.keys()),
        *(
            f"{slug} is half there"
            for slug, one in held.items()
            if (len(one.needs.all()), len(one.places.all())) != (1, 2)
        ),
        *(f"{slug} was acknowledged and is not there" for slug in set(acknowledged) - held.keys()),
        *([f"{len(added)} lines of {len(set(added))} entries"] if len(added) != len(set(added)) else []),
    ]


@pytest.mark.slow
def test_no_act_is_half_done_or_without_its_line(environment, tmp_path):
    chance = random.Random(WORKER_KILLS)
    named = databases(environment, folder=tmp_path / "data")
    paths = audit(environment, folder=tmp_path / "data", demo=True)
    with (
        on_database(named["default"], beside=named["identifiable"], kept=paths),
        served(tmp_path, environment, workers=2) as site,
    ):
        organisation("harbour", "care")
        with Writers(site.address, cookie_of("partnership-manager")).writing() as writers:
            for number in range(WORKER_KILLS + WHOLE_KILLS):
                time.sleep(chance.uniform(0.05, 0.3))
                if number % ((WORKER_KILLS + WHOLE_KILLS) // WHOLE_KILLS) == 11:
                    site.kill()
                    site.start()
                else:
                    site.kill_worker(chance.choice)
            time.sleep(0.5)
        assert writers.broken > 0, "no kill met a request"
        assert len(writers.acknowledged) > WORKER_KILLS
        assert set(writers.refused) <= {200, 500}, "what a killed worker left is told as a slug that is taken"
        assert wrong_now(writers.acknowledged) == []


def test_what_is_wrong_would_be_found(tmp_path):
    with on_database(databases({}, folder=tmp_path)["default"]):
        Service.objects.create(slug="alone", name="x", owner="x", checked_on="2026-01-01")
        assert wrong_now(["lost"]) == [
            "alone has no line",
            "alone is half there",
            "lost was acknowledged and is not there",
        ]
