"""The drug and alcohol needs assessment: what a partnership asks of its figures each year."""

from joinedup.definitions.asking import against, change, count, gap, level, rank, share, trend
from joinedup.kinds.document import DocumentKind, Picture, Section, Versus

ENGLAND, OTHER = Versus.ENGLAND, Versus.OTHER_PLACE

ALCOHOL = (
    Section("alcohol", "Alcohol", level=1),
    Section(
        "alcohol-need",
        "Estimated need",
        asks=(
            *level("unmet-alcohol-need", "unmet-alcohol-need-alcohol-only"),
            against("unmet-alcohol-need", OTHER),
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
            *count("adults-in-alcohol-treatment"),
            *level("adults-in-alcohol-treatment-rate"),
            against("adults-in-alcohol-treatment-rate", headline=True),
            against("adults-in-alcohol-treatment-rate", OTHER, headline=True),
            *count("new-presentations-alcohol"),
            change("new-presentations-alcohol", headline=True),
            *trend("new-presentations-alcohol"),
            *rank("adults-in-alcohol-treatment-rate"),
            change("adults-in-alcohol-treatment"),
            *share("women-share-alcohol"),
            against("women-share-alcohol", OTHER),
            *share("housing-problem-share-new-alcohol", "mental-health-need-new-alcohol"),
            against("housing-problem-share-new-alcohol", OTHER),
            against("mental-health-need-new-alcohol", OTHER),
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
            *share("self-referral-new-alcohol"),
            against("self-referral-new-alcohol", OTHER),
            *share("waiting-over-three-weeks-alcohol"),
            against("waiting-over-three-weeks-alcohol", headline=True),
            *level("alcohol-treatment-length"),
            against("alcohol-treatment-length", headline=True),
            against("alcohol-treatment-length", OTHER),
            *share("psychosocial-share-alcohol"),
            *count("inpatient-alcohol", "residential-alcohol"),
        ),
        pictures=(Picture("bars", "Average length of alcohol treatment, days", ("alcohol-treatment-length",)),),
    ),
    Section(
        "alcohol-outcomes",
        "Outcomes of alcohol treatment",
        asks=(
            *share("alcohol-completion-of-all", "alcohol-completion-of-exits", "alcohol-completion-without-return"),
            against("alcohol-completion-of-all", OTHER, headline=True),
            *share("re-presentation-alcohol", "early-unplanned-exits-alcohol"),
            against("early-unplanned-exits-alcohol"),
            against("early-unplanned-exits-alcohol", OTHER),
            *trend("early-unplanned-exits-alcohol"),
            *gap("alcohol-completion-of-exits", "sex", "female", "male"),
            *share("abstinent-at-exit-alcohol"),
            *level("drinking-days-at-start-alcohol", "drinking-days-at-exit-alcohol"),
            *count("deaths-in-alcohol-treatment"),
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
            *count("drug-poisoning-deaths"),
            *level("drug-poisoning-death-rate"),
            against("drug-poisoning-death-rate", headline=True),
            change("drug-poisoning-deaths", headline=True),
            *trend("drug-poisoning-deaths"),
            *rank("drug-poisoning-death-rate"),
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
        asks=(*level("unmet-opiate-and-crack-need"), against("unmet-opiate-and-crack-need", OTHER)),
    ),
    Section(
        "drug-people",
        "People in drug treatment",
        asks=(
            *count("adults-in-drug-treatment"),
            *level("adults-in-drug-treatment-rate"),
            against("adults-in-drug-treatment-rate", headline=True),
            against("adults-in-drug-treatment-rate", OTHER, headline=True),
            *count(
                "adults-in-treatment-for-opiates",
                "adults-in-treatment-for-non-opiates-only",
                "adults-in-treatment-for-non-opiates-and-alcohol",
            ),
            *share("opiate-share-of-drug-treatment", "women-share-drug"),
            against("opiate-share-of-drug-treatment", OTHER),
            *rank("adults-in-drug-treatment-rate"),
            change("adults-in-drug-treatment"),
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
            *count("new-presentations-drug"),
            change("new-presentations-drug", headline=True),
            *trend("new-presentations-drug"),
            *share("opiate-share-of-new-drug-presentations"),
            against("opiate-share-of-new-drug-presentations", OTHER, headline=True),
            *share(
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
            against("currently-injecting-new-opiate-or-crack", headline=True),
            against("currently-injecting-new-opiate-or-crack", OTHER),
            against("under-30-share-new-drug", OTHER),
            against("disability-share-new-drug", OTHER),
            against("regular-employment-share-new-drug", OTHER),
            against("unemployed-share-new-drug", OTHER),
            against("urgent-housing-share-new-drug", OTHER),
            against("living-with-children-share-new-drug", OTHER),
            against("mental-health-need-new-drug", OTHER),
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
            *share("self-referral-new-drug", "criminal-justice-referral-new-drug", "waiting-over-three-weeks-drug"),
            against("self-referral-new-drug", OTHER),
            against("criminal-justice-referral-new-drug", OTHER),
            *share("waiting-over-three-weeks"),
            against("waiting-over-three-weeks", headline=True),
            *share("pharmacological-share-drug", "psychosocial-share-drug"),
            *count("inpatient-drug", "residential-drug"),
            *share("opiate-treatment-under-two-years"),
            against("opiate-treatment-under-two-years", headline=True),
            against("opiate-treatment-under-two-years", OTHER),
        ),
        pictures=(Picture("bars", "In opiate treatment for under two years", ("opiate-treatment-under-two-years",)),),
    ),
    Section(
        "drug-outcomes",
        "Outcomes of drug treatment",
        asks=(
            *share(
                "opiate-completion-of-all",
                "opiate-completion-of-exits",
                "opiate-completion-without-return",
                "non-opiate-completion-of-all",
                "non-opiate-completion-of-exits",
                "non-opiate-completion-without-return",
            ),
            against("opiate-completion-of-all", OTHER, headline=True),
            against("non-opiate-completion-of-all", OTHER, headline=True),
            *share("early-unplanned-exits-drug", "re-presentation-drug"),
            against("early-unplanned-exits-drug"),
            against("early-unplanned-exits-drug", OTHER, headline=True),
            *trend("early-unplanned-exits-drug"),
            *rank("early-unplanned-exits-drug"),
            *gap("early-unplanned-exits-drug", "sex", "female", "male"),
            *count("deaths-in-drug-treatment"),
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
            *count("young-people-in-treatment"),
            *share(
                "young-people-cannabis-share",
                "young-people-alcohol-share",
                "young-people-education-referral",
                "young-people-mental-health-need",
            ),
            against("young-people-cannabis-share", OTHER),
        ),
        pictures=(Picture("bars", "Young people in specialist services", ("young-people-in-treatment",)),),
    ),
    Section(
        "young-people-outcomes",
        "Outcomes for young people",
        asks=(
            *share("young-people-completion"),
            against("young-people-completion", headline=True),
            against("young-people-completion", OTHER),
        ),
    ),
)

NATIONAL = (
    Section("england", "Treatment in England", level=1),
    Section(
        "england-treatment",
        "The national picture",
        is_about_england=True,
        asks=(*count("adults-in-treatment"), *share("waiting-over-three-weeks")),
        pictures=(Picture("years", "Adults in treatment in England each year", ("adults-in-treatment",), years=5),),
        note="National figures set the scene; they say nothing about any one council.",
    ),
)

IDENTITY = (
    Section("identity", "Who is counted", level=1),
    Section(
        "attributors",
        "How surely people are told apart",
        asks=share("adults-under-several-client-ids", "adults-under-several-attributors"),
        note=(
            "A person is recognised by initials, date of birth and sex (the attributor), never by name. People who "
            "share an attributor are taken for one person; a person whose attributor was corrected can be counted as "
            "two people. Nobody is joined or parted on suspicion: these figures bound the error instead."
        ),
    ),
)

DOCUMENT = DocumentKind(
    slug="needs-assessment",
    title="Drug and alcohol needs assessment",
    sections=(*ALCOHOL, *DRUGS, *YOUNG_PEOPLE, *NATIONAL, *IDENTITY),
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
