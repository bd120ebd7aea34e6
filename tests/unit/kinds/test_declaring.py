"""A definition is checked the moment it is made, with a sentence an analyst can act on."""

from dataclasses import replace

import pytest
from ibis import _

from joinedup.core.period import Period
from joinedup.core.status import SourceStatus
from joinedup.kinds.document import Ask, ClaimKind, DocumentKind, Picture, Section, Versus
from joinedup.kinds.indicator import Base, Example, Indicator, Polarity, Unit
from joinedup.kinds.parameters import Code, CodeList
from joinedup.kinds.source import Source

SOURCE = Source("a test", SourceStatus.LOCAL)
EXAMPLE = Example(rows=({"is_new": True, "referral": None},), numerator=0, denominator=1, value=0.0)


def indicator(**changes):
    given = {
        "slug": "a-share",
        "title": "A share",
        "noun": "adults",
        "why": "To test.",
        "unit": Unit.PERCENT,
        "polarity": Polarity.NONE,
        "source": SOURCE,
        "example": EXAMPLE,
        "among": _.is_new,
        "numerator": _.referral == "other",
        "of": "among",
        "share_of": "new adults",
    }
    return Indicator(**(given | changes))


def test_a_whole_one_is_made():
    assert indicator().slug == "a-share"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"slug": "A Share"}, "lower-case"),
        ({"why": " "}, "needs a why"),
        ({"among": None}, "among whom"),
        ({"of": None}, "of whom"),
        ({"numerator": None}, "needs `numerator`"),
        ({"share_of": None}, "needs `numerator`"),
        ({"unit": Unit.RATE, "of": None}, "which population"),
        ({"unit": Unit.DAYS}, "of what"),
        ({"unit": Unit.COUNT}, "has no `of`"),
        ({"margin": 0}, "above 0"),
        ({"example": Example(rows=(), numerator=0, denominator=0)}, "worked example"),
        ({"example": Example(rows=({"is_new": True},), numerator=0, denominator=1)}, "missing value"),
        ({"example": replace(EXAMPLE, period=Period.years(2020))}, "not journeys"),
        ({"base": Base.PUBLISHED, "among": None}, "its `period`"),
    ],
)
def test_each_fault_is_said(changes, words):
    with pytest.raises(ValueError, match=words):
        indicator(**changes)


def test_an_ask_says_versus_what_only_where_there_is_another_side():
    with pytest.raises(ValueError, match="must say versus what"):
        Ask(ClaimKind.COMPARISON, "a-share")
    with pytest.raises(ValueError, match="must not say versus what"):
        Ask(ClaimKind.COUNT, "a-share", Versus.ENGLAND)
    with pytest.raises(ValueError, match="two groups"):
        Ask(ClaimKind.GAP, "a-share")


def test_a_document_declares_no_more_headlines_than_allowed():
    asks = tuple(Ask(ClaimKind.CHANGE, f"i-{n}", Versus.PREVIOUS, is_headline=True) for n in range(31))
    with pytest.raises(ValueError, match="31 headlines"):
        DocumentKind("d", "D", (Section("s", "S", asks=asks),), "open", "us")


def test_a_section_slug_is_used_once():
    with pytest.raises(ValueError, match="twice"):
        DocumentKind("d", "D", (Section("s", "S"), Section("s", "T")), "open", "us")


def test_a_picture_has_a_known_kind():
    with pytest.raises(ValueError, match="not 'pie'"):
        Picture("pie", "A pie", ("a-share",))


def test_a_code_list_holds_each_code_once():
    code = Code("1", "One", None, SourceStatus.FOUND)
    with pytest.raises(ValueError, match="twice"):
        CodeList("codes", ("X",), "a test", (code, code))


def test_a_source_is_named():
    with pytest.raises(ValueError, match="must name"):
        Source(" ", SourceStatus.FOUND)
