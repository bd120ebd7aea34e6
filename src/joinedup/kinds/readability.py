"""At what age a text can be read: public pages are written for ages 9 to 11."""

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?:;]+(?=\s|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")
_YEARS_BEFORE_SCHOOL = 5


def reading_age(text: str) -> float:
    """Return the age in years at which a pupil is expected to read `text`; 0 for a text without words.

    The Flesch-Kincaid grade (Kincaid and others, 1975, Naval Technical Training Command, report 8-75) plus five. A line
    and what stands after a colon are sentences of their own. Syllables are groups of vowels, so that the answer is out
    by a few tenths for ordinary words: it tells long sentences and long words, not whether a text is clear.
    """
    sentences = [words for part in _SENTENCE.split(text) if (words := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    spoken = sum(_syllables(word) for word in words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59
    return max(grade, 0.0) + _YEARS_BEFORE_SCHOOL


def _syllables(word: str) -> int:
    plain = word.casefold()
    groups = len(_VOWELS.findall(plain))
    is_silent = plain.endswith("e") and not plain.endswith(("le", "ee")) and groups > 1
    is_past = plain.endswith("ed") and not plain.endswith(("ted", "ded")) and groups > 1
    return max(1, groups - (is_silent or is_past))
