"""Reading ages: against the published formula worked by hand, and in the order that any reader would put texts."""

import pytest

from joinedup.kinds.readability import reading_age


def test_a_text_worked_by_hand():
    # 9 words, 2 sentences, 10 syllables: grade 0.39 x 4.5 + 11.8 x 10/9 - 15.59 = -0.72, which counts as none.
    assert reading_age("Call us now. We will help you in Ashwold.") == 5.0
    # 6 words, 1 sentence, 10 syllables (doc-tor, o-pen, a-ny, let-ter).
    assert reading_age("A doctor can open any letter.") == pytest.approx(0.39 * 6 + 11.8 * 10 / 6 - 15.59 + 5)


def test_longer_sentences_and_longer_words_are_for_older_readers():
    short = "You can walk in. You can call us. We will see you soon."
    long = "You can walk in and you can call us and we will see you as soon as there is somebody free to do it."
    assert reading_age(short) < reading_age(long) < reading_age(long.replace("somebody", "an appropriate practitioner"))


@pytest.mark.parametrize("text", ["", "  \n", "999", "!?"])
def test_a_text_without_words_has_no_age(text):
    assert reading_age(text) == 0.0


def test_lines_of_a_list_are_sentences_of_their_own():
    assert reading_age("Call us\nWalk in\nAsk a friend") < reading_age("Call us walk in ask a friend to come along now")
