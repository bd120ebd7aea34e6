"""Spoil sound files in the ways that people, programs and disks do, and ask what must hold of any report of one."""

import json
from pathlib import Path

from hypothesis import strategies as st

from joinedup.jobs.check import CheckReport
from joinedup.jobs.check_page import write_check_page
from support.extract import row

PERSON = {
    "FINITIAL": "Q7Q",
    "SINITIAL": "W8W",
    "DOB": "19661130",
    "PC": "ZZ99 9",
    "CLIENT": "Zebedee Plantagenet",
    "CLIENTID": "client-zebedee",
    "EPISODID": "episode-zebedee",
    "MODID": "modality-zebedee",
    "X_CMSID": "Zebedee words",
}
"""Values of one person, none of which may be in anything that is said of a file."""

HEADERS = (
    "FINITIAL",
    "SINITIAL",
    "DOB",
    "SEX",
    "ETHNIC",
    "PC",
    "CLIENT",
    "CLIENTID",
    "AGNCY",
    "EPISODID",
    "CONSENT",
    "REFLD",
    "RFLS",
    "TRIAGED",
    "UTLA",
    "LA",
    "DAT",
    "DRUG1",
    "DRUG2",
    "DRUG3",
    "DISD",
    "DISRSN",
    "MODID",
    "MODAL",
    "MODST",
    "TOPID",
    "TOPDATE",
    "ALCUSE",
    "X_CMSID",
)
"""Fewer than an extract has, so that a check is quick and many can be made."""

PIECES = st.one_of(
    st.binary(max_size=6),
    st.sampled_from(
        [
            b",",
            b"\n",
            b"\r",
            b"\r\n",
            b'"',
            b'""',
            b"\x00",
            b"\xff",
            b"\xef\xbb\xbf",
            b"=1+1",
            b"NA",
            b";",
            b" ",
            b"9" * 400,
            b"\x1b[31m",
            b"PK\x03\x04",
            b"\x1f\x8b",
            "\u202eé".encode(),
            b"19661130",
            b"0000-00-00",
            b"[" * 2000,
        ]
    ),
)
SPOILING = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60), PIECES), min_size=1, max_size=3)
"""Where (as a share of the length), how many bytes go, and what comes in their place; one after another."""


def spoilt(content: bytes, how: list[tuple[float, int, bytes]]) -> bytes:
    """Return the bytes with each spoiling done to them."""
    for share, length, piece in how:
        at = int(share * len(content))
        content = content[:at] + piece + content[at + length :]
    return content


def zebedee(**items: str) -> dict[str, str]:
    """Return a sound row of the person whose values are looked for."""
    return row(**PERSON) | items


def texts(report: CheckReport) -> list[str]:
    """Return all that the report says, in each form that it is written in."""
    written = [
        "\n".join(report.lines()),
        json.dumps(report.as_dict(), ensure_ascii=False),
        write_check_page(report),
    ]
    for text in written:
        text.encode()  # what cannot be written down cannot be sent
    return written


def refuse_poor_report(report: CheckReport, *paths: Path) -> None:
    """Raise where a report is none that a person can act on, or says anything of the planted person."""
    for one, path in zip(report.files, paths, strict=True):
        assert one.file_name == path.name
        assert one.verdict.endswith("."), one.verdict
        assert len(one.verdict) < 700, one.verdict
        assert one.verdict.isprintable(), one.verdict
        if not one.is_usable and "see the first finding" not in one.verdict and "set aside below" not in one.verdict:
            assert path.name in one.verdict or "row" in one.verdict, one.verdict
        for finding in one.findings:
            assert finding.mend.endswith(".")
            assert not finding.total or finding.rows
    for text in texts(report):
        for value in PERSON.values():
            assert value.lower() not in text.lower(), value
