"""Words that no figure permits: what people decided, confirmed or evaluated, with their names."""

from collections.abc import Mapping
from typing import Final

from joinedup.claims.case import Case
from joinedup.claims.rules.outcome import Outcome, Rule, Steps


def _linked(case: Case, _: Steps) -> Outcome:
    record = case.record
    holds = record is not None and bool(record.panel.strip()) and record.decided_on is not None
    return Outcome(holds, "no panel's decision that they belong together is recorded")


def _confirmed(case: Case, _: Steps) -> Outcome:
    record = case.record
    holds = record is not None and bool(record.laboratory.strip()) and record.is_confirmatory
    return Outcome(holds, "no laboratory has confirmed it by a method that confirms; strips and first tests do not")


def _suspected(case: Case, steps: Steps) -> Outcome:
    if case.record is None:
        return Outcome(False, "nothing is recorded of it")
    return Outcome(not _confirmed(case, steps).holds, "a laboratory has confirmed it")


def _caused(case: Case, _: Steps) -> Outcome:
    record = case.record
    holds = record is not None and bool(record.evaluation.strip()) and bool(record.by.strip())
    return Outcome(holds, "figures side by side do not show a cause, and no evaluation is named by a person")


RULES: Final[Mapping[str, Rule]] = {
    "linked": _linked,
    "confirmed": _confirmed,
    "suspected": _suspected,
    "caused": _caused,
}
