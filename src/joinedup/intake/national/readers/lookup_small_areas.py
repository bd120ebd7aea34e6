"""Small areas of the 2011 census in those of 2021, and both in councils. Most are one area; some were cut or joined."""

from joinedup.intake.national.links import Level, Look, council_kind, of_kind, reader

LOOK = Look(
    slug="ons-small-areas-2011-to-2021",
    title="ONS, small areas of 2011 to small areas of 2021 to local authorities",
    levels=(
        Level("lsoa11", of_kind("small-area-2011")),
        Level("lsoa21", of_kind("small-area-2021")),
        Level("ltla", council_kind),
    ),
    pairs=(("lsoa11", "lsoa21"), ("lsoa11", "ltla"), ("lsoa21", "ltla")),
    told_by=("lsoa11", "lsoa21"),
    keys=2,
    beside="change_code",
)

READER = reader(
    LOOK,
    origin="https://geoportal.statistics.gov.uk (LSOA 2011 to LSOA 2021 to local authority, exact fit look-up)",
    cadence="once a census, again when councils change",
)
