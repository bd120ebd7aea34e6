import subprocess
import sys
from dataclasses import replace

import pytest
from ibis import _

from joinedup.core.refusal import Refusal
from joinedup.definitions import catalogue
from joinedup.definitions.language.vocabulary import vocabulary
from joinedup.kinds.indicator import Audience, Base, Polarity, Unit
from joinedup.measures.expressions import check_operations, who

CONTESTED = (
    "opiate-completion-of-exits",
    "opiate-completion-of-all",
    "opiate-completion-without-return",
    "opiate-treatment-under-two-years",
    "re-presentation-alcohol",
    "re-presentation-drug",
    "self-referral-new-alcohol",
    "self-referral-new-drug",
    "adults-in-alcohol-treatment",
    "adults-in-drug-treatment-rate",
    "young-people-in-treatment",
)


def test_holds_the_first_set_and_every_slug_once() -> None:
    found = catalogue.indicators()
    assert len(found) >= 40
    assert list(found) == sorted(found)


def test_unknown_slug_is_refused_with_near_names() -> None:
    with pytest.raises(Refusal, match="adults-in-treatment"):
        catalogue.indicator("adults-in-treatmnt")


@pytest.mark.parametrize("slug", CONTESTED)
def test_contested_polarity_is_never_better_or_worse(slug: str) -> None:
    assert catalogue.indicator(slug).polarity is Polarity.CONTESTED


def test_three_completion_measures_count_different_people() -> None:
    for group in ("alcohol", "non-opiate", "opiate"):
        three = [catalogue.indicator(f"{group}-completion-{kind}") for kind in ("of-exits", "of-all", "without-return")]
        assert len({(who(each).counted, each.share_of) for each in three}) == 3
        assert len({each.title for each in three}) == 3


def test_deaths_have_no_size_that_does_not_matter() -> None:
    for slug, indicator in catalogue.indicators().items():
        if "death" in slug or "mortality" in slug or indicator.unit is Unit.SCORE:  # a score is never compared
            assert indicator.margin is None
        else:
            assert indicator.margin is not None, slug


def test_every_partition_names_the_total_that_it_splits() -> None:
    found = catalogue.indicators()
    for indicator in found.values():
        if indicator.partition is not None:
            assert indicator.partition in found


def test_young_peoples_figures_are_under_the_young_peoples_floor_and_never_split() -> None:
    for slug, indicator in catalogue.indicators().items():
        if slug.startswith("young-people"):
            assert indicator.audience is Audience.YOUNG_PEOPLE
            assert indicator.breakdowns == ()


def test_unmet_need_names_its_numerator_in_the_title() -> None:
    for slug, indicator in catalogue.indicators().items():
        if slug.startswith("unmet-"):
            assert "counting" in indicator.title


def test_a_source_that_was_not_read_says_so() -> None:
    for indicator in catalogue.indicators().values():
        assert indicator.source.status == "found" or indicator.source.caveat


def test_version_changes_with_any_field_and_only_then() -> None:
    indicator = catalogue.indicator("waiting-over-three-weeks")
    version = catalogue.definition_version(indicator)

    assert catalogue.definition_version(replace(indicator)) == version
    changed = [
        replace(indicator, numerator=_.wait_days > 20),
        replace(indicator, margin=3.0),
        replace(indicator, title="Other"),
    ]
    assert version not in {catalogue.definition_version(each) for each in changed}


def test_versions_are_the_same_in_another_process_with_another_hash_seed() -> None:
    code = "from joinedup.definitions import catalogue as c; print(c.definitions_version(c.indicators()), end='')"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"}
    )
    assert run.stdout == catalogue.definitions_version(catalogue.indicators())


def test_an_operation_that_is_not_permitted_is_named() -> None:
    indicator = replace(catalogue.indicator("adults-in-treatment"), among=_.area.startswith("X"))
    with pytest.raises(ValueError, match="StartsWith"):
        check_operations(indicator)


def test_a_column_that_no_journey_has_is_named() -> None:
    indicator = replace(catalogue.indicator("adults-in-treatment"), among=_.is_happy)
    with pytest.raises(ValueError, match="is_happy"):
        check_operations(indicator)


def test_published_indicators_have_no_expressions() -> None:
    for indicator in catalogue.indicators().values():
        if indicator.base is Base.PUBLISHED:
            assert indicator.among is None
        if indicator.unit is Unit.PERCENT and indicator.base is Base.JOURNEY:
            assert indicator.share_of


def test_every_indicator_of_deaths_belongs_to_one_way_of_counting_them() -> None:
    """Else two ways could share a sentence (rules of practice 12)."""
    measures = vocabulary().death_measures
    for slug, indicator in catalogue.indicators().items():
        if "death" in slug or "mortality" in slug:
            assert sum(slug in measure.indicators for measure in measures) == 1, slug
            registered = "registered in the period" in indicator.noun
            assert registered == vocabulary().is_by_registration(slug), slug
