from joinedup.core.period import Period
from joinedup.core.status import SourceStatus
from joinedup.definitions.terms import RATIO, printed
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="drug-seizures",
    title="Seizures of drugs recorded by the police force",
    noun="seizures of drugs recorded by the police force",
    why="They say what police looked for and found, which is not how much is used.",
    unit=Unit.COUNT,
    polarity=Polarity.CONTESTED,
    source=Source(
        "Home Office, seizures of drugs by police force, compiled by British Drug Dynamics", SourceStatus.FOUND
    ),
    base=Base.PUBLISHED,
    margin=RATIO,
    caveats=(
        "Of the whole police force, which is often larger than the council.",
        "It counts seizures, not amounts.",
    ),
    audience=Audience.EVERYONE,
    example=Example(
        period=Period.financial_year("2018/19"),
        rows=[
            printed("drug-seizures", Period.financial_year("2018/19"), numerator=1234.0),
            printed(
                "drug-seizures",
                Period.financial_year("2018/19"),
                numerator=900.0,
                group_kind="substance",
                group_value="cannabis",
            ),
            printed("drug-seizures", Period.financial_year("2017/18"), numerator=1100.0),
        ],
        numerator=1234,
        denominator=None,
        value=1234,
    ),
)
