import numpy as np
import polars as pl
import pytest

from joinedup.county.days import day
from joinedup.county.packing import ToPack, pack
from joinedup.definitions.reading import ndtms_standard

STANDARD = ndtms_standard()
TRIAGED = np.array([day(2012, 5, 1), day(2019, 5, 1), day(2021, 5, 1), day(2023, 5, 1)])


def packed(dataset="AD", **children):
    episodes = pl.DataFrame(
        {
            "EPISODID": ["E1", "E2", "E3", "E4"],
            "DAT": ["X01B"] * 4,
            "UTLA": ["X10000001"] * 4,
            "ACCMNEED": ["3"] * 4,
            "HOUSING": ["1"] * 4,
            "MTHTN": ["1", "", "2", "1"],
            "EMPSTAT": ["1"] * 4,
        }
    )
    return pack(ToPack(dataset, TRIAGED, episodes, children), STANDARD)


def test_every_emitted_item_of_the_standard_is_there_in_its_order():
    assert packed().columns == [item.header for item in STANDARD.items if item.is_emitted]


@pytest.mark.parametrize(
    ("header", "filled"),
    [
        ("DAT", [True, True, False, False]),
        ("UTLA", [False, False, True, True]),
        ("ACCMNEED", [True, True, True, False]),
        ("HOUSING", [False, False, False, True]),
        ("MTHTN", [False, False, True, True]),
    ],
)
def test_an_item_is_filled_only_where_the_letter_in_force_at_triage_had_it(header, filled):
    assert packed()[header].is_not_null().to_list() == filled


def test_an_adult_item_is_blank_at_a_young_peoples_service():
    assert packed("YP")["EMPSTAT"].is_null().all()


def test_an_episode_has_as_many_rows_as_its_most_numerous_child_side_by_side():
    rows = packed(
        intervention=pl.DataFrame({"episode": [2, 0, 2, 2], "MODAL": ["94", "95", "95", "96"]}),
        outcomes_profile=pl.DataFrame({"episode": [2, 3], "ALCUSE": ["20", "8"]}),
    )
    assert rows["EPISODID"].to_list() == ["E1", "E2", "E3", "E3", "E3", "E4"]
    assert rows["MODAL"].to_list() == ["95", None, "94", "95", "96", None]
    assert rows["ALCUSE"].to_list() == [None, None, "20", None, None, "8"]
    assert rows["MODID"].null_count() == 2
    assert rows["MODID"].drop_nulls().is_unique().all()


def test_a_child_record_that_did_not_exist_yet_takes_no_row():
    rows = packed(sub_intervention_review=pl.DataFrame({"episode": [0, 0, 1, 1], "PSYMOTI": ["Y"] * 4}))
    assert rows["EPISODID"].to_list() == ["E1", "E2", "E2", "E3", "E4"]
    assert rows["PSYMOTI"].to_list() == [None, "Y", "Y", None, None]
