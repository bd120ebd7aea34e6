"""How often a document says that something differs where nothing does, and finds what truly does.

Seeds 1 to 20: a county where every true rate equals England's and every year the last, and the same with one true
1.5-fold difference. Each goes through the whole job up to the ledger: county, check, load, treatment, measures, claims.
"""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from joinedup.claims.model import Claim, Ledger
from joinedup.core.period import Period
from joinedup.county.build import build_county
from joinedup.county.level import LEVEL, RAISED
from joinedup.county.plan import Plan
from joinedup.definitions.documents.needs_assessment import DOCUMENT
from joinedup.definitions.reading import code_lists, ndtms_standard
from joinedup.documents.compose.telling import is_difference, once_each
from joinedup.jobs.assess import places_of
from joinedup.jobs.board import lay_out
from joinedup.jobs.demo import AREAS, RECEIVED_ON
from joinedup.jobs.load import load
from joinedup.warehouse.store import open_warehouse

TITLE = "False alarms, and one true difference found"
SEEDS = range(1, 21)
MOST_WITH_A_WORD = 3
RAISED_CLAIM = "X06000001:adults-in-alcohol-treatment-rate:comparison:england"


def measure(seeds: Iterable[int] = SEEDS) -> tuple[list[str], bool]:
    """Return printed lines and whether both goals held."""
    rows, with_a_word, found = [], 0, 0
    for seed in seeds:
        quiet, raised = ledger_of(LEVEL, seed), ledger_of(RAISED, seed)
        said = differences(quiet)
        outside = [claim for claim in said if not claim.is_headline]
        with_a_word += bool(outside)
        told = next(claim for claim in raised.claims if claim.subject_id == RAISED_CLAIM)
        found += is_difference(told)
        headlines = len(said) - len(outside)
        rows.append(f"| {seed} | {quiet.family_size} | {headlines} | {_words(outside)} | {told.word} |")
    seeds_run = len(rows)
    lines = [
        f"Scale 1, {seeds_run} seeds, two places, 2021/22; nothing truly differs in the first county of each seed.",
        "",
        "| seed | comparisons | headline words by chance | words outside the headlines | the true difference |",
        "|---|---|---|---|---|",
        *rows,
        "",
        f"Documents with any comparing word outside the headlines: {with_a_word} of {seeds_run} "
        f"(goal: at most {MOST_WITH_A_WORD} of 20).",
        f"The planted difference was found in {found} of {seeds_run} (goal: all).",
    ]
    return lines, with_a_word <= MOST_WITH_A_WORD and found == seeds_run


def ledger_of(plan: Plan, seed: int) -> Ledger:
    """Return the ledger of the needs assessment of the two places, through the whole job."""
    with tempfile.TemporaryDirectory() as name:
        files, warehouse = Path(name, "files"), Path(name, "warehouse")
        build_county(files, seed=seed, scale=1.0, standard=ndtms_standard(), code_lists=code_lists(), plan=plan)
        load(sorted(files.glob("*.csv")), warehouse, received_on=RECEIVED_ON, key_path=Path(name, "key"))
        opened = open_warehouse(warehouse)
        try:
            places = places_of(opened, AREAS)
            return lay_out(opened, DOCUMENT, places, Period.financial_year("2021/22")).ledger
        finally:
            opened.close()


def differences(ledger: Ledger) -> list[Claim]:
    """Return the claims that say two sides differ, each pair once; 'looked higher' says that it may be chance."""
    return once_each(c for c in ledger.claims if is_difference(c) and not (c.word or "").startswith("looked"))


def _words(claims: list[Claim]) -> str:
    return "; ".join(f"{claim.word} ({claim.subject_id})" for claim in claims) or "none"


if __name__ == "__main__":
    print("\n".join(measure()[0]))
