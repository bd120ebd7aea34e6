"""What a reader must know beside a claim."""

from joinedup.claims.gates import BARELY_KNOWN, ENOUGH_KNOWN
from joinedup.claims.pair import Pair
from joinedup.claims.several import Aimed, Series, Subject
from joinedup.core.status import SourceStatus
from joinedup.kinds.indicator import Indicator, Unit
from joinedup.kinds.vocabulary import Vocabulary
from joinedup.release.figure import Figure

FEW_EVENTS = 20
_UNCONFIRMED = {
    SourceStatus.KNOWLEDGE: "The definition is general knowledge of the field, not read in an official source.",
    SourceStatus.DERIVED: "The definition was worked out from published figures.",
    SourceStatus.LOCAL: "The definition was set by this installation.",
}


def caveats(subject: Subject, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return every caveat of a claim about these figures, each once, the gravest first."""
    indicator, figures = subject.indicator, subject.sides
    visible = [figure for figure in figures if figure.is_visible]
    found = [line for figure in visible for line in _of_figure(indicator, figure, vocabulary)]
    if len(visible) == len(figures):
        found += _of_several(subject)
    found += _of_definition(indicator)
    found += [figure.note for figure in visible if figure.note]
    return tuple(dict.fromkeys(found))


def _of_figure(indicator: Indicator, figure: Figure, vocabulary: Vocabulary) -> list[str]:
    place, count = figure.place.name, figure.numerator
    found = []
    if not figure.provenance.covers:
        missing = "; ".join(figure.provenance.gaps) or "an expected sender"
        found.append(f"Deliveries for {place} do not cover the whole of {figure.period.label}: {missing}.")
    if BARELY_KNOWN <= figure.known < ENOUGH_KNOWN:
        found.append(f"{place}: the answer is recorded for {100 * figure.known:.0f}% of those asked about.")
    if count is not None and count < FEW_EVENTS and indicator.unit in (Unit.RATE, Unit.PERCENT):
        if vocabulary.death_measure(indicator.slug):
            found.append(f"{place}: fewer than 20 deaths, so the rate is unreliable.")
        else:
            found.append(f"{place}: fewer than 20 people or events.")
    return found


def _of_several(subject: Subject) -> list[str]:
    found = []
    figures = subject.sides
    is_crude = subject.indicator.unit is Unit.RATE and not subject.indicator.is_age_adjusted
    if is_crude and len({figure.place for figure in figures}) > 1:
        found.append("Not adjusted for age.")
    if len({figure.provenance.is_synthetic for figure in figures}) > 1:
        found.append("One side is synthetic and the other is a real published figure.")
    if isinstance(subject, Pair) and subject.is_modelled:
        found.append("Both estimates of need are modelled; their uncertainty is carried.")
    if isinstance(subject, Series) and subject.cut is not None:
        found.append(f"Years before the series broke on {subject.cut.on.isoformat()} ({subject.cut.why}) are left out.")
    if isinstance(subject, Aimed):
        found.append(f"The target was set by: {subject.target.source.name}.")
    return found


def _of_definition(indicator: Indicator) -> list[str]:
    found = []
    if indicator.source.status is not SourceStatus.FOUND:
        found.append(indicator.source.caveat or _UNCONFIRMED[indicator.source.status])
    if indicator.unit is Unit.PERCENT and indicator.of not in (None, "among"):
        found.append("The number estimated to need help is modelled, not counted.")
    return found + list(indicator.caveats)
