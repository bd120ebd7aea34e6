"""What changed between two ledgers, and why."""

from dataclasses import dataclass, replace

from joinedup.claims.model import Claim, Ledger
from joinedup.claims.reissued import REISSUED, Replaced, is_reissued, replaced
from joinedup.release.figure import Figure, Showing

DATA, DEFINITION, FAMILY, CODE = "the data changed", "the definition changed", "the family changed", "the code changed"
BOTH = "the data and the definition changed"
PERIOD = "it is of another period"
UNEXPLAINED = "no recorded version explains it"
COUNTS_ONLY = "counts only"

FigureKey = tuple[str, str, tuple[str, str] | None, str]
"""Indicator, place, group and the period's label."""


@dataclass(frozen=True, slots=True)
class WordChange:
    """A word that one ledger used for a subject and the other did not."""

    subject_id: str
    word: str
    instead: str
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A number that moved. `parts` give each cause its share of the move; they add up to new - old.

    A number is None where only its counts are told, and a part is None where either end of its step has no number.
    Where records were withdrawn (`is_withdrawn`) nothing says what it was or by how much it moved.
    """

    indicator: str
    place: str
    group: tuple[str, str] | None
    old: float | None
    new: float | None
    parts: tuple[tuple[str, float | None], ...]
    claims: tuple[str, ...]
    period: str
    """Of the new figure."""
    counts: tuple[tuple[float | None, float | None], tuple[float | None, float | None]] | None = None
    """(numerator, denominator) before and after, where they are told."""
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Came:
    """A claim lost or new, and why."""

    subject_id: str
    sentence: str
    reason: str


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed, in the order in which it matters."""

    words_lost: tuple[WordChange, ...]
    words_gained: tuple[WordChange, ...]
    moved: tuple[Moved, ...]
    lost: tuple[Came, ...]
    new: tuple[Came, ...]
    files: tuple[Replaced, ...] = ()
    """Files behind the change of data, by sender."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.words_lost or self.words_gained or self.moved or self.lost or self.new)

    def lines(self) -> tuple[str, ...]:
        """Return the changes as lines to read, under a heading for each sort that occurs."""
        if self.is_empty:
            return ("Nothing changed.",)
        sorts = (
            ("Words that no longer hold", [_say_word(change) for change in self.words_lost]),
            ("Words that became possible", [_say_word(change) for change in self.words_gained]),
            ("Numbers that moved", [_say_moved(moved) for moved in self.moved]),
            ("Claims lost", [f"{one.subject_id}: {one.reason}. It said: {one.sentence}" for one in self.lost]),
            ("New claims", [f"{one.subject_id}: {one.reason}. {one.sentence}" for one in self.new]),
            ("Files that came between", [one.sentence for one in self.files]),
        )
        return tuple(line for title, said in sorts if said for line in (title, *(f"  {one}" for one in said)))


def diff(old: Ledger, new: Ledger, *, remeasured: Ledger | None = None, are_withdrawn: bool = False) -> Changes:
    """Return what changed from `old` to `new`, matched by subject.

    The first claim about a subject is the one its document makes, of whatever period; later ones (earlier years
    behind a chart) are matched by the id they are cited by.
    `remeasured` is the old definitions run on the new data: with it, where both changed, each cause gets its part.
    `are_withdrawn` says that people's records were withdrawn between the two: numbers that the data moved are then
    listed without saying what they were or by how much they moved.
    """
    olds, news = _by_match(old), _by_match(new)
    middles = _by_match(remeasured) if remeasured else {}
    both = [(olds[subject], news[subject], middles.get(subject)) for subject in olds if subject in news]
    told = [trio for trio in both if _is_told(trio[0]) and _is_told(trio[1])]
    worded = [(a, b, _word_causes(a, b, mid)) for a, b, mid in told if a.word != b.word]
    return Changes(
        words_lost=tuple(
            WordChange(a.subject_id, a.word, b.sentence, why) for a, b, why in worded if a.word is not None
        ),
        words_gained=tuple(
            WordChange(b.subject_id, b.word, b.sentence, why) for a, b, why in worded if b.word is not None
        ),
        moved=_moved(both, are_withdrawn),
        lost=(
            *(Came(a.subject_id, a.sentence, _unseen(b)) for a, b, _ in both if _is_told(a) and not _is_told(b)),
            *(
                Came(claim.subject_id, claim.sentence, "it is no longer asked for")
                for subject, claim in olds.items()
                if subject not in news
            ),
        ),
        new=(
            *(
                Came(b.subject_id, b.sentence, "a figure is now told")
                for a, b, _ in both
                if _is_told(b) and not _is_told(a)
            ),
            *(
                Came(claim.subject_id, claim.sentence, "it is asked for now")
                for subject, claim in news.items()
                if subject not in olds
            ),
        ),
        files=replaced(old, new),
    )


def _by_match(ledger: Ledger) -> dict[str, Claim]:
    """Return each subject's first claim under its subject id, and any later ones under their claim ids."""
    found: dict[str, Claim] = {}
    for claim in ledger.claims:
        found[claim.claim_id if claim.subject_id in found else claim.subject_id] = claim
    return found


def _is_told(claim: Claim) -> bool:
    return all(figure.is_visible for figure in claim.about)


def _unseen(claim: Claim) -> str:
    if any(figure.showing is Showing.HIDDEN for figure in claim.about):
        return "a figure became hidden"
    return "a figure is no longer held"


def _word_causes(old: Claim, new: Claim, middle: Claim | None) -> tuple[str, ...]:
    if middle is not None and _numbers(old) != _numbers(middle) and _numbers(middle) != _numbers(new):
        causes = (DATA,) if old.word != middle.word else ()
        return (*causes, *((DEFINITION,) if middle.word != new.word else ())) or (BOTH,)
    if _numbers(old) != _numbers(new):
        return (_cause(old, new, middle),)
    old_family = (old.test.family_size, old.test.survives_family) if old.test else None
    new_family = (new.test.family_size, new.test.survives_family) if new.test else None
    if old_family != new_family or old.is_headline != new.is_headline:
        return (FAMILY,)
    return (_cause(old, new, middle),)


def _cause(old: Claim, new: Claim, middle: Claim | None) -> str:
    """Return the single cause of a change of word, from what differs between the two."""
    return PERIOD if _period(old) != _period(new) else _version_cause(old, new, middle)


def _version_cause(old: Claim, new: Claim, middle: Claim | None) -> str:
    """Return the single cause of a move of one period's number."""
    has_data = old.evidence.data_version != new.evidence.data_version
    has_definition = old.evidence.definition_version != new.evidence.definition_version
    if has_data and has_definition:
        if middle is None:
            return BOTH
        return DATA if _numbers(old) != _numbers(middle) else DEFINITION
    if has_data:
        return DATA
    if has_definition:
        return DEFINITION
    return CODE if old.evidence.code_version != new.evidence.code_version else UNEXPLAINED


def _moved(trios: list[tuple[Claim, Claim, Claim | None]], are_withdrawn: bool) -> tuple[Moved, ...]:
    found: dict[FigureKey, Moved] = {}
    for old, new, middle in trios:
        middles = middle.about if middle is not None else ()
        for before, after, between in _matched(old.about, new.about, middles):
            if not (before.is_visible and after.is_visible) or _told(before) == _told(after):
                continue
            key = (after.indicator, after.place.code, after.group, after.period.label)
            if key in found:
                found[key] = _with_claim(found[key], new.subject_id)
                continue
            is_same_period = before.period == after.period
            cause = _version_cause(old, new, middle) if is_same_period else PERIOD
            parts = _parts(before, after, between, cause)
            found[key] = _move(before, after, parts, new.subject_id, are_withdrawn)
    return tuple(found.values())


def _matched(
    olds: tuple[Figure, ...], news: tuple[Figure, ...], middles: tuple[Figure, ...]
) -> list[tuple[Figure, Figure, Figure | None]]:
    """Return each new figure with the old one of the same place, group and period.

    Where no period is the same (another year's document), those in the same position are set side by side.
    """
    by_period, between = {_key(figure): figure for figure in olds}, {_key(figure): figure for figure in middles}
    found = [(by_period[_key(new)], new, between.get(_key(new))) for new in news if _key(new) in by_period]
    if found:
        return found
    beside = middles if len(middles) == len(news) else (None,) * len(news)
    return list(zip(olds, news, beside, strict=False))


def _key(figure: Figure) -> FigureKey:
    return (figure.indicator, figure.place.code, figure.group, figure.period.label)


def _parts(before: Figure, after: Figure, between: Figure | None, cause: str) -> tuple[tuple[str, float | None], ...]:
    if between is None or not between.is_visible or cause not in (DATA, DEFINITION, BOTH):
        is_anew = cause == DATA and is_reissued(before, after)
        return ((REISSUED if is_anew else cause, _step(before, after)),)
    steps = ((DATA, before, between), (DEFINITION, between, after))
    return tuple((why, _step(one, other)) for why, one, other in steps if _told(one) != _told(other))


def _step(one: Figure, other: Figure) -> float | None:
    """Return by how much the value moved; None where only the counts of one of them are told."""
    return None if one.value is None or other.value is None else float(other.value) - float(one.value)


def _move(
    before: Figure, after: Figure, parts: tuple[tuple[str, float | None], ...], subject_id: str, are_withdrawn: bool
) -> Moved:
    name, place, group = after.indicator, after.place.name, after.group
    if are_withdrawn and any(cause in (DATA, BOTH, REISSUED) for cause, _ in parts):
        return Moved(name, place, group, None, None, (), (subject_id,), after.period.label, is_withdrawn=True)
    counts = ((before.numerator, before.denominator), (after.numerator, after.denominator))
    return Moved(
        name, place, group, _float(before.value), _float(after.value), parts, (subject_id,), after.period.label, counts
    )


def _float(number: float | None) -> float | None:
    return None if number is None else float(number)


def _with_claim(moved: Moved, subject_id: str) -> Moved:
    return replace(moved, claims=tuple(dict.fromkeys((*moved.claims, subject_id))))


def _told(figure: Figure) -> tuple[float | None, ...]:
    return (figure.value, figure.low, figure.high, figure.numerator, figure.denominator)


def _numbers(claim: Claim) -> tuple[tuple[float | None, ...], ...]:
    return tuple(_told(figure) for figure in claim.about)


def _period(claim: Claim) -> str:
    return claim.about[0].period.label


def _say_word(change: WordChange) -> str:
    return f"{change.subject_id}: '{change.word}' ({', '.join(change.causes)}). Now: {change.instead}"


def _say_moved(moved: Moved) -> str:
    group = f" ({moved.group[1]})" if moved.group else ""
    head = f"{moved.indicator}, {moved.place}{group}, {moved.period}: "
    if moved.is_withdrawn:
        return head + "records withdrawn: hidden number"
    said = "; ".join(why if part is None else f"{why}: {_number(part, sign=True)}" for why, part in moved.parts)
    values = (moved.old, moved.new)
    decimals = 0 if all(value is None or value.is_integer() for value in values) else 2
    old, new = (COUNTS_ONLY if value is None else f"{value:,.{decimals}f}" for value in values)
    return f"{head}{old} to {new} ({said}){_say_counts(moved)}"


def _say_counts(moved: Moved) -> str:
    if moved.counts is None:
        return ""
    (old_top, old_whole), (new_top, new_whole) = moved.counts
    if None in (old_top, old_whole, new_top, new_whole):
        return ""
    return f", {_number(old_top)} of {_number(old_whole)} to {_number(new_top)} of {_number(new_whole)}"


def _number(number: float | None, *, sign: bool = False) -> str:
    if number is None:
        return "none"
    plus = "+" if sign else ""
    return f"{number:{plus},.0f}" if float(number).is_integer() else f"{number:{plus},.2f}"
