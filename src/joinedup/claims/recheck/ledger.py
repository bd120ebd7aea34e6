"""A whole released ledger: its claims one by one, what they open to, and how they hang together."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from joinedup.claims.recheck.deaths import death_faults
from joinedup.claims.recheck.fault import Entry, Fault, is_visible
from joinedup.claims.recheck.figures import figure_faults, gap_faults, series_of
from joinedup.claims.recheck.words import word_faults
from joinedup.core.refusal import Refusal

SHA256 = re.compile(r"[0-9a-f]{64}")


def recheck_file(path: Path) -> tuple[Fault, ...]:
    """Return every fault of the ledger in a claims.json; refuse a file that is none."""
    try:
        return recheck(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Refusal(f"There is no file {path}: name a claims.json that stands beside documents.") from None
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as fault:
        raise Refusal(f"{path} is not a ledger of claims that joinedup wrote ({type(fault).__name__}).") from fault


def recheck(text: str) -> tuple[Fault, ...]:
    """Return every fault of the ledger in `text`, sorted; empty where all rules hold.

    Rules, by slug: interval-without-ground, trend-on-few-years, total-across-gap, word-on-untestable,
    number-on-hidden, death-measures-together, claim-without-evidence, ledger-inconsistent.
    """
    ledger = json.loads(text)
    claims = ledger["claims"]
    series = series_of(claims)
    found = set(_whole_faults(ledger))
    for claim in claims:
        for figure in claim["about"]:
            found |= set(figure_faults(claim, figure))
        found |= {*gap_faults(claim, series), *word_faults(claim), *death_faults(claim)}
        found |= set(_evidence_faults(claim, ledger))
    return tuple(sorted(found))


def _evidence_faults(claim: Entry, ledger: Entry) -> Iterator[Fault]:
    """Yield what a claim cannot be opened to. Where nothing is held there is no file to name."""
    name, evidence = claim["claim_id"], claim["evidence"]
    for field in ("definition", "definition_version", "definition_status", "definition_source"):
        if not evidence[field]:
            yield Fault(name, "claim-without-evidence", f"its evidence has no {field.replace('_', ' ')}")
    if any(is_visible(figure) for figure in claim["about"]) and not evidence["files"]:
        yield Fault(name, "claim-without-evidence", "it tells a figure and names no file")
    for file in evidence["files"]:
        if not file["name"] or not file["received_on"] or not SHA256.fullmatch(file["sha256"]):
            yield Fault(name, "claim-without-evidence", f"the file '{file['name']}' has no fingerprint or day")
    if evidence["data_version"] != ledger["data_version"]:
        yield Fault(name, "claim-without-evidence", "its evidence is of other data than the ledger's")
    if evidence["definition"] not in {figure["indicator"] for figure in claim["about"]}:
        yield Fault(name, "claim-without-evidence", f"its evidence defines '{evidence['definition']}', not its figures")


def _whole_faults(ledger: Entry) -> Iterator[Fault]:
    """Yield what is wrong with the ledger as a whole: ids used twice or nowhere, sentences that are not their parts."""
    ids = Counter(claim["claim_id"] for claim in ledger["claims"])
    for name, times in ids.items():
        if times > 1:
            yield Fault(name, "ledger-inconsistent", f"{times} claims have this id")
    for section in ledger["sections"]:
        for name in section["claims"]:
            if name not in ids:
                yield Fault(name, "ledger-inconsistent", f"section '{section['slug']}' cites it and it is not there")
    for claim in ledger["claims"]:
        if not claim["about"]:
            yield Fault(claim["claim_id"], "ledger-inconsistent", "it is about nothing")
        if claim["sentence"] != "".join(text for text, _ in claim["parts"]):
            yield Fault(claim["claim_id"], "ledger-inconsistent", "its sentence is not the join of its parts")
