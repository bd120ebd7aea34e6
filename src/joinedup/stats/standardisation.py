"""Rates as they would be if places had people of the same ages."""

import numpy as np
import numpy.typing as npt

from joinedup.stats import checks
from joinedup.stats.interval import FloatArray, Interval, statuses, withhold
from joinedup.stats.rates import count_limits

FEWEST = 10
"""Below this many events no directly standardised rate is given."""

FEWER_THAN_10 = "fewer-than-10-events"

# fmt: off
ESP2013 = (
    5000.0, 5500.0, 5500.0, 5500.0, 6000.0, 6000.0, 6500.0, 7000.0, 7000.0, 7000.0,
    7000.0, 6500.0, 6000.0, 5500.0, 5000.0, 4000.0, 2500.0, 1500.0, 1000.0,
)
# fmt: on
"""European Standard Population 2013: ages 0-4, 5-9, … 85-89, 90 and over; 100,000 people.

Source: Eurostat, Revision of the European Standard Population, report of Eurostat's task force (2013), as used by the
Office for National Statistics since 2014. A later revision is a new constant, never an edit of this one.
"""


def direct(
    counts: npt.ArrayLike,
    populations: npt.ArrayLike,
    weights: npt.ArrayLike = ESP2013,
    *,
    per: float = 100_000,
    confidence: float = 0.95,
    event_frequencies: npt.ArrayLike | None = None,
) -> Interval:
    """Return directly age-standardised rates with Dobson's limits, in units of `per`.

    Σ(w x/n) / Σw, with limits rate + √(variance / O) × (limit of O - O), where O = Σx, its limit is Byar's, and the
    variance is Σ(w² x/n²) / (Σw)². Bands are the last axis of `counts`, `populations` and `weights`; axes before it are
    a batch, whose shape the result has. A lower limit that would fall below 0 is 0.

    Where one person can have several events (admissions), give `event_frequencies[..., bands, k]`: how many people had
    exactly 1, 2, … k events. Then Σf²(people with f) stands for x in the variance, so the limits widen.

    Status 'fewer-than-10-events' under 10 events in all. Refuses negative counts and weights, populations of zero in
    any band, bands of different number, and event frequencies that do not add up to the counts.
    Source: Dobson, Kuulasmaa, Eberle and Scherer (1991), as published by the English public health method notes.

    Example:
        >>> direct([30, 20, 40], [9000, 6000, 5000], [50, 30, 20]).rounded(2)
        (426.67, 342.19, 525.49)
        >>> people = [[4, 13], [20, 0], [40, 0]]  # four once and thirteen twice in the first band
        >>> direct([30, 20, 40], [9000, 6000, 5000], [50, 30, 20], event_frequencies=people).rounded(2)
        (426.67, 327.13, 543.11)

    Truth: `statistics/dsr_dobson.csv` (95% and 99.8%) and `dsr_dobson_under75.csv` (PHEindicatormethods 2.1.0), 60 rows
        each, and `dsr_nonindependent.csv` (the same, event frequencies), 25 rows, to 1e-8; the rate alone also against
        `dsr_fayfeuer_epitools.csv` (epitools 0.5), 60 rows to 1e-8.
    """
    x, n, w = _bands(counts=counts, populations=populations, weights=weights)
    checks.not_negative("counts", x)
    checks.above_zero("populations", n)
    checks.not_negative("weights", w)
    total_weight = w.sum(axis=-1)
    checks.refuse("the sum of weights", total_weight, total_weight <= 0, "some band must weigh something")
    each = w / n
    squares = x if event_frequencies is None else _squared_events(event_frequencies, x)
    scale = per / total_weight
    value = scale * np.einsum("...b,...b->...", each, x)
    error = scale * np.sqrt(np.einsum("...b,...b,...b->...", each, each, squares))
    events = x.sum(axis=-1)
    enough = np.maximum(events, FEWEST)
    low, high = count_limits(enough, confidence=confidence)
    stretch = error / np.sqrt(enough)
    status = statuses(value.shape, (events < FEWEST, FEWER_THAN_10))
    value, low, high = withhold(
        status, value, np.maximum(0.0, value + stretch * (low - enough)), value + stretch * (high - enough)
    )
    return Interval(value, low, high, status)


def indirect_ratio(
    observed: npt.ArrayLike,
    populations: npt.ArrayLike,
    reference_counts: npt.ArrayLike,
    reference_populations: npt.ArrayLike,
    *,
    per: float = 100,
    confidence: float = 0.95,
) -> Interval:
    """Return observed / expected events x `per` with Byar's limits of the observed, exact under 10.

    Expected = Σ n (reference count / reference population), over the bands, which are the last axis of the three
    arguments that have them; `observed` (all ages together) and the result have the axes before it. The reference is
    taken as free of error. Ratios of two places cannot be compared with each other, each having its own weights.

    Refuses negative counts, populations of zero in any band, bands of different number, and a reference without events.
    Source: Breslow and Day (1987), as published by the English public health method notes.

    Example:
        >>> indirect_ratio(25, [9000, 6000], [300, 500], [200_000, 100_000]).rounded(2)
        (57.47, 37.18, 84.84)

    Truth: `statistics/isratio.csv` (PHEindicatormethods 2.1.0, 95% and 99.8%), 60 rows to 1e-8.
    """
    o, e = _observed_and_expected(observed, populations, reference_counts, reference_populations)
    low, high = count_limits(o, confidence=confidence)
    return Interval(per * (o / e), per * (low / e), per * (high / e), statuses(o.shape))


def indirect_rate(
    observed: npt.ArrayLike,
    populations: npt.ArrayLike,
    reference_counts: npt.ArrayLike,
    reference_populations: npt.ArrayLike,
    *,
    per: float = 100_000,
    confidence: float = 0.95,
) -> Interval:
    """Return indirectly standardised rates: `indirect_ratio` times the reference's crude rate, in units of `per`.

    (observed / expected) x Σ reference counts / Σ reference populations x per. Shapes, source and refusals are those of
    `indirect_ratio`.

    Example:
        >>> indirect_rate(25, [9000, 6000], [300, 500], [200_000, 100_000]).rounded(2)
        (153.26, 99.15, 226.25)

    Truth: `statistics/israte.csv` (PHEindicatormethods 2.1.0, 95% and 99.8%), 60 rows to 1e-8.
    """
    got = indirect_ratio(observed, populations, reference_counts, reference_populations, per=per, confidence=confidence)
    x, n = _bands(reference_counts=reference_counts, reference_populations=reference_populations)
    crude = x.sum(axis=-1) / n.sum(axis=-1)
    return Interval(got.value * crude, got.low * crude, got.high * crude, got.status)


def expected_events(
    populations: npt.ArrayLike, reference_counts: npt.ArrayLike, reference_populations: npt.ArrayLike
) -> FloatArray:
    """Return the events there would be at the reference's rates: Σ n (reference count / reference population).

    Bands are the last axis of all three. Refuses what `indirect_ratio` does. Source: Breslow and Day (1987).

    Example:
        >>> float(expected_events([9000, 6000], [300, 500], [200_000, 100_000]))
        43.5

    Truth: `statistics/isratio.csv` (PHEindicatormethods 2.1.0), 60 rows to 1e-8.
    """
    n, x_ref, n_ref = _bands(
        populations=populations, reference_counts=reference_counts, reference_populations=reference_populations
    )
    checks.above_zero("populations", n)
    checks.not_negative("reference_counts", x_ref)
    checks.above_zero("reference_populations", n_ref)
    expected = np.einsum("...b,...b->...", n, x_ref / n_ref)
    checks.refuse("expected events", expected, expected <= 0, "some reference count must be above zero")
    return np.asarray(expected)


def _observed_and_expected(
    observed: npt.ArrayLike,
    populations: npt.ArrayLike,
    reference_counts: npt.ArrayLike,
    reference_populations: npt.ArrayLike,
) -> tuple[FloatArray, FloatArray]:
    expected = expected_events(populations, reference_counts, reference_populations)
    o, e = checks.broadcast(observed=observed, expected=expected)
    checks.not_negative("observed", o)
    return o, e


def _bands(**arguments: npt.ArrayLike) -> tuple[FloatArray, ...]:
    """Return the arguments as float arrays of one shape, whose last axis is the same bands in each of them."""
    shapes = {name: np.shape(value) for name, value in arguments.items()}
    lengths = {shape[-1:] for shape in shapes.values()}
    if len(lengths) > 1 or lengths & {(), (0,)}:
        found = ", ".join(f"{name} {shape}" for name, shape in shapes.items())
        raise ValueError(f"The last axis must be the same bands in each of these: {found}.")
    return checks.broadcast(**arguments)


def _squared_events(event_frequencies: npt.ArrayLike, counts: FloatArray) -> FloatArray:
    """Return Σ f² x people with f events per band, after checking that Σ f x people is the band's count."""
    people = np.asarray(event_frequencies, dtype=np.float64)
    if people.ndim < 2 or people.shape[-2] != counts.shape[-1]:
        raise ValueError(
            f"event_frequencies has shape {people.shape}: its last axes must be the {counts.shape[-1]} bands and the "
            "number of events of a person."
        )
    checks.refuse("event_frequencies", people, ~np.isfinite(people), "it must be a finite number")
    checks.not_negative("event_frequencies", people)
    times = np.arange(1.0, people.shape[-1] + 1)
    events = people @ times
    x, events = checks.broadcast(counts=counts, events=events)
    checks.refuse("counts", x, ~np.isclose(x, events), "its event_frequencies add up to another number of events")
    return np.asarray(np.broadcast_to(people @ times**2, x.shape))
