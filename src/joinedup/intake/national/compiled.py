"""The files of the British Drug Dynamics compilation: what each holds, and which of its figures cannot be used.

All have one header, so a number known to be in each tells them apart. Each fact about a figure below was found by
laying the file beside the ONS files of deaths and of population.
"""

from dataclasses import dataclass, field

from joinedup.core.period import Period
from joinedup.intake.national.layout import Known

_CHERWELL = "wrong in this file: it counts Cherwell, which is in Oxfordshire, as part of Nottinghamshire"
_BOTH = {"Nottinghamshire": _CHERWELL, "Oxfordshire": _CHERWELL}
_TRUSTS = "areas until 2012/13 were primary care trusts; from 2017/18 rounded to 5, small numbers not published"


@dataclass(frozen=True, slots=True)
class Compiled:
    """One file. Its year stands for the last of `years` calendar years, or ends a financial year (`is_financial`).

    `decimals`: digits to keep of a value, None for counts. `rounded`: the first year whose counts are rounded, and to
    what. `unusable`: columns, or years, and why their figures are
    not used.
    """

    measure: str
    title: str
    file_word: str
    known: Known
    source: str
    names: str = "british-drug-dynamics"
    years: int = 1
    is_financial: bool = False
    decimals: int | None = None
    is_yearly: bool = True
    rounded: tuple[int, int] | None = None
    unusable: dict[str, str] = field(default_factory=dict)

    def period(self, year: int) -> Period:
        """Return the time that the row of `year` is about."""
        if self.is_financial:
            return Period.financial_year(f"{year - 1}/{year % 100:02d}")
        return Period.years(year - self.years + 1, year)

    def rounded_to(self, year: int, councils: int = 1) -> int | None:
        """Return what counts of a year are rounded to; None where exact, or no counts.

        An area of several councils may be their sum, each rounded first, which is that much further from the truth.
        """
        return self.rounded[1] * councils if self.rounded and year >= self.rounded[0] else None

    def is_out_of_keeping(self, year: int, count: float) -> bool:
        """Return whether a count is not rounded in a year whose counts are."""
        return self.rounded is not None and year >= self.rounded[0] and count % self.rounded[1] != 0


def _known(year: str, cell: str, area: str = "Birmingham") -> Known:
    return Known({"year": year}, area, cell)


_ROUNDED = (2018, 5)
"""All admissions of 2017/18 and later but one are multiples of 5, and no more of those before than by chance."""

_ONS = "ONS, {}, by local authority, registered in the three years; compiled by British Drug Dynamics"
_NHS = "NHS Digital, Statistics on Drug Misuse: {}; compiled by British Drug Dynamics; " + _TRUSTS

COMPILED = (
    Compiled(
        measure="drug-misuse-deaths",
        title="deaths related to drug misuse, three years together",
        file_word="deaths misuse",
        known=_known("2018", "206"),
        source=_ONS.format("deaths related to drug misuse"),
        years=3,
    ),
    Compiled(
        measure="drug-misuse-deaths-three-years-per-100000",
        title="deaths related to drug misuse in three years for each 100,000 residents of the last",
        file_word="deaths misuse 100k",
        known=_known("2018", "18.05"),
        source="British Drug Dynamics: three years' deaths related to drug misuse (ONS), divided by one year's "
        "residents; not a yearly rate and not standardised for age",
        years=3,
        decimals=2,
        unusable=_BOTH,
    ),
    Compiled(
        measure="drug-poisoning-deaths-three-years",
        title="deaths related to drug poisoning, three years together",
        file_word="deaths poisoning",
        known=_known("2018", "252"),
        source=_ONS.format("deaths related to drug poisoning"),
        years=3,
    ),
    Compiled(
        measure="hospital-admissions-drug-poisoning",
        title="hospital admissions with a primary diagnosis of poisoning by drugs",
        file_word="misuse",
        known=_known("2019", "410"),
        source=_NHS.format("finished admission episodes with a primary diagnosis of poisoning by drug misuse"),
        names="british-drug-dynamics-hospital",
        is_financial=True,
        rounded=_ROUNDED,
        unusable={"2020": "out of order in this file: the figures of 2019/20 stand under the names of other areas"},
    ),
    Compiled(
        measure="hospital-admissions-drug-disorders-primary",
        title="hospital admissions with a primary diagnosis of drug-related mental and behavioural disorders",
        file_word="primary",
        known=_known("2019", "150"),
        source=_NHS.format("finished admission episodes with a primary diagnosis of drug-related disorders"),
        names="british-drug-dynamics-hospital",
        is_financial=True,
        rounded=_ROUNDED,
    ),
    Compiled(
        measure="hospital-admissions-drug-disorders-any",
        title="hospital admissions with a primary or secondary diagnosis of drug-related disorders",
        file_word="secondary",
        known=_known("2019", "2045"),
        source=_NHS.format(
            "finished admission episodes with a primary or secondary diagnosis of drug-related disorders"
        ),
        names="british-drug-dynamics-hospital",
        is_financial=True,
        rounded=_ROUNDED,
    ),
    Compiled(
        measure="resident-population",
        title="residents in the middle of the year",
        file_word="population la",
        known=_known("2019", "1141816"),
        source="ONS, mid-year population estimates; compiled by British Drug Dynamics",
        unusable=_BOTH,
    ),
    Compiled(
        measure="deprivation-average-score",
        title="average deprivation score",
        file_word="deprivation score la",
        known=_known("2019", "38.067"),
        source="MHCLG, English indices of deprivation, average score; compiled by British Drug Dynamics, whose own "
        "mean it is where an area is several councils",
        decimals=3,
        is_yearly=False,
        unusable={"Bournemouth and Poole": "a mean of councils of 2015 and 2019 with different boundaries"},
    ),
)
