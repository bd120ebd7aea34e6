"""What agreement, role and originator say of one question, beside the matrix: fields, glass, codes, documents."""

from dataclasses import replace
from datetime import datetime

import pytest

from joinedup.kinds.agreement import EVERY_FIELD, Share, SharedField
from joinedup.sharing.answer import GLASS_DUTIES, answer
from joinedup.sharing.asking import Asker, Item
from joinedup.sharing.explain import explain, fields_seen
from joinedup.sharing.grant import NOT_THERE, Grant, Refused
from joinedup.sharing.handling import Handling
from support.asking import AT, FEED, SHARES, TO, agreement, asker, in_state, item, party

NEEDS = "needs-assessment"
ANALYST = asker("analyst", "council")
WORKER = asker("provider-worker", "care")
POLICE = asker("law-enforcement-partner", "police")
ROWS = item("person-rows")


def ask(who=ANALYST, purpose=NEEDS, what=ROWS, under=None, at=AT, **more):
    return answer(who, purpose, what, (agreement(),) if under is None else under, at, **more)


def test_a_yes_says_who_what_under_which_agreement_until_when():
    assert ask() == Grant("all", NEEDS, (FEED,), AT, TO, "a1", ("sex",))


def test_a_field_that_is_left_out_disappears_and_the_others_stay():
    left = replace(SHARES[2], fields=(SharedField("age", "to compare"),))
    under = (agreement(shares=(*SHARES[:2], left, *SHARES[3:])),)
    assert fields_seen(ANALYST, NEEDS, "person-rows", FEED, (agreement(),), AT) == ("age", "sex")
    assert fields_seen(ANALYST, NEEDS, "person-rows", FEED, under, AT) == ("age",)
    gone = ask(what=item("person-field"), under=under)
    assert isinstance(gone, Refused)
    assert "leaves out the field sex" in gone.reason
    assert gone.shown == NOT_THERE.shown
    assert isinstance(ask(what=item("person-rows", fields=("age",)), under=under), Grant)


def test_whole_rows_are_not_given_and_one_reason_for_every_field_makes_a_draft():
    whole = item("person-rows", fields=(EVERY_FIELD,))
    assert not isinstance(ask(what=whole), Grant)
    listed = Share("person-rows", FEED, (SharedField(EVERY_FIELD, "all are counted"),))
    said = ask(what=whole, under=(agreement(shares=(listed,)),)).reason
    assert "is a draft: it does not say each field of ndtms-adult by name, with its own reason" in said


def test_rows_shared_give_no_names_and_no_ids():
    under = (agreement(shares=(SHARES[2],)),)
    assert not isinstance(ask(WORKER, what=item("identifiers"), under=under), Grant)
    assert not isinstance(ask(what=item("linked-ids"), under=under), Grant)


@pytest.mark.parametrize("group", ["article_10", "deceased", "children"])
def test_people_of_a_group_are_seen_only_where_the_agreement_speaks_of_them(group):
    about = item("person-rows", about=(group,))
    for says, is_given in (("in bands", True), ("None", False), ("", False)):
        made = agreement(kind="ordinary", **{group: says})
        assert isinstance(ask(what=about, under=(made,)), Grant) == is_given


@pytest.mark.parametrize("kind", ["person-rows", "person-field", "identifiers", "linked-ids"])
def test_an_emergency_agreement_shares_nobody_even_where_it_says_so(kind):
    who = {"identifiers": WORKER}.get(kind, ANALYST)
    assert isinstance(ask(who, what=item(kind)), Grant)
    given = ask(who, what=item(kind), under=(agreement(kind="emergency"),))
    assert "is for emergencies" in given.reason


def test_early_warning_sees_on_through_an_emergency_agreement_when_the_ordinary_one_has_ended():
    short = agreement(id="emergency", kind="emergency", shares=SHARES[:2])
    under = (in_state("expired"), short)
    for kind in ("sanitised-report", "small-counts"):
        assert ask(asker("health-coordinator", "council"), "early-warning", item(kind), under).agreement == "emergency"
    assert isinstance(ask(under=under), Refused)


def test_only_a_party_of_what_has_stopped_is_told_why():
    for state, words in (("lapsed", "lapsed at"), ("withdrawn", "was withdrawn at"), ("expired", "ended at")):
        told = ask(under=(in_state(state),))
        assert (told.is_told, words in told.shown) == (True, True)
        assert ask(asker("analyst", "council", stranger=True), under=(in_state(state),)) == NOT_THERE
        assert not ask(under=(in_state(state, purposes=("governance",)),)).is_told
        assert not ask(asker("board-member", "council"), under=(in_state(state),)).is_told
    assert not ask(under=(in_state("draft"),)).is_told


def test_an_agreements_parties_see_its_text_whatever_has_become_of_it():
    lead = asker("information-governance-lead", "health")
    assert ask(lead, "governance", item("agreement"), (in_state("lapsed"),)) == Grant(
        "all", "governance", (), AT, None, "a1"
    )
    assert ask(lead, "governance", Item("agreement", id="other")) == NOT_THERE


BROKEN = "not breathing, allergies are not known"


@pytest.mark.parametrize("field", ["sex", "allergies"])
def test_glass_gives_a_direct_care_role_what_fields_and_purposes_leave_out(field):
    under = (agreement(purposes=(NEEDS,)),)
    what = item("person-rows", fields=(field,))
    assert isinstance(ask(WORKER, "direct-care", what, under), Refused)
    given = ask(WORKER, "direct-care", what, under, break_glass=BROKEN)
    assert (given.broke_glass, given.duties) == (BROKEN, GLASS_DUTIES)


@pytest.mark.parametrize(
    "more",
    [
        {"who": ANALYST},
        {"who": asker("provider-worker", "care", roles=("law-enforcement-partner",))},
        {"who": asker("provider-worker", "police")},
        {"who": asker("provider-worker", "care", stranger=True)},
        {"purpose": "safeguarding"},
        {"purpose": "policing"},
        {"what": item("person-rows", feed="another-feed")},
        {"what": item("small-counts", fields=("allergies",))},
        {"under": (in_state("lapsed"),)},
        {"under": (in_state("withdrawn"),)},
        {"under": (agreement(shares=SHARES[:2]),)},
        {"break_glass": " "},
        {"break_glass": None},
    ],
)
def test_glass_breaks_for_nobody_else_and_lifts_nothing_else(more):
    asked = {
        "who": WORKER,
        "purpose": "direct-care",
        "what": item("person-rows", fields=("allergies",)),
        "break_glass": BROKEN,
    }
    assert isinstance(ask(**asked), Grant)
    assert isinstance(ask(**(asked | more)), Refused)


def test_glass_is_not_broken_where_the_agreement_gives_it_anyway():
    given = ask(WORKER, "direct-care", break_glass=BROKEN)
    assert (given.broke_glass, given.duties) == (None, ())


REPORT = {"P": Handling("a-police", "P"), "C": Handling("a-police", "C", ("a-council",))}


def test_an_originators_code_goes_along_and_is_obeyed():
    reuse = (agreement(reuse="an Act that lets it"),)
    coordinator, other = asker("health-coordinator", "council"), asker("partner-contact", "health")
    for code in "PC":
        what = item("sanitised-report", handling=REPORT[code])
        given = ask(coordinator, "early-warning", what, reuse)
        assert given.duties == (REPORT[code].sentence,)
        assert isinstance(ask(other, "early-warning", what, reuse), Grant) == (code == "P")
        assert isinstance(ask(POLICE, "policing", what), Grant)
        without = ask(coordinator, "early-warning", what)
        assert "names this law for using it otherwise: none" in without.reason


def test_a_codes_conditions_hold_for_documents_too():
    paper = Item("document", audience=("partner-contact",), handling=REPORT["C"])
    assert isinstance(ask(asker("partner-contact", "council"), what=paper), Grant)
    assert isinstance(ask(asker("partner-contact", "health"), what=paper), Refused)


def test_a_document_opens_to_its_audience_and_before_release_to_its_holders_only():
    paper = Item("document", audience=("board-member", "law-enforcement-partner"), holder="a-council")
    early = replace(paper, marking="pre-release")
    board = asker("board-member", "council")
    assert isinstance(ask(board, what=paper), Grant)
    assert isinstance(ask(POLICE, what=paper), Grant)
    assert ask(asker("reviewer", "health"), what=paper) == NOT_THERE
    assert isinstance(ask(board, what=early), Grant)
    assert ask(asker("board-member", "health"), what=early) == NOT_THERE
    both = asker("board-member", "council", roles=("law-enforcement-partner",))
    assert isinstance(ask(both, what=early), Refused)


def test_a_document_is_walled_by_what_is_in_it():
    paper = Item("document", audience=("partner-contact", "law-enforcement-partner"), holds=("small-counts",))
    contact = asker("partner-contact", "health")
    assert isinstance(ask(contact, what=paper), Grant)
    assert isinstance(ask(asker("partner-contact", "health", roles=("law-enforcement-partner",)), what=paper), Refused)
    with pytest.raises(ValueError, match="open to all"):
        replace(paper, marking="open")


def test_the_public_sees_what_is_released_and_open_documents():
    public = asker(None, "other", stranger=True)
    assert isinstance(ask(public, "governance", item("released-figures"), ()), Grant)
    assert isinstance(ask(public, "governance", Item("document", marking="open"), ()), Grant)
    assert ask(public, "governance", Item("document", audience=("analyst",)), ()) == NOT_THERE


def test_an_organisation_that_an_agreement_calls_police_is_behind_the_wall_whatever_its_account_says():
    under = agreement(parties=(party("council"), party("police", "A quiet council")))
    who = Asker("a1", "a-quiet-council", "council", frozenset({"analyst"}))
    assert isinstance(ask(who, under=(under,)), Refused)


def test_roles_held_elsewhere_open_nothing_here_and_raise_the_wall():
    board = asker("board-member", "council")
    both = replace(board, elsewhere=frozenset({"provider-worker", "analyst"}), other_kinds=frozenset({"care"}))
    assert isinstance(ask(replace(both, roles=frozenset({"analyst"}))), Grant)
    assert isinstance(ask(both), Refused)
    assert isinstance(ask(both, "direct-care", item("identifiers"), break_glass=BROKEN), Refused)
    assert isinstance(ask(replace(ANALYST, elsewhere=frozenset({"law-enforcement-partner"}))), Refused)
    assert isinstance(ask(replace(ANALYST, other_kinds=frozenset({"police"}))), Refused)


def test_a_reporters_words_open_to_the_coordinator_of_the_holder_for_a_declared_purpose_only():
    words = item("reporter-words", "a-council")
    coordinator = asker("health-coordinator", "council")
    assert isinstance(ask(coordinator, "early-warning", words), Grant)
    for purpose in ("never-declared", "policing", "investigation"):
        assert isinstance(ask(coordinator, purpose, words), Refused)
    assert ask(asker("health-coordinator", "health"), "early-warning", words) == NOT_THERE


def test_an_account_of_the_police_is_behind_the_wall_whatever_the_agreement_calls_its_organisation():
    under = agreement(parties=(party("council"), party("council", "A quiet force")))
    who = Asker("a1", "a-quiet-force", "council", frozenset({"analyst"}))
    assert isinstance(ask(who, under=(under,)), Grant)
    for kind in ("police", "law-enforcement", "prison", "probation"):
        assert isinstance(ask(replace(who, organisation_kind=kind), under=(under,)), Refused)


def test_the_simulator_says_each_step_and_the_same_answer():
    for who, what, agreements in ((ANALYST, ROWS, (agreement(),)), (POLICE, ROWS, (in_state("lapsed"),))):
        told = explain(who, NEEDS, what, agreements, AT)
        assert told.answer == ask(who, what=what, under=agreements)
        assert all(step.is_met for step in told.steps) == (who is ANALYST)
    lines = "\n".join(told.lines())
    assert "They would be told: There is nothing here that you may see." in lines
    assert "NO  state: Agreement 'all' lapsed at" in lines
    glass = explain(WORKER, "direct-care", item("person-rows", fields=("x",)), (agreement(),), AT, break_glass=BROKEN)
    assert f"Only by breaking glass, with the reason: {BROKEN}" in glass.lines()


def test_an_instant_needs_a_time_zone():
    with pytest.raises(ValueError, match="time zone"):
        ask(at=datetime(2026, 5, 1))  # noqa: DTZ001


def test_the_agreement_that_ends_last_is_named():
    longer = agreement(id="longer", valid_to=TO.replace(year=2027))
    assert ask(under=(agreement(), longer)).agreement == ask(under=(longer, agreement())).agreement == "longer"
