"""The drug and alcohol needs assessment: what a partnership asks of its figures each year."""

from joinedup.kinds.document import Ask, ClaimKind, DocumentKind, Picture, Section, Versus


def _count(*slugs: str) -> tuple[Ask, ...]:
    return tuple(Ask(ClaimKind.COUNT, slug) for slug in slugs)


def _level(*slugs: str) -> tuple[Ask, ...]:
    return tuple(Ask(ClaimKind.LEVEL, slug) for slug in slugs)


def _share(*slugs: str) -> tuple[Ask, ...]:
    return tuple(Ask(ClaimKind.SHARE, slug) for slug in slugs)


def _against(slug: str, versus: Versus = Versus.ENGLAND, *, headline: bool = False) -> Ask:
    return Ask(ClaimKind.COMPARISON, slug, versus, is_headline=headline)


def _change(slug: str, *, headline: bool = False) -> Ask:
    return Ask(ClaimKind.CHANGE, slug, Versus.PREVIOUS, is_headline=headline)


def _gap(slug: str, by: str, one: str, other: str) -> tuple[Ask, Ask]:
    """Ask for a gap between two groups, and whether it has grown since the year before."""
    groups = (one, other)
    return Ask(ClaimKind.GAP, slug, by=by, groups=groups), Ask(ClaimKind.GAP_CHANGE, slug, by=by, groups=groups)


def _trend(*slugs: str) -> tuple[Ask, ...]:
    """Ask how yearly figures run over five years: of starts, exits and deaths, which no two years share."""
    return tuple(Ask(ClaimKind.TREND, slug) for slug in slugs)


def _rank(*slugs: str) -> tuple[Ask, ...]:
    """Ask where each place stands, which is told of three or more."""
    return tuple(Ask(ClaimKind.RANK, slug) for slug in slugs)


ENGLAND, OTHER = Versus.ENGLAND, Versus.OTHER_PLACE

ALCOHOL = (
    Section("alcohol", "Alcohol", level=1),
    Section(
        "alcohol-need",
        "Estimated need",
        asks=(
            *_level("unmet-alcohol-need", "unmet-alcohol-need-alcohol-only"),
            _against("unmet-alcohol-need", OTHER),
        ),
        note=(
            "Need is a modelled estimate of adults dependent on alcohol who would benefit from specialist treatment. "
            "Two numerators are in use and give different answers, so both are shown and named."
        ),
    ),
    Section(
        "alcohol-people",
        "People in alcohol treatment",
        asks=(
            *_count("adults-in-alcohol-treatment"),
            *_level("adults-in-alcohol-treatment-rate"),
            _against("adults-in-alcohol-treatment-rate", headline=True),
            _against("adults-in-alcohol-treatment-rate", OTHER, headline=True),
            *_count("new-presentations-alcohol"),
            _change("new-presentations-alcohol", headline=True),
            *_trend("new-presentations-alcohol"),
            *_rank("adults-in-alcohol-treatment-rate"),
            _change("adults-in-alcohol-treatment"),
            *_share("women-share-alcohol"),
            _against("women-share-alcohol", OTHER),
            *_share("housing-problem-share-new-alcohol", "mental-health-need-new-alcohol"),
            _against("housing-problem-share-new-alcohol", OTHER),
            _against("mental-health-need-new-alcohol", OTHER),
        ),
        pictures=(
            Picture("bars", "Adults in alcohol treatment, per 100,000 adults", ("adults-in-alcohol-treatment-rate",)),
            Picture("years", "People starting alcohol treatment each year", ("new-presentations-alcohol",), years=5),
        ),
    ),
    Section(
        "alcohol-use-of-services",
        "How people reach and use alcohol treatment",
        asks=(
            *_share("self-referral-new-alcohol"),
            _against("self-referral-new-alcohol", OTHER),
            *_share("waiting-over-three-weeks-alcohol"),
            _against("waiting-over-three-weeks-alcohol", headline=True),
            *_level("alcohol-treatment-length"),
            _against("alcohol-treatment-length", headline=True),
            _against("alcohol-treatment-length", OTHER),
            *_share("psychosocial-share-alcohol"),
            *_count("inpatient-alcohol", "residential-alcohol"),
        ),
        pictures=(Picture("bars", "Average length of alcohol treatment, days", ("alcohol-treatment-length",)),),
    ),
    Section(
        "alcohol-outcomes",
        "Outcomes of alcohol treatment",
        asks=(
            *_share("alcohol-completion-of-all", "alcohol-completion-of-exits", "alcohol-completion-without-return"),
            _against("alcohol-completion-of-all", OTHER, headline=True),
            *_share("re-presentation-alcohol", "early-unplanned-exits-alcohol"),
            _against("early-unplanned-exits-alcohol"),
            _against("early-unplanned-exits-alcohol", OTHER),
            *_trend("early-unplanned-exits-alcohol"),
            *_gap("alcohol-completion-of-exits", "sex", "female", "male"),
            *_share("abstinent-at-exit-alcohol"),
            *_level("drinking-days-at-start-alcohol", "drinking-days-at-exit-alcohol"),
            *_count("deaths-in-alcohol-treatment"),
        ),
        pictures=(
            Picture(
                "bars",
                "Three measures of completing alcohol treatment",
                ("alcohol-completion-of-all", "alcohol-completion-of-exits", "alcohol-completion-without-return"),
            ),
        ),
        note="The three completion measures look alike and are not the same; each names whom it is a share of.",
    ),
)

DRUGS = (
    Section("drugs", "Drugs", level=1),
    Section(
        "drug-deaths",
        "Deaths related to drug poisoning",
        asks=(
            *_count("drug-poisoning-deaths"),
            *_level("drug-poisoning-death-rate"),
            _against("drug-poisoning-death-rate", headline=True),
            _change("drug-poisoning-deaths", headline=True),
            *_trend("drug-poisoning-deaths"),
            *_rank("drug-poisoning-death-rate"),
        ),
        pictures=(
            Picture("bars", "Deaths related to drug poisoning, per 100,000 people", ("drug-poisoning-death-rate",)),
        ),
        note=(
            "Deaths are counted in the year they were registered, which can be long after the death. "
            "Poisoning includes medicines and is wider than drug misuse."
        ),
    ),
    Section(
        "drug-need",
        "Estimated need",
        asks=(*_level("unmet-opiate-and-crack-need"), _against("unmet-opiate-and-crack-need", OTHER)),
    ),
    Section(
        "drug-people",
        "People in drug treatment",
        asks=(
            *_count("adults-in-drug-treatment"),
            *_level("adults-in-drug-treatment-rate"),
            _against("adults-in-drug-treatment-rate", headline=True),
            _against("adults-in-drug-treatment-rate", OTHER, headline=True),
            *_count(
                "adults-in-treatment-for-opiates",
                "adults-in-treatment-for-non-opiates-only",
                "adults-in-treatment-for-non-opiates-and-alcohol",
            ),
            *_share("opiate-share-of-drug-treatment", "women-share-drug"),
            _against("opiate-share-of-drug-treatment", OTHER),
            *_rank("adults-in-drug-treatment-rate"),
            _change("adults-in-drug-treatment"),
        ),
        pictures=(
            Picture("bars", "Adults in drug treatment, rate per 100,000 adults", ("adults-in-drug-treatment-rate",)),
            Picture(
                "split",
                "Adults in drug treatment by substance group",
                (
                    "adults-in-treatment-for-opiates",
                    "adults-in-treatment-for-non-opiates-only",
                    "adults-in-treatment-for-non-opiates-and-alcohol",
                ),
            ),
        ),
    ),
    Section(
        "drug-new",
        "People starting drug treatment",
        asks=(
            *_count("new-presentations-drug"),
            _change("new-presentations-drug", headline=True),
            *_trend("new-presentations-drug"),
            *_share("opiate-share-of-new-drug-presentations"),
            _against("opiate-share-of-new-drug-presentations", OTHER, headline=True),
            *_share(
                "under-30-share-new-drug",
                "disability-share-new-drug",
                "regular-employment-share-new-drug",
                "unemployed-share-new-drug",
                "urgent-housing-share-new-drug",
                "living-with-children-share-new-drug",
                "mental-health-need-new-drug",
                "mental-health-treatment-new-drug",
                "currently-injecting-new-opiate-or-crack",
            ),
            _against("currently-injecting-new-opiate-or-crack", headline=True),
            _against("currently-injecting-new-opiate-or-crack", OTHER),
            _against("under-30-share-new-drug", OTHER),
            _against("disability-share-new-drug", OTHER),
            _against("regular-employment-share-new-drug", OTHER),
            _against("unemployed-share-new-drug", OTHER),
            _against("urgent-housing-share-new-drug", OTHER),
            _against("living-with-children-share-new-drug", OTHER),
            _against("mental-health-need-new-drug", OTHER),
        ),
        pictures=(
            Picture("years", "People starting drug treatment each year", ("new-presentations-drug",), years=5),
            Picture(
                "bars",
                "What people starting drug treatment told services",
                (
                    "mental-health-need-new-drug",
                    "regular-employment-share-new-drug",
                    "urgent-housing-share-new-drug",
                    "living-with-children-share-new-drug",
                ),
            ),
        ),
    ),
    Section(
        "drug-use-of-services",
        "How people reach and use drug treatment",
        asks=(
            *_share("self-referral-new-drug", "criminal-justice-referral-new-drug", "waiting-over-three-weeks-drug"),
            _against("self-referral-new-drug", OTHER),
            _against("criminal-justice-referral-new-drug", OTHER),
            *_share("waiting-over-three-weeks"),
            _against("waiting-over-three-weeks", headline=True),
            *_share("pharmacological-share-drug", "psychosocial-share-drug"),
            *_count("inpatient-drug", "residential-drug"),
            *_share("opiate-treatment-under-two-years"),
            _against("opiate-treatment-under-two-years", headline=True),
            _against("opiate-treatment-under-two-years", OTHER),
        ),
        pictures=(Picture("bars", "In opiate treatment for under two years", ("opiate-treatment-under-two-years",)),),
    ),
    Section(
        "drug-outcomes",
        "Outcomes of drug treatment",
        asks=(
            *_share(
                "opiate-completion-of-all",
                "opiate-completion-of-exits",
                "opiate-completion-without-return",
                "non-opiate-completion-of-all",
                "non-opiate-completion-of-exits",
                "non-opiate-completion-without-return",
            ),
            _against("opiate-completion-of-all", OTHER, headline=True),
            _against("non-opiate-completion-of-all", OTHER, headline=True),
            *_share("early-unplanned-exits-drug", "re-presentation-drug"),
            _against("early-unplanned-exits-drug"),
            _against("early-unplanned-exits-drug", OTHER, headline=True),
            *_trend("early-unplanned-exits-drug"),
            *_rank("early-unplanned-exits-drug"),
            *_gap("early-unplanned-exits-drug", "sex", "female", "male"),
            *_count("deaths-in-drug-treatment"),
        ),
        pictures=(
            Picture("bars", "Left drug treatment within twelve weeks, unplanned", ("early-unplanned-exits-drug",)),
            Picture(
                "bars",
                "Completed treatment, of all in treatment",
                ("opiate-completion-of-all", "non-opiate-completion-of-all"),
            ),
        ),
    ),
)

YOUNG_PEOPLE = (
    Section("young-people", "Children and young people", level=1),
    Section(
        "young-people-treatment",
        "Young people in specialist services",
        asks=(
            *_count("young-people-in-treatment"),
            *_share(
                "young-people-cannabis-share",
                "young-people-alcohol-share",
                "young-people-education-referral",
                "young-people-mental-health-need",
            ),
            _against("young-people-cannabis-share", OTHER),
        ),
        pictures=(Picture("bars", "Young people in specialist services", ("young-people-in-treatment",)),),
    ),
    Section(
        "young-people-outcomes",
        "Outcomes for young people",
        asks=(
            *_share("young-people-completion"),
            _against("young-people-completion", headline=True),
            _against("young-people-completion", OTHER),
        ),
    ),
)

NATIONAL = (
    Section("england", "Treatment in England", level=1),
    Section(
        "england-treatment",
        "The national picture",
        is_about_england=True,
        asks=(*_count("adults-in-treatment"), *_share("waiting-over-three-weeks")),
        pictures=(Picture("years", "Adults in treatment in England each year", ("adults-in-treatment",), years=5),),
        note="National figures set the scene; they say nothing about any one council.",
    ),
)

DOCUMENT = DocumentKind(
    slug="needs-assessment",
    title="Drug and alcohol needs assessment",
    sections=(*ALCOHOL, *DRUGS, *YOUNG_PEOPLE, *NATIONAL),
    audience="open",
    owner="Public health intelligence",
    support_lines=(
        ("Emergency", "Someone will not wake up or is not breathing properly: call 999. Give naloxone if you have it."),
        ("Talk to Frank", "Free advice about drugs at any hour: 0300 123 6600, talktofrank.com"),
        ("Drinkline", "Free advice about drinking: 0300 123 1110"),
        ("Samaritans", "Someone to listen at any hour: 116 123"),
        ("Your local service", "Anyone can refer themselves; a GP, pharmacist or the council can give the number."),
    ),
)
