"""Counties and unitary authorities: where each is, how large, and which it touches."""

from joinedup.intake.national.boundaries import Boundaries, reader

BOUNDARIES = Boundaries(
    slug="ons-boundaries-upper-tier",
    title="ONS, boundaries of counties and unitary authorities",
    stem="CTYUA",
    kind=None,
)

READER = reader(
    BOUNDARIES,
    origin="https://geoportal.statistics.gov.uk (boundaries, counties and unitary authorities, clipped to the coast)",
)
