"""A claim opened to its evidence, as lines to read."""

import difflib

from joinedup.claims.model import Claim, Ledger
from joinedup.core.refusal import Refusal
from joinedup.release.figure import Figure, Showing

_UNSEEN = {
    Showing.HIDDEN: "hidden to protect people",
    Showing.ABSENT: "no figure is held",
}


def show(ledger: Ledger, claim_id: str) -> tuple[str, ...]:
    """Return a claim's sentence and all it rests on; Refusal names the nearest ids where there is no such claim."""
    claim = ledger.find(claim_id)
    if claim is None:
        ids = [each.claim_id for each in ledger.claims]
        near = difflib.get_close_matches(claim_id, ids, n=3, cutoff=0.3)
        hint = f" Nearest: {', '.join(near)}." if near else ""
        raise Refusal(f"No claim '{claim_id}' is in this ledger of {len(ids)} claims.{hint}")
    return tuple(_lines(claim, ledger))


def _lines(claim: Claim, ledger: Ledger) -> list[str]:
    evidence = claim.evidence
    lines = ["Synthetic data: every place, person and figure is invented."] if claim.is_synthetic else []
    lines += ledger.known.lines if ledger.known else ()
    lines += [claim.sentence, "", f"claim       {claim.claim_id}", f"kind        {claim.kind}"]
    if claim.is_headline:
        lines.append("headline    yes: tested at 95%")
    for figure in claim.about:
        lines += _figure(figure)
    if claim.target is not None:
        bound = "at least" if claim.target.is_floor else "at most"
        lines.append(f"target      {bound} {_number(claim.target.at)}, set by {claim.target.source.name}")
    lines.append(f"word        {claim.word or 'none: the figures alone'}")
    lines += _test(claim)
    lines += [f"refused     {word}: {reason}" for word, reason in claim.refused]
    lines += [f"caveat      {caveat}" for caveat in claim.caveats]
    lines.append(
        f"definition  {evidence.definition}, version {evidence.definition_version} ({evidence.definition_status})"
    )
    if evidence.definition_source:
        lines.append(f"            {evidence.definition_source}")
    for file in evidence.files:
        received = file.received_on.isoformat()
        lines.append(f"source      {file.name}, from {file.sender}, received {received}, sha256 {file.sha256}")
    versions = f"data {evidence.data_version}; definitions {ledger.definitions_version}; code {evidence.code_version}"
    lines.append(f"versions    {versions}")
    by = f" by {claim.sign_off.by}" if claim.sign_off.by else ""
    on = f" on {claim.sign_off.on.isoformat()}" if claim.sign_off.on else ""
    return [*lines, f"marking     {claim.marking}", f"sign-off    {claim.sign_off.state}{by}{on}"]


def _figure(figure: Figure) -> list[str]:
    group = f", {figure.group[1]}" if figure.group else ""
    head = f"figure      {figure.place.name}{group}, {figure.period.label}: "
    if not figure.is_visible:
        return [head + _UNSEEN[figure.showing]]
    pieces = [_number(figure.value)]
    if figure.low is not None and figure.high is not None:
        pieces.append(f"95% interval {_number(figure.low)} to {_number(figure.high)}")
    if figure.numerator is not None:
        pieces.append(f"numerator {_number(figure.numerator)}")
    if figure.denominator is not None:
        pieces.append(f"denominator {_number(figure.denominator)}")
    pieces += [f"method {figure.method}"] if figure.method else []
    pieces += [f"recorded for {100 * figure.known:.0f}%"] if figure.known < 1 else []
    pieces += ["already published, shown as published"] if figure.showing is Showing.OPEN else []
    return [head + "; ".join(pieces)]


def _test(claim: Claim) -> list[str]:
    test = claim.test
    if test is None:
        return []
    limits = f", 95% interval {_number(test.low)} to {_number(test.high)}" if test.low is not None else ""
    lines = [f"test        {test.rule}: {'holds' if test.holds else 'does not hold'}"]
    lines.append(f"            {test.statistic} {_number(test.value)}{limits}")
    if test.p_value is not None:
        verdict = "holds" if test.survives_family else "does not hold"
        lines.append(
            f"            p {test.p_value:.3g}; {verdict} at a false discovery rate of 0.05 among "
            f"{test.family_size} comparisons of {test.family}"
        )
    return lines


def _number(number: float | None) -> str:
    if number is None:
        return "without limit"
    return (
        f"{number:,.0f}" if float(number).is_integer() else f"{number:,.4g}" if abs(number) < 1000 else f"{number:,.1f}"
    )
