"""Laws of trends, dispersion, funnels and power."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from joinedup.stats import dispersion, funnel, power, trend
from support.fitted import newton_line

FAMILIES = st.sampled_from(["rate", "share"])
LABELS = ["Low (0.001)", "Low (0.025)", "Not significant", "High (0.025)", "High (0.001)"]


@st.composite
def series(draw, fewest=10):
    years = draw(st.integers(5, 9))
    counts = draw(st.lists(st.integers(fewest, 4000), min_size=years, max_size=years))
    others = draw(st.lists(st.integers(fewest, 9000), min_size=years, max_size=years))
    return np.array(counts), np.array(counts) + np.array(others)


@given(series(), FAMILIES, st.floats(0.5, 0.99), st.floats(0.5, 0.99))
def test_a_change_lies_in_its_interval_which_widens_with_confidence(one, family, first, second):
    narrow, wide = (trend.annual(*one, family=family, confidence=c) for c in sorted((first, second)))
    assert narrow.status == "ok"
    assert wide.low <= narrow.low <= narrow.change <= narrow.high <= wide.high
    if family == "share":
        assert -100 <= wide.low <= wide.high <= 100


@given(series(), FAMILIES)
def test_limits_exclude_no_change_exactly_where_p_is_small(one, family):
    got = trend.annual(*one, family=family)
    nothing = 1 if family == "rate" else 0
    if abs(float(got.p_value) - 0.05) > 1e-9:
        assert (got.low > nothing or got.high < nothing) == (got.p_value < 0.05)


@given(series(), FAMILIES)
def test_a_series_run_backwards_mirrors(one, family):
    counts, sizes = one
    on, back = trend.annual(counts, sizes, family=family), trend.annual(counts[::-1], sizes[::-1], family=family)
    if family == "rate":
        assert float(on.change * back.change) == pytest.approx(1, rel=1e-7)
        if np.isfinite(back.high):
            assert float(on.low * back.high) == pytest.approx(1, rel=1e-5)
    else:
        assert float(on.low) == pytest.approx(-float(back.high), abs=1e-6)
    assert float(on.p_value) == pytest.approx(float(back.p_value), rel=1e-5, abs=1e-9)


@given(series())
def test_the_complement_mirrors(one):
    counts, sizes = one
    these, others = (trend.annual(c, sizes, family="share") for c in (counts, sizes - counts))
    assert float(these.low) == pytest.approx(-float(others.high), abs=1e-6)
    assert these.last_step == -others.last_step
    late, left = (trend.five_point(c, sizes, family="share") for c in (counts, sizes - counts))
    assert late.direction == -left.direction
    assert float(late.chi_squared) == pytest.approx(float(left.chi_squared), rel=1e-7, abs=1e-7)
    spread, apart = (dispersion.test(c, sizes, family="share") for c in (counts, sizes - counts))
    assert float(spread.index) == pytest.approx(float(apart.index), rel=1e-7, nan_ok=True)


@given(series(), st.integers(2, 50))
def test_larger_populations_leave_rates_changing_alike(one, times):
    counts, sizes = one
    one_way, other = trend.annual(counts, sizes), trend.annual(counts, sizes * times)
    assert float(one_way.low) == pytest.approx(float(other.low), rel=1e-7)
    level, scaled = trend.five_point(counts, sizes), trend.five_point(counts, sizes * times)
    assert level.direction == scaled.direction
    assert float(level.chi_squared) == pytest.approx(float(scaled.chi_squared), rel=1e-7, abs=1e-7)


@given(st.lists(series(), min_size=1, max_size=4), FAMILIES)
def test_many_series_at_once_are_each_alone(many, family):
    shortest = min(len(counts) for counts, _ in many)
    counts, sizes = (np.array([one[i][:shortest] for one in many]) for i in (0, 1))
    together, recent, spread = (
        trend.annual(counts, sizes, family=family),
        trend.five_point(counts, sizes, family=family),
        dispersion.test(counts, sizes, family=family),
    )
    for i, (c, n) in enumerate(zip(counts, sizes, strict=True)):
        alone = trend.annual(c, n, family=family)
        assert float(together.low[i]) == pytest.approx(float(alone.low), rel=1e-9, abs=1e-9)
        assert recent.direction[i] == trend.five_point(c, n, family=family).direction
        assert float(spread.index[i]) == pytest.approx(
            float(dispersion.test(c, n, family=family).index), rel=1e-12, nan_ok=True
        )


@given(series(), FAMILIES)
def test_a_slow_twin_agrees(one, family):
    counts, sizes = one
    # The twin's plain Newton steps need figures that do not leap about.
    counts = np.clip(counts, sizes * 0.3, sizes * 0.6).round()
    got = trend.annual(counts, sizes, family=family)
    if got.status != "ok":
        return
    change, low, high, index = newton_line(counts.tolist(), sizes.tolist(), family, 0.95)
    assert float(got.change) == pytest.approx(change, rel=1e-7, abs=1e-7)
    assert float(got.low) == pytest.approx(low, rel=1e-7, abs=1e-7)
    assert float(got.high) == pytest.approx(high, rel=1e-7, abs=1e-7)
    assert float(got.dispersion) == pytest.approx(index, rel=1e-7)


@given(st.lists(st.integers(10, 500), min_size=2, max_size=9), st.randoms())
def test_dispersion_does_not_know_the_order(counts, shuffler):
    mixed = list(counts)
    shuffler.shuffle(mixed)
    one, other = dispersion.test(counts), dispersion.test(mixed)
    assert one.status == other.status
    assert float(one.index) == pytest.approx(float(other.index), rel=1e-9, abs=1e-12, nan_ok=True)


@given(st.integers(1, 5000), st.floats(1, 6), st.floats(0, 0.3), st.floats(1, 99))
def test_limits_are_nested_and_widen(size, factor, between, share):
    for family, baseline in (("share", share), ("rate", share), ("ratio", None)):
        plain = funnel.limits(size, baseline, family=family)
        wide = funnel.limits(size, baseline, family=family, dispersion=factor, between=between)
        assert plain.outer_low.value <= plain.inner_low.value <= plain.baseline
        assert plain.baseline <= plain.inner_high.value <= plain.outer_high.value
        for line in ("inner_low", "outer_low"):
            assert getattr(wide, line).value <= getattr(plain, line).value + 1e-9
        for line in ("inner_high", "outer_high"):
            assert getattr(wide, line).value >= getattr(plain, line).value - 1e-9


@given(st.integers(1, 3000), st.sampled_from(["ratio", "rate"]), st.floats(1, 4), st.floats(0, 0.05))
def test_a_label_agrees_with_the_lines_drawn(events, family, factor, between):
    baseline = 20.0 if family == "rate" else None
    drawn = funnel.limits(events, baseline, family=family, dispersion=factor, between=between, is_exact=True)
    # The unwidened point on each line, moved out by the widening: just inside it, and just beyond.
    for line, word in ((drawn.inner_high, "High (0.025)"), (drawn.inner_low, "Low (0.025)")):
        count = line.value * line.size / 100_000 if family == "rate" else line.value * line.size
        if count <= 0:
            continue
        step = 1e-6 if word.startswith("High") else -1e-6
        inside, beyond = (
            funnel.label(
                max(count * (1 + way * step), 0.0),
                line.size,
                baseline,
                family=family,
                dispersion=factor,
                between=between,
            ).label
            for way in (-1, 1)
        )
        assert (inside, beyond) == ("Not significant", word)


@given(st.integers(0, 300), st.integers(0, 300), st.floats(1, 200), st.floats(1, 5))
def test_more_events_are_never_labelled_lower(one, more, expected, factor):
    labels = funnel.label([one, one + more], expected, family="ratio", dispersion=factor).label
    assert LABELS.index(labels[0]) <= LABELS.index(labels[1])


@given(st.integers(0, 200), st.integers(0, 200), st.floats(5, 95))
def test_the_complement_is_labelled_the_other_way(count, others, share):
    size = count + others + 1
    one = funnel.label(count, size, share, family="share").label
    other = funnel.label(size - count, size, 100 - share, family="share").label
    assert LABELS.index(str(one)) == 4 - LABELS.index(str(other))


@given(st.lists(st.integers(0, 60), min_size=10, max_size=30), st.randoms())
def test_spread_does_not_know_the_order_and_winsorising_never_adds(counts, shuffler):
    mixed = list(counts)
    shuffler.shuffle(mixed)
    whole = funnel.spread(counts, 20, family="ratio")
    assert whole.rounded(9) == funnel.spread(mixed, 20, family="ratio").rounded(9)
    raw = funnel.spread(counts, 20, family="ratio", winsorise=0)
    assert raw.dispersion >= 1
    if min(counts) < 20 < max(counts) and np.quantile(counts, 0.1) <= 20 <= np.quantile(counts, 0.9):
        assert whole.dispersion <= raw.dispersion + 1e-9


@given(st.integers(1, 3000), st.integers(1, 3000), FAMILIES, st.floats(0.3, 0.97), st.floats(0.3, 0.97))
def test_more_power_needs_a_larger_change_and_more_people_a_smaller(count, others, family, first, second):
    size = count + others
    low, high = (power.smallest_change(count, size, family=family, power=p) for p in sorted((first, second)))
    nothing = 1 if family == "rate" else 0
    assert not low.rise <= nothing
    assert not low.fall >= nothing
    if high.rise_status == "ok":
        assert low.rise <= high.rise + 1e-9
    if high.fall_status == "ok":
        assert low.fall >= high.fall - 1e-9
    ten = power.smallest_change(10 * count, 10 * size, family=family, power=first)
    one = power.smallest_change(count, size, family=family, power=first)
    if one.rise_status == "ok":
        assert ten.rise <= one.rise


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_what_a_share_can_show_its_complement_can(count, others):
    size = count + others + 1
    one, other = (power.smallest_change(c, size, family="share") for c in (count, size - count))
    assert one.rise_status == other.fall_status
    assert float(one.rise) == pytest.approx(-float(other.fall), abs=1e-8, nan_ok=True)
