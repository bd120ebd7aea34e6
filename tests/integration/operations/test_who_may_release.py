"""Rows about real people go into a release only where whoever asks for it may open them themselves, at that instant."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

import support.site  # noqa: F401
from joinedup.apps.operations.policies import why_not_open
from joinedup.intake.agreement_file import agreement_of
from joinedup.intake.toml_file import toml_of
from joinedup.kinds.agreement import Stop
from joinedup.sharing.asking import Asker
from support.agreements import AGREEMENT

AT = datetime(2026, 5, 11, 12, tzinfo=UTC)
HELD = agreement_of(toml_of(AGREEMENT, "agreement"), "agreement")
ANALYST = Asker("person:1", HELD.parties[0].organisation, "council", frozenset({"analyst"}))
LAPSED = replace(HELD, stops=(Stop("lapse", AT, "head of information", "a review is due"),))


def test_an_analyst_of_a_party_may_while_the_agreement_is_live():
    assert why_not_open(ANALYST, ("ndtms-adult",), (HELD,), AT) is None
    other = replace(HELD, id="another", shares=HELD.shares[:1])
    assert why_not_open(ANALYST, ("ndtms-adult",), (other, LAPSED), AT) is None, "each by what it lists itself"
    assert "lapsed" in why_not_open(ANALYST, ("ndtms-adult",), (LAPSED,), AT)


@pytest.mark.parametrize(
    ("asker", "agreements"),
    [
        (ANALYST, ()),
        (replace(ANALYST, organisation="quillhaven-council"), (HELD,)),
        (replace(ANALYST, roles=frozenset({"board-member"})), (HELD,)),
        (replace(ANALYST, other_kinds=frozenset({"police"})), (HELD,)),
    ],
    ids=["no agreement", "no party", "another role", "of the police too"],
)
def test_nobody_else_may(asker, agreements):
    assert why_not_open(asker, ("ndtms-adult",), agreements, AT)
