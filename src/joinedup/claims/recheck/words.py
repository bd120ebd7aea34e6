"""What a claim may say: no comparing word where nothing could be tested, no trend on fewer than five years."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from joinedup.claims.recheck.fault import Entry, Fault, is_visible, named

FEWEST_YEARS = 5

MODELLED = ("modelled; its own bounds", "mid-year estimate, as published")
"""Methods of figures that a model alone gives."""

UNMET = "1 - in treatment / modelled need; 95% limits carry the model's bounds and the count's chance"
"""The method of a figure that words may rest on while it has limits, as both its uncertainties are in them."""

SELF_CHOSEN = "of those who chose to answer; no interval"

QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|\"[^\"]*\"")
"""A publisher's own words are theirs."""

COMPARING = re.compile(
    r"\b(higher|lower|greater|worse|better|similar to|the same as|double|twice|half that|times that"
    r"|(?:more|fewer|less) (?:\w+ )?than (?!1 in \d|\d+ (?:people|events))|above|below|highest|lowest"
    r"|told apart|significant\w*)\b",
    re.IGNORECASE,
)
MOVING = re.compile(
    r"\b(ris(?:e|es|en|ing)|rose|fall(?:s|en|ing)?|fell|increas\w+|decreas\w+|declin\w+|gr(?:ew|owing|own)|upward|"
    r"downward|stable|steady|steadily|fluctuat\w+|worsen\w+|improv\w+|trend|peak\w*)\b",
    re.IGNORECASE,
)
NO_TREND = re.compile(
    r"\bno (?:clear )?trend\b|\ba trend needs\b|\bshow no trend\b|^Whether .* has risen or fallen is not said\b",
    re.IGNORECASE,
)
"""Sentences may say that no trend is told, and why."""

INTERVAL = re.compile(r"95% interval", re.IGNORECASE)
ALONE = ("count", "level", "share", "absence")


def word_faults(claim: Entry) -> Iterator[Fault]:
    """Yield what a claim says, in its word, test or sentence, that its figures could not support."""
    name, figures, kind = claim["claim_id"], claim["about"], claim["kind"]
    said = QUOTED.sub("", _without_places(claim))
    for figure in figures:
        why = _unsayable(figure, is_benchmark=figure is not figures[0] and ":comparison:england" in name)
        if why and (claim["word"] is not None or claim["test"] is not None):
            what = f"a word or test ('{claim['word']}') rests on {named(figure)}, which is {why}"
            yield Fault(name, "word-on-untestable", what)
    if kind in ALONE and (found := COMPARING.search(said)) and claim["word"] is None:
        yield Fault(name, "word-on-untestable", f"the sentence of one figure says '{found[0]}'")
    if INTERVAL.search(said) and all(figure.get("low") is None and figure.get("high") is None for figure in figures):
        yield Fault(name, "interval-without-ground", "the sentence gives an interval and no figure has one")
    if all(figure["showing"] == "hidden" for figure in figures) and any(is_number for _, is_number in claim["parts"]):
        yield Fault(name, "number-on-hidden", "the sentence marks a number and its figures are hidden")
    yield from _trend_faults(claim, said)


def _without_places(claim: Entry) -> str:
    """Return the sentence without the names of its places: Greater Manchester compares nothing."""
    said = str(claim["sentence"])
    for name in sorted({figure["place"]["name"] for figure in claim["about"]}, key=len, reverse=True):
        said = said.replace(name, "")
    return said


def _unsayable(figure: Entry, *, is_benchmark: bool) -> str:
    """Return why no word may rest on a figure; a bare value may still be the fixed benchmark of one with counts."""
    if not is_visible(figure):
        return str(figure["showing"])
    if figure.get("is_value_only") and not is_benchmark:
        return "a value only"
    has_limits = figure.get("low") is not None and figure.get("high") is not None
    if figure.get("method") in MODELLED or (figure.get("method") == UNMET and not has_limits):
        return "modelled"
    if figure.get("method") == SELF_CHOSEN:
        return "of those who chose to answer"
    if figure["provenance"]["gaps"] or not figure["provenance"]["covers"]:
        return "not wholly covered"
    return ""


def _trend_faults(claim: Entry, said: str) -> Iterator[Fault]:
    name, kind = claim["claim_id"], claim["kind"]
    if kind in ("change", "gap-change"):
        periods = sorted({(figure["start"], figure["end"]) for figure in claim["about"]})
        if claim["word"] is not None and any(earlier[1] > later[0] for earlier, later in pairwise(periods)):
            yield Fault(name, "trend-on-few-years", "a change is told between periods that share time")
        return
    speaks = MOVING.search(NO_TREND.sub("", said))
    if kind != "trend":
        if speaks:
            yield Fault(name, "trend-on-few-years", f"a claim that is no trend says '{speaks[0]}'")
    elif (claim["word"] is not None or claim["test"] is not None or speaks) and (why := _too_short(claim)):
        yield Fault(name, "trend-on-few-years", f"a trend ('{claim['word']}') is told of {why}")


def _too_short(claim: Entry) -> str:
    """Return why the figures of a trend are not five whole years in a row; empty where they are."""
    seen = [figure for figure in claim["about"] if is_visible(figure)]
    years = sorted({(date.fromisoformat(one["start"]), date.fromisoformat(one["end"])) for one in seen})
    if len(years) < FEWEST_YEARS:
        return f"{len(years)} years"
    if any(end != start.replace(year=start.year + 1) for start, end in years):
        return "periods that are not single years"
    if any(earlier[1] != later[0] for earlier, later in pairwise(years)):
        return "years with a gap between"
    return ""
