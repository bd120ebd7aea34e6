from joinedup.core.period import Period
from joinedup.definitions.terms import POINTS, PROFILE_SHARE, printed
from joinedup.kinds.indicator import Base, Example, Indicator, Polarity, Unit

INDICATOR = Indicator(
    slug="adults-self-referral",
    title="Share of adults starting treatment referred by self, family or friends",
    noun="self, family and friend referrals",
    why="It shows how far people find services themselves, beside those whom other services send.",
    unit=Unit.PERCENT,
    polarity=Polarity.CONTESTED,
    source=PROFILE_SHARE,
    base=Base.PUBLISHED,
    of="among",
    share_of="adults starting treatment whose referral source is given",
    margin=POINTS,
    example=Example(
        period=Period.financial_year("2021/22"),
        rows=[
            printed("adults-self-referral", Period.financial_year("2021/22"), numerator=30.0, denominator=120.0),
            printed("adults-self-referral", Period.financial_year("2020/21"), numerator=44.0, denominator=110.0),
        ],
        numerator=30,
        denominator=120,
        value=25.0,
    ),
)
