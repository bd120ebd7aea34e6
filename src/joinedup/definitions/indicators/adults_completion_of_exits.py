from joinedup.core.period import Period
from joinedup.definitions.terms import POINTS, PROFILE_SHARE, printed
from joinedup.kinds.indicator import Base, Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-completion-of-exits",
    title="Share of treatment exits that are completions, all substances",
    noun="treatment completions",
    why=(
        "Of all who left, it says how many left having finished. For opiates, leaving treatment carries a "
        "risk of death, so it is read with care."
    ),
    unit=Unit.PERCENT,
    polarity=Polarity.CONTESTED,
    source=PROFILE_SHARE,
    base=Base.PUBLISHED,
    of="among",
    share_of="adults leaving treatment",
    margin=POINTS,
    example=Example(
        period=Period.financial_year("2021/22"),
        rows=[
            printed("adults-completion-of-exits", Period.financial_year("2021/22"), numerator=30.0, denominator=120.0),
            printed("adults-completion-of-exits", Period.financial_year("2020/21"), numerator=44.0, denominator=110.0),
        ],
        numerator=30,
        denominator=120,
        value=25.0,
    ),
)
