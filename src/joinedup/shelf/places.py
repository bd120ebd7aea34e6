"""Where each thing lies inside a version: one file a page, so that a page opens as many whatever it holds."""

from joinedup.shelf.manifest import fingerprint

ABOUT = "about.json"
CATALOGUE = "catalogue.json"
DOCUMENTS = "documents.json"
FEEDS = "feeds.json"
COUNTS = "counts.json"
AUDIENCES = "audiences.json"


def sheet_of(slug: str) -> str:
    """Return the path of an indicator's page."""
    return f"indicators/{slug}.json"


def table_of(slug: str) -> str:
    """Return the path of an indicator's figures as CSV."""
    return f"tables/{slug}.csv"


def claim_of(claim_id: str) -> str:
    """Return the path of a claim's page; an id may hold what a file name cannot."""
    return f"claims/{fingerprint(claim_id.encode())[:32]}.json"


def area_of(code: str) -> str:
    """Return the path of an area's profile."""
    return f"areas/{code}.json"


def feed_of(slug: str) -> str:
    """Return the path of a partner's feed of counts."""
    return f"feeds/{slug}.json"


def chart_of(svg: bytes) -> str:
    """Return the path of a drawing: its content hash."""
    return f"charts/{fingerprint(svg)}.svg"


def document_of(name: str) -> str:
    """Return the path of one of a document's files."""
    return f"documents/{name}"
