"""Rules asked of each sub-intervention review: when it is, and that medicines, doses and supervision agree."""

from ibis import _

from joinedup.core.status import SourceStatus
from joinedup.definitions.standards.ndtms.rules.of_profiles import more_than_one_decimal
from joinedup.definitions.standards.ndtms.rules.sources import (
    DAY,
    DERIVED,
    LATER,
    S3,
    WRITE_DATE,
    YEAR_ON,
    any_ticked,
    limit,
    ticks,
)
from joinedup.kinds.check_rule import CheckRule, Severity
from joinedup.kinds.source import Source
from joinedup.warehouse.calendar import add_months

_LEVEL = "sub_intervention_review"
_METHADONE = ticks("PHMETSTBL", "PHMETWTH", "PHMETMAIN")
_BUPRENORPHINE = ticks("PHBUPREN", "PHBUPSTBL", "PHBUPWTH", "PHBUPMAIN", "PHBUNA")
_STRUCTURED = ticks("PH", "PSY")
_NONE_OF_METHADONE = dict.fromkeys(_METHADONE)
_NONE_OF_BUPRENORPHINE = dict.fromkeys(_BUPRENORPHINE)
_NONE_STRUCTURED = dict.fromkeys(_STRUCTURED)


def _headers(columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(column.upper() for column in columns)


def _dose_without(code: str, dose: str, medicine: str, columns: tuple[str, ...], numbers: tuple[int, ...]) -> CheckRule:
    column = dose.lower()
    return CheckRule(
        code=code,
        severity=Severity.WARN,
        level=_LEVEL,
        fields=(dose, *_headers(columns)),
        any_field=True,
        title=f"a dose of {medicine} is filled and {medicine} by mouth is not ticked",
        why="either the medicine or the dose is missing.",
        mend=f"tick the medicine, or leave {dose} blank.",
        source=S3,
        numbers=numbers,
        offends=_[column].notnull() & ~any_ticked(columns),
        offending=dict.fromkeys(columns) | {column: 8.0},
        sound=dict.fromkeys(columns) | {column: 8.0, columns[0]: "Y"},
    )


RULES: tuple[CheckRule, ...] = (
    CheckRule(
        code="sub-intervention-review-undated",
        severity=Severity.WARN,
        level=_LEVEL,
        fields=("SUBMODDT",),
        title="the sub-intervention review has no date that can be read",
        why="what was done cannot be placed in time.",
        mend=f"record it, and {WRITE_DATE}",
        source=DERIVED,
        numbers=(35, 37),
        offends=_.submoddt.isnull(),
        offending={"submoddt": None},
        sound={"submoddt": DAY},
    ),
    CheckRule(
        code="sub-intervention-review-long-after-discharge",
        severity=Severity.WARN,
        level=_LEVEL,
        fields=("SUBMODDT", "DISD"),
        title="the sub-intervention review is dated over six months after discharge",
        why="it belongs to no journey unless another episode spans the day.",
        mend="look at its date.",
        source=Source("S1 says so of journeys; asked here of episodes", SourceStatus.DERIVED),
        numbers=(35, 37),
        offends=_.submoddt > add_months(_.disd, limit("review-after-end")),
        offending={"submoddt": YEAR_ON, "disd": DAY},
        sound={"submoddt": LATER, "disd": DAY},
    ),
    CheckRule(
        code="treatment-ticked-after-discharge",
        severity=Severity.WARN,
        level=_LEVEL,
        fields=("SUBMODDT", "DISD", *_headers(_STRUCTURED)),
        any_field=True,
        title="a medicine or psychosocial treatment is ticked in a review over a fortnight after discharge",
        why="after discharge only recovery support is counted.",
        mend="look at the date of the review, and at the discharge date.",
        source=Source("S1 says so of journeys; asked here of episodes", SourceStatus.DERIVED),
        numbers=(35, 37),
        offends=(_.submoddt.delta(_.disd, unit="day") > limit("treatment-ticks-after-end")) & any_ticked(_STRUCTURED),
        offending=_NONE_STRUCTURED | {"submoddt": YEAR_ON, "disd": DAY, "psymoti": "Y"},
        sound=_NONE_STRUCTURED | {"submoddt": LATER, "disd": DAY, "psymoti": "Y"},
    ),
    _dose_without("buprenorphine-dose-without-tick", "PHDOSBUP", "buprenorphine", _BUPRENORPHINE, (68, 73)),
    _dose_without("methadone-dose-without-tick", "PHDOSMET", "methadone", _METHADONE, ()),
    CheckRule(
        code="supervision-without-medicine",
        severity=Severity.WARN,
        level=_LEVEL,
        fields=("PHOSTSPVD", *_headers((*_METHADONE, *_BUPRENORPHINE))),
        any_field=True,
        title="supervision of opioid substitution is answered and no such medicine by mouth is ticked",
        why="supervision is counted among those who take it.",
        mend="tick the medicine, or write 99 for supervision.",
        source=S3,
        numbers=(88, 89),
        offends=_.phostspvd.isin(["1", "2"]) & ~any_ticked((*_METHADONE, *_BUPRENORPHINE)),
        offending=_NONE_OF_METHADONE | _NONE_OF_BUPRENORPHINE | {"phostspvd": "1"},
        sound=_NONE_OF_METHADONE | _NONE_OF_BUPRENORPHINE | {"phostspvd": "99"},
    ),
    more_than_one_decimal(
        "dose-with-two-decimals", "PHDOSBUP", "a dose of buprenorphine with more than one decimal", _LEVEL
    ),
)
