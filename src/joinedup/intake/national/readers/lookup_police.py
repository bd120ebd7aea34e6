"""Authorities in community safety partnerships and police force areas.

A council that took over from several may keep their partnerships: it then has a row for each, and lies in none of them
whole.
"""

from joinedup.intake.national.links import Level, Look, council_kind, of_kind, reader

LOOK = Look(
    slug="ons-authorities-to-police-forces",
    title="ONS, local authorities to community safety partnerships to police force areas",
    levels=(
        Level("ltla", council_kind),
        Level("csp", of_kind("community-safety-partnership")),
        Level("pfa", of_kind("police-force")),
    ),
    pairs=(("ltla", "csp"), ("ltla", "pfa"), ("csp", "pfa")),
    told_by=("ltla", "pfa"),
    keys=2,
)

READER = reader(
    LOOK,
    origin="https://geoportal.statistics.gov.uk (local authority to community safety partnership to police force area)",
    cadence="yearly",
)
