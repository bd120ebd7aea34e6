"""Published boundaries (GeoJSON) as rows of the BOUNDARY contract."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from joinedup.core.period import Period
from joinedup.core.refusal import Refusal
from joinedup.intake.national.links import council_kind
from joinedup.intake.national.raw import Beginning, Raw
from joinedup.intake.national.reader import National, Reader
from joinedup.intake.national.shapes import Polygon, point_inside, square_kilometres, touching
from joinedup.intake.national.sheet import listed
from joinedup.intake.national.tables import conform
from joinedup.kinds.area import Area

_CODE = re.compile(r"[A-Z]\d{8}")
_DIGITS = 5
"""Degrees are given to five digits, about a metre, as ONS prints its own points."""


@dataclass(frozen=True, slots=True)
class Boundaries:
    """One series of boundaries: how its properties start (`LAD`, then the year) and the kind of area, or by code."""

    slug: str
    title: str
    stem: str
    kind: str | None

    def recognises(self, beginning: Beginning) -> bool:
        """Return whether a file begins as GeoJSON with this series' code in its first feature."""
        content = beginning.content
        return b'"FeatureCollection"' in content and bool(re.search(rf'"{self.stem}\d\dCD"\s*:'.encode(), content))

    def parse(self, raw: Raw, _areas: Mapping[str, Area]) -> National:
        """Return the table; refuse what is not GeoJSON in degrees, areas without code or name, and an area twice."""
        features = _features(raw)
        year = self._year(raw, features[0])
        shapes: dict[str, list[Polygon]] = {}
        names: dict[str, str] = {}
        points: dict[str, tuple[float, float]] = {}
        for number, feature in enumerate(features, start=1):
            where = f"{raw.file}, feature {number}"
            said = feature.get("properties") or {}
            code, name = said.get(f"{self.stem}{year:02d}CD"), said.get(f"{self.stem}{year:02d}NM")
            if not (isinstance(code, str) and _CODE.fullmatch(code) and isinstance(name, str) and name.strip()):
                raise Refusal(
                    f"{where}: found code {code!r} and name {name!r}; allowed is an ONS area code and its name in "
                    f"{self.stem}{year:02d}CD and {self.stem}{year:02d}NM."
                )
            if code in shapes:
                raise Refusal(f"{where}: found {name} ({code}) again; each area may be there once.")
            shapes[code], names[code] = _polygons(where, feature.get("geometry")), name.strip()
            if _is_number(said.get("LONG")) and _is_number(said.get("LAT")):
                points[code] = float(said["LONG"]), float(said["LAT"])
        codes = sorted(shapes)
        touches = touching(shapes)
        inside = {code: point_inside(points.get(code), shapes[code]) for code in codes}
        on = date(2000 + year, 1, 1)
        table = conform(
            "boundary",
            {
                "area": codes,
                "area_name": [names[code] for code in codes],
                "area_kind": [self.kind or council_kind(code) for code in codes],
                "on": [on] * len(codes),
                "longitude": [round(inside[code][0], _DIGITS) for code in codes],
                "latitude": [round(inside[code][1], _DIGITS) for code in codes],
                "square_kilometres": [round(square_kilometres(shapes[code]), 2) for code in codes],
                "touches": [" ".join(touches[code]) for code in codes],
                "source": [f"{self.title}, {on.year}"] * len(codes),
            },
        )
        return National(
            {"boundary": table},
            sender=f"{self.slug}-{on.year}",
            sender_name=f"{self.title}, {on.year}",
            feed="boundary",
            covers=Period.years(on.year),
            released_on=None,
        )

    def _year(self, raw: Raw, first: Mapping[str, Any]) -> int:
        for name in first.get("properties") or {}:
            if found := re.fullmatch(rf"{self.stem}(\d\d)CD", name):
                return int(found[1])
        raise Refusal(f"{raw.file}, feature 1: it has no property {self.stem}YYCD (YY: the year).")


def reader(series: Boundaries, *, origin: str) -> Reader:
    """Return the reader of a series of boundaries, of whichever year."""
    return Reader(
        slug=series.slug,
        title=series.title,
        publisher="Office for National Statistics (ONS); contains Ordnance Survey data",
        origin=origin,
        licence="Open Government Licence v3.0",
        cadence="yearly, when areas change",
        encoding="",
        markers={},
        shape="GeoJSON in degrees: one feature an area, with code and name; the year in the names of the properties",
        gives=("boundary",),
        recognises=series.recognises,
        parse_raw=series.parse,
    )


def _features(raw: Raw) -> list[Mapping[str, Any]]:
    try:
        held = json.loads(raw.content)
    except (ValueError, RecursionError) as fault:
        raise Refusal(f"{raw.file} is not JSON: {fault}. Download it again.") from fault
    features = held.get("features") if isinstance(held, dict) else None
    if not isinstance(features, list) or not features or not all(isinstance(each, dict) for each in features):
        raise Refusal(f"{raw.file} holds no list of features: this is not a GeoJSON FeatureCollection.")
    crs = str(((held.get("crs") or {}).get("properties") or {}).get("name", "EPSG:4326"))
    if not re.search(r"4326|CRS84", crs):
        raise Refusal(f"{raw.file} is in {crs}; allowed are degrees of longitude and latitude (EPSG:4326).")
    return features


def _polygons(where: str, geometry: Any) -> list[Polygon]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise Refusal(f"{where}: found a shape of the type {kind!r}; allowed are Polygon and MultiPolygon.")
    held = geometry.get("coordinates")
    try:
        polygons: list[Polygon] = [
            [[(float(x), float(y)) for x, y, *_ in ring] for ring in polygon]
            for polygon in (held if kind == "MultiPolygon" else [held])
        ]
    except (TypeError, ValueError) as fault:
        raise Refusal(f"{where}: its coordinates are not pairs of numbers.") from fault
    rings = [ring for polygon in polygons for ring in polygon]
    if not rings or not all(polygons) or any(len(ring) < 4 or ring[0] != ring[-1] for ring in rings):
        raise Refusal(f"{where}: a ring does not close; each ends where it began and has four positions or more.")
    if not all(-180 <= x <= 180 and -90 <= y <= 90 for ring in rings for x, y in ring):
        raise Refusal(f"{where}: its coordinates are not degrees of longitude and latitude: {listed(rings[0], 1)}.")
    return polygons


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
