"""Whether a yes still holds, asked anew."""

from dataclasses import replace

import pytest

from joinedup.sharing.grant import Grant, Refused, still
from support.asking import AT

SHARED = (("ndtms-adult", ("AGNCY", "DRUG1")),)
YES = Grant("one", "needs-assessment", ("ndtms-adult",), AT, None, shared=SHARED)
LAPSED = Refused("It lapsed.", is_told=True)


def asked(now):
    return still(replace(YES, again=lambda: now))


def test_what_nobody_can_ask_anew_holds():
    assert still(None) is None
    assert still(YES) is None


def test_a_no_is_a_no():
    assert asked(LAPSED) == LAPSED


@pytest.mark.parametrize(
    ("now", "says"),
    [
        (replace(YES, shared=(("ndtms-adult", ("AGNCY",)),)), "DRUG1 is shared no more"),
        (replace(YES, shared=()), "AGNCY, DRUG1 is shared no more"),
        (replace(YES, agreement="two"), "'one' was changed meanwhile"),
        (replace(YES, shared=(("ndtms-adult", ("AGNCY", "DRUG1", "SEX")),)), ""),
        (YES, ""),
    ],
)
def test_a_yes_that_gives_less_than_it_gave_holds_no_more(now, says):
    found = asked(now)
    assert (found is None) == (says == "")
    assert found is None or says in found.reason
