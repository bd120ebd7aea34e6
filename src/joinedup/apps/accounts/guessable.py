"""Passwords that somebody who knows this site would try first, though they are long."""

import re
from itertools import chain
from typing import Final

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from joinedup.apps.accounts.models import Organisation

WORDS: Final = frozenset(
    {
        *("admin", "administrator", "agreement", "alcohol", "analyst", "board", "charity", "council", "county", "drug"),
        *("drugs", "evidence", "health", "joinedup", "naloxone", "ndtms", "needs", "nhs", "partnership", "password"),
        *("police", "provider", "recovery", "service", "services", "sign", "team", "treatment", "welcome"),
    }
)
"""Beside the words of the partnership's name and of its organisations' names. Written down in `docs/security.md`."""
_SHORTEST_WORD: Final = 3
_FEWEST_OTHERS: Final = 6
"""So many letters at least must be left once those words are taken out."""
_ROWS: Final = ("abcdefghijklmnopqrstuvwxyz" * 2, "qwertyuiopasdfghjklzxcvbnm" * 2, "0123456789" * 5)
_NO_LETTERS: Final = re.compile(r"[\W\d_]+")


class Guessable:
    """Refuse words about this site with little else, a common password made longer, and one piece over and over."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError with a sentence for whoever chose it."""
        said = password.casefold()
        if _is_repeated(said) or any(said in row or said in row[::-1] for row in _ROWS):
            raise ValidationError("This password is one piece over and over, or a row of keys.", code="row")
        if _is_longer_common(said):
            raise ValidationError("This is a common password with something before or after it.", code="common")
        if _is_about_us(said):
            raise ValidationError("This password holds little but words that go with this site.", code="words")

    def get_help_text(self) -> str:
        """Return what is asked, for a form."""
        return "Do not use the names of this site, of places or of organisations here."


def _is_repeated(said: str) -> bool:
    """Return whether it is one piece again and again: such a text is found in the middle of itself written twice."""
    return said in (said + said)[1:-1]


def _is_longer_common(said: str) -> bool:
    common = CommonPasswordValidator().passwords
    begin = re.sub(r"^[\W\d_]+", "", said)
    end = re.sub(r"[\W\d_]+$", "", said)
    return not common.isdisjoint({re.sub(r"[\W\d_]+$", "", begin), begin, end} - {""})


def _is_about_us(said: str) -> bool:
    letters = _NO_LETTERS.sub("", said)
    left = letters
    for word in sorted(_words(), key=lambda word: (-len(word), word)):
        left = left.replace(word, "")
    return left != letters and len(left) < _FEWEST_OTHERS


def _words() -> frozenset[str]:
    names = chain([settings.PARTNERSHIP.name], Organisation.objects.values_list("name", flat=True))
    told = chain.from_iterable(_NO_LETTERS.split(name.casefold()) for name in names)
    return WORDS | {word for word in told if len(word) >= _SHORTEST_WORD}
