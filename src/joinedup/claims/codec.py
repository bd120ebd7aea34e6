"""The ledger as JSON, and back: `claims.json` beside the documents."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from joinedup.claims.model import Claim, Evidence, Known, Ledger, SignOff, SourceFile, Test
from joinedup.core.estimate import Beside, Provenance
from joinedup.core.period import Period
from joinedup.core.place import Place
from joinedup.core.refusal import Refusal
from joinedup.core.status import SourceStatus
from joinedup.kinds.document import ClaimKind
from joinedup.kinds.source import Source
from joinedup.kinds.target import Target
from joinedup.release.figure import Figure, Showing

FORMAT = 1
_NUMBERS = ("value", "low", "high", "numerator", "denominator")


def to_json(ledger: Ledger) -> str:
    """Return the ledger as JSON with sorted keys: the same ledger gives the same bytes.

    A figure that cannot be seen carries no number of any sort, not even how well it is recorded; how well others are is
    rounded to whole percents, so that nobody can count who did not answer.
    """
    document = {
        "format": FORMAT,
        "document": ledger.document,
        "data_version": ledger.data_version,
        "definitions_version": ledger.definitions_version,
        "code_version": ledger.code_version,
        "is_synthetic": ledger.is_synthetic,
        "family_size": ledger.family_size,
        "headline_count": ledger.headline_count,
        "expected_by_chance": ledger.expected_by_chance,
        "claims": [_claim(claim) for claim in ledger.claims],
        "sections": [{"slug": slug, "claims": list(ids)} for slug, ids in ledger.sections],
        **({"as_known": asdict(ledger.known) | {"on": ledger.known.on.isoformat()}} if ledger.known else {}),
    }
    return json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False) + "\n"


def from_json(text: str, *, name: str = "claims.json") -> Ledger:
    """Return the ledger in `text`; Refusal with `name` where it is not one that this program wrote."""
    try:
        document = json.loads(text)
        if document["format"] != FORMAT:
            raise Refusal(f"{name} has ledger format {document['format']!r}; this program reads format {FORMAT}.")
        return Ledger(
            document=document["document"],
            data_version=document["data_version"],
            definitions_version=document["definitions_version"],
            code_version=document["code_version"],
            is_synthetic=document["is_synthetic"],
            claims=tuple(_read_claim(entry) for entry in document["claims"]),
            family_size=document["family_size"],
            headline_count=document["headline_count"],
            expected_by_chance=document["expected_by_chance"],
            sections=tuple((entry["slug"], tuple(entry["claims"])) for entry in document["sections"]),
            known=_read_known(document.get("as_known")),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise Refusal(
            f"{name} is not a ledger of claims that joinedup wrote ({type(fault).__name__}: {fault}). "
            "Give the claims.json that lies beside the documents."
        ) from fault


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "subject_id": claim.subject_id,
        "claim_id": claim.claim_id,
        "kind": str(claim.kind),
        "about": [_figure(figure) for figure in claim.about],
        "word": claim.word,
        "test": asdict(claim.test) if claim.test else None,
        "caveats": list(claim.caveats),
        "evidence": {**asdict(claim.evidence), "files": [_file(file) for file in claim.evidence.files]},
        "is_synthetic": claim.is_synthetic,
        "parts": [[text, is_number] for text, is_number in claim.parts],
        "sentence": claim.sentence,
        "refused": [list(pair) for pair in claim.refused],
        "is_headline": claim.is_headline,
        "marking": claim.marking,
        "sign_off": {
            "state": claim.sign_off.state,
            "by": claim.sign_off.by,
            "on": claim.sign_off.on.isoformat() if claim.sign_off.on else None,
        },
        **({"target": asdict(claim.target)} if claim.target else {}),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "indicator": figure.indicator,
        "place": asdict(figure.place),
        "start": figure.period.start.isoformat(),
        "end": figure.period.end.isoformat(),
        "group": list(figure.group) if figure.group else None,
        "showing": str(figure.showing),
        "note": figure.note,
        "provenance": asdict(figure.provenance),
    }
    if figure.showing is Showing.HIDDEN:
        return entry
    entry["known"] = round(figure.known, 2)
    if figure.is_visible:
        entry |= {name: getattr(figure, name) for name in _NUMBERS}
        entry |= {"method": figure.method, "rounding": figure.rounding}
        entry |= {"is_value_only": figure.is_value_only, "verdict": figure.verdict}
        entry["beside"] = [asdict(one) for one in figure.beside]
    return entry


def _read_target(entry: Mapping[str, Any] | None) -> Target | None:
    if entry is None:
        return None
    source = entry["source"]
    return Target(**{**entry, "source": Source(**{**source, "status": SourceStatus(source["status"])})})


def _read_known(entry: Mapping[str, Any] | None) -> Known | None:
    return None if entry is None else Known(**{**entry, "on": date.fromisoformat(entry["on"])})


def _file(file: SourceFile) -> dict[str, Any]:
    return {**asdict(file), "received_on": file.received_on.isoformat()}


def _read_claim(entry: Mapping[str, Any]) -> Claim:
    evidence, sign_off = entry["evidence"], entry["sign_off"]
    files = tuple(
        SourceFile(**{**file, "received_on": date.fromisoformat(file["received_on"])}) for file in evidence["files"]
    )
    on = sign_off["on"]
    return Claim(
        subject_id=entry["subject_id"],
        claim_id=entry["claim_id"],
        kind=ClaimKind(entry["kind"]),
        about=tuple(_read_figure(figure) for figure in entry["about"]),
        word=entry["word"],
        test=Test(**entry["test"]) if entry["test"] else None,
        caveats=tuple(entry["caveats"]),
        evidence=Evidence(**{**evidence, "files": files}),
        is_synthetic=entry["is_synthetic"],
        parts=tuple((text, is_number) for text, is_number in entry["parts"]),
        refused=tuple((word, reason) for word, reason in entry["refused"]),
        is_headline=entry["is_headline"],
        marking=entry["marking"],
        sign_off=SignOff(sign_off["state"], sign_off["by"], date.fromisoformat(on) if on else None),
        target=_read_target(entry.get("target")),
    )


def _read_figure(entry: Mapping[str, Any]) -> Figure:
    provenance = entry["provenance"]
    lists = {name: tuple(provenance[name]) for name in ("deliveries", "gaps")}
    return Figure(
        indicator=entry["indicator"],
        place=Place(**entry["place"]),
        period=Period(date.fromisoformat(entry["start"]), date.fromisoformat(entry["end"])),
        group=(entry["group"][0], entry["group"][1]) if entry["group"] else None,
        showing=Showing(entry["showing"]),
        value=entry.get("value"),
        low=entry.get("low"),
        high=entry.get("high"),
        numerator=entry.get("numerator"),
        denominator=entry.get("denominator"),
        method=entry.get("method", ""),
        known=entry.get("known", 1.0),
        rounding=entry.get("rounding", 0.0),
        note=entry["note"],
        is_value_only=entry.get("is_value_only", False),
        verdict=entry.get("verdict", ""),
        beside=tuple(Beside(**one) for one in entry.get("beside", ())),
        provenance=Provenance(**{**provenance, **lists}),
    )
