"""The annex: what each number in a document can be opened to, before it has a format."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from joinedup.claims.model import Claim, Ledger, SignOff, SourceFile, Test
from joinedup.core.status import SourceStatus
from joinedup.documents.report import Bullets, Chart, Paragraph, Report, Run, Table
from joinedup.documents.wording import decimals_of, say_figure, say_number
from joinedup.kinds.document import ClaimKind
from joinedup.kinds.indicator import Indicator
from joinedup.release.figure import Figure

STATUS_WORDS = {
    SourceStatus.FOUND: "read in a named source",
    SourceStatus.KNOWLEDGE: "general knowledge of the field, not yet checked against a source",
    SourceStatus.DERIVED: "worked out from found figures",
    SourceStatus.LOCAL: "set by this installation",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim opened: its number in this document, its stable anchor, its sentence and labelled facts."""

    number: int
    claim_id: str
    anchor: str
    sentence: str
    facts: tuple[tuple[str, str], ...]
    about: tuple[str, ...] = ()
    """Slugs of the indicators it is about."""


@dataclass(frozen=True, slots=True)
class Annex:
    """The claims to print, in ledger order, and the files they rest on. `preface` is said once, above them."""

    preface: tuple[str, ...]
    entries: tuple[Entry, ...]
    files: tuple[SourceFile, ...]
    definitions: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Each definition once: its slug, what it is and where from, and the caveats that every claim about it carries."""
    _by_id: Mapping[str, Entry]

    def cite(self, claim_id: str) -> Entry:
        """Return the entry that `claim_id` opens to; ValueError where the ledger does not hold it."""
        entry = self._by_id.get(claim_id)
        if entry is None:
            raise ValueError(f"The document cites claim '{claim_id}', which the ledger does not hold.")
        return entry

    def brief(self, entry: Entry) -> tuple[tuple[str, str], ...]:
        """Return an entry's facts for paper, where each definition and its standing caveats are printed once."""
        standing = {caveat for slug, _, caveats in self.definitions if slug in entry.about for caveat in caveats}
        kept = [fact for fact in entry.facts if fact[0] != "Definition" and fact[1] not in standing]
        at = next((at for at, (label, _) in enumerate(kept) if label in ("Files", "Sign-off", "Claim")), len(kept))
        return (*kept[:at], ("Definition", ", ".join(entry.about)), *kept[at:])


def build_annex(report: Report, ledger: Ledger, indicators: Mapping[str, Indicator]) -> Annex:
    """Return the annex of `ledger`; ValueError if the report cites a claim that is not in it.

    Claims that say only that nothing is held, and that the report does not cite, can be cited by the workbook but are
    not among the entries to print: the report names together what is missing. `indicators` (by slug) give titles and
    units; a claim about one that is missing there is shown by its slug.
    """
    cited = cited_in(report)
    printed = [claim for claim in ledger.claims if claim.kind is not ClaimKind.ABSENCE or claim.claim_id in set(cited)]
    ordered = dict.fromkeys((*printed, *ledger.claims))
    files = tuple(dict.fromkeys(file for claim in ledger.claims for file in claim.evidence.files))
    anchors = _anchors(claim.claim_id for claim in ordered)
    entries = tuple(
        Entry(
            number,
            claim.claim_id,
            anchors[claim.claim_id],
            claim.sentence,
            _facts(claim, files, indicators),
            tuple(dict.fromkeys(figure.indicator for figure in claim.about)),
        )
        for number, claim in enumerate(ordered, start=1)
    )
    by_id = {entry.claim_id: entry for entry in entries}
    annex = Annex(_preface(report, ledger), entries[: len(printed)], files, _definitions(ledger), by_id)
    for claim_id in cited:
        annex.cite(claim_id)
    return annex


def cited_in(report: Report) -> tuple[str, ...]:
    """Return every claim id that the report's text, tables and charts carry, each once, in reading order."""
    found: list[str | None] = [run.claim_id for headline in report.headlines for run in headline]
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                found += [cell.claim_id for row in block.rows for cell in row]
            elif isinstance(block, Chart):
                found += chart_claims(block)
            else:
                found += [run.claim_id for run in runs_of(block)]
    return tuple(dict.fromkeys(claim_id for claim_id in found if claim_id))


def runs_of(block: Paragraph | Bullets) -> tuple[Run, ...]:
    """Return all runs of a paragraph or list, in reading order."""
    if isinstance(block, Paragraph):
        return block.runs
    return tuple(run for item in block.items for run in item)


def chart_claims(chart: Chart) -> tuple[str, ...]:
    """Return the claim ids behind a chart's points, each once, in order."""
    ids = [claim_id for series in chart.series for claim_id in series.claim_ids]
    return tuple(dict.fromkeys(claim_id for claim_id in (*ids, *(spot.claim_id for spot in chart.spots)) if claim_id))


def _anchors(claim_ids: Iterable[str]) -> dict[str, str]:
    anchors: dict[str, str] = {}
    for claim_id in claim_ids:
        base = "claim-" + re.sub(r"[^a-z0-9]+", "-", claim_id.lower()).strip("-")
        anchor, again = base, 2
        while anchor in anchors.values():
            anchor, again = f"{base}-{again}", again + 1
        anchors[claim_id] = anchor
    return anchors


def _preface(report: Report, ledger: Ledger) -> tuple[str, ...]:
    chance = say_number(ledger.expected_by_chance, decimals_of([ledger.expected_by_chance]))
    lines = [
        "Each number above opens here: what was counted, out of how many, how sure we can be, which test allowed "
        "the word used, and which files it came from.",
        f"{say_number(ledger.family_size)} comparisons were made for this document, "
        f"{say_number(ledger.headline_count)} of them declared as headlines beforehand. If nothing truly differed, "
        f"about {chance} of them would look different by chance.",
        "Where an entry names no sign-off, the claim is drafted and not yet checked by a second person.",
        f"Data {ledger.data_version}; definitions {ledger.definitions_version}; program {ledger.code_version}.",
    ]
    return tuple(lines)


def _facts(
    claim: Claim, files: tuple[SourceFile, ...], indicators: Mapping[str, Indicator]
) -> tuple[tuple[str, str], ...]:
    facts = [("Figure", _about(figure, claim, indicators)) for figure in claim.about]
    if claim.test is not None:
        facts.append(("Test", _say_test(claim.test)))
    if claim.word:
        facts.append(("Word used", claim.word))
    facts += [("Word not permitted", f"‘{word}’: {reason}") for word, reason in claim.refused]
    facts += [("Take care", caveat) for caveat in claim.caveats]
    facts.append(("Definition", _say_definition(claim)))
    if claim.evidence.files:
        facts.append(("Files", _spans(sorted({files.index(file) + 1 for file in claim.evidence.files}))))
    if claim.sign_off != SignOff():
        facts.append(("Sign-off", _say_sign_off(claim)))
    facts.append(("Claim", claim.claim_id))
    return tuple(facts)


def _definitions(ledger: Ledger) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    held: dict[str, list[Claim]] = {}
    for claim in ledger.claims:
        held.setdefault(claim.evidence.definition, []).append(claim)
    return tuple(
        (
            slug,
            _say_definition(held[slug][0]).partition(", ")[2],
            tuple(one for one in held[slug][0].caveats if all(one in claim.caveats for claim in held[slug])),
        )
        for slug in sorted(held)
    )


def _about(figure: Figure, claim: Claim, indicators: Mapping[str, Indicator]) -> str:
    indicator = indicators.get(figure.indicator)
    title = indicator.title if indicator else figure.indicator
    group = f", {figure.group[0]} {figure.group[1]}" if figure.group else ""
    figure = replace(figure, note="") if figure.note in claim.caveats else figure
    said = say_figure(figure, indicator.unit if indicator else None)
    return f"{title}, {figure.place.name}, {figure.period.label}{group}: {said}"


def _say_test(test: Test) -> str:
    pieces = [test.rule]
    if test.value is not None:
        pieces.append(f"{test.statistic} {say_number(test.value, 2)}".strip())
    if test.low is not None and test.high is not None:
        pieces.append(f"interval {say_number(test.low, 2)} to {say_number(test.high, 2)}")
    if test.p_value is not None:
        pieces.append("p below 0.001" if test.p_value < 0.001 else f"p {say_number(test.p_value, 3)}")
    pieces.append("holds" if test.holds else "does not hold")
    if test.family_size > 1:
        kept = "still holds" if test.survives_family else "does not hold"
        pieces.append(f"{kept} when all {say_number(test.family_size)} comparisons of {test.family} are allowed for")
    return "; ".join(pieces)


def _say_definition(claim: Claim) -> str:
    evidence = claim.evidence
    status = STATUS_WORDS.get(SourceStatus(evidence.definition_status), evidence.definition_status)
    source = f": {evidence.definition_source}" if evidence.definition_source else ""
    return f"{evidence.definition}, version {evidence.definition_version}; {status}{source}"


def _spans(numbers: list[int]) -> str:
    """Return '1–4, 6' for 1, 2, 3, 4, 6."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][-1] == number - 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return ", ".join(str(one[0]) if len(one) == 1 else f"{one[0]}–{one[-1]}" for one in spans)


def _say_sign_off(claim: Claim) -> str:
    state = claim.sign_off
    by = f" by {state.by}" if state.by else ""
    on = f" on {state.on.isoformat()}" if state.on else ""
    return f"{state.state}{by}{on}"
