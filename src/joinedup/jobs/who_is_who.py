"""How doubts about who is who are said: as bounds, small numbers never told (rules of practice 18)."""

from collections.abc import Iterable

from joinedup.definitions.catalogue import policies
from joinedup.intake.attributors import Attributors
from joinedup.jobs.floors import POLICY
from joinedup.stats.coincidences import expected_pairs, pairs
from joinedup.warehouse.manifest import Alike


def floor() -> int:
    """Return the smallest number of people that is told: the strictest of the policy, as people of all ages are in."""
    return max(policies()[POLICY].floors.values())


def is_small(number: int, whole: int) -> bool:
    """Return whether a number of people, or those of `whole` who are left over, is too small to be told."""
    return any(0 < one < floor() for one in (number, whole - number))


def at_most(number: int, whole: int) -> str:
    """Return a bound in words: none, the number, or the bound that hides it."""
    if number == 0:
        return "none"
    if 0 < number < floor():
        return f"fewer than {floor()}"
    return f"at most {whole:,}" if is_small(number, whole) else f"at most {number:,}"


def by_chance(people: int, files: Iterable[Alike]) -> float | None:
    """Return how many pairs of `people` are expected to share an attributor by chance; None where no file can say.

    The files' own people give how often two of them have the same initials and sex, and the same date of birth. People
    of one file are likelier to be of one age than people of different files, so the number is rather too high.
    """
    held = tuple(files)
    of_pairs = sum(float(pairs(one.people)) for one in held)
    if not of_pairs:
        return None
    letters, births = sum(one.letters_and_sex for one in held), sum(one.birth for one in held)
    return float(expected_pairs(people, letters, births, of_pairs))


def said(expected: float) -> str:
    """Return an expected number as people say it, to two digits."""
    return (
        "fewer than 0.01"
        if expected < 0.01
        else f"about {expected:,.0f}"
        if expected >= 9.5
        else f"about {expected:.2g}"
    )


def who_line(who: Attributors) -> str:
    """Return what a load says of one file."""
    expected = by_chance(who.people, [who.alike])
    chance = f" By chance alone {said(expected)} pairs of people would share one." if expected is not None else ""
    return (
        f"Who is who: {at_most(who.several, who.people)} of the people, told apart by initials, date of birth and sex, "
        f"could be two people, having several client ids; {at_most(who.shared, who.people)} could be counted twice, a "
        f"client id of theirs having another attributor too.{chance}"
    )
