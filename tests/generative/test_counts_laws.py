"""Laws of counts-only files: one text each way, no bit may change, and nothing small can be seen or worked out."""

from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.core.refusal import Refusal
from joinedup.intake.counts_file import parse_counts, sign, to_text
from joinedup.jobs.admitting import refuse_unsigned
from joinedup.jobs.counting import counted_indicators, counts_of, released
from joinedup.kinds.provider_counts import RECORDED, Count, ProviderCounts, What
from support.counting import KEY, agreement, counts
from support.figures import count, share

NUMBER = st.none() | st.integers(0, 2**53 - 1)


@st.composite
def told(draw: st.DrawFn) -> Count:
    number, rest = draw(NUMBER), draw(NUMBER)
    of = None if number is None or rest is None else min(number + rest, 2**53 - 1)
    year = draw(st.integers(2021, 2025))
    return Count(
        draw(st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)),
        f"{year}/{(year + 1) % 100:02d}",
        draw(st.from_regex(r"[A-Z][0-9]{8}", fullmatch=True)),
        draw(st.sampled_from(What)),
        number,
        of,
        None if number is None else draw(st.none() | st.sampled_from(RECORDED)),
    )


NAMES = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=40).filter(
    lambda text: text.strip() == text and text.isprintable()
)


@st.composite
def files(draw: st.DrawFn) -> ProviderCounts:
    given = draw(st.lists(told(), min_size=1, max_size=5, unique_by=lambda one: one.key))
    return counts(*given, sender_name=draw(NAMES))


@settings(max_examples=100)
@given(files())
def test_what_is_written_is_read_back_and_written_alike(made: ProviderCounts) -> None:
    signed = sign(made, KEY)
    text = to_text(signed)
    read = parse_counts(text.encode(), "a.json")
    assert read == signed
    assert to_text(read) == text
    refuse_unsigned(read, agreement())


SIGNED = to_text(sign(counts(), KEY)).encode()


@settings(max_examples=400)
@given(st.integers(0, 8 * len(SIGNED) - 1))
def test_any_one_bit_that_is_changed_is_refused(bit: int) -> None:
    changed = bytearray(SIGNED)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Refusal):
        refuse_unsigned(parse_counts(bytes(changed), "a.json"), agreement())


@settings(max_examples=200)
@given(st.integers(0, len(SIGNED) - 1), st.binary(max_size=6), st.integers(0, 40))
def test_any_part_put_in_another_or_cut_out_is_refused(place: int, new: bytes, gone: int) -> None:
    changed = SIGNED[:place] + new + SIGNED[place + gone :]
    if changed != SIGNED:
        with pytest.raises(Refusal):
            refuse_unsigned(parse_counts(changed, "a.json"), agreement())


@settings(max_examples=200)
@given(st.binary(max_size=300) | st.text('[]{}":,0123456789truefalsn \n', max_size=300).map(str.encode))
def test_no_bytes_at_all_bring_it_down(content: bytes) -> None:
    with pytest.raises(Refusal):
        parse_counts(content, "a.json")


GROUPS = ("opiate", "only", "both", "alcohol")
SUMS = {
    "adults-in-treatment": GROUPS,
    "adults-in-drug-treatment": GROUPS[:3],
    "adults-in-alcohol-treatment": ("alcohol",),
    "adults-in-treatment-for-opiates": ("opiate",),
    "adults-in-treatment-for-non-opiates-only": ("only",),
    "adults-in-treatment-for-non-opiates-and-alcohol": ("both",),
}
"""The people that each indicator counts, as groups that do not overlap."""
SMALL = st.integers(0, 30)


@settings(max_examples=60)
@given(st.tuples(SMALL, SMALL, SMALL, SMALL), SMALL)
def test_nothing_under_five_is_seen_or_follows_from_what_is_seen(people: tuple[int, ...], women: int) -> None:
    truth = dict(zip(GROUPS, people, strict=True))
    drug, alcohol = sum(people[:3]), truth["alcohol"]
    estimates = [count(slug, sum(truth[group] for group in groups)) for slug, groups in SUMS.items()]
    if drug:
        estimates.append(share("opiate-share-of-drug-treatment", truth["opiate"], drug))
    if alcohol:
        estimates.append(share("women-share-alcohol", min(women, alcohol), alcohol))
    catalogue = counted_indicators("ndtms-adult")

    made = counts_of(released(estimates, catalogue), catalogue)

    shown = [one for one in made if not one.is_hidden]
    assert bool(made) == bool(shown)  # a place of which nothing is told is not named
    for one in shown:
        assert all(number is None or number >= 5 for number in (one.numerator, one.denominator, one.left_over))
    rows = list(_known(shown))
    for group, number in truth.items():
        if number < 5:
            assert not _follows([Fraction(name == group) for name in (*GROUPS, "women")], rows)
    if alcohol and min(women, alcohol, alcohol - min(women, alcohol)) < 5:
        assert not _follows([Fraction(name == "women") for name in (*GROUPS, "women")], rows)


@settings(max_examples=60)
@given(SMALL, st.lists(st.integers(0, 30), min_size=3, max_size=3))
def test_nobody_is_left_over_between_two_counts_of_which_one_is_part_of_the_other(
    alcohol: int, some: list[int]
) -> None:
    """An inpatient unit's people are nearly all inpatients: both counts together would tell how many are not."""
    inside = dict(
        zip(("inpatient-alcohol", "residential-alcohol", "women"), (min(n, alcohol) for n in some), strict=True)
    )
    estimates = [count("adults-in-alcohol-treatment", alcohol)]
    estimates += [count(slug, number) for slug, number in inside.items() if slug != "women"]
    if alcohol:
        estimates.append(share("women-share-alcohol", inside["women"], alcohol))
    catalogue = counted_indicators("ndtms-adult")

    made = counts_of(released(estimates, catalogue), catalogue)

    shown = {one.indicator: one for one in made if not one.is_hidden}
    wholes = [one.numerator for slug, one in shown.items() if slug == "adults-in-alcohol-treatment"]
    wholes += [one.denominator for slug, one in shown.items() if slug == "women-share-alcohol"]
    parts = [one.numerator for slug, one in shown.items() if slug != "adults-in-alcohol-treatment"]
    assert all(whole - part >= 5 for whole in wholes for part in parts)
    assert alcohol < 5 or wholes  # the whole stays


def _known(shown: list[Count]) -> Iterator[list[Fraction]]:
    """Yield each number that a reader has as a sum of groups."""
    for one in shown:
        if one.indicator in SUMS:
            yield [Fraction(name in SUMS[one.indicator]) for name in (*GROUPS, "women")]
        if one.indicator == "opiate-share-of-drug-treatment":
            yield [Fraction(name == "opiate") for name in (*GROUPS, "women")]
            yield [Fraction(name in GROUPS[:3]) for name in (*GROUPS, "women")]
        if one.indicator == "women-share-alcohol":
            yield [Fraction(name == "women") for name in (*GROUPS, "women")]
            yield [Fraction(name == "alcohol") for name in (*GROUPS, "women")]


def _follows(wanted: list[Fraction], rows: list[list[Fraction]]) -> bool:
    """Return whether `wanted` is some combination of the rows: no more rank with it than without."""
    return _rank([*rows, wanted]) == _rank(rows)


def _rank(rows: list[list[Fraction]]) -> int:
    left, rank = [list(row) for row in rows], 0
    for column in range(len(GROUPS) + 1):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        left = [[a - b * row[column] / pivot[column] for a, b in zip(row, pivot, strict=True)] for row in left]
        rank += 1
    return rank
