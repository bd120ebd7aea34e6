"""Laws of estimates of how many people there are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joinedup.stats.prevalence import chapman, log_linear, multiplier, tabulate, unmet_need

CONFIDENCES = st.floats(0.5, 0.999)
THREE_LISTS = st.lists(st.integers(1, 200), min_size=7, max_size=7)


@given(st.integers(0, 2000), st.integers(0, 2000), st.integers(0, 2000), CONFIDENCES, CONFIDENCES)
def test_two_lists_hold_their_value_and_never_fewer_than_were_seen(only1, only2, both, one, other):
    n1, n2 = only1 + both, only2 + both
    narrow, wide = (chapman(n1, n2, both, confidence=c) for c in sorted((one, other)))
    for lower, higher in (
        (n1 + n2 - both, wide.low),
        (wide.low, narrow.low),
        (narrow.low, narrow.value),
        (narrow.value, narrow.high),
        (narrow.high, wide.high),
    ):
        assert lower <= higher * (1 + 1e-9)
    swapped = chapman(n2, n1, both, confidence=min(one, other))
    assert (swapped.value, swapped.low) == (pytest.approx(float(narrow.value)), pytest.approx(float(narrow.low)))


@given(st.integers(0, 10**5), st.integers(1, 500), st.integers(0, 500), CONFIDENCES, CONFIDENCES)
def test_a_multiplier_holds_its_value_widens_and_scales(benchmark, yes, no, one, other):
    p, asked = yes / (yes + no), yes + no
    for limits in ("log", "delta", "wilson"):
        narrow, wide = (multiplier(benchmark, p, asked, limits=limits, confidence=c) for c in sorted((one, other)))
        if narrow.status != "ok":
            assert no == 0
            continue
        assert wide.low <= narrow.low * (1 + 1e-9) + 1e-9 or limits == "delta"
        assert narrow.low <= narrow.value * (1 + 1e-9)
        assert narrow.value <= narrow.high * (1 + 1e-9) <= wide.high * (1 + 2e-9)
        spread = multiplier(benchmark, p, asked, limits=limits, confidence=min(one, other), design_effect=2)
        assert spread.high >= narrow.high * (1 - 1e-9)
        doubled = multiplier(2 * benchmark, p, asked, limits=limits, confidence=min(one, other))
        assert doubled.high == pytest.approx(2 * float(narrow.high))


@settings(max_examples=15)
@given(THREE_LISTS, st.permutations([0, 1, 2]))
def test_the_order_of_lists_does_not_matter_but_to_models_in_time(counts, order):
    table = np.array([0, *counts]).reshape(2, 2, 2)
    moved = table.transpose(order).reshape(-1)[1:]
    one, other = log_linear(counts), log_linear(moved)
    for name in ("M0", "Mt", "Mth Darroch"):
        i, j = one.models.index(name), other.models.index(name)
        assert one.status[i] == other.status[j]
        if one.status[i] == "ok":
            assert one.abundance[i] == pytest.approx(other.abundance[j], rel=1e-6)
            assert one.high[i] == pytest.approx(other.high[j], rel=1e-6)
    # Models that tell the same of those seen may tie, so the score is compared and not the name.
    assert min(one.aic[one.supported]) == pytest.approx(min(other.aic[other.supported]))


@settings(max_examples=15)
@given(THREE_LISTS)
def test_limits_hold_the_estimate_and_never_fewer_than_were_seen(counts):
    narrow, wide = log_linear(counts, confidence=0.8), log_linear(counts, confidence=0.99)
    ok = narrow.status == "ok"
    assert np.all(narrow.abundance[ok] >= sum(counts))
    assert np.all(narrow.low[ok] >= sum(counts) - 1e-6)
    assert np.all(wide.low[ok] <= narrow.low[ok] * (1 + 1e-9))
    assert np.all(wide.high[ok] >= narrow.high[ok] * (1 - 1e-9))
    assert np.all((narrow.low[ok] <= narrow.abundance[ok]) & (narrow.abundance[ok] <= narrow.high[ok]))
    assert narrow.chosen is None or narrow.supported[narrow.chosen]
    assert np.all(np.isnan(narrow.abundance[~ok]))


@settings(max_examples=15)
@given(THREE_LISTS)
def test_more_columns_never_fit_worse(counts):
    got = log_linear(counts)
    deviance = dict(zip(got.models, got.deviance, strict=True))
    for small, large in (("M0", "Mt"), ("Mt", "Mt + 1:2"), ("Mt + 1:2", "Mt + 1:2 + 1:3"), ("M0", "Mh Darroch")):
        assert deviance[large] <= deviance[small] + 1e-6


@given(st.lists(st.tuples(*[st.booleans()] * 4), min_size=1, max_size=60))
def test_tabulate_is_the_slow_count_of_histories_as_text(people):
    text = ["".join(str(int(on)) for on in person) for person in people]
    assert tabulate(np.array(people)).tolist() == [text.count(f"{i:04b}") for i in range(1, 16)]


@given(st.integers(0, 2000), st.floats(2001, 9000), st.floats(0.2, 1), st.floats(1, 3), CONFIDENCES, CONFIDENCES)
def test_unmet_need_lies_in_its_interval_which_widens_with_confidence(treated, estimate, below, above, one, other):
    narrow, wide = (
        unmet_need(treated, estimate, estimate * below, estimate * above, confidence=c) for c in sorted((one, other))
    )
    assert 0 <= wide.low <= narrow.low + 1e-9
    assert narrow.low <= narrow.value + 1e-9
    assert narrow.value <= narrow.high + 1e-9 <= wide.high + 2e-9 <= 100 + 1e-8
