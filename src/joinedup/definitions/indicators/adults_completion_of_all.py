from joinedup.core.period import Period
from joinedup.definitions.terms import POINTS, PROFILE_SHARE, printed
from joinedup.kinds.indicator import Base, Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-completion-of-all",
    title="Share of all adults in treatment who completed it, all substances",
    noun="treatment completions",
    why=(
        "It says how many of all in treatment finished it. For opiates, leaving treatment carries a risk of "
        "death, so it is read with care."
    ),
    unit=Unit.PERCENT,
    polarity=Polarity.CONTESTED,
    source=PROFILE_SHARE,
    base=Base.PUBLISHED,
    of="among",
    share_of="adults in treatment",
    margin=POINTS,
    is_stock=True,
    example=Example(
        period=Period.financial_year("2021/22"),
        rows=[
            printed("adults-completion-of-all", Period.financial_year("2021/22"), numerator=30.0, denominator=120.0),
            printed("adults-completion-of-all", Period.financial_year("2020/21"), numerator=44.0, denominator=110.0),
        ],
        numerator=30,
        denominator=120,
        value=25.0,
    ),
)
