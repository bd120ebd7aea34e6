"""Three or more lists that share people: how many there are in all, by models that may disagree."""

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy import special

from joinedup.stats import normal
from joinedup.stats.interval import OK, FloatArray, Interval, TextArray, statuses, withhold
from joinedup.stats.prevalence.abundance import (
    LISTS_DEPEND,
    MODELS_DISAGREE,
    NONE,
    NOT_ESTIMABLE,
    Abundance,
    log_normal_limits,
)
from joinedup.stats.prevalence.designs import IN_TIME, Design, every_tie, fit_designs, named, stacked, tied
from joinedup.stats.prevalence.histories import checked
from joinedup.stats.prevalence.in_time import removal
from joinedup.stats.prevalence.poisson import Fits, fit
from joinedup.stats.prevalence.profile import profile_limits
from joinedup.stats.prevalence.selection import chosen_and_supported

BELOW_OBSERVED = "below-observed"
MOST_LISTS_FOR_EVERY_TIE = 5
TIES_TOLD = 12
PLAIN = 1
"""The place of Mt, after M0: models beyond it let lists depend."""


@dataclass(frozen=True, slots=True)
class LogLinear:
    """Every model fitted, in the order of `models`; abundance, stderr and limits are NaN where `status` is not 'ok'.

    `chosen` is the place of the model that the criterion prefers, or None where none can be estimated; `supported` are
    the models that stand nearly as well, without those that only add to a better simpler one. `warnings` holds
    'lists-depend' where being on one list makes another likelier or less likely, and 'models-disagree' where a
    supported model's abundance lies outside the chosen one's limits: then no single number may be told, only the range
    that `lowest` and `highest` give over the supported models.
    """

    models: tuple[str, ...]
    abundance: FloatArray
    low: FloatArray
    high: FloatArray
    stderr: FloatArray
    deviance: FloatArray
    freedom: npt.NDArray[np.int64]
    aic: FloatArray
    bic: FloatArray
    status: TextArray
    supported: npt.NDArray[np.bool_]
    chosen: int | None
    warnings: tuple[str, ...]
    observed: float

    @property
    def interval(self) -> Interval:
        """Return the chosen model's abundance with its profile limits; status 'not-estimable' where there is none."""
        if self.chosen is None:
            nothing = np.asarray(np.nan)
            return Interval(nothing, nothing, nothing, np.asarray(NOT_ESTIMABLE))
        i = self.chosen
        value, low, high = (np.asarray(one[i]) for one in (self.abundance, self.low, self.high))
        return Interval(value, low, high, np.asarray(self.status[i]))

    @property
    def lowest(self) -> float:
        """Return the lowest limit of any supported model; NaN where there is none."""
        return float(np.min(self.low[self.supported])) if np.any(self.supported) else np.nan

    @property
    def highest(self) -> float:
        """Return the highest limit of any supported model; NaN where there is none."""
        return float(np.max(self.high[self.supported])) if np.any(self.supported) else np.nan


def log_linear(
    histories: npt.ArrayLike,
    *,
    criterion: Literal["aic", "bic"] = "bic",
    level: float = 0.05,
    confidence: float = 0.95,
) -> LogLinear:
    """Return how many people three or more lists point to, by each of the usual log-linear models, with a choice.

    `histories` counts the people of each history, 2^lists - 1 numbers in the order of `tabulate` (one table; not a
    batch). log(mean of a history) = constant + columns; unseen = exp(constant); abundance = seen + unseen, people;
    stderr² = unseen + unseen² x variance of the constant (Rivest and Lévesque 2001). Limits: multinomial profile
    likelihood (Cormack 1992). AIC and BIC as -2 log likelihood + 2 or log(seen) for each parameter.

    Models: M0, Mt, Mh and Mth each with Chao's lower bound, Poisson2, Darroch and Gamma3.5, Mb, Mbh (see `designs.
    named`), then "Mt + 1:2 …": independent lists with two-way interactions (Fienberg 1972; Bishop, Fienberg and
    Holland 1975). Of these every set of pairs is tried up to five lists, for more lists pairs are added one at a time
    while the criterion falls; the best 12 are told. Mb and Mbh take the lists as occasions in time and are fitted but
    never chosen; their limits are log-normal (Chao 1987), their stderr the delta method's, which for Mbh is not what
    Rcapture prints (one term of its gradient has another sign).

    The chosen model has the lowest `criterion`. A model is supported within 4 of it unless it only adds columns to
    another that does no worse (Burnham and Anderson 2002; Richards 2008). Warnings: 'lists-depend' where Mt is rejected
    at `level` (by its deviance or against Mth Darroch, each at half) or the chosen model has more than Mt;
    'models-disagree' where a supported abundance lies outside the chosen limits. Where people differ in how easily
    lists find them, independent lists give far too few: a warned result must not be told as one number.

    Status 'not-estimable' where a model has no single best fit (such as lists that share nobody), 'below-observed'
    where it points to fewer people than were seen. Refuses counts that are negative or not whole, a number of counts
    that is not 2^lists - 1 for 3 to 10 lists, and an empty table.

    Example:
        >>> got = log_linear([126, 163, 40, 398, 97, 125, 40])
        >>> (got.models[got.chosen], got.interval.rounded(0), got.warnings)
        ('Mt', (1475.0, 1386.0, 1576.0), ())

    Truth: `prevalence/estimates_closedp.csv` (Rcapture), 60 fits: deviance, AIC, BIC and (but for one of -3,763 people,
    withheld here) abundance to 1e-8; 54 stderr to 1e-4, 50 of them to 1e-8 by a slow twin that stops where its
    software does, in tests/unit/stats/test_reference_prevalence.py, which asks `log_linear` for the rest; limits of Mt
    by `prevalence/profile_ci.csv`, 5 rows (see `profile_limits`). Warnings: simulated people whose number is known.
    """
    counts, lists = checked(histories)
    _check_level(level)
    z = normal.z_for(confidence)
    if criterion not in ("aic", "bic"):
        raise ValueError(f"criterion is {criterion!r}: it must be 'aic' or 'bic'.")
    designs = [*named(counts, lists), *_ties(counts, lists, criterion)]
    fits = fit_designs(designs, counts)
    in_time = np.array([one.name in IN_TIME for one in designs])
    seen = float(counts.sum())
    unseen = np.exp(fits.coefficients[:, 0])
    with np.errstate(over="ignore", invalid="ignore"):
        abundance, stderr = seen + unseen, np.sqrt(unseen + unseen**2 * fits.covariance[:, 0, 0])
    for i in np.flatnonzero(in_time):
        is_mb = designs[i].name == IN_TIME[0]
        abundance[i], stderr[i] = removal(is_mb, fits.coefficients[i], fits.covariance[i], lists)
    low, high = log_normal_limits(abundance, stderr, seen, z)
    plain = np.flatnonzero(fits.is_fitted & ~in_time)
    if len(plain):
        kept = [designs[i] for i in plain]
        used = np.array([one.is_used for one in kept], dtype=np.bool_)
        _, low[plain], high[plain] = profile_limits(stacked(kept), counts, used, confidence)
    is_known = fits.is_fitted & np.isfinite(abundance)
    status = statuses(
        abundance.shape,
        (~is_known, NOT_ESTIMABLE),
        (abundance < seen, BELOW_OBSERVED),
        (~np.isfinite(stderr), NOT_ESTIMABLE),
    )
    abundance, low, high, stderr = (np.array(one) for one in withhold(status, abundance, low, high, stderr))
    aic, bic = (_score(designs, fits, seen, word) for word in ("aic", "bic"))
    may_choose = (status == OK) & ~in_time
    chosen, supported = chosen_and_supported(designs, aic if criterion == "aic" else bic, may_choose)
    freedom = np.array([one.is_used.sum() - one.columns.shape[1] for one in designs], dtype=np.int64)
    warnings = []
    if chosen is not None:
        if _depend([one.name for one in designs], fits.deviance, freedom, level) or chosen > PLAIN:
            warnings.append(LISTS_DEPEND)
        inside = (abundance >= low[chosen]) & (abundance <= high[chosen])
        if np.any(supported & ~inside):
            warnings.append(MODELS_DISAGREE)
    return LogLinear(
        models=tuple(one.name for one in designs),
        abundance=abundance,
        low=low,
        high=high,
        stderr=stderr,
        deviance=fits.deviance,
        freedom=freedom,
        aic=aic,
        bic=bic,
        status=status,
        supported=supported,
        chosen=chosen,
        warnings=tuple(warnings),
        observed=seen,
    )


def bias_corrected(histories: npt.ArrayLike, *, level: float = 0.05, confidence: float = 0.95) -> Abundance:
    """Return the abundance by independent lists (Mt), corrected for its bias in small tables.

    Mt fitted to counts with (lists - 2)/(2 lists) added to each history on one list and 2/(lists (lists - 1)) to each
    on two; abundance = seen + unseen, log-normal limits. The warning is 'lists-depend' where Mt fits worse than chance
    at `level`: then this is far off, whatever its limits say. Sources: Rivest and Lévesque (2001); Chao (1987). Status
    and refusals as for `log_linear`.

    Example:
        >>> bias_corrected([126, 163, 40, 398, 97, 125, 40]).interval.rounded(1)
        (1475.0, 1389.3, 1578.9)

    Truth: `prevalence/estimates_closedp.csv` (Rcapture), 5 rows: abundance to 5e-8, stderr to 2e-7 (that
    table's fits stop early).
    """
    counts, lists = checked(histories)
    _check_level(level)
    z = normal.z_for(confidence)
    design = tied(counts, lists, ())
    k = design.columns[:, 1:].sum(axis=1)
    added = np.where(k == 1, (lists - 2) / (2 * lists), np.where(k == 2, 2 / (lists * (lists - 1)), 0.0))
    plain = fit_designs([design], counts)
    corrected = fit(design.columns[None], (counts + added)[None], np.ones((1, len(counts)), dtype=np.bool_))
    unseen = np.exp(corrected.coefficients[0, 0])
    value, stderr = counts.sum() + unseen, np.sqrt(unseen + unseen**2 * corrected.covariance[0, 0, 0])
    low, high = log_normal_limits(value, stderr, counts.sum(), z)
    chance = special.chdtrc(len(counts) - design.columns.shape[1], plain.deviance[0])
    status = statuses((), (np.asarray(~corrected.is_fitted[0]), NOT_ESTIMABLE))
    value, low, high, stderr = withhold(status, np.asarray(value), low, high, np.asarray(stderr))
    return Abundance(value, low, high, stderr, np.asarray(LISTS_DEPEND if chance < level else NONE), status)


def _depend(names: list[str], deviance: FloatArray, freedom: npt.NDArray[np.int64], level: float) -> bool:
    """Whether independent lists are ruled out: against any table, or against people who differ (one more column)."""
    mt, differing = names.index("Mt"), names.index("Mth Darroch")
    against_any = special.chdtrc(freedom[mt], deviance[mt])
    against_differing = special.chdtrc(1, max(0.0, deviance[mt] - deviance[differing]))
    return bool(2 * min(against_any, against_differing) < level)


def _check_level(level: float) -> None:
    if not 0 < level < 1:
        raise ValueError(f"level is {level:g}: it must lie between 0 and 1, such as 0.05.")


def _ties(counts: FloatArray, lists: int, criterion: str) -> list[Design]:
    """Return the best models with two-way interactions."""
    seen = float(counts.sum())
    if lists <= MOST_LISTS_FOR_EVERY_TIE:
        tried = [tied(counts, lists, pairs) for pairs in every_tie(lists)]
        fits = fit_designs(tried, counts)
        scores = np.where(fits.is_fitted, _score(tried, fits, seen, criterion), np.inf)
    else:
        tried, scores = _grown(counts, lists, criterion)
    best = np.argsort(scores, kind="stable")[:TIES_TOLD]
    return [tried[i] for i in best if np.isfinite(scores[i])]


def _grown(counts: FloatArray, lists: int, criterion: str) -> tuple[list[Design], FloatArray]:
    """Add one pair at a time, the best first, while the criterion falls; return every model met on the way."""
    seen = float(counts.sum())
    pairs = list(combinations(range(lists), 2))
    held: tuple[tuple[int, int], ...] = ()
    start = tied(counts, lists, ())
    lowest = float(_score([start], fit_designs([start], counts), seen, criterion)[0])
    tried: list[Design] = []
    scores: list[FloatArray] = []
    while left := [pair for pair in pairs if pair not in held]:
        step = [tied(counts, lists, tuple(sorted((*held, pair)))) for pair in left]
        fits = fit_designs(step, counts)
        score = np.where(fits.is_fitted, _score(step, fits, seen, criterion), np.inf)
        tried, scores = [*tried, *step], [*scores, score]
        if np.min(score) >= lowest:
            break
        lowest, held = float(np.min(score)), (*held, left[int(np.argmin(score))])
    return tried, np.concatenate(scores)


def _score(designs: list[Design], fits: Fits, seen: float, criterion: str) -> FloatArray:
    parameters = np.array([one.columns.shape[1] + one.edge for one in designs])
    return np.asarray(-2 * fits.log_likelihood + (2 if criterion == "aic" else np.log(seen)) * parameters)
