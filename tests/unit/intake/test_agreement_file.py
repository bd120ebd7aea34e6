from datetime import UTC, datetime

import pytest

from joinedup.core.refusal import Refusal
from joinedup.intake.agreement_file import read_agreement
from joinedup.kinds.agreement_parts import missing
from support.agreements import TEXTS, shares_of, whole_toml

TEXT = f"""
id = "county-2026"
purposes = ["needs-assessment"]
feeds = ["ndtms-adult"]
article_6 = "6(1)(e)"
article_9 = "9(2)(h)"
common_law = "implied consent within the care team"
dpia = "DPIA-12"
valid_from = 2026-04-01
valid_to = 2027-04-01T00:00:00+01:00
{whole_toml("ndtms-adult")}
[[parties]]
name = "County council"
role = "controller"
signatory = "Senior information risk owner"
kind = "council"
signed_on = 2026-01-09

[[parties]]
name = "Recovery service"
role = "joint controller"
signatory = "Caldicott guardian"
kind = "care"
signed_on = 2026-01-09
arrangement = "each answers for its own part"
"""


def write(tmp_path, old="", new=""):
    path = tmp_path / "agreement.toml"
    assert old in TEXT
    path.write_text(TEXT.replace(old, new))
    return path


def test_a_day_stands_for_its_first_instant_in_the_uk(tmp_path):
    agreement = read_agreement(write(tmp_path))
    assert agreement.valid_from == datetime(2026, 3, 31, 23, tzinfo=UTC)
    assert agreement.valid_to == datetime(2027, 3, 31, 23, tzinfo=UTC)
    assert [party.role for party in agreement.parties] == ["controller", "joint controller"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('dpia = "DPIA-12"\n', "", "leaves out dpia"),
        ('"9(2)(h)"', '" "', "leaves `article_9` blank"),
        ('role = "controller"\n', 'role = "friend"\n', "role 'friend' is not one of"),
        ('signatory = "Caldicott guardian"\n', "", r"each of \[\[parties\]\] needs"),
        ("2027-04-01T00:00:00+01:00", "2025-04-01", "ends before it begins"),
        ("2027-04-01T00:00:00+01:00", "2027-04-01T00:00:00", "time zone"),
        ("2027-04-01T00:00:00+01:00", '"later"', "valid_to is not a day"),
        ('["ndtms-adult"]', '"ndtms-adult"', "feeds is not a list"),
        ("article_6 =", "article_6", "cannot be read as TOML"),
        ('dpia = "DPIA-12"', 'dpia = "' + "x" * 300 + '"', "dpia is longer than 250"),
        ('dpia = "DPIA-12"', 'dpia = "D\\u001b"', "dpia is longer than 250 characters, or cannot be printed"),
        ('dpia = "DPIA-12"', 'dpia = "DPIA-12"\nkeep_days = 999999999', "keep_days is more than 36,525"),
        ("2027-04-01T00:00:00+01:00", "9999-12-31T23:59:59-23:59", "valid_to is not within the years"),
        ("onward = ", "onwards = ", "'onwards' is no part of an agreement"),
        ("onward = ", 'stops = "never"\nonward = ', "stops is not a list of tables"),
        (
            "onward = ",
            'stops = [{how = "lapse", at = 2026-05-01}]\nonward = ',
            "each of .*stops.* needs how, at, by, why",
        ),
        ('item = "person-rows", ', "", "each of .*shares.* needs item"),
        ('name = "DRUG1", ', "", "each of .*fields.* needs name, why"),
        ('item = "person-rows"', 'item = "gossip"', "shares 'gossip', which is not one of"),
        ('["needs-assessment"]', '["gossip"]', "Purpose 'gossip' of agreement 'county-2026' is not one of"),
        ("dpo_advised_on = 2026-01-05", 'dpo_advised_on = "soon"', "dpo_advised_on is not a day"),
        ("dpo_advised_on = 2026-01-05", "dpo_advised_on = 2026-01-05T09:00:00Z", "dpo_advised_on is not a day"),
        ('kind = "council"', 'kind = "castle"', "kind 'castle' is not one of"),
        ('kind = "care"', 'kind = "police"', "its information asset owner"),
    ],
)
def test_an_agreement_at_fault_is_refused_with_what_to_mend(tmp_path, old, new, words):
    with pytest.raises(Refusal, match=words):
        read_agreement(write(tmp_path, old, new))


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(Refusal, match="There is no agreement file"):
        read_agreement(tmp_path / "none.toml")


def test_every_part_is_read_and_a_stop_on_a_day_is_at_its_uk_midnight(tmp_path):
    stop = '[[stops]]\nhow = "lapse"\nat = 2026-05-01\nby = "head of information"\nwhy = "a review is due"\n'
    path = tmp_path / "agreement.toml"
    path.write_text(TEXT + stop)
    agreement = read_agreement(path)
    assert missing(agreement) == ()
    assert {name: getattr(agreement, name) for name in TEXTS} == TEXTS
    assert agreement.shares == shares_of(("ndtms-adult",))
    assert agreement.stops[0].at == datetime(2026, 4, 30, 23, tzinfo=UTC)
    assert [party.kind for party in agreement.parties] == ["council", "care"]


@pytest.mark.parametrize("name", [*TEXTS, "dpo_advised_on", "signed_on", "arrangement"])
def test_a_file_that_leaves_a_part_out_is_a_draft_that_names_it(tmp_path, name):
    path = tmp_path / "agreement.toml"
    path.write_text("\n".join(line for line in TEXT.splitlines() if not line.startswith(f"{name} =")))
    assert f"`{name}`" in " ".join(missing(read_agreement(path)))
