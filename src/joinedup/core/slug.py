"""Names that never change once used."""

import re

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check_slug(text: str) -> str:
    """Return `text` if it is lower-kebab-case; raise ValueError with a sentence otherwise."""
    if not _SLUG.fullmatch(text):
        raise ValueError(
            f"'{text}' cannot be a slug: use lower-case letters, digits and single hyphens, "
            "such as 'adults-in-treatment'."
        )
    return text
