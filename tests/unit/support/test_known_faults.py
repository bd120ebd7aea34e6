"""A known fault stops the build; what a register does not answer is told and stops nothing."""

import pytest

from support.known_faults import on_its_page, told

SOUND = {"name": "django", "version": "5.2", "vulns": []}
FAULTY = {"name": "old", "version": "1.0", "vulns": [{"id": "PYSEC-1"}]}
UNASKED = {"name": "x", "version": "1.0", "skip_reason": "not found"}
PAGE = {
    "info": {"version": "2.0"},
    "releases": {
        "1.0": [{"yanked": False, "yanked_reason": None}],
        "1.5": [{"yanked": True, "yanked_reason": "loses rows"}],
        "2.0": [{"yanked": False, "yanked_reason": None}],
    },
    "vulnerabilities": [{"id": "PYSEC-2", "withdrawn": None}, {"id": "PYSEC-3", "withdrawn": "2026-01-01T00:00:00Z"}],
}


def test_a_known_fault_is_named():
    lines, is_known = told("a.lock", [SOUND, FAULTY, UNASKED])
    assert is_known
    assert lines == [
        "a.lock: old 1.0 has a known fault: PYSEC-1",
        "a.lock: 2 parts asked, 1 with a known fault.",
        "a.lock: of 1 nothing is known: x 1.0.",
    ]


def test_where_nobody_answers_it_says_so():
    for parts in ([], [UNASKED]):
        lines, is_known = told("a.lock", parts)
        assert not is_known
        assert "NOT ASKED" in lines[0]


def test_sound_parts_are_counted():
    assert told("a.lock", [SOUND]) == (["a.lock: 1 parts asked, 0 with a known fault."], False)


@pytest.mark.parametrize(
    ("version", "page", "known"),
    [
        ("2.0", PAGE, ["PYSEC-2"]),
        ("1.5", PAGE, ["taken back by its makers: loses rows"]),
        ("1.0", PAGE, None),
        ("2.0", None, None),
        ("2.0", PAGE | {"vulnerabilities": []}, []),
    ],
)
def test_the_page_of_a_part_tells_of_the_latest_version_and_of_what_was_taken_back(version, page, known):
    part = on_its_page("x", version, page)
    assert [one["id"] for one in part["vulns"]] == known if known is not None else "skip_reason" in part
