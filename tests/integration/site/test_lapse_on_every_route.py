"""One lapse, entered on the page: every route closes at its instant and says why, all of it is in the record, and
renewing opens each again without anything being loaded anew. The rows are invented, under codes that are not reserved.
"""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings

from joinedup.apps.accounts.queries import asker
from joinedup.apps.audit.instant import now
from joinedup.apps.audit.models import Line
from joinedup.apps.audit.verify import verify
from joinedup.apps.tokens.actions import make_token
from joinedup.core.refusal import Refusal
from joinedup.jobs.granting import grant_for
from joinedup.jobs.scorecards import scorecards
from joinedup.site.environment import database
from support.agreements import real_row, whole_toml
from support.command import joinedup
from support.desk import as_role, organisation, person_with, signed_in_client
from support.evidence_pages import put_made_up
from support.extract import SIDECAR, write_extract
from support.sharing_site import say_yes, seen_on
from support.site import on_database
from support.vault_place import RECEIVED

COUNCIL, SERVICE, ID = "thornmarch-council", "recovery-service", "both-2026"
WORDS = f"""
id = "{ID}"
purposes = ["needs-assessment"]
feeds = ["ndtms-adult", "police-seizures"]
article_6 = "6(1)(e)"
article_9 = "9(2)(h)"
common_law = "implied consent within the care team"
dpia = "DPIA-12"
valid_from = 2020-04-01
valid_to = 2090-06-01
{whole_toml("ndtms-adult", "police-seizures")}
[[parties]]
name = "County council"
organisation = "{COUNCIL}"
kind = "council"
role = "controller"
signatory = "Senior information risk owner"
signed_on = 2020-01-09

[[parties]]
name = "Recovery service"
kind = "care"
role = "joint controller"
signatory = "Caldicott guardian"
signed_on = 2020-01-09
arrangement = "each answers for its own part"
"""
HELD = f"/desk/agreements/held/{ID}"
PAGE = "/desk/feeds/police-seizures?purpose=needs-assessment"
COUNTS = "/api/v1/feeds/police-seizures/counts?purpose=needs-assessment"
WHY = "the yearly review is due"
TOLD = r'2021/22 48|"(text|value)": *"?48'
LAPSED = rf"Agreement '{ID}' lapsed at .* by the word of the head of information: {WHY}"


@pytest.fixture(scope="module", autouse=True)
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("place")
    put_made_up(folder / "released", is_synthetic=False)
    with (
        on_database(database({}, folder=folder)),
        override_settings(
            DEMO=False, RELEASED=folder / "released", SECURE_SSL_REDIRECT=False, AGREEMENTS=folder / "agreements"
        ),
    ):
        organisation(COUNCIL)
        organisation(SERVICE, "care")
        yield folder


def text(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def kept(folder: Path):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_one_lapse_closes_every_route_and_renewing_opens_each(place):
    lead, person = as_role("information-governance-lead"), person_with("analyst")
    analyst, partner = signed_in_client(person), as_role("partner-contact", slug=SERVICE, kind="care")
    entered = lead.post("/desk/agreements/add-words", {"words": WORDS, "seen": ""}, follow=True)
    assert "The edition is entered" in text(entered)
    assert "Every party has said yes" in say_yes(ID, SERVICE, "care")
    file, house, out = Path(settings.AGREEMENTS) / f"{ID}.toml", place / "w", place / "records"
    extract = write_extract(place / "a.csv", [real_row()], sidecar=dict(SIDECAR) | {"sender": '"N0852"'})
    given = {"name": "x", "agreement": ID, "purpose": "needs-assessment", "days": 7}
    _, secret = make_token(by=person, asker=asker(person, organisation(COUNCIL), now()), at=now(), **given)

    def command(*said):
        return joinedup(*said, home=place / "home")

    def by_token():
        return Client().get(COUNTS, headers={"Authorization": f"Bearer {secret}"})

    load = ("load", extract, "--agreement", file, "--into", house)
    quality = ("quality", "--warehouse", house, "--agreement", file, "--out", out, "--dated-on", "2026-05-01")
    done = command(*load)
    assert done.returncode == 0, done.stdout + done.stderr
    assert command(*quality).returncode == 0
    stood = kept(out)
    assert stood
    for asked in (analyst.get(PAGE), analyst.get(COUNTS), by_token(), partner.get(PAGE)):
        assert asked.status_code == 200
    assert "weight in grams" in text(analyst.get(PAGE))

    # A field that another edition leaves out disappears, and what goes on does.
    less = re.sub(r', \{name = "grams"[^}]*\}', "", WORDS)
    seen = seen_on(lead.get(f"{HELD}/edit-words"))
    lead.post(f"{HELD}/edit-words", {"words": less, "seen": seen})
    assert "weight" in text(analyst.get(PAGE)), "it counts once the other party has said yes"
    say_yes(ID, SERVICE, "care")
    assert "weight" not in text(analyst.get(PAGE))
    assert {one["name"] for one in json.loads(by_token().content)["data"]["fields"]} == {"seizures"}
    running = grant_for(house, file, now(), clock=now, by="test")  # a job that is under way when the lapse comes

    stop = lead.get(f"{HELD}/stop")
    said = {"how": "lapse", "at": "", "post": "head of information", "why": WHY, "seen": seen_on(stop)}
    assert "Every route closes" in text(lead.post(f"{HELD}/stop", said, follow=True))
    for asked in (analyst.get(PAGE), analyst.get(COUNTS), by_token(), partner.get(PAGE)):
        assert asked.status_code == 403
        assert re.search(LAPSED, text(asked))
        # 48 alone is also a minute of the hour at which it lapsed.
        assert not re.search(TOLD, text(asked))
    assert as_role("analyst", slug="stranger").get(PAGE).status_code == 404  # to others nothing was ever there
    refused = command(*load)
    assert refused.returncode == 1
    assert re.search(LAPSED, refused.stdout)
    built = command(*quality)
    assert built.returncode == 2
    assert re.search(LAPSED, " ".join(built.stderr.split()))
    with pytest.raises(Refusal, match="Stopped while it ran, and nothing of it is kept"):
        scorecards(house, out, dated_on=RECEIVED, grant=running)
    assert kept(out) == stood
    asked = {"organisation": COUNCIL, "role": ["analyst"], "purpose": "needs-assessment", "item": "small-counts"}
    simulated = lead.get("/desk/agreements/simulator", asked | {"feed": "police-seizures", "field": "seizures"})
    assert re.search(f"no state: {LAPSED}", text(simulated))

    renewal = lead.get(f"{HELD}/renew")
    assert "renewed" in text(lead.post(f"{HELD}/renew", {"seen": seen_on(renewal)}, follow=True))
    for asked in (analyst.get(PAGE), analyst.get(COUNTS), by_token(), partner.get(PAGE)):
        assert asked.status_code == 200
    again = command(*quality)
    assert again.returncode == 0, again.stderr
    assert kept(out) == stood
    assert "Unchanged: these bytes are held already" in command(*load).stdout

    acts = list(Line.objects.order_by("number").values_list("act", flat=True))
    order = [acts.index(act) for act in ("agreement.entered", "agreement.lapse", "agreement.renewed")]
    assert order == sorted(order)
    assert acts[order[1] :].count("feed.refused") >= 4
    assert verify().faults == ()
    told = text(lead.get(HELD))
    for act in ("agreement.entered", "agreement.lapse", "agreement.renewed"):
        assert act in told
