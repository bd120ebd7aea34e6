"""Integrated care boards of the NHS in England: where each is, how large, and which it touches."""

from joinedup.intake.national.boundaries import Boundaries, reader

BOUNDARIES = Boundaries(
    slug="ons-boundaries-integrated-care-boards",
    title="ONS, boundaries of integrated care boards",
    stem="ICB",
    kind="integrated-care-board",
)

READER = reader(
    BOUNDARIES, origin="https://geoportal.statistics.gov.uk (boundaries, integrated care boards, clipped to the coast)"
)
