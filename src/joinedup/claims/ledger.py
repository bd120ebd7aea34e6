"""Build the ledger of a document: every claim it asks for, judged among all its comparisons."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from joinedup.claims.case import Case
from joinedup.claims.caveats import caveats
from joinedup.claims.desk import Desk, Draft, EvidenceOf
from joinedup.claims.desk import Test as TestOf
from joinedup.claims.model import Claim, Ledger, Test, claim_id_of
from joinedup.claims.saying import say
from joinedup.claims.words import Judgement, refusals, strongest
from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.kinds.document import ClaimKind, DocumentKind, Section
from joinedup.kinds.indicator import Indicator, Unit
from joinedup.kinds.series_break import SeriesBreak
from joinedup.kinds.vocabulary import Vocabulary
from joinedup.release.figure import Figure, Showing
from joinedup.stats.multiple import benjamini_hochberg

FALSE_DISCOVERIES = 0.05
CHANCE = 0.05


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
    breaks: Sequence[SeriesBreak] = (),
    around: Mapping[str, Sequence[Place]] | None = None,
    periods: Mapping[tuple[str, str], Period] | None = None,
) -> Ledger:
    """Return all claims of `document` at each of `places` in turn, in its order.

    `period_of` names indicators told for another period (deaths by calendar year); `breaks` are declared. A figure not
    among `figures` is absent. `around` are the areas that sections about them tell of, by section, and `periods` what
    they and England itself are told for, by indicator and code. The family is every test that the gates let be made:
    comparisons, changes, gaps, ranks, targets, and two for each trend; two places set side by side are one, told under
    each of them. The same inputs give the same ledger.
    """
    desk = Desk(
        document,
        figures,
        indicators,
        places,
        period,
        evidence_of=evidence_of,
        period_of=period_of or {},
        breaks=breaks,
        around=around,
        periods=periods,
    )
    drafts = desk.drafts()
    unique = tuple({draft.subject_id: draft for draft in drafts}.values())
    family: dict[TestOf, float] = {}
    for draft in unique:
        for test, p_value in draft.p_values.items():
            family.setdefault(test, p_value)
    kept = benjamini_hochberg(list(family.values()), level=FALSE_DISCOVERIES).survives
    survives = dict(zip(family, (bool(one) for one in kept), strict=True))
    headlines = {draft.test for draft in drafts if draft.ask.is_headline}

    def judged(draft: Draft) -> Case:
        return replace(
            draft.case,
            is_headline=draft.test in headlines,
            survives=survives.get(draft.test, True),
            spread_survives=survives.get(draft.spread_test, True),
            family_size=len(family),
        )

    claims = {
        draft.subject_id: _claim(draft, judged(draft), vocabulary, evidence_of, document.slug) for draft in unique
    }
    return Ledger(
        document=document.slug,
        data_version=data_version,
        definitions_version=definitions_version,
        code_version=code_version,
        is_synthetic=any(claim.is_synthetic for claim in claims.values()),
        claims=tuple(claims.values()),
        family_size=len(family),
        headline_count=sum(test in headlines for test in family),
        expected_by_chance=len(family) * CHANCE,
        sections=tuple((section.slug, _ids(section, drafts, claims)) for section in document.sections if section.asks),
    )


def _ids(section: Section, drafts: Iterable[Draft], claims: Mapping[str, Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claims[draft.subject_id].claim_id for draft in drafts if draft.section == section.slug))


def _claim(draft: Draft, case: Case, vocabulary: Vocabulary, evidence_of: EvidenceOf, family: str) -> Claim:
    """Return the draft judged: its strongest permitted word, its sentence, its test and its evidence."""
    chosen = strongest(vocabulary, case)
    return Claim(
        subject_id=draft.subject_id,
        claim_id=claim_id_of(draft.subject_id, draft.figures[0].period),
        kind=ClaimKind.ABSENCE if any(f.showing is Showing.ABSENT for f in draft.figures) else case.kind,
        about=draft.figures,
        word=chosen.spoken if chosen.word.strength > 0 else None,
        test=_test(case, chosen, family),
        caveats=caveats(draft.subject, vocabulary),
        evidence=evidence_of(draft.figures),
        is_synthetic=any(f.provenance.is_synthetic or f.place.is_synthetic for f in draft.figures),
        parts=say(draft.subject, case, chosen),
        refused=refusals(vocabulary, case, chosen),
        is_headline=case.is_headline,
        target=draft.ask.target,
    )


def _test(case: Case, chosen: Judgement, family: str) -> Test | None:
    effect, part, standing = case.effect, case.part, case.standing
    says, holds = chosen.word.says, chosen.holds
    if case.stops:
        return None
    if effect is not None:
        value, low, high = (_finite(number) for number in (effect.of.value, effect.of.low, effect.of.high))
        p_value, survives, statistic = effect.p_value, case.survives, effect.statistic
        if case.course is not None and chosen.word.test == "fluctuating":
            statistic, value, low, high = "variation about the fitted line, 1 by chance", case.course.spread, None, None
            p_value, survives = case.course.spread_p, case.spread_survives
        return Test(says, statistic, value, low, high, p_value, holds, family, case.family_size, survives)
    if standing is not None:
        name = f"rank among {standing.of}, counting from the highest"
        numbers = (standing.place, standing.first, standing.last, standing.p_value)
        return Test(says, name, *numbers, holds, family, case.family_size, case.survives)
    if part is not None and chosen.word.strength > 0:
        share = part.share
        return Test(says, Unit.PERCENT, share.value, share.low, share.high, None, True, "", 1, True)
    return None


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None
