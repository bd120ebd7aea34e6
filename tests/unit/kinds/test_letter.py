"""What letters say of an item is told with its status, and nothing is guessed."""

from datetime import date

import pytest

from joinedup.core.status import SourceStatus
from joinedup.kinds.letter import Change, Letter, Presence, Written, in_force, presence

FOUND, DERIVED, KNOWLEDGE = SourceStatus.FOUND, SourceStatus.DERIVED, SourceStatus.KNOWLEDGE
IN, OUT, UNKNOWN = Presence.IN, Presence.OUT, Presence.UNKNOWN


def letter(name, year=None, **more):
    return Letter(name, date(year, 4, 1) if year else None, FOUND, "a page", **more)


def change(*names, status=FOUND):
    return (Change(names, status, "slides"),)


def listed(*headers, is_whole=True):
    return Written(headers, is_whole, FOUND, "one writer's list")


LETTERS = (
    letter("A", 2004, added=change("CAME_A", status=KNOWLEDGE)),
    letter("B", 2005),
    letter("C", 2006, written=listed("CAME_A", "LISTED", "LEFT")),
    letter("D", added=change("CAME_D")),
    letter("E", 2008, gone=change("LEFT")),
    letter("F", 2010, written=listed("CAME_D", is_whole=False)),
)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("CAME_A", [IN, IN, IN, UNKNOWN, UNKNOWN, UNKNOWN]),
        ("LISTED", [UNKNOWN, UNKNOWN, IN, UNKNOWN, UNKNOWN, UNKNOWN]),
        ("LEFT", [UNKNOWN, UNKNOWN, IN, IN, OUT, OUT]),
        ("CAME_D", [OUT, OUT, OUT, IN, IN, IN]),
        ("NOWHERE", [UNKNOWN, UNKNOWN, OUT, UNKNOWN, UNKNOWN, UNKNOWN]),
    ],
)
def test_presence_by_letter(header, expected):
    assert [presence(header, one.letter, LETTERS).presence for one in LETTERS] == expected


@pytest.mark.parametrize(
    ("header", "at", "status", "words"),
    [
        ("CAME_A", "A", KNOWLEDGE, "slides"),
        ("CAME_A", "B", DERIVED, "in letters A and C, so between"),
        ("CAME_A", "C", FOUND, "one writer's list"),
        ("LEFT", "D", DERIVED, "letter E took it out"),
        ("LEFT", "F", FOUND, "slides"),
        ("CAME_D", "B", FOUND, "letter D brought it in"),
        ("NOWHERE", "C", DERIVED, "left out of one writer's list"),
        ("NOWHERE", "F", None, ""),
    ],
)
def test_each_answer_names_its_status_and_source(header, at, status, words):
    held = presence(header, at, LETTERS)
    assert held.status == status
    assert words in held.source


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2004, 3, 31), None), (date(2004, 4, 1), "A"), (date(2007, 9, 9), "C"), (date(2030, 1, 1), "F")],
)
def test_the_letter_in_force_is_the_last_that_began_and_never_one_without_a_day(day, expected):
    found = in_force(LETTERS, day)
    assert (found.letter if found else None) == expected


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Change((), FOUND, "slides"), "names nothing"),
        (lambda: Change(("X",), FOUND, " "), "needs a source"),
        (lambda: letter("aa"), "one capital"),
        (lambda: letter("A", codes_gone=change("8")), "must name its list"),
    ],
)
def test_a_letter_is_checked_when_made(make, words):
    with pytest.raises(ValueError, match=words):
        make()
