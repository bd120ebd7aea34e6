"""Agreements in the site: entered, stopped and renewed; what the policy and the command line make of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from joinedup.apps.accounts.actions import add_invented
from joinedup.apps.agreements import actions, files, queries
from joinedup.apps.agreements.models import Edition, Stopped
from joinedup.apps.agreements.reach import fields_open
from joinedup.apps.audit.instant import clock_at
from joinedup.apps.audit.models import Line
from joinedup.apps.audit.verify import verify
from joinedup.core.refusal import Refusal
from joinedup.intake.agreement_file import read_agreement
from joinedup.sharing.answer import answer
from joinedup.sharing.asking import Asker, Item
from joinedup.sharing.decide import decide
from joinedup.sharing.grant import NOT_THERE, Grant, Refused
from joinedup.sharing.state import State, standing
from support.agreements import AGREEMENT, SEIZURES
from support.desk import organisation

pytestmark = pytest.mark.usefixtures("keys")
AT = datetime(2026, 4, 20, 9, 30, tzinfo=UTC)
SOON = AT + timedelta(hours=2)
LEAD = Asker("person:3", "county-council", "council", frozenset({"information-governance-lead"}))
SERVER = replace(LEAD, account="host:operator")  # who enters what is signed on paper: it counts at once
ANALYST = Asker("person:5", "county-council", "council", frozenset({"analyst"}))
OFFICER = Asker("person:9", "county-council", "council", LEAD.roles | {"law-enforcement-partner"})
ROWS = Item("person-rows", feed="ndtms-adult", fields=("DRUG1", "TRIAGED"))
STOP = {"post": "Caldicott guardian", "why": "the contract ended", "by": SERVER, "now": AT}


@pytest.fixture(autouse=True)
def folder(settings_changed, tmp_path):
    """The folder of files, and no agreement yet."""
    settings_changed(AGREEMENTS=tmp_path / "agreements")
    for slug, kind in (("county-council", "council"), ("recovery-service", "care")):
        organisation(slug, kind)
    Edition.objects.all().delete()
    Stopped.objects.all().delete()
    return tmp_path / "agreements"


@pytest.fixture
def settings_changed():
    opened = []

    def change(**given):
        opened.append(override_settings(**given))
        opened[-1].enable()

    yield change
    for one in reversed(opened):
        one.disable()


def asked(at):
    return answer(ANALYST, "needs-assessment", ROWS, queries.agreements(), at)


def on_the_command_line(folder, at):
    agreement = read_agreement(folder / "county-2026.toml")
    return decide(agreement, purpose="needs-assessment", feeds=("ndtms-adult",), at=at)


def acts():
    return list(Line.objects.order_by("number").values_list("act", "about"))


def test_what_is_entered_opens_and_the_command_line_reads_the_same(folder):
    assert isinstance(asked(AT), Refused)
    actions.enter(AGREEMENT, by=SERVER, at=AT)
    assert isinstance(asked(AT), Grant)
    assert queries.agreements() == (read_agreement(folder / "county-2026.toml"),)
    assert isinstance(on_the_command_line(folder, AT), Grant)
    assert acts()[-1] == ("agreement.entered", "agreement:county-2026")


def test_the_same_words_again_change_nothing_and_other_words_are_a_new_edition():
    first = actions.enter(AGREEMENT, by=SERVER, at=AT)
    before = Line.objects.count()
    assert actions.enter(AGREEMENT, by=SERVER, at=SOON) == first
    assert Line.objects.count() == before
    second = actions.enter(AGREEMENT.replace("DPIA-12", "DPIA-13"), by=SERVER, at=SOON)
    assert (first.number, second.number) == (1, 2)
    assert [one.dpia for one in queries.agreements()] == ["DPIA-13"]


@pytest.mark.parametrize("how", ["lapse", "withdrawal"])
def test_a_stop_closes_every_route_at_its_one_instant_and_says_why(folder, how):
    actions.enter(AGREEMENT, by=SERVER, at=AT)
    actions.stop("county-2026", how, at=SOON, **STOP)
    just_before = SOON - timedelta(microseconds=1)
    assert isinstance(asked(just_before), Grant)
    assert isinstance(on_the_command_line(folder, just_before), Grant)
    for refused in (asked(SOON), on_the_command_line(folder, SOON)):
        assert isinstance(refused, Refused)
        assert "the contract ended" in refused.reason
    assert acts()[-1] == (f"agreement.{how}", "agreement:county-2026")


def test_renewing_opens_again_at_once(folder):
    actions.enter(AGREEMENT, by=SERVER, at=AT)
    actions.stop("county-2026", "lapse", at=AT, **STOP)
    assert isinstance(asked(AT), Refused)
    actions.renew("county-2026", by=SERVER, at=SOON)
    assert isinstance(asked(SOON), Grant)
    assert isinstance(on_the_command_line(folder, SOON), Grant)
    assert isinstance(asked(AT + timedelta(hours=1)), Refused)
    assert acts()[-1] == ("agreement.renewed", "agreement:county-2026")


def test_what_was_withdrawn_or_never_lapsed_is_not_renewed():
    actions.enter(AGREEMENT, by=SERVER, at=AT)
    with pytest.raises(Refusal, match="Only what has lapsed is renewed"):
        actions.renew("county-2026", by=SERVER, at=AT)
    actions.stop("county-2026", "withdrawal", at=AT, **STOP)
    with pytest.raises(Refusal, match="It needs a new agreement"):
        actions.renew("county-2026", by=SERVER, at=SOON)


@pytest.mark.parametrize("by", [ANALYST, OFFICER, Asker(None, "county-council", "council", LEAD.roles)])
def test_whoever_may_not_is_told_the_same_as_of_an_agreement_that_is_not_there(by):
    actions.enter(AGREEMENT, by=SERVER, at=AT)
    before = (Line.objects.count(), Edition.objects.count(), Stopped.objects.count())
    said = set()
    for slug in ("county-2026", "no-such-thing"):
        with pytest.raises(Refusal) as refusal:
            actions.stop(slug, "lapse", at=AT, **(STOP | {"by": by}))
        said.add(str(refusal.value))
        with pytest.raises(Refusal) as refusal:
            actions.renew(slug, by=by, at=AT)
        said.add(str(refusal.value))
    with pytest.raises(Refusal):
        actions.enter(AGREEMENT.replace("DPIA-12", "DPIA-13"), by=by, at=AT)
    assert said == {"There is no such agreement that you may change."}
    assert (Line.objects.count(), Edition.objects.count(), Stopped.objects.count()) == before


@pytest.mark.parametrize(
    ("how", "at", "post", "says"),
    [
        ("lapse", AT - timedelta(seconds=1), "SIRO", "is past"),
        ("pause", AT, "SIRO", "not 'pause'"),
        ("lapse", AT, " ", "needs the post"),
        ("lapse", AT, "x" * 251, "longer than 250"),
        ("lapse", AT, "a\x07b", "cannot be printed"),
    ],
)
def test_a_stop_that_cannot_be_read_back_is_refused_and_nothing_changes(folder, how, at, post, says):
    actions.enter(AGREEMENT, by=SERVER, at=AT)
    before = (folder / "county-2026.toml").read_text(), Line.objects.count(), Stopped.objects.count()
    with pytest.raises(Refusal, match=says):
        actions.stop("county-2026", how, at=at, **(STOP | {"post": post}))
    assert ((folder / "county-2026.toml").read_text(), Line.objects.count(), Stopped.objects.count()) == before


def test_words_with_quotes_and_signs_come_back_as_they_were(folder):
    actions.enter(AGREEMENT, by=SERVER, at=AT)
    why = 'said "no" = [[stops]] # \\ é'
    actions.stop("county-2026", "lapse", at=AT, **(STOP | {"why": why}))
    assert read_agreement(folder / "county-2026.toml").stops[0].why == why
    assert queries.agreements() == (read_agreement(folder / "county-2026.toml"),)


def test_an_agreement_names_only_organisations_that_have_an_account():
    before = Line.objects.count(), Edition.objects.count()
    words = AGREEMENT.replace('"Recovery service"', '"Recovery service", organisation = "old-service"')
    with pytest.raises(Refusal, match=r"no account here: old-service\. An administrator adds them"):
        actions.enter(words, by=SERVER, at=AT)
    assert (Line.objects.count(), Edition.objects.count()) == before


def test_invented_organisations_are_for_a_demonstration():
    with override_settings(DEMO=False), pytest.raises(Refusal, match="for a demonstration only"):
        add_invented(slug="thornmarch-south", name="South", kind="council")
    with override_settings(DEMO=True):
        made = add_invented(slug="thornmarch-south", name="South", kind="council")
        assert add_invented(slug="thornmarch-south", name="Another name", kind="care") == made


def test_of_two_who_enter_the_same_edition_at_once_one_is_told(folder, monkeypatch):
    actions.enter(AGREEMENT, by=SERVER, at=AT)
    before = Line.objects.count(), (folder / "county-2026.toml").read_text()
    with monkeypatch.context() as here:
        here.setattr(queries, "newest_edition", lambda _: None)  # as it was when the other had not entered it yet
        with pytest.raises(actions.Stale, match="Somebody changed this agreement"):
            actions.enter(AGREEMENT.replace("DPIA-12", "DPIA-13"), by=SERVER, at=AT)
    assert (Line.objects.count(), (folder / "county-2026.toml").read_text()) == before


def test_stops_among_the_words_are_refused():
    stops = '\n[[stops]]\nhow = "lapse"\nat = 2026-05-01\nby = "SIRO"\nwhy = "none"\n'
    with pytest.raises(Refusal, match="entered apart"):
        actions.enter(AGREEMENT + stops, by=SERVER, at=AT)


def test_a_stop_whose_transaction_falls_leaves_the_command_line_closed_until_files_are_written(folder, monkeypatch):
    actions.enter(AGREEMENT, by=SERVER, at=AT)

    def falls(*_args, **_kwargs):
        raise DatabaseError("gone")

    with monkeypatch.context() as here:
        here.setattr(actions, "record", falls)
        with pytest.raises(DatabaseError):
            actions.stop("county-2026", "lapse", at=AT, **STOP)
    assert isinstance(asked(AT), Grant)
    assert isinstance(on_the_command_line(folder, AT), Refused)
    assert files.write_files() == 1
    assert isinstance(on_the_command_line(folder, AT), Grant)


def test_a_new_edition_whose_transaction_falls_leaves_no_file_that_opens(folder):
    actions.enter(AGREEMENT, by=SERVER, at=AT)
    with transaction.atomic():
        actions.enter(AGREEMENT.replace("DPIA-12", "DPIA-13"), by=SERVER, at=AT)
        transaction.set_rollback(True)
    assert not (folder / "county-2026.toml").exists()
    assert [one.dpia for one in queries.agreements()] == ["DPIA-12"]


def test_reading_all_agreements_takes_two_queries_however_many_there_are():
    for number in range(3):
        actions.enter(AGREEMENT.replace("county-2026", f"county-{number}"), by=SERVER, at=AT)
        with CaptureQueriesContext(connection) as seen:
            assert len(queries.agreements()) == number + 1
        assert len(seen) == 2


def test_the_public_page_tells_what_flows_and_what_has_stopped_but_no_draft():
    actions.enter(AGREEMENT, by=SERVER, at=AT)
    actions.enter(
        AGREEMENT.replace("county-2026", "draft-2026")
        .replace("DPIA-12", "DPIA-14")
        .replace('dpo_advice = "go ahead, and look again in a year"', 'dpo_advice = ""'),
        by=SERVER,
        at=AT,
    )
    with clock_at(AT):
        page = Client().get("/data-flows").content.decode()
    assert "In force" in page
    assert "Recovery service" in page
    assert "DRUG1: it is counted or tells rows apart" in page
    assert "draft-2026" not in page
    actions.stop("county-2026", "lapse", at=AT, **STOP)
    with clock_at(SOON):
        page = Client().get("/data-flows").content.decode()
    assert "Stopped for now" in page
    assert "the contract ended" not in page  # the parties are told why; the public is told that


def test_the_server_command_enters_stops_lists_and_renews(folder, tmp_path, capsys):
    (tmp_path / "a.toml").write_text(AGREEMENT, encoding="utf-8")
    with clock_at(AT):
        call_command("agreement", "enter", str(tmp_path / "a.toml"))
        call_command("agreement", "lapse", "county-2026", post="Caldicott guardian", why="the contract ended")
        call_command("agreement", "list")
        assert "lapsed at 2026-04-20 10:30 BST" in capsys.readouterr().out
    with clock_at(SOON):
        call_command("agreement", "renew", "county-2026")
        with pytest.raises(CommandError, match="Only what has lapsed"):
            call_command("agreement", "renew", "county-2026")
        with pytest.raises(CommandError, match="Say which"):
            call_command("agreement", "lapse")
    assert isinstance(on_the_command_line(folder, SOON), Grant)


def test_every_change_is_in_the_record_and_the_record_is_whole():
    assert verify().faults == ()


def test_the_invented_agreement_is_whole_and_enters_a_demonstration_only(folder):
    with override_settings(DEMO=False), pytest.raises(Refusal, match="for a demonstration only"):
        call_command("invented_agreements", verbosity=0)
    call_command("invented_agreements", verbosity=0)
    call_command("invented_agreements", verbosity=0)
    held = queries.agreements()
    assert {standing(one, AT).state for one in held} == {State.LIVE}
    assert sorted(one.kind for one in held) == ["emergency", "ordinary", "ordinary"]
    assert Edition.objects.count() == 3
    page = Client().get("/data-flows").content.decode()
    assert "DRUG1: needs differ by substance" in page
    assert "CLIENT" not in page


def test_fields_of_a_feed_open_one_by_one_and_close_with_the_agreement():
    said = SEIZURES.replace('"Council"', '"County council"')
    organisation("constabulary", "police")
    actions.enter(said, by=SERVER, at=AT)
    asked = (replace(ANALYST, roles=frozenset({"partner-contact"})), "needs-assessment", "police-seizures")
    with CaptureQueriesContext(connection) as seen:
        given = fields_open(*asked, ("grams", "purity"), AT)
    assert len(seen) == 2
    assert [type(given[name]) for name in ("grams", "purity")] == [Grant, Refused]
    assert not given["purity"].is_told
    actions.stop("seizures-2026", "lapse", at=SOON, **STOP)
    assert isinstance(fields_open(*asked, ("grams",), SOON - timedelta(microseconds=1))["grams"], Grant)
    stopped = fields_open(*asked, ("grams",), SOON)["grams"]
    assert "the contract ended" in stopped.shown
    stranger = replace(asked[0], organisation="recovery-service", organisation_kind="care")
    assert fields_open(stranger, *asked[1:], ("grams",), AT)["grams"] == NOT_THERE
