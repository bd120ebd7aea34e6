"""How many people there are: closed forms of the papers, and figures of R (Rcapture) typed in."""

import numpy as np
import pytest

from joinedup.stats.prevalence import bias_corrected, chapman, log_linear, multiplier, tabulate
from joinedup.stats.prevalence.designs import named, tied
from joinedup.stats.prevalence.poisson import fit
from joinedup.stats.prevalence.profile import profile_limits
from joinedup.stats.prevalence.selection import chosen_and_supported

# People who inject drugs, three lists (001, 010, 011, 100, 101, 110, 111), and the table Rcapture gives for them.
INJECTING = [21, 103, 13, 89, 29, 24, 27]
ABUNDANCES = {
    "M0": (451.2194487, 24.86993486),
    "Mt": (438.97157394, 23.37625104),
    "Mh Chao (LB)": (535.13636364, 44.83998491),
    "Mh Darroch": (1213.55043201, 422.52887518),
    "Mth Gamma3.5": (2372.43308061, 1288.25830228),
    "Mb": (336.46408587, 10.01478896),
}
# 2,500 simulated people of whom some are far easier to find than others: 1,548 seen on four lists.
TRAP = [129, 169, 33, 158, 51, 49, 21, 362, 89, 133, 42, 143, 49, 71, 49]
# 1,500 simulated people and three lists that find each alike.
CALM = [126, 163, 40, 398, 97, 125, 40]


def told(counts, name):
    got = log_linear(counts)
    i = got.models.index(name)
    return got, i


@pytest.mark.parametrize(("name", "figures"), ABUNDANCES.items())
def test_figures_of_rcapture(name, figures):
    got, i = told(INJECTING, name)
    assert got.abundance[i] == pytest.approx(figures[0], rel=1e-8)
    assert got.stderr[i] == pytest.approx(figures[1], rel=1e-4)


def test_chao_s_lower_bound_in_closed_form():
    # Chao (1987) for three lists: unseen = (2 / 6) f1² / f2 with 213 people on one list and 66 on two.
    got, i = told(INJECTING, "Mh Chao (LB)")
    assert got.abundance[i] == pytest.approx(306 + 213**2 / 66 / 3, rel=1e-10)


def test_chao_s_lower_bound_leaves_out_terms_that_point_below_it():
    # People with HIV in Rome, four lists: of the two terms Rcapture keeps one.
    rome = [205, 621, 11, 545, 10, 35, 3, 403, 6, 20, 0, 33, 1, 3, 0]
    got, i = told(rome, "Mh Chao (LB)")
    assert got.abundance[i] == pytest.approx(12145.14783813, rel=1e-8)
    assert got.freedom[i] == 12


def test_ties_in_closed_form():
    n001, n010, n011, n100, n101, n110, n111 = INJECTING
    unseen = {
        # Lists 1 and 2 taken as one, list 3 independent of it.
        "Mt + 1:2": (n010 + n100 + n110) * n001 / (n011 + n101 + n111),
        # Lists 2 and 3 independent among those not on list 1.
        "Mt + 1:2 + 1:3": n001 * n010 / n011,
        "Mt + 1:2 + 1:3 + 2:3": n001 * n010 * n100 * n111 / (n011 * n101 * n110),
    }
    for name, expected in unseen.items():
        got, i = told(INJECTING, name)
        assert got.abundance[i] - 306 == pytest.approx(expected, rel=1e-9), name
    assert got.deviance[i] == pytest.approx(0, abs=1e-9)
    assert got.freedom[i] == 0


def test_a_pair_of_lists_that_shares_nobody_may_still_be_tied():
    # Nobody on both 1 and 2: those cells are known to be empty, and the rest is fitted as if they were not there.
    counts = [30, 40, 12, 50, 15, 0, 0]
    got, i = told(counts, "Mt + 1:2")
    # Left are 001, 010, 011, 100, 101: lists (1 or 2) against 3, as above.
    assert got.abundance[i] == pytest.approx(147 + (40 + 50) * 30 / (12 + 15), rel=1e-9)
    assert (got.freedom[i], str(got.status[i])) == (1, "ok")
    # Its parameter at minus infinity is paid for all the same.
    assert got.bic[i] - got.aic[i] == pytest.approx(5 * (np.log(147) - 2))


def test_removal_models_in_closed_form():
    # First found at list 1, 2, 3: 169, 116, 21. Without list 1 two removals remain: Zippin's estimate 116² / (116 - 21)
    # and Seber's variance 116² 21² (116 + 21) / (116 - 21)^4. Rcapture prints 8.5725 for this standard error, by a
    # gradient with one term's sign turned; its abundance is this one.
    got, i = told(INJECTING, "Mbh")
    assert got.abundance[i] == pytest.approx(169 + 116**2 / 95, rel=1e-10)
    assert got.abundance[i] == pytest.approx(310.64210526, rel=1e-8)
    assert got.stderr[i] == pytest.approx((116**2 * 21**2 * 137 / 95**4) ** 0.5, rel=1e-8)


def test_the_trap_is_warned_of():
    got, plain = told(TRAP, "Mt")
    assert [round(float(v)) for v in (got.abundance[plain], got.low[plain], got.high[plain])] == [1899, 1844, 1958]
    assert got.warnings == ("lists-depend", "models-disagree")
    assert got.lowest < 2500 < got.highest
    assert (bias_corrected(TRAP).warning, bias_corrected(CALM).warning) == ("lists-depend", "none")
    calm = log_linear(CALM)
    assert (calm.warnings, calm.models[calm.chosen]) == ((), "Mt")
    assert calm.interval.rounded(0) == (1475, 1386, 1576)


def test_bias_corrected_figures_of_rcapture():
    got = bias_corrected(CALM)
    assert got.value == pytest.approx(1474.96369478473, rel=5e-8)
    assert got.stderr == pytest.approx(48.1852238703445, rel=2e-7)


def test_lists_that_share_nobody_tell_nothing_of_the_unseen():
    got = log_linear([30, 40, 0, 50, 0, 0, 0])
    assert (got.chosen, str(got.interval.status), got.warnings) == (None, "not-estimable", ())
    assert np.all(got.status != "ok")
    for numbers in (got.abundance, got.low, got.high, got.stderr):
        assert np.all(np.isnan(numbers))
    assert np.isnan(got.lowest)
    assert np.isnan(got.highest)
    alone = bias_corrected([30, 40, 0, 50, 0, 0, 0])
    assert str(alone.status) in ("ok", "not-estimable")


def test_models_that_say_the_same_of_those_seen_are_all_kept_and_copies_are_not():
    # With three lists all kinds of Mth fit those seen alike and differ only in the unseen: 760 to 2,372 people.
    got = log_linear(INJECTING)
    kinds = [got.models.index(f"Mth {kind}") for kind in ("Poisson2", "Darroch", "Gamma3.5")]
    assert np.ptp(got.deviance[kinds]) < 1e-6
    assert got.abundance[kinds] == pytest.approx([759.98786227, 1269.83912092, 2372.43308061], rel=1e-8)
    designs = {one.name: one for one in named(np.array(INJECTING, dtype=float), 3)}
    some = [designs[name] for name in ("Mt", "Mth Poisson2", "Mth Gamma3.5", "Mt")]
    alike, may = np.array([60.0, 50, 50, 60]), np.full(4, True)
    assert chosen_and_supported(some, alike, may)[1].tolist() == [False, True, True, False]
    # Mt no worse: its extensions only add to it, and its copy is the same model.
    assert chosen_and_supported(some, np.full(4, 50.0), may)[1].tolist() == [True, False, False, False]
    assert chosen_and_supported(some, alike, np.full(4, False))[0] is None


def test_six_lists_add_one_tie_at_a_time():
    luck = np.random.default_rng(5)
    on = luck.random((3000, 6)) < np.array([0.3, 0.25, 0.2, 0.3, 0.15, 0.2])
    # People on list 1 are far likelier on list 2.
    on[:, 1] |= on[:, 0] & (luck.random(3000) < 0.6)
    got = log_linear(tabulate(on), criterion="bic")
    assert got.models[got.chosen].startswith("Mt + 1:2")
    assert got.warnings[0] == "lists-depend"
    assert got.low[got.chosen] < 3000 < got.high[got.chosen]


def test_tabulate_counts_each_history_and_not_the_unseen():
    on = [[0, 0, 1], [1, 1, 1], [1, 0, 0], [1, 0, 0], [0, 0, 0]]
    assert tabulate(np.array(on, dtype=bool)).tolist() == [1, 0, 0, 2, 0, 0, 1]


def test_chapman_and_multiplier_figures():
    # R, by the formulas of Chapman (1951), Seber (1970) and Chao (1987).
    got = chapman([100, 792, 40], [80, 353, 30], [20, 45, 0])
    assert got.value == pytest.approx([388.571428571429, 6101.65217391304, 1270], rel=1e-12)
    assert got.low == pytest.approx([293.815523120251, 4754.63795326241, 404.401914969174], rel=1e-12)
    assert got.warning.tolist() == ["none", "none", "few-in-both"]
    assert chapman(100, 80, 20, limits="wald").low == pytest.approx(263.878659096882, rel=1e-12)
    got = multiplier(420, 0.35, 400)
    assert [float(got.low), float(got.high)] == pytest.approx([1049.98147655278, 1371.45276574564], rel=1e-12)
    # Two people the same on both lists, and one list inside the other: nobody is unseen.
    same = chapman([5, 5], [5, 3], [5, 3])
    assert (same.value.tolist(), same.low.tolist(), same.high.tolist()) == ([5, 5], [5, 5], [5, 5])


def test_a_share_of_none_or_all():
    got = multiplier(50, [0, 1, 0.5], 20)
    assert got.status.tolist() == ["no-events", "no-spread", "ok"]
    assert np.isnan(got.low).tolist() == [True, True, False]
    assert multiplier(50, 1, 20, limits="wilson").rounded(1) == (50, 50, 59.6)


def test_a_fit_without_a_single_best_point_is_not_told():
    design = np.array([[[1.0, 1.0], [1.0, 1.0], [1.0, 1.0]]])
    assert fit(design, np.array([[1.0, 2.0, 3.0]]), np.full((1, 3), True)).is_fitted.tolist() == [False]


def simulated(size, chances, spread, seed):
    """Draw people whose log odds of being on a list vary by `spread`."""
    luck = np.random.default_rng(seed)
    odds = np.log(chances / (1 - chances)) + luck.normal(0, spread, size)[:, None]
    return tabulate(luck.random((size, len(chances))) < 1 / (1 + np.exp(-odds)))


def test_limits_hold_the_truth_where_lists_are_independent():
    chances = np.array([0.4, 0.25, 0.2])
    held = []
    for seed in range(100):
        counts = simulated(800, chances, 0.0, seed)
        design = tied(counts, 3, ())
        _, low, high = profile_limits(design.columns[None], counts, design.is_used[None], 0.95)
        held.append(low[0] <= 800 <= high[0])
    # Three standard errors of 100 draws at 95%: 6.5 points.
    assert np.mean(held) >= 0.885


def test_people_who_differ_are_nearly_always_warned_of_and_independent_lists_seldom():
    chances = np.array([0.3, 0.2, 0.2, 0.15])
    differ = [log_linear(simulated(2500, chances, 1.2, seed)) for seed in range(8)]
    alike = [log_linear(simulated(2500, chances, 0.0, seed)) for seed in range(8)]
    assert all("lists-depend" in got.warnings for got in differ)
    assert sum(bool(got.warnings) for got in alike) <= 3
    assert all(got.high[got.models.index("Mt")] < 2500 for got in differ)
