import pytest

from joinedup.core.slug import check_slug


@pytest.mark.parametrize("text", ["adults-in-treatment", "a", "c19-2021"])
def test_good(text):
    assert check_slug(text) == text


@pytest.mark.parametrize("text", ["Adults", "two--hyphens", "-x", "x-", "with space", "", "café"])
def test_bad_is_said_in_words(text):
    with pytest.raises(ValueError, match="lower-case"):
        check_slug(text)
