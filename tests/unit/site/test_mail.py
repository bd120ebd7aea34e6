"""A mail server is named as an address, always with TLS, and its password is never repeated."""

import pytest

from joinedup.core.refusal import Refusal
from joinedup.site.mail import mail_from, mail_server


def test_a_server_is_named_as_an_address():
    made = mail_server({"JOINEDUP_SMTP": "smtps://us%40er:p%2Fw@mail.example"}, demo=False)
    assert (made["host"], made["port"], made["username"], made["password"]) == ("mail.example", 465, "us@er", "p/w")
    assert (made["use_ssl"], made["use_tls"]) == (True, False)
    later = mail_server({"JOINEDUP_SMTP": "smtp://mail.example"}, demo=False)
    assert (later["port"], later["use_ssl"], later["use_tls"]) == (587, False, True)


def test_none_is_named_in_a_demonstration_or_where_nothing_is_said():
    assert mail_server({}, demo=False) is None
    assert mail_server({"JOINEDUP_SMTP": "smtps://mail.example"}, demo=True) is None


@pytest.mark.parametrize(
    "said",
    ["mail.example", "http://u:secret@mail.example", "smtp://", "smtp://u:secret@h:99999", "smtp://u:secret@h/x"],
)
def test_what_names_none_is_refused_and_not_repeated(said):
    with pytest.raises(Refusal) as refused:
        mail_server({"JOINEDUP_SMTP": said}, demo=False)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("said", ["", "site", "a@b@c", "a@b\nBcc: x@y", "Site <a@b.example>", "a@"])
def test_mail_is_from_one_address(said):
    with pytest.raises(Refusal):
        mail_from({"JOINEDUP_MAIL_FROM": said}, server={})
    assert mail_from({"JOINEDUP_MAIL_FROM": "a@b.example"}, server={}) == "a@b.example"
