"""Rcapture's tables of abundance, and slow twins that show where two of its figures are not the exact ones."""

import csv

import numpy as np
import pytest
from scipy import optimize, special

from joinedup.stats.prevalence import bias_corrected, chapman, log_linear, multiplier
from joinedup.stats.prevalence.designs import named, seen_on
from joinedup.stats.prevalence.profile import profile_limits
from support.shared import shared_file

DATASETS = [
    "hiv_rome_4lists",
    "uk_modern_slavery_5lists",
    "pwid_brussels_3lists",
    "sim_independent_N1500",
    "sim_heterog_N2500",
]


def rows_of(name, dataset=None):
    with shared_file("reference", "prevalence", name).open(newline="", encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if dataset in (None, row.get("dataset"))]


def numbers(rows, *keys):
    return [np.array([float(row[key]) for row in rows]) for key in keys]


def counts_of(dataset):
    rows = rows_of("histories.csv", dataset)
    counts = np.array([float(row["freq"]) for row in rows])
    width = int(rows[0]["n_lists"])
    assert [row["history"] for row in rows] == [f"h{i + 1:0{width}b}" for i in range(len(rows))]
    assert ["h" + "".join(str(int(on)) for on in seen) for seen in seen_on(width)] == [row["history"] for row in rows]
    return counts


@pytest.mark.parametrize("dataset", DATASETS)
def test_every_closed_population_model(dataset):
    got = log_linear(counts_of(dataset))
    models = [row for row in rows_of("estimates_closedp.csv", dataset) if row["model"] in got.models]
    assert len(models) == 12
    for row in models:
        i = got.models.index(row["model"])
        told = {"deviance": got.deviance, "AIC": got.aic, "BIC": got.bic, "abundance": got.abundance}
        if float(row["abundance"]) < float(row["n_observed"]):
            # Rcapture prints -3,763 people for one fit of Mb; nothing is told for such a fit here.
            assert (got.status[i], np.isnan(got.abundance[i])) == ("below-observed", True)
            del told["abundance"]
        else:
            assert got.status[i] == "ok"
            if row["model"] != "Mbh":
                assert got.stderr[i] == pytest.approx(float(row["stderr"]), rel=1e-4)
        for key, mine in told.items():
            # Eight decimals are printed: a deviance of 0.00265032 holds no more.
            assert mine[i] == pytest.approx(float(row[key]), rel=1e-8, abs=6e-9), (row["model"], key)
        assert got.freedom[i] == int(row["df"])


def stop_as_published(design, counts):
    """Iterate as the table's software does: stop at 1e-8 of the deviance, with the information of one step before."""
    mean, eta, before = counts + 0.1, np.log(counts + 0.1), np.inf
    while True:
        working = eta + (counts - mean) / mean
        information = design.T @ (mean[:, None] * design)
        coefficients = np.linalg.solve(information, design.T @ (mean * working))
        eta = design @ coefficients
        mean = np.exp(eta)
        deviance = 2 * np.sum(special.xlogy(counts, counts) - special.xlogy(counts, mean) - counts + mean)
        if abs(deviance - before) / (abs(deviance) + 0.1) < 1e-8:
            unseen = np.exp(coefficients[0])
            return np.sqrt(unseen + unseen**2 * np.linalg.inv(information)[0, 0])
        before = deviance


@pytest.mark.parametrize("dataset", DATASETS)
def test_standard_errors_differ_from_the_table_only_by_when_its_software_stops(dataset):
    counts = counts_of(dataset)
    table = {row["model"]: row for row in rows_of("estimates_closedp.csv", dataset)}
    compared = 0
    for design in named(counts, len(counts).bit_length()):
        if design.name not in ("Mb", "Mbh"):
            assert stop_as_published(design.columns, counts) == pytest.approx(
                float(table[design.name]["stderr"]), rel=1e-8
            ), design.name
            compared += 1
    assert compared == 10


@pytest.mark.parametrize("dataset", DATASETS)
def test_independent_lists_corrected_for_bias(dataset):
    got = bias_corrected(counts_of(dataset))
    (row,) = (r for r in rows_of("estimates_closedp.csv", dataset) if r["model"] == "Mt_bias_corrected")
    # The table's fit stops early here too: to 3e-8 in abundance and 1.1e-7 in its standard error.
    assert got.value == pytest.approx(float(row["abundance"]), rel=5e-8)
    assert got.stderr == pytest.approx(float(row["stderr"]), rel=2e-7)


def height(counts, people, log_factorial):
    """The multinomial log likelihood of independent lists at `people`, by a general minimiser's own arithmetic."""
    lists = len(counts).bit_length()
    seen, unseen = seen_on(lists), people - counts.sum()
    total = seen.T @ counts
    # Under independence with N known, each list's own chance is its length over N.
    chances = total / people
    log_p = seen @ np.log(chances) + (1 - seen) @ np.log(1 - chances)
    nobody = np.sum(np.log(1 - chances))
    return log_factorial(people) - log_factorial(unseen) + counts @ log_p + unseen * nobody


def stirling(n):
    return (n + 0.5) * np.log(n) - n


def limits_by(counts, log_factorial, guess):
    def height_at(people):
        return height(counts, people, log_factorial)

    found = optimize.minimize_scalar(
        lambda people: -height_at(people),
        bounds=(counts.sum() + 2, 3 * guess),
        method="bounded",
        options={"xatol": 1e-7},
    )
    best, top = float(found.x), -float(found.fun)

    def spare(people):
        return 2 * (top - height_at(people)) - special.chdtri(1, 0.05)

    low = optimize.brentq(spare, counts.sum() + 2, best, xtol=1e-9, rtol=1e-14)
    return best, low, optimize.brentq(spare, best, 5 * guess, xtol=1e-9, rtol=1e-14)


@pytest.mark.parametrize("dataset", DATASETS)
def test_profile_limits(dataset):
    counts = counts_of(dataset)
    (row,) = rows_of("profile_ci.csv", dataset)
    table = [float(row[key]) for key in ("abundance", "lower95_profile", "upper95_profile")]
    design = next(one for one in named(counts, len(counts).bit_length()) if one.name == "Mt")
    mine = [float(one[0]) for one in profile_limits(design.columns[None], counts, design.is_used[None], 0.95)]
    assert mine == pytest.approx(table, rel=1e-5)
    # The highest point is flat, so a search finds it to about 1e-6; the limits are sharp.
    exact = limits_by(counts, lambda n: special.gammaln(n + 1), table[0])
    assert mine[1:] == pytest.approx(exact[1:], rel=1e-8)
    assert mine[0] == pytest.approx(exact[0], rel=1e-6)
    by_stirling = limits_by(counts, stirling, table[0])
    assert by_stirling[1:] == pytest.approx(table[1:], rel=1e-8)
    assert by_stirling[0] == pytest.approx(table[0], rel=1e-6)
    told = log_linear(counts)
    i = told.models.index("Mt")
    assert [float(told.low[i]), float(told.high[i])] == pytest.approx(mine[1:], rel=1e-10)


def test_two_lists():
    rows = rows_of("two_list.csv")
    n1, n2, both = numbers(rows, "n1", "n2", "m")
    for limits, name in (("wald", "wald"), ("log-normal", "lognormal")):
        got = chapman(n1, n2, both, limits=limits)
        value, variance, low, high = numbers(rows, "chapman", "chapman_var", f"{name}_lower", f"{name}_upper")
        for mine, theirs in ((got.value, value), (got.stderr**2, variance), (got.low, low), (got.high, high)):
            np.testing.assert_allclose(mine, theirs, rtol=1e-8)


def test_multiplier_method():
    rows = rows_of("multiplier_method.csv")
    benchmark, p, p_n, estimate = numbers(rows, "benchmark", "p", "p_n", "estimate")
    delta_se, low, high = numbers(rows, "delta_se", "log_lower", "log_upper")
    by_log, by_delta = multiplier(benchmark, p, p_n), multiplier(benchmark, p, p_n, limits="delta")
    z = special.ndtri(0.975)
    for mine, theirs in (
        *[(by_log.value, estimate), (by_log.low, low), (by_log.high, high)],
        *[(by_delta.value, estimate), (by_delta.low, estimate - z * delta_se)],
        (by_delta.high, estimate + z * delta_se),
    ):
        np.testing.assert_allclose(mine, theirs, rtol=1e-8)


def test_the_trap_is_warned_of_and_independent_lists_are_not():
    (true_size,) = numbers(rows_of("simulated_true_N.csv", "sim_heterog_N2500"), "true_N")
    trap = log_linear(counts_of("sim_heterog_N2500"))
    plain = trap.models.index("Mt")
    assert trap.high[plain] < 1959 < float(true_size[0])
    assert trap.warnings == ("lists-depend", "models-disagree")
    assert trap.models[trap.chosen] != "Mt"
    assert not trap.supported[plain]
    assert trap.lowest < float(true_size[0]) < trap.highest
    assert bias_corrected(counts_of("sim_heterog_N2500")).warning == "lists-depend"
    calm = log_linear(counts_of("sim_independent_N1500"))
    assert (calm.warnings, calm.models[calm.chosen]) == ((), "Mt")
    assert calm.interval.low < 1500 < calm.interval.high
    assert bias_corrected(counts_of("sim_independent_N1500")).warning == "none"
