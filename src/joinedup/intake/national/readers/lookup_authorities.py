"""Lower-tier and unitary authorities in upper-tier ones; a unitary authority is printed as lying in itself."""

from joinedup.intake.national.links import Level, Look, council_kind, reader

LOOK = Look(
    slug="ons-lower-to-upper-tier-authorities",
    title="ONS, lower tier to upper tier local authorities",
    levels=(Level("ltla", council_kind), Level("utla", council_kind)),
    pairs=(("ltla", "utla"),),
    told_by=("ltla", "utla"),
)

READER = reader(
    LOOK,
    origin="https://geoportal.statistics.gov.uk (lower tier local authority to upper tier local authority)",
    cadence="when councils change",
)
