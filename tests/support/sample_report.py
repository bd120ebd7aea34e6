"""A small but whole report and its ledger: every block, every chart kind, hidden and absent figures, long words."""

from datetime import date

from joinedup.claims.model import Claim, Evidence, Ledger, SourceFile, Test
from joinedup.core.estimate import Provenance
from joinedup.core.period import Period
from joinedup.core.place import ENGLAND, Place
from joinedup.documents.report import (
    Bullets,
    Cell,
    Chart,
    Paragraph,
    Report,
    ReportSection,
    Run,
    Series,
    Table,
)
from joinedup.kinds.document import ClaimKind
from joinedup.release.figure import Figure, Showing

COUNTY = Place("X10000001", "Thornmarch")
CITY = Place("X06000001", "Quillhaven")
YEAR = Period.financial_year("2021/22")
SECRET = 7351
"""What was hidden before release: nothing in any output may hold it."""

CONTENT_HASH = "3f" * 32
_FILES = (
    SourceFile("ndtms_X0001.csv", CONTENT_HASH, date(2026, 4, 20), "Thornmarch Recovery Service (synthetic)"),
    SourceFile("population.csv", "a1" * 32, date(2026, 4, 20), "Synthetic statistics office"),
    SourceFile("england_benchmarks.csv", "c4" * 32, date(2026, 4, 20), "OHID, published"),
)


def figure(slug: str, place: Place, value: float | None, **more: object) -> Figure:
    """A figure of the sample year; without a value it is hidden unless `showing` says otherwise."""
    period = more.pop("period", YEAR)
    showing = more.pop("showing", Showing.SHOWN if value is not None else Showing.HIDDEN)
    return Figure(slug, place, period, None, showing, value, provenance=Provenance(is_synthetic=True), **more)  # type: ignore[arg-type]


def claim(
    subject: str,
    kind: ClaimKind,
    about: tuple[Figure, ...],
    parts: tuple[tuple[str, bool], ...],
    *,
    word: str | None = None,
    test: Test | None = None,
    status: str = "found",
    caveats: tuple[str, ...] = (),
    refused: tuple[tuple[str, str], ...] = (),
    files: tuple[SourceFile, ...] = _FILES[:2],
    is_headline: bool = False,
) -> Claim:
    """A claim of the sample year whose ids follow from its subject."""
    evidence = Evidence(
        definition=about[0].indicator,
        definition_version="5d0c1a",
        definition_status=status,
        definition_source="NDTMS core data set, letter R",
        files=files,
        data_version="d41c09",
        code_version="0.1.0",
    )
    return Claim(
        subject_id=subject,
        claim_id=f"{subject}@2021/22",
        kind=kind,
        about=about,
        word=word,
        test=test,
        caveats=caveats,
        evidence=evidence,
        is_synthetic=True,
        parts=parts,
        refused=refused,
        is_headline=is_headline,
    )


def _holds(statistic: str, value: float, low: float, high: float) -> Test:
    return Test(
        rule="the benchmark lies outside the 95% interval",
        statistic=statistic,
        value=value,
        low=low,
        high=high,
        p_value=0.00002,
        holds=True,
        family="needs-assessment",
        family_size=63,
        survives_family=True,
    )


def claims() -> tuple[Claim, ...]:
    """The sample's claims, in document order."""
    rate_county = figure("adults-in-alcohol-treatment-rate", COUNTY, 162.8, low=152.3, high=173.9)
    rate_county = figure(
        "adults-in-alcohol-treatment-rate",
        COUNTY,
        162.8,
        low=152.3,
        high=173.9,
        numerator=889,
        denominator=546120,
        method="Byar",
    )
    rate_city = figure(
        "adults-in-alcohol-treatment-rate",
        CITY,
        230.6,
        low=207.9,
        high=255.2,
        numerator=375,
        denominator=162640,
        method="Byar",
    )
    england = figure(
        "adults-in-alcohol-treatment-rate", ENGLAND, 189.0, showing=Showing.OPEN, rounding=0.5, note="OHID 2021/22"
    )
    return (
        claim(
            "level:adults-in-alcohol-treatment-rate:X10000001",
            ClaimKind.LEVEL,
            (rate_county,),
            (
                ("In Thornmarch ", False),
                ("889", True),
                (" adults were in alcohol treatment: ", False),
                ("163", True),
                (" per 100,000.", False),
            ),
        ),
        claim(
            "comparison:adults-in-alcohol-treatment-rate:X06000001:england",
            ClaimKind.COMPARISON,
            (rate_city, england),
            (
                ("In Quillhaven ", False),
                ("231", True),
                (" adults in every 100,000 were in alcohol treatment, higher than England (", False),
                ("189", True),
                (").", False),
            ),
            word="higher",
            test=_holds("ratio", 1.22, 1.10, 1.35),
            refused=(("much higher", "the whole interval must lie beyond 1.5 times"),),
            caveats=("Not adjusted for age.",),
            files=_FILES,
            is_headline=True,
        ),
        claim(
            "share:women-share-alcohol:X06000001",
            ClaimKind.SHARE,
            (figure("women-share-alcohol", CITY, None),),
            (("The share of women in Quillhaven is hidden to protect people.", False),),
        ),
        claim(
            "absence:early-unplanned-exits-drug:england",
            ClaimKind.ABSENCE,
            (figure("early-unplanned-exits-drug", ENGLAND, None, showing=Showing.ABSENT, note="not published"),),
            (
                (
                    "No figure for England is held of people who left within 12 weeks before completing, so no "
                    "comparison is made.",
                    False,
                ),
            ),
            status="knowledge",
            caveats=("This definition is general knowledge of the field, not yet checked against a source.",),
            files=(),
        ),
        claim(
            "count:adults-in-drug-treatment:X10000001",
            ClaimKind.COUNT,
            (figure("adults-in-drug-treatment", COUNTY, 1672, numerator=1672),),
            (("In Thornmarch ", False), ("1,672", True), (" adults were in drug treatment.", False)),
        ),
        claim(
            "count:adults-in-drug-treatment:X06000001",
            ClaimKind.COUNT,
            (figure("adults-in-drug-treatment", CITY, 1147, numerator=1147),),
            (("In Quillhaven ", False), ("1,147", True), (" adults were in drug treatment.", False)),
        ),
    )


def runs(told: Claim) -> tuple[Run, ...]:
    """The sentence of a claim as runs: its numbers carry its id."""
    return tuple(
        Run(text, told.claim_id if is_number else None, is_strong=is_number and told.is_headline)
        for text, is_number in told.parts
    )


def sample_ledger() -> Ledger:
    """The ledger of the sample report."""
    held = claims()
    return Ledger(
        document="needs-assessment",
        data_version="d41c09",
        definitions_version="77ab10",
        code_version="0.1.0",
        is_synthetic=True,
        claims=held,
        family_size=63,
        headline_count=4,
        expected_by_chance=3.0,
        sections=(("alcohol", tuple(one.claim_id for one in held)),),
    )


def bars_by_place() -> Chart:
    level, comparison, *_ = claims()
    return Chart(
        slug="alcohol-rate",
        kind="bars",
        title="Adults in alcohol treatment, 2021/22",
        unit="per 100,000 adults",
        categories=("Thornmarch", "Quillhaven"),
        series=(
            Series(
                "Rate",
                (162.8, 230.6),
                (152.3, 207.9),
                (173.9, 255.2),
                (level.claim_id, comparison.claim_id),
            ),
        ),
        alt="Bars: Thornmarch 163 and Quillhaven 231 adults in alcohol treatment for every 100,000; England 189.",
        note="Bars show the rate; lines show the 95% interval.",
        reference=("England", 189.0),
    )


def bars_grouped() -> Chart:
    return Chart(
        slug="alcohol-shares",
        kind="bars",
        title="Who is in alcohol treatment, 2021/22",
        unit="% of adults in alcohol treatment",
        categories=(
            "Women",
            "Living with children",
            "A mental health need was identified and treatment for it is being received",
        ),
        series=(
            Series("Thornmarch", (41.2, 22.5, 61.0), (38.0, 19.9, 57.7), (44.5, 25.4, 64.1)),
            Series("Quillhaven", (None, 26.1, 58.4), (None, 22.0, 53.3), (None, 30.8, 63.3), (), ("hidden", "", "")),
        ),
        alt="Grouped bars of three shares in two places; the share of women in Quillhaven is hidden.",
    )


def lines_by_year() -> Chart:
    years = tuple(f"{year}/{year % 100 + 1:02d}" for year in range(2013, 2022))
    return Chart(
        slug="alcohol-years",
        kind="lines",
        title="Adults in alcohol treatment by year",
        unit="per 100,000 adults",
        categories=years,
        series=(
            Series("Thornmarch", (181.0, 178.2, 176.9, 172.0, 168.3, 166.0, 159.8, 161.1, 162.8)),
            Series(
                "Quillhaven",
                (212.4, 219.0, None, 224.8, 221.0, 226.4, 228.0, 229.2, 230.6),
                why=("", "", "hidden", "", "", "", "", "", ""),
            ),
            Series(
                "Vellside and East Thornmarch together", (None, None, None, None, 150.0, 152.0, 157.0, 160.0, 161.9)
            ),
        ),
        alt="Lines for three places over nine years; Quillhaven lies above the others throughout.",
        reference=("England", 189.0),
    )


def stacked_parts() -> Chart:
    return Chart(
        slug="substances",
        kind="stacked",
        title="What people in drug treatment use, 2021/22",
        unit="% of adults in drug treatment",
        categories=("Thornmarch", "Quillhaven"),
        series=(
            Series("Opiates", (66.1, 67.0)),
            Series("Non-opiates only", (18.0, 17.9)),
            Series("Non-opiates and alcohol", (15.9, 15.1)),
        ),
        alt="Stacked bars: about two thirds of people in drug treatment in both places use opiates.",
    )


def all_hidden() -> Chart:
    return Chart(
        slug="young-people",
        kind="bars",
        title="Young people whose housing is urgent, 2021/22",
        unit="people",
        categories=("Thornmarch", "Quillhaven"),
        series=(Series("Young people", (None, None), why=("hidden", "hidden")),),
        alt="Nothing can be shown: both figures are hidden.",
    )


def _table() -> Table:
    held = claims()
    return Table(
        caption="Adults in treatment, 2021/22",
        columns=("Indicator", "Thornmarch", "Quillhaven", "England"),
        rows=(
            (
                Cell("Adults in alcohol treatment per 100,000"),
                Cell("163", 162.8, held[0].claim_id, "0.0"),
                Cell("231", 230.6, held[1].claim_id, "0.0"),
                Cell("189", 189.0, held[1].claim_id, "0"),
            ),
            (
                Cell("Adults in drug treatment"),
                Cell("1,672", 1672, held[4].claim_id, "#,##0"),
                Cell("1,147", 1147, held[5].claim_id, "#,##0"),
                Cell("no figure"),
            ),
            (Cell("Women in alcohol treatment (share)"), Cell("41.2%", 41.2), Cell("hidden"), Cell("no figure")),
        ),
    )


def sample_report() -> Report:
    """A report with every kind of block. Its text holds markup of each format, which must come out as text."""
    held = claims()
    return Report(
        title="Alcohol, drugs and young people: what people in Thornmarch and Quillhaven need",
        subtitle="Needs assessment for the Combating Drugs Partnership",
        places=("Thornmarch", "Quillhaven"),
        period="2021/22",
        is_synthetic=True,
        headlines=(
            runs(held[1]),
            runs(held[0]),
            (Run("A plain line with markup that is only text: <b>*bold*</b> & #let x = 1 \\ _so_ $5 @ref."),),
        ),
        sections=(
            ReportSection(
                "alcohol",
                "Alcohol",
                1,
                (Paragraph((Run("This chapter is about adults whose only problem substance is alcohol."),), "lead"),),
            ),
            ReportSection(
                "alcohol-numbers",
                "Numbers in treatment",
                2,
                (
                    Paragraph(runs(held[0])),
                    Bullets((runs(held[1]), runs(held[2]))),
                    bars_by_place(),
                    _table(),
                    lines_by_year(),
                ),
            ),
            ReportSection("alcohol-people", "Who they are", 2, (Paragraph(runs(held[2])), bars_grouped())),
            ReportSection(
                "drugs",
                "Drugs",
                1,
                (
                    Paragraph(runs(held[4])),
                    Paragraph(runs(held[5])),
                    stacked_parts(),
                    Paragraph((Run(held[3].sentence, held[3].claim_id),), "caveat"),
                ),
            ),
            ReportSection(
                "young-people",
                "Children and young people",
                1,
                (
                    all_hidden(),
                    Paragraph((Run("Figures about under-18s are hidden below ten."),), "note"),
                    Paragraph((Run("It helped that they rang me back the same day."),), "quote"),
                ),
            ),
        ),
        owner="Public Health, Thornmarch County Council (synthetic)",
        contact="public.health@thornmarch.example",
        dated_on=date(2026, 4, 30),
        next_update="July 2026",
        data_version="d41c09",
        support_lines=(
            ("Talk to Frank", "0300 123 6600, talktofrank.com"),
            ("Samaritans", "116 123, any time"),
        ),
    )
