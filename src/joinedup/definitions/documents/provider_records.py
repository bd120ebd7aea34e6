"""The scorecard of one provider's records: whom it sees, then what its records lack; never how people fare."""

from collections.abc import Iterable, Iterator

from joinedup.kinds.document import FEWEST_YEARS, Ask, ClaimKind, DocumentKind, Section, Versus


def _told(slugs: Iterable[str]) -> tuple[Ask, ...]:
    return tuple(Ask(ClaimKind.SHARE, slug) for slug in slugs)


def _over_time(slugs: Iterable[str]) -> Iterator[Ask]:
    for slug in slugs:
        yield Ask(ClaimKind.SHARE, slug)
        yield Ask(ClaimKind.CHANGE, slug, Versus.PREVIOUS)
        yield Ask(ClaimKind.TREND, slug, years=FEWEST_YEARS)


DOCUMENT = DocumentKind(
    slug="provider-records",
    title="How records are kept",
    sections=(
        Section(
            "case-mix",
            "Whom the provider sees",
            _told(("case-mix-opiate", "case-mix-non-opiate", "case-mix-non-opiate-and-alcohol", "case-mix-alcohol")),
            level=1,
            note="Records are read beside this: services for different people are asked for different things.",
        ),
        Section(
            "profiles",
            "Outcomes profiles",
            tuple(_over_time(("no-start-profile", "no-exit-profile"))),
            level=1,
        ),
        Section(
            "dates",
            "Dates and open episodes",
            tuple(_over_time(("same-day", "impossible-dates", "stale-caseload"))),
            level=1,
        ),
        Section(
            "equality",
            "Answers about equality",
            tuple(_over_time(("no-ethnicity", "no-disability", "no-sexual-orientation"))),
            level=1,
        ),
    ),
    audience="restricted",
    owner="The partnership's data lead",
)
