"""Districts and single-tier authorities: where each is, how large, and which it touches."""

from joinedup.intake.national.boundaries import Boundaries, reader

BOUNDARIES = Boundaries(
    slug="ons-boundaries-authorities", title="ONS, boundaries of local authority districts", stem="LAD", kind=None
)

READER = reader(
    BOUNDARIES,
    origin="https://geoportal.statistics.gov.uk (boundaries, local authority districts, clipped to the coast)",
)
