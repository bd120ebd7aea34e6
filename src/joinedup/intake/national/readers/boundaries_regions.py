"""Regions of England: where each is, how large, and which it touches."""

from joinedup.intake.national.boundaries import Boundaries, reader

BOUNDARIES = Boundaries(slug="ons-boundaries-regions", title="ONS, boundaries of regions", stem="RGN", kind="region")

READER = reader(BOUNDARIES, origin="https://geoportal.statistics.gov.uk (boundaries, regions, clipped to the coast)")
