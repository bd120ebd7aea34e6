"""Open a released ledger: show one claim, or say what changed between two."""

import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from joinedup.claims.codec import from_json
from joinedup.claims.diff import Changes, diff
from joinedup.claims.model import Ledger
from joinedup.claims.recheck import Fault, recheck_file
from joinedup.claims.show import show as show_claim
from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.definitions.catalogue import indicators
from joinedup.definitions.documents.needs_assessment import DOCUMENT
from joinedup.jobs.assess import places_of
from joinedup.jobs.board import lay_out
from joinedup.kinds.indicator import Indicator
from joinedup.sharing.decide import Grant
from joinedup.warehouse.store import open_warehouse


def read_ledger(path: Path) -> Ledger:
    """Return the ledger in a claims.json; refuse with a sentence where there is none."""
    if not path.is_file():
        raise Refusal(f"There is no file {path}: name the claims.json that stands beside the documents.")
    return from_json(path.read_text(encoding="utf-8"), name=str(path))


def show(path: Path, claim_id: str) -> tuple[str, ...]:
    """Return the lines that open one claim of a ledger to its evidence."""
    return show_claim(read_ledger(path), claim_id)


@dataclass(frozen=True, slots=True)
class Reread:
    """What a second reading of some ledgers found, by file."""

    found: Mapping[Path, tuple[Fault, ...]]

    @property
    def exit_status(self) -> int:
        """0 where no ledger breaks a rule."""
        return 1 if any(self.found.values()) else 0

    def lines(self) -> list[str]:
        """Return one line a ledger, and under it one a fault."""
        return [
            line
            for path, faults in self.found.items()
            for line in (
                f"{path}: {len(faults):,} fault{'s' * (len(faults) > 1)}"
                if faults
                else f"{path}: no rule of practice is broken",
                *(f"  {fault}" for fault in faults),
            )
        ]


def reread(paths: Sequence[Path]) -> Reread:
    """Return what breaks the rules of practice in each released ledger, read anew; refuse a file that is none."""
    return Reread({path: recheck_file(path) for path in dict.fromkeys(paths)})


def compare(
    old: Path,
    new: Path,
    *,
    warehouse: Path | None = None,
    old_definitions: Path | None = None,
    grant: Grant | None = None,
) -> Changes:
    """Return what changed from one ledger to another.

    Where data and definitions both changed, give the new ledger's `warehouse` and the folder of `old_definitions`
    (the indicator files of the earlier installation): they are run on the new data, and each cause gets its part.
    """
    before, after = read_ledger(old), read_ledger(new)
    if old_definitions is None:
        return diff(before, after)
    if warehouse is None:
        raise Refusal("To run the old definitions, say on which data: --warehouse WAREHOUSE.")
    return diff(before, after, remeasured=remeasure(after, warehouse, old_definitions, grant))


def remeasure(ledger: Ledger, warehouse: Path, definitions: Path, grant: Grant | None = None) -> Ledger:
    """Return the ledger that the indicator files in `definitions` give on the data of `ledger`.

    The warehouse is read as of the day that `ledger` is told for, where it names one. Refuses a warehouse whose version
    is not the one `ledger` was made from.
    """
    opened = open_warehouse(warehouse, as_of=ledger.known.on if ledger.known else None, grant=grant)
    try:
        if opened.data_version != ledger.data_version:
            raise Refusal(
                f"{warehouse} now holds data {opened.data_version}; the newer ledger was made from "
                f"{ledger.data_version}. Make the ledger again, or name the warehouse it was made from."
            )
        yearly = next(c.about[0] for c in ledger.claims if not indicators()[c.about[0].indicator].calendar_years)
        codes = dict.fromkeys(claim.subject_id.split(":")[0] for claim in ledger.claims)
        places = places_of(opened, [code for code in codes if not code.startswith("E92")])
        period: Period = yearly.period
        board = lay_out(opened, DOCUMENT, places, period, declared={**indicators(), **indicators_in(definitions)})
    finally:
        opened.close()
    return replace(board.ledger, code_version=ledger.code_version)


def indicators_in(folder: Path) -> Mapping[str, Indicator]:
    """Return the indicators that the files of `folder` export, by slug; refuse a folder or a file that has none."""
    files = sorted(path for path in folder.glob("*.py") if path.name != "__init__.py")
    if not files:
        raise Refusal(f"{folder} holds no indicator files: name the folder of the earlier installation's indicators.")
    found = {}
    for path in files:
        spec = importlib.util.spec_from_file_location(f"old_definitions.{path.stem}", path)
        if spec is None or spec.loader is None:
            raise Refusal(f"{path} cannot be read as an indicator file.")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        indicator = getattr(module, "INDICATOR", None)
        if not isinstance(indicator, Indicator):
            raise Refusal(f"{path} must export INDICATOR, one indicator.")
        found[indicator.slug] = indicator
    return found
