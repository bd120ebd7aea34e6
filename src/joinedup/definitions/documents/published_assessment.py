"""The published needs assessment: what any English council can say from published figures alone, as of today."""

from joinedup.definitions.asking import against, change, count, level, share
from joinedup.kinds.document import Ask, ClaimKind, DocumentKind, Picture, Section, Unpublished

TREATMENT_COUNTS = ("adults-in-treatment", "adults-in-treatment-for-opiates", "adults-new-presentations")
TREATMENT_SHARES = (
    "waiting-over-three-weeks",
    "adults-self-referral",
    "adults-criminal-justice-referral",
    "adults-urgent-housing-share-new",
    "adults-regular-employment-share-new",
    "adults-currently-injecting-share-new",
    "adults-completion-of-exits",
    "adults-left-before-completing-of-exits",
    "opiate-completion-of-exits",
    "opiate-treatment-under-two-years",
)
ADMISSIONS = ("hospital-admissions-drug-poisoning", "hospital-admissions-drug-disorders-primary")
TOGETHER = (
    "The publisher gives one figure for several councils together. It is told under their names, and is not the "
    "council's own."
)
IN_TREATMENT = (
    "Deaths of any cause among people in treatment, as published. How many would be expected is not published."
)
REGISTERED = "Deaths are counted in the year they were registered, which can be long after the death."

PLACE = (
    Section("place", "The place", level=1),
    Section(
        "residents",
        "Residents and their ages",
        asks=(
            *count("residents"),
            *share("residents-65-plus-share", "residents-18-29-share"),
            *count("residents-65-plus"),
        ),
        pictures=(
            Picture(
                "years", "Share of residents aged 65 and over, each mid-year", ("residents-65-plus-share",), years=10
            ),
        ),
        note=(
            "Mid-year estimates are published without an interval, so the figures stand as they are, with no word on "
            "how they run."
        ),
    ),
    Section(
        "deprivation",
        "Deprivation",
        asks=(
            *level("imd-average-score"),
            Ask(ClaimKind.LEVEL, "deprivation-average-score", unless="imd-average-score"),
        ),
        note="A large score stands for much deprivation, a small one for little. Two editions are not measured alike.",
    ),
    Section(
        "deprivation-districts",
        "Deprivation in the districts or councils within it",
        asks=level("imd-average-score"),
        around="district",
        note=(
            "The latest scores are published for districts and single-tier councils only. A county's own would need "
            "the residents of each small area, which are not held, so none is worked out."
        ),
    ),
)

DEATHS = (
    Section("deaths", "Deaths", level=1),
    Section(
        "drug-poisoning",
        "Deaths related to drug poisoning",
        asks=(
            *count("drug-poisoning-deaths"),
            *level("drug-poisoning-death-rate"),
            against("drug-poisoning-death-rate", headline=True),
            change("drug-poisoning-deaths", headline=True),
        ),
        note=f"{REGISTERED} Poisoning includes medicines and is wider than drug misuse. Years are pooled.",
    ),
    Section(
        "five-years",
        "The five-year view: deaths related to drug poisoning, year by year",
        asks=(
            *count("drug-poisoning-deaths-each-year"),
            Ask(ClaimKind.TREND, "drug-poisoning-deaths-each-year", is_headline=True),
        ),
        pictures=(
            Picture(
                "years",
                "Deaths related to drug poisoning registered each year",
                ("drug-poisoning-deaths-each-year",),
                years=10,
                unit="deaths",
            ),
        ),
        note=(
            "Single years vary by chance, and with how long inquests take. The picture goes back further than the five "
            "years that are judged."
        ),
    ),
    Section(
        "beside-others",
        "Deaths related to drug poisoning beside other councils",
        asks=level("drug-poisoning-death-rate"),
        pictures=(
            Picture(
                "tiles",
                "Deaths related to drug poisoning per 100,000 people, every council",
                ("drug-poisoning-death-rate",),
                shaded_by="limits",
            ),
            Picture(
                "funnel",
                "Deaths related to drug poisoning per 100,000 people, by size of council",
                ("drug-poisoning-death-rate",),
            ),
        ),
        is_beside_neighbours=True,
        note="Rates here are crude: they do not allow for councils having older or younger people.",
    ),
    Section(
        "drug-poisoning-region",
        "Deaths related to drug poisoning in the region",
        asks=(*count("drug-poisoning-deaths"), *level("drug-poisoning-death-rate")),
        around="region",
    ),
    Section(
        "drug-misuse",
        "Deaths related to drug misuse",
        asks=(
            *count("drug-misuse-deaths"),
            *level("drug-misuse-death-rate"),
            change("drug-misuse-deaths", headline=True),
        ),
        note=f"{REGISTERED} Misuse is a narrower measure than poisoning, and the two are not added together.",
    ),
    Section(
        "drug-misuse-together",
        "Deaths related to drug misuse, councils together",
        asks=count("drug-misuse-deaths"),
        around="several-councils",
        note=TOGETHER,
    ),
    Section(
        "deaths-in-treatment",
        "Deaths in treatment",
        asks=count("adults-deaths-in-treatment"),
        note=IN_TREATMENT,
    ),
    Section(
        "deaths-in-treatment-england",
        "Deaths in treatment in England",
        asks=count("adults-deaths-in-treatment"),
        is_about_england=True,
        note=IN_TREATMENT,
    ),
    Section(
        "alcohol-mortality",
        "Alcohol-related deaths",
        asks=level("alcohol-related-mortality"),
        note=(
            "The rate counts parts of deaths of many kinds to which alcohol adds. It is published without counts or "
            "an interval; the verdict is the publisher's own."
        ),
    ),
)

HOSPITAL = (
    Section("hospital", "Hospital admissions", level=1),
    Section(
        "alcohol-admissions",
        "Admissions for alcohol",
        asks=level("alcohol-related-admissions-narrow"),
        note=(
            "Published without counts or an interval; the verdict is the publisher's own. Admissions also show how "
            "hospitals record, so neither way of going is called good."
        ),
    ),
    Section(
        "drug-admissions",
        "Admissions for drugs",
        asks=count(*ADMISSIONS),
        note="An admission is a stay, and one person can have several. Counts are published rounded.",
    ),
    Section(
        "drug-admissions-together",
        "Admissions for drugs, councils together",
        asks=count(*ADMISSIONS),
        around="several-councils",
        note=TOGETHER,
    ),
)

TREATMENT = (
    Section("treatment", "Treatment", level=1),
    Section(
        "treatment-here",
        "Residents in treatment for alcohol or drugs",
        asks=(*count(*TREATMENT_COUNTS), *share(*TREATMENT_SHARES)),
    ),
    Section(
        "treatment-england",
        "Treatment in England",
        asks=(*count(*TREATMENT_COUNTS), *share(*TREATMENT_SHARES)),
        pictures=(Picture("years", "Adults in treatment in England each year", ("adults-in-treatment",), years=10),),
        is_about_england=True,
        note="National figures set the scene; they say nothing about any one council.",
    ),
)

POLICE = (
    Section("police", "Drugs and the police", level=1),
    Section(
        "seizures",
        "Seizures of drugs by the police force",
        asks=count("drug-seizures"),
        pictures=(
            Picture(
                "years",
                "Seizures of drugs recorded by the police force each year",
                ("drug-seizures",),
                years=10,
                unit="seizures",
            ),
        ),
        around="police-force",
        note=(
            "They are the force's, for its whole area, and say what police looked for and found. They do not say how "
            "much is used, and neither way of going is called good."
        ),
    ),
)

DOCUMENT = DocumentKind(
    slug="published-assessment",
    title="Drug and alcohol needs assessment from published figures",
    sections=(*PLACE, *DEATHS, *HOSPITAL, *TREATMENT, *POLICE),
    audience="open",
    owner="Public health intelligence",
    is_latest=True,
    opening=(
        "residents",
        "drug-poisoning-death-rate",
        "drug-poisoning-deaths",
        "drug-poisoning-deaths-each-year",
        "alcohol-related-admissions-narrow",
        "alcohol-related-mortality",
    ),
    methods=(
        "Every figure is a published one, shown as its publisher prints it, or a rate worked out here from published "
        "counts and published populations. Nothing is estimated, and no total is made across a gap.",
        "Rates worked out here carry Byar's interval, exact where events are few. They are crude: they do not allow "
        "for places having older or younger people. Those that the publisher adjusts for age say so.",
        "A figure published without counts or an interval is told as it stands, with the publisher's own verdict where "
        "there is one. No interval is made up for it, and no word compares it.",
        "England's figure is set beside a council's only where it is held for the same period. England is never added "
        "up from its councils.",
        "How years run is told of single years only, never of pooled or overlapping ones.",
        "A figure published for several councils together is never shared out among them.",
    ),
    unpublished=(
        Unpublished(
            "Suspected drug deaths, by the day they happened",
            "no such figures are published for places in England; registered deaths come later.",
            "the police force and the coroner's office for the area, under a sharing agreement.",
        ),
        Unpublished(
            "Deaths in treatment, observed against expected",
            "the files held give deaths in treatment for England and not how many would be expected.",
            "the regional alcohol and drug treatment lead of OHID, or the restricted NDTMS reports.",
        ),
        Unpublished(
            "How many people need treatment and do not have it",
            "estimates for councils are published, but are not among the files held.",
            "OHID, whose estimates of opiate and crack use and of alcohol dependence are on GOV.UK.",
        ),
        Unpublished(
            "People seen by ambulance crews, needle and syringe programmes, naloxone supplied",
            "no figures for councils are published.",
            "the ambulance service, pharmacies and treatment providers, as counts without personal data.",
        ),
    ),
    support_lines=(
        ("Emergency", "Someone will not wake up or is not breathing properly: call 999. Give naloxone if you have it."),
        ("Talk to Frank", "Free advice about drugs at any hour: 0300 123 6600, talktofrank.com"),
        ("Drinkline", "Free advice about drinking: 0300 123 1110"),
        ("Samaritans", "Someone to listen at any hour: 116 123"),
        ("Your local service", "Anyone can refer themselves; a GP, pharmacist or the council can give the number."),
    ),
)
