"""The columns of the case-level tables that treatment reads: all it asks of whoever fills the warehouse."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def _columns(text: str = "", dates: str = "", numbers: str = "") -> Mapping[str, str]:
    kinds = (("string", text), ("date", dates), ("int64", numbers))
    return MappingProxyType({name: kind for kind, names in kinds for name in names.split()})


READS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "client": _columns("delivery_id client_key sex ethnic"),
        "episode": _columns(
            "delivery_id episode_key client_key person_id agncy dataset residence la drug1 drug2 drug3 rfls sexualo "
            "disable1 disable2 disable3 accmneed housing empstat prntstat injstat mthtn crtmhn disrsn",
            dates="triaged disd",
            numbers="age_at_triage",
        ),
        "intervention": _columns("delivery_id episode_key intervention_key modal modset", dates="refmoddt modst"),
        "outcomes_profile": _columns(
            "delivery_id episode_key outcomes_profile_key trstage",
            dates="topdate",
            numbers="alcuse opiuse crause cocause cannuse",
        ),
        "client_information_review": _columns(
            "delivery_id episode_key cirhousing cirmthtn x_circrtmhn", dates="x_cirdt"
        ),
    }
)
"""Table to column to Ibis type."""
