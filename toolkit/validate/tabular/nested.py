"""Readers of cells that hold more than one value: object, array, list, geopoint and geojson."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple, NoReturn

from toolkit.validate.tabular.numeric import (
    BAD,
    NUMBER,
    Reader,
    boolean_reader,
    integer_reader,
    number_reader,
)
from toolkit.validate.tabular.texts import string_reader
from toolkit.validate.tabular.times import date_reader, datetime_reader, time_reader

ITEM_READERS = {
    "string": string_reader,
    "integer": integer_reader,
    "boolean": boolean_reader,
    "number": number_reader,
    "datetime": datetime_reader,
    "date": date_reader,
    "time": time_reader,
}
"""Types that the items of a list may have (standard, ``list``)."""

MAX_DEPTH = 100
"""How deep a JSON cell may be nested; deeper ones are refused before they can exhaust a stack."""

_NUMBER = re.compile(NUMBER).fullmatch


class GeoPoint(NamedTuple):
    """Longitude and latitude in degrees."""

    lon: Any
    lat: Any


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def load_json(cell: str, like: bool) -> Any:
    """The value that a cell holds as JSON, or `BAD`.

    Without ``like`` it must be JSON (RFC 8259, which has no NaN) and at most `MAX_DEPTH` deep.
    """
    try:
        value = json.loads(cell) if like else json.loads(cell, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return BAD
    return BAD if not like and too_deep(value) else value


def too_deep(value: Any) -> bool:
    """Whether a JSON value is nested deeper than `MAX_DEPTH`."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            inner
            for outer in level
            if isinstance(outer, (list, dict))
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return False
    return True


def object_reader(field: Mapping[str, Any], like: bool) -> Reader:
    """The reader of an ``object`` field: a JSON object."""
    del field

    def read(cell: Any) -> Any:
        value = load_json(cell, like) if isinstance(cell, str) else cell
        return value if isinstance(value, dict) else BAD

    return read


def array_reader(field: Mapping[str, Any], like: bool) -> Reader:
    """The reader of an ``array`` field: a JSON array."""
    del field

    def read(cell: Any) -> Any:
        value = load_json(cell, like) if isinstance(cell, str) else cell
        return list(value) if isinstance(value, (list, tuple)) else BAD

    return read


def list_reader(field: Mapping[str, Any], like: bool) -> Reader:
    """The reader of a ``list`` field with its ``delimiter`` and ``itemType``."""
    delimiter = str(field.get("delimiter") or ",")
    item_type = str(field.get("itemType") or "string")
    read_item = ITEM_READERS.get(item_type, string_reader)({"type": item_type}, like)

    def read(cell: Any) -> Any:
        if isinstance(cell, str):
            cell = cell.split(delimiter)
        elif not isinstance(cell, (list, tuple)):
            return BAD
        items = [read_item(item) for item in cell]
        return BAD if any(item is BAD for item in items) else items

    return read


def geopoint_reader(field: Mapping[str, Any], like: bool) -> Reader:
    """The reader of a ``geopoint`` field in its format."""
    form = str(field.get("format") or "default")

    def read(cell: Any) -> Any:
        try:
            pair = _pair(cell, form, like)
            if pair is None:
                return BAD
            lon, lat = pair
            inside = -180 <= lon <= 180 and -90 <= lat <= 90
        except (ValueError, TypeError, KeyError, ArithmeticError, RecursionError):
            return BAD
        return GeoPoint(lon, lat) if inside else BAD

    return read


def _pair(cell: Any, form: str, like: bool) -> Sequence[Any] | None:
    """Longitude and latitude as numbers; ``None`` where the cell is not in its form."""
    if not isinstance(cell, str):
        if isinstance(cell, dict) and not like and set(cell) == {"lon", "lat"}:
            cell = [cell["lon"], cell["lat"]]
        return GeoPoint(*cell)
    if form == "default":
        lon, lat = (part.strip() for part in cell.split(","))
        if not like and not (_NUMBER(lon) and _NUMBER(lat)):
            return None
        return Decimal(lon), Decimal(lat)
    value = load_json(cell, like)
    if form == "object":
        if not isinstance(value, dict) or len(value) != 2:
            return None
        value = [value["lon"], value["lat"]]
    lon, lat = value
    if not like and not all(isinstance(part, (int, float)) for part in (lon, lat)):
        return None
    return _decimal(lon), _decimal(lat)


def _decimal(value: Any) -> Decimal:
    try:
        return Decimal(value)
    except InvalidOperation as error:
        raise ValueError(str(value)) from error


def geojson_reader(field: Mapping[str, Any], like: bool) -> Reader:
    """The reader of a ``geojson`` field: GeoJSON (RFC 7946) or, by its format, TopoJSON."""
    topology = field.get("format") == "topojson"

    def read(cell: Any) -> Any:
        value = load_json(cell, like) if isinstance(cell, str) else cell
        if not isinstance(value, dict):
            return BAD
        return value if (_is_topology(value) if topology else _is_geojson(value)) else BAD

    return read


_LEVELS = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
"""How many arrays stand around the positions of each geometry (RFC 7946, 3.1)."""
_FEWEST = {"LineString": 2, "MultiLineString": 2, "Polygon": 4, "MultiPolygon": 4}
"""The fewest positions of a line and of a ring."""


def _is_geojson(value: Any) -> bool:
    kind = value.get("type") if isinstance(value, dict) else None
    if kind == "FeatureCollection":
        features = value.get("features")
        return isinstance(features, list) and all(_is_feature(item) for item in features)
    return _is_feature(value) if kind == "Feature" else _is_geometry(value)


def _is_feature(value: Any) -> bool:
    if not isinstance(value, dict) or value.get("type") != "Feature":
        return False
    if not {"geometry", "properties"} <= set(value):
        return False
    geometry, properties = value["geometry"], value["properties"]
    fits = properties is None or isinstance(properties, dict)
    return fits and (geometry is None or _is_geometry(geometry))


def _is_geometry(value: Any, depth: int = 0) -> bool:
    if not isinstance(value, dict) or depth > MAX_DEPTH:
        return False
    kind = value.get("type")
    if kind == "GeometryCollection":
        parts = value.get("geometries")
        return isinstance(parts, list) and all(_is_geometry(part, depth + 1) for part in parts)
    level = _LEVELS.get(kind) if isinstance(kind, str) else None
    if level is None:
        return False
    return _are_positions(value.get("coordinates"), level, _FEWEST.get(str(kind), 0))


def _are_positions(value: Any, level: int, fewest: int) -> bool:
    if not isinstance(value, list):
        return False
    if level == 0:
        numbers = all(isinstance(n, (int, float)) and not isinstance(n, bool) for n in value)
        return numbers and len(value) >= 2
    if level == 1 and len(value) < fewest:
        return False
    return all(_are_positions(item, level - 1, fewest) for item in value)


def _is_topology(value: Mapping[str, Any]) -> bool:
    objects, arcs = value.get("objects"), value.get("arcs")
    return value.get("type") == "Topology" and isinstance(objects, dict) and isinstance(arcs, list)
