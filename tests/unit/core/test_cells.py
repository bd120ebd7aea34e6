import pytest

from joinedup.core.cells import plain_text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")'])
def test_what_a_spreadsheet_would_work_out_becomes_words(text):
    assert plain_text(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Thornmarch", "2021/22", "a=b", "–", "'=1", " =1"])
def test_other_words_stay_as_they_are(text):
    assert plain_text(text) == text
