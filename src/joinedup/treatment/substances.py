"""What the journey was for, from every drug cited in every one of its episodes."""

from typing import Any

import ibis

from joinedup.kinds.parameters import CodeList

_CITED = ("drug1", "drug2", "drug3")
_DRUGS_OTHER_THAN_OPIATES = ("crack", "cocaine", "cannabis", "non-opiate")


def substances_cited(episodes: ibis.Table, drugs: CodeList) -> dict[str, Any]:
    """Return aggregates over a journey's episodes: whether each kind of substance is cited at all.

    A code that the list does not hold is not known to us and cites nothing.
    """

    def cites(*groups: str) -> Any:
        codes = drugs.codes_of(*groups)
        anywhere = [episodes[name].isin(codes).fill_null(False) for name in _CITED]
        return ibis.or_(*anywhere).any()

    return {
        "has_opiate": cites("opiate"),
        "has_crack": cites("crack"),
        "has_alcohol": cites("alcohol"),
        "has_cannabis": cites("cannabis"),
        "has_cocaine": cites("cocaine"),
        "has_non_opiate": cites(*_DRUGS_OTHER_THAN_OPIATES),
    }


def substance_group(journeys: ibis.Table) -> Any:
    """Return the first group that fits, in this order: opiate, non-opiate and alcohol, non-opiate only, alcohol only.

    Null where no substance known to us is cited.
    """
    return ibis.cases(
        (journeys.has_opiate, "opiate"),
        (journeys.has_non_opiate & journeys.has_alcohol, "non-opiate-and-alcohol"),
        (journeys.has_non_opiate, "non-opiate-only"),
        (journeys.has_alcohol, "alcohol-only"),
        else_=ibis.null("string"),
    )
