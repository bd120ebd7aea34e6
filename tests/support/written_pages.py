"""Write the pages of `docs/` that are made from the site and from what is written down about it."""

from collections.abc import Callable

from support import asvs, fields_page
from support.repository import ROOT

PAGES: dict[str, Callable[[], str]] = {"asvs.md": asvs.page, "fields.md": fields_page.page}
HOW = "PYTHONPATH=tests python -m support.written_pages"


def main() -> None:
    """Write each page anew."""
    for name, made in PAGES.items():
        (ROOT / "docs" / name).write_text(made(), encoding="utf-8")


if __name__ == "__main__":
    main()
