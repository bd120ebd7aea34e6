"""Who may put files into the drop folder: read strictly, each fault in a sentence."""

import pytest

from joinedup.core.refusal import Refusal
from joinedup.intake.senders_file import read_senders

KNOWN = frozenset({"police-seizures"})
ONE = '[[senders]]\ncode = "X0103"\nfeeds = ["police-seizures", "ndtms-adult"]\nagreement = "county-2026"\n'


def read(folder, text):
    (folder / "senders.toml").write_text(text)
    return read_senders(folder, KNOWN)


def test_a_sender_has_a_code_its_feeds_and_an_agreement(tmp_path):
    (sender,) = read(tmp_path, ONE).values()
    assert (sender.code, sender.feeds, sender.agreement) == ("X0103", ("police-seizures", "ndtms-adult"), "county-2026")


def test_nobody_may_be_declared(tmp_path):
    assert read(tmp_path, "") == {}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (ONE + ONE, "declares the sender 'X0103' twice"),
        (ONE + ONE.replace("X0103", "x0103"), "declares the sender 'x0103' twice"),
        (ONE.replace("police-seizures", "gossip"), "the feed 'gossip' of X0103 is not one of"),
        (ONE.replace("X0103", "../up"), "cannot be a sender's code"),
        (ONE.replace("X0103", ""), "cannot be a sender's code"),
        (ONE.replace("county-2026", "../up"), "cannot be a slug"),
        (ONE.replace('["police-seizures", "ndtms-adult"]', "[]"), "may send no feed"),
        (ONE.replace('["police-seizures", "ndtms-adult"]', '"police-seizures"'), "feeds a list of them"),
        (ONE.replace('"X0103"', "103"), "are texts in quotes"),
        (ONE.replace("feeds", "feed"), "gives code, feeds, agreement, and nothing else"),
        (ONE + 'password = "x"\n', "gives code, feeds, agreement, and nothing else"),
        ('sender = "X0103"\n', "holds something other than"),
        ('senders = "X0103"\n', "holds something other than"),
        ("[[senders]", "cannot be read as TOML"),
    ],
)
def test_each_fault_is_told_in_a_sentence(tmp_path, text, says):
    with pytest.raises(Refusal, match=says):
        read(tmp_path, text)


def test_a_file_that_is_missing_says_what_it_holds(tmp_path):
    with pytest.raises(Refusal, match="it says who may send what"):
        read_senders(tmp_path, KNOWN)
