"""A known fault stops the build; a register that does not answer is told and stops nothing."""

from support.known_faults import told

SOUND = {"name": "django", "version": "5.2", "vulns": []}
FAULTY = {"name": "old", "version": "1.0", "vulns": [{"id": "PYSEC-1"}]}
UNASKED = {"name": "x", "version": "1.0", "skip_reason": "not found"}


def test_a_known_fault_is_named():
    lines, is_known = told("a.lock", [SOUND, FAULTY, UNASKED])
    assert is_known
    assert lines == [
        "a.lock: old 1.0 has a known fault: PYSEC-1",
        "a.lock: 2 parts asked, 1 with a known fault, 1 not asked.",
    ]


def test_where_nobody_answers_it_says_so():
    for parts in ([], [UNASKED]):
        lines, is_known = told("a.lock", parts)
        assert not is_known
        assert "NOT ASKED" in lines[0]


def test_sound_parts_are_counted():
    assert told("a.lock", [SOUND]) == (["a.lock: 1 parts asked, 0 with a known fault, 0 not asked."], False)
