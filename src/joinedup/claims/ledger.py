"""Build the ledger of a document: every claim it asks for, judged among all its comparisons."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from joinedup.claims import comparing, sentences
from joinedup.claims.case import Case
from joinedup.claims.caveats import caveats
from joinedup.claims.effects import effect_of, part_of
from joinedup.claims.gates import stops
from joinedup.claims.model import Claim, Evidence, Ledger, Test, claim_id_of, subject_id_of
from joinedup.claims.pair import Pair
from joinedup.claims.phrases import Parts
from joinedup.claims.words import Judgement, refusals, strongest
from joinedup.core.period import Period
from joinedup.core.place import ENGLAND, Place
from joinedup.kinds.document import Ask, ClaimKind, DocumentKind, Section, Versus
from joinedup.kinds.indicator import Indicator, Unit
from joinedup.kinds.vocabulary import Vocabulary
from joinedup.release.figure import Figure, Showing
from joinedup.stats.multiple import benjamini_hochberg

EvidenceOf = Callable[[tuple[Figure, ...]], Evidence]
"""What the figures of one claim can be opened to: one definition, and the files of all of them."""

FALSE_DISCOVERIES = 0.05
CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class _Draft:
    """An ask at one place, with its figures but not yet judged in its family."""

    subject_id: str
    section: str
    ask: Ask
    indicator: Indicator
    figures: tuple[Figure, ...]
    pair: Pair | None
    case: Case

    @property
    def comparison(self) -> tuple[str, ...]:
        """What is compared, whichever side comes first."""
        sides = sorted(f"{f.place.code} {f.period.label} {f.group or ''}" for f in self.figures)
        return (self.ask.kind, self.ask.indicator, *sides)

    @property
    def p_value(self) -> float | None:
        return None if self.case.effect is None or self.case.stops else self.case.effect.p_value


def build_ledger(
    document: DocumentKind,
    figures: Iterable[Figure],
    indicators: Mapping[str, Indicator] | Iterable[Indicator],
    places: Sequence[Place],
    period: Period,
    *,
    vocabulary: Vocabulary,
    evidence_of: EvidenceOf,
    data_version: str,
    definitions_version: str,
    code_version: str,
    period_of: Mapping[str, Period] | None = None,
) -> Ledger:
    """Return all claims of `document` at each of `places` in turn, in its order.

    `period_of` names indicators told for another period (deaths by calendar year). A figure not among `figures` is
    absent. The family is every comparison, change and gap that the gates let be measured; two places set side by side
    are one comparison, told under each of them. The same inputs give the same ledger.
    """
    desk = _Desk(document, figures, indicators, places, period, vocabulary, evidence_of, period_of or {})
    drafts = desk.drafts()
    unique = tuple({draft.subject_id: draft for draft in drafts}.values())
    family: dict[tuple[str, ...], float] = {}
    for draft in unique:
        if draft.p_value is not None:
            family.setdefault(draft.comparison, draft.p_value)
    kept = benjamini_hochberg(list(family.values()), level=FALSE_DISCOVERIES).survives
    survives = dict(zip(family, (bool(one) for one in kept), strict=True))
    headlines = {draft.comparison for draft in drafts if draft.ask.is_headline}
    claims = {
        draft.subject_id: desk.claim(
            draft, len(family), survives.get(draft.comparison, True), draft.comparison in headlines
        )
        for draft in unique
    }
    return Ledger(
        document=document.slug,
        data_version=data_version,
        definitions_version=definitions_version,
        code_version=code_version,
        is_synthetic=any(claim.is_synthetic for claim in claims.values()),
        claims=tuple(claims.values()),
        family_size=len(family),
        headline_count=sum(comparison in headlines for comparison in family),
        expected_by_chance=len(family) * CHANCE,
        sections=tuple((section.slug, _ids(section, drafts, claims)) for section in document.sections if section.asks),
    )


def _ids(section: Section, drafts: Iterable[_Draft], claims: Mapping[str, Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claims[draft.subject_id].claim_id for draft in drafts if draft.section == section.slug))


class _Desk:
    """Everything one ledger is written from."""

    def __init__(
        self,
        document: DocumentKind,
        figures: Iterable[Figure],
        indicators: Mapping[str, Indicator] | Iterable[Indicator],
        places: Sequence[Place],
        period: Period,
        vocabulary: Vocabulary,
        evidence_of: EvidenceOf,
        period_of: Mapping[str, Period],
    ) -> None:
        held = indicators.values() if isinstance(indicators, Mapping) else indicators
        self._document, self._places, self._vocabulary = document, tuple(places), vocabulary
        self._indicators = {indicator.slug: indicator for indicator in held}
        self._period, self._period_of, self._evidence_of = period, period_of, evidence_of
        self._figures = {(f.indicator, f.place.code, f.period, f.group): f for f in figures}

    def drafts(self) -> list[_Draft]:
        """Return a draft for each ask at each place, in the order of the document."""
        found: list[_Draft] = []
        for section in self._document.sections:
            for place in (ENGLAND,) if section.is_about_england else self._places:
                for ask in section.asks:
                    found.extend(self._asked(section.slug, ask, place))
        return found

    def claim(self, draft: _Draft, family_size: int, survives: bool, is_headline: bool) -> Claim:
        """Return the draft judged: its strongest permitted word, its sentence, its test and its evidence."""
        case = Case(
            draft.case.kind,
            draft.case.effect,
            draft.case.part,
            draft.case.polarity,
            draft.case.stops,
            is_headline,
            survives,
            family_size,
        )
        chosen = strongest(self._vocabulary, case)
        evidence = self._evidence_of(draft.figures)
        return Claim(
            subject_id=draft.subject_id,
            claim_id=claim_id_of(draft.subject_id, draft.figures[0].period),
            kind=ClaimKind.ABSENCE if any(f.showing is Showing.ABSENT for f in draft.figures) else draft.case.kind,
            about=draft.figures,
            word=chosen.spoken if chosen.word.strength > 0 else None,
            test=_test(case, chosen, self._document.slug),
            caveats=caveats(draft.indicator, draft.figures, self._vocabulary, draft.pair),
            evidence=evidence,
            is_synthetic=any(f.provenance.is_synthetic or f.place.is_synthetic for f in draft.figures),
            parts=_say(draft, case, chosen),
            refused=refusals(self._vocabulary, case, chosen),
            is_headline=is_headline,
        )

    def _asked(self, section: str, ask: Ask, place: Place) -> Iterable[_Draft]:
        indicator = self._indicators[ask.indicator]
        period = self._period_of.get(ask.indicator, self._period)
        base = subject_id_of(place, ask.indicator, ask.kind)
        if ask.kind in (ClaimKind.COMPARISON, ClaimKind.CHANGE, ClaimKind.GAP):
            for name, first, second in self._sides(ask, place, period):
                yield self._paired(f"{base}:{name}", section, ask, indicator, first, second)
            return
        figure = self._figure(ask.indicator, place, period)
        case = Case(ask.kind, part=part_of(figure, indicator) if ask.kind is ClaimKind.SHARE else None)
        yield _Draft(base, section, ask, indicator, (figure,), None, case)

    def _sides(self, ask: Ask, place: Place, period: Period) -> Iterable[tuple[str, Figure, Figure]]:
        slug = ask.indicator
        if ask.kind is ClaimKind.GAP and ask.by is not None and ask.groups is not None:
            one, other = ((ask.by, group) for group in ask.groups)
            name = f"{ask.by}-{ask.groups[0]}-{ask.groups[1]}".replace(" ", "-")
            yield name, self._figure(slug, place, period, one), self._figure(slug, place, period, other)
            return
        first = self._figure(slug, place, period)
        if ask.versus is Versus.PREVIOUS:
            yield "previous-period", first, self._figure(slug, place, period.previous)
        elif ask.versus is Versus.ENGLAND:
            yield "england", first, self._figure(slug, ENGLAND, period)
        else:
            for other_place in self._places:
                if other_place != place:
                    yield other_place.code, first, self._figure(slug, other_place, period)

    def _paired(
        self, subject_id: str, section: str, ask: Ask, indicator: Indicator, first: Figure, second: Figure
    ) -> _Draft:
        versions = tuple(self._evidence_of((figure,)).definition_version for figure in (first, second))
        pair = Pair(indicator, ask.kind, ask.versus, first, second, (versions[0], versions[1]))
        shut = stops(pair)
        effect = effect_of(pair) if not shut else None
        if isinstance(effect, str):
            shut, effect = (effect,), None
        case = Case(ask.kind, effect, None, indicator.polarity, shut)
        return _Draft(subject_id, section, ask, indicator, (first, second), pair, case)

    def _figure(self, slug: str, place: Place, period: Period, group: tuple[str, str] | None = None) -> Figure:
        held = self._figures.get((slug, place.code, period, group))
        return held or Figure(slug, place, period, group, Showing.ABSENT)


def _say(draft: _Draft, case: Case, chosen: Judgement) -> Parts:
    if draft.pair is None:
        return sentences.say_figure(draft.indicator, draft.figures[0], chosen)
    if draft.pair.kind is ClaimKind.CHANGE:
        return comparing.say_change(draft.pair, case, chosen)
    return comparing.say_comparison(draft.pair, case, chosen)


def _test(case: Case, chosen: Judgement, document: str) -> Test | None:
    effect, part = case.effect, case.part
    if effect is not None and not case.stops:
        value, low, high = (_finite(number) for number in (effect.of.value, effect.of.low, effect.of.high))
        return Test(
            rule=chosen.word.says,
            statistic=effect.statistic,
            value=value,
            low=low,
            high=high,
            p_value=effect.p_value,
            holds=chosen.holds,
            family=document,
            family_size=case.family_size,
            survives_family=case.survives,
        )
    if part is not None and chosen.word.strength > 0:
        share = part.share
        return Test(chosen.word.says, Unit.PERCENT, share.value, share.low, share.high, None, True, "", 1, True)
    return None


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None
