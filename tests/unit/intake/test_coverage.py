from datetime import date

import pytest

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.intake.coverage import Coverage, read_coverage
from support.extract import SIDECAR, row, write_extract


def written(tmp_path, **changes):
    said = {key: value for key, value in (dict(SIDECAR) | changes).items() if value is not None}
    return write_extract(tmp_path / "a.csv", [row()], sidecar=said)


def test_the_sidecar_says_what_a_file_covers(tmp_path):
    assert read_coverage(written(tmp_path)) == Coverage(
        "X0001",
        "Thornmarch Recovery Service (synthetic)",
        "ndtms-adult",
        "R",
        date(2026, 4, 15),
        Period(date(2009, 4, 1), date(2026, 4, 1)),
    )


def test_options_stand_in_for_a_sidecar_and_before_it(tmp_path):
    path = write_extract(tmp_path / "a.csv", [row()], sidecar=None)
    assert read_coverage(path) is None
    options = {
        "sender": "X0002",
        "feed": "ndtms-young-people",
        "extract_on": date(2026, 4, 1),
        "covers_from": date(2020, 4, 1),
        "covers_to": date(2026, 4, 1),
    }
    assert read_coverage(path, options).sender_name == "X0002"
    assert read_coverage(written(tmp_path), {"sender": "X0009", "letter": None}).sender == "X0009"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"sender": None}, "leaves out sender"),
        ({"covers_to": None, "extract_on": None}, "leaves out extract_on, covers_to"),
        ({"feed": '"hospital"'}, "feed 'hospital' is not one of"),
        ({"covers_to": "2009-04-01"}, "covers_to is not after covers_from"),
        ({"extract_on": '"2026-04-15"'}, "extract_on is not a day"),
        ({"letter": "7"}, "letter is not text"),
        ({"sent_by": '"x"'}, "holds 'sent_by'"),
        ({"sender": "= ="}, "cannot be read as TOML"),
    ],
)
def test_a_sidecar_at_fault_is_refused_with_what_to_mend(tmp_path, changes, words):
    with pytest.raises(Refusal, match=words):
        read_coverage(written(tmp_path, **changes))
