"""Yearly series: how one runs, and the sentence of it."""

from joinedup.claims import numbers
from joinedup.claims.case import Course, Effect, Scale
from joinedup.claims.effects import NO_COUNTS, effect_of, has_counts, measured, number
from joinedup.claims.pair import Pair
from joinedup.claims.phrases import Parts, fill, lower_first, place_of, subject, unit_of, upper_first
from joinedup.claims.range import by_chance, chances_of, range_of
from joinedup.claims.several import Series
from joinedup.claims.unseen import unseen_of, why_unseen
from joinedup.claims.words import Judgement
from joinedup.kinds.document import ClaimKind, Versus
from joinedup.kinds.indicator import Unit
from joinedup.release.figure import Figure, Showing
from joinedup.stats import dispersion, standing, trend, variation
from joinedup.stats.interval import OK, Compared

ROUNDED = "The counts are rounded, and no test of a trend allows for that here."
NO_TEST = "No test of a trend is agreed for averages and modelled estimates."
NOT_FITTED = "No line can be fitted: there are too few events in some year."


def run_of(series: Series, *, with_extremes: bool = False) -> tuple[Effect, Course] | str:
    """Return a series' fitted change and its course, or a sentence on why they cannot be measured.

    Counts are fitted as they stand, rates by their population, shares by those asked about. `with_extremes` also
    compares every pair of years, for words that name the highest or lowest one.
    """
    unit, years = series.indicator.unit, series.years
    if unit is Unit.DAYS or (unit is Unit.PERCENT and series.indicator.of not in (None, "among")):
        return NO_TEST
    if any(figure.rounding for figure in years if unit is Unit.COUNT):
        return ROUNDED
    bare = next((one for one in years if one.numerator is None or not _is_counted(one, series)), None)
    if bare is not None:
        return NO_COUNTS.format(place=bare.place.name)
    family = "share" if unit is Unit.PERCENT else "rate"
    counts = [number(figure.numerator) for figure in years]
    among = [1.0 if unit is Unit.COUNT else number(figure.denominator) for figure in years]
    fitted, spread = trend.annual(counts, among, family=family), dispersion.test(counts, among, family=family)
    if fitted.status != OK:
        return NOT_FITTED
    change = Compared(fitted.change, fitted.low, fitted.high, fitted.p_value, fitted.status)
    scale = Scale.POINTS if family == "share" else Scale.RATIO
    name = "fitted last year less the first, in points" if family == "share" else "fitted last year over the first"
    effect = measured(change, scale, f"{name} (dispersion {float(fitted.dispersion):.1f})", series.indicator)
    if isinstance(effect, str):
        return effect
    from_high, from_low = _from_extremes(series) if with_extremes else (None, None)
    # A steady rise is variation about one level too: years fluctuate where they vary about the level and the line.
    about_line = float(variation.p_about_line(fitted.dispersion, len(years)))
    spread_p = max(about_line, float(spread.p_value)) if spread.status == OK else 1.0
    index = float(fitted.dispersion)
    return effect, Course(len(years), int(fitted.last_step), index, spread_p, from_high, from_low)


def say_trend(series: Series, effect: Effect | None, stops: tuple[str, ...], chosen: Judgement, family: int) -> Parts:
    """Return the sentence that gives every year's figure, and the word that their run permits."""
    unseen = unseen_of(series)
    if unseen is not None:
        return _untold(series, unseen)
    years = series.years
    words = {
        "subject": upper_first(subject(series.indicator, years[-1], period="each year")),
        "where": place_of(years[-1]),
        "then": years[0].period.label,
        "latest": years[-1].period.label,
        "unit": unit_of(series.indicator),
        "phrase": chosen.phrase,
        "stop": lower_first(" ".join(stops)),
    }
    texts = numbers.row_of_values(years, series.indicator.unit)
    figures = {f"year{i}": text for i, text in enumerate(texts)}
    template = "{subject} in {where} from {then} to {latest} was " + numbers.listed(figures) + "{unit}"
    if chosen.word.strength == 0:
        return fill(template + ("." if not stops else ". No trend is told: {stop}"), figures, words)
    if chosen.word.test.startswith("looked-"):
        return fill(template + ": it {phrase}" + by_chance(), figures | chances_of(family), words)
    if chosen.word.test == "no-clear-trend":
        span, limits = range_of(effect)
        return fill(template + ": {phrase}" + span + ".", figures | limits, words)
    return fill(template + ": {phrase}.", figures, words)


def _is_counted(figure: Figure, series: Series) -> bool:
    return series.indicator.unit is Unit.COUNT or has_counts(figure, series.indicator)


def _from_extremes(series: Series) -> tuple[float | None, float | None]:
    """Return at which level the latest year is told from the highest and from the lowest, all pairs allowed for."""
    years = series.years
    values = [number(figure.value) for figure in years]
    chances = [[1.0] * len(years) for _ in years]
    for i, later in enumerate(years):
        for j, earlier in enumerate(years[:i]):
            got = effect_of(Pair(series.indicator, ClaimKind.CHANGE, Versus.PREVIOUS, later, earlier))
            chances[i][j] = chances[j][i] = 1.0 if isinstance(got, str) else got.p_value
    adjusted = standing.adjusted_pairs(chances)[-1]
    highest, lowest = values.index(max(values)), values.index(min(values))
    return float(adjusted[highest]), float(adjusted[lowest])


def _untold(series: Series, unseen: Figure) -> Parts:
    words = {
        "subject": subject(series.indicator, unseen, period="each year"),
        "where": place_of(unseen),
        "year": unseen.period.label,
        "why": why_unseen(unseen),
    }
    if unseen.showing is Showing.ABSENT:
        return fill("No figure is held for {subject} in {where} for {year}, so no trend is told.", {}, words)
    return fill("Whether {subject} in {where} has risen or fallen is not said: {why}.", {}, words)
