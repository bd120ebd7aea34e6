"""Small areas of the 2021 census in sub-boards and integrated care boards of the NHS."""

from joinedup.intake.national.links import Level, Look, of_kind, reader

LOOK = Look(
    slug="ons-small-areas-to-integrated-care-boards",
    title="ONS, small areas of 2021 to integrated care boards",
    levels=(
        Level("lsoa21", of_kind("small-area-2021")),
        Level("sicbl", of_kind("sub-integrated-care-board")),
        Level("icb", of_kind("integrated-care-board")),
    ),
    pairs=(("lsoa21", "sicbl"), ("lsoa21", "icb"), ("sicbl", "icb")),
    told_by=("lsoa21", "icb"),
    beside=r"(?:sicbl|icb)\d\d_code_nhs",
)

READER = reader(
    LOOK,
    origin="https://geoportal.statistics.gov.uk (LSOA 2021 to sub ICB locations to integrated care boards)",
    cadence="yearly in April",
)
