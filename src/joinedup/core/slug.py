"""Names that never change once used."""

import re
import unicodedata

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check_slug(text: str) -> str:
    """Return `text` if it is lower-kebab-case; raise ValueError with a sentence otherwise."""
    if not _SLUG.fullmatch(text):
        raise ValueError(
            f"'{text}' cannot be a slug: use lower-case letters, digits and single hyphens, "
            "such as 'adults-in-treatment'."
        )
    return text


def slug_of(name: str) -> str:
    """Return the slug that a name gives: its letters without accents, in lower case, and its digits, joined by hyphens.

    Raises ValueError with a sentence where a name holds no letter that can stand in a slug.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    if not words:
        raise ValueError(f"'{name}' gives no slug: it holds no Latin letter or digit.")
    return "-".join(words)
