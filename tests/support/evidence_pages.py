"""A small released version made up by hand, as large as a test asks, with a hidden figure and words that attack."""

from dataclasses import replace
from pathlib import Path

from joinedup.shelf import places as at
from joinedup.shelf.plain import to_bytes
from joinedup.shelf.records import (
    About,
    AreaRow,
    AreaSection,
    AreaSheet,
    Audience,
    Beside,
    Card,
    ClaimSheet,
    Definition,
    FeedEntry,
    FeedField,
    FeedSheet,
    FeedTotal,
    IndicatorSheet,
    Saying,
    ShelfChart,
    ShelfDocument,
    ShelfFeed,
    ShelfFigure,
    ShelfFile,
    ShelfTable,
)
from joinedup.shelf.writing import put_version

ATTACK = '<script>alert("x")</script>'
CLAIM = "X10000001:women-share:share@2021/22"
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20">'
    b'<rect width="9" height="9"/></svg>'
)
SHOWN = ShelfFigure(
    *("women-share", "X10000001", "Thornmarch", "2021-04-01", "2022-04-01", "2021/22", None),
    *("shown", "34%", "31% to 37%", "300 of 889", "96%", "", CLAIM),
    *(33.7, 30.7, 36.9, 300.0, 889.0),
)
HIDDEN = ShelfFigure(
    *("women-share", "X06000001", "Quillhaven", "2021-04-01", "2022-04-01", "2021/22", None, "hidden", "hidden"),
    note="Hidden so that nobody can be recognised.",
)
NOT_HELD = replace(HIDDEN, showing="absent", text="no figure", start="2020-04-01", end="2021-04-01", period="2020/21")
OF_ENGLAND = replace(NOT_HELD, place_code="E92000001", place="England")
ABOUT = About(
    title="Drug and alcohol needs assessment",
    year="2021/22",
    dated_on="1 May 2026",
    is_synthetic=True,
    areas=(("X10000001", "Thornmarch"),),
    data_version="d1",
    definitions_version="f1",
    code_version="0.1.0",
    protection=("A figure is shown only where at least 5 people are counted.",),
    which_to_quote="Quote a number with its period and its source.",
    contact="The public health team.",
    next_update="next year",
    warnings=("Not everything expected has arrived: one file.",),
)


def files_of(*, rows: int = 1, about: About = ABOUT) -> dict[str, bytes]:
    """Return the files of a version with `rows` of everything that there can be more of."""
    drawn = at.chart_of(SVG)
    behind = ShelfTable("Women (%)", ("", "Thornmarch"), (("2021/22", "33.7%"),) * rows, (1,))
    chart = ShelfChart(f"Women {ATTACK}", "Women. 2021/22 34.", drawn, drawn, (40, 20), (40, 20), (ATTACK,), behind)
    definition = Definition(
        *("women-share", f"Share who are women {ATTACK}", "women", "It matters.", "percent", "adults in treatment"),
        *("none", "knowledge", "general knowledge, not yet checked", "read nowhere", "", "v1", ("Take care.",)),
    )
    said = Saying(CLAIM, f"In Thornmarch 34% were women {ATTACK}.", "Thornmarch", "share")
    grouped = replace(SHOWN, group=("sex", "female"))
    sheet = IndicatorSheet(
        *(
            definition,
            (SHOWN, HIDDEN),
            ((SHOWN, HIDDEN) * rows) + (NOT_HELD, OF_ENGLAND),
            (grouped,) * rows,
            (chart,),
            (said,) * rows,
        ),
        beside=(Beside("Thornmarch, 2021/22", "34%", "35%", "−1", "here; there"),) * rows,
    )
    claim = ClaimSheet(
        *(CLAIM, "women-share", "Share who are women", f"In Thornmarch 34% were women {ATTACK}.", "share"),
        *("Thornmarch", True, "One of 40 comparisons.", (SHOWN, HIDDEN) * rows),
        facts=(("Figure", "again"), ("Test", ATTACK)),
        files=(ShelfFile("ndtms.csv", "a" * 64, "2026-04-20", "Thornmarch Recovery Service"),) * rows,
        sign_off="drafted",
        marking="open",
        used_in=("Needs assessment: Headlines",) * rows,
        quote="34% (31% to 37%), 300 of 889. 1 May 2026.",
        would_change=("A corrected file.",) * rows,
        hidden_why=("Quillhaven, 2021/22: hidden.",),
    )
    row = AreaRow("women-share", "Share who are women", SHOWN, HIDDEN, False)
    area = AreaSheet(
        "X10000001", "Thornmarch", "2021/22", (AreaSection("women", "Women", (said,) * rows, (row,) * rows),)
    )
    feed = ShelfFeed(
        *(
            "mar",
            "Wholesale",
            "A pharmacy",
            "never sent",
            True,
            "every month",
            "",
            None,
            "a manager",
            ("Nothing came.",),
        )
    )
    document = ShelfDocument(
        *("needs-assessment", "Needs assessment", "open", "draft", "Us", "1 May 2026", "2021/22", 1),
        files=(("needs-assessment.html", "web page", 5),) * rows,
    )
    card = Card(
        "women-share", "Share who are women", "women", "It matters.", "percent", "Women", "knowledge", "nowhere"
    )
    others = tuple(replace(card, slug=f"other-{n}", title=f"Other {n}", noun="others") for n in range(rows))
    told, left = (CLAIM, f"A sentence {ATTACK}."), (CLAIM, f"Another {ATTACK}.", "It is marked restricted.")
    return {
        at.ABOUT: to_bytes(about),
        at.CATALOGUE: to_bytes((card, *others)),
        at.sheet_of("women-share"): to_bytes(sheet),
        at.table_of("women-share"): b"indicator\r\nwomen-share\r\n",
        at.claim_of(CLAIM): to_bytes(claim),
        at.area_of("X10000001"): to_bytes(area),
        at.FEEDS: to_bytes((feed,) * rows),
        at.AUDIENCES: to_bytes(
            (
                Audience("needs-assessment", "The public", "This is told.", 2, 1, (left,) * rows, (told,) * rows),
                Audience("needs-assessment", "Partners", "So is this.", 2, 2, (), (told,) * rows),
            )
        ),
        at.COUNTS: to_bytes((FeedEntry("police-seizures", "Drugs seized", ("seizures", "grams")), *_others(rows))),
        at.feed_of("police-seizures"): to_bytes(seizures(rows)),
        at.DOCUMENTS: to_bytes((document,) * min(rows, 3)),
        at.document_of("needs-assessment.html"): b"<p>x\n",
        drawn: SVG,
    }


def seizures(rows: int = 1) -> FeedSheet:
    """Return a feed with a total that is shown, one that is hidden and one that nobody has."""
    year = ("2021-04-01", "2022-04-01", "2021/22")
    here, there = ("X10000001", "Thornmarch", *year), ("X06000001", "Quillhaven", *year)
    totals = (
        *(FeedTotal("seizures", *here, "shown", "48", "", 48.0) for _ in range(rows)),
        FeedTotal("grams", *here, "hidden", "hidden"),
        FeedTotal("seizures", *there, "absent", "no figure", "The force has not sent all of the year."),
    )
    sender = ("police-seizures", "Drugs seized", "A force", "current", False, "every month", "2026-04-01", 30, "a lead")
    return FeedSheet(
        *("police-seizures", f"Drugs seized {ATTACK}", "What is sold.", "police force", "a lead", ("Take care.",)),
        fields=(FeedField("seizures", "seizures made"), FeedField("grams", "weight in grams")),
        senders=(ShelfFeed(*sender),),
        totals=totals,
    )


def _others(rows: int) -> tuple[FeedEntry, ...]:
    return tuple(FeedEntry(f"other-{number}", f"Other {number}", ("a", "b")) for number in range(rows))


def put_made_up(root: Path, *, rows: int = 1, is_synthetic: bool = True, about: About = ABOUT) -> int:
    """Put a made-up version on the shelf and return its number."""
    about = replace(about, is_synthetic=is_synthetic)
    return put_version(root, files_of(rows=rows, about=about), is_synthetic=is_synthetic)[0]
