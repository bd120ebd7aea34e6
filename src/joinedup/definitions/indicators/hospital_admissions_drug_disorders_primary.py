from joinedup.core.period import Period
from joinedup.core.status import SourceStatus
from joinedup.definitions.terms import RATIO, printed
from joinedup.kinds.indicator import Audience, Base, Example, Indicator, Polarity, Unit
from joinedup.kinds.source import Source

INDICATOR = Indicator(
    slug="hospital-admissions-drug-disorders-primary",
    title="Hospital admissions with a drug-related mental or behavioural disorder as the main diagnosis",
    noun="hospital admissions with a drug-related mental or behavioural disorder as the main diagnosis",
    why=(
        "Behind each admission is someone who was unwell and could be offered help. More can also mean better "
        "recording."
    ),
    unit=Unit.COUNT,
    polarity=Polarity.CONTESTED,
    source=Source(
        "NHS Digital, Statistics on Drug Misuse, finished admission episodes by area, "
        "compiled by British Drug Dynamics",
        SourceStatus.FOUND,
    ),
    base=Base.PUBLISHED,
    margin=RATIO,
    caveats=("An admission is a stay, not a person.", "Areas until 2012/13 were primary care trusts."),
    audience=Audience.EVERYONE,
    example=Example(
        period=Period.financial_year("2016/17"),
        rows=[
            printed("hospital-admissions-drug-disorders-primary", Period.financial_year("2016/17"), numerator=43.0),
            printed("hospital-admissions-drug-disorders-primary", Period.financial_year("2015/16"), numerator=38.0),
        ],
        numerator=43,
        denominator=None,
        value=43,
    ),
)
