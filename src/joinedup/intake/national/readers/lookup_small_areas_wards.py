"""Small areas of the 2021 census in wards (the ward that most of each lies in, as ONS fits them) and in councils."""

from joinedup.intake.national.links import Level, Look, council_kind, of_kind, reader

LOOK = Look(
    slug="ons-small-areas-to-wards",
    title="ONS, small areas of 2021 to wards (best fit) to local authorities",
    levels=(
        Level("lsoa21", of_kind("small-area-2021")),
        Level("ward", of_kind("ward")),
        Level("ltla", council_kind),
    ),
    pairs=(("lsoa21", "ward"), ("lsoa21", "ltla"), ("ward", "ltla")),
    told_by=("lsoa21", "ward"),
)

READER = reader(
    LOOK,
    origin="https://geoportal.statistics.gov.uk (LSOA 2021 to electoral ward to local authority, best fit look-up)",
    cadence="yearly in May",
)
