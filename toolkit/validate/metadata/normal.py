"""Older spellings of descriptors in the form of today.

What versions 0 and 1 of the standard, and frictionless 4, wrote otherwise: ``url`` for ``path``,
a list of paths, ``stats``, keys as plain texts, ``layout``, the dialect's CSV properties at its
top (https://datapackage.org/overview/changelog/). Nothing is judged here: what has the wrong type
stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

CSV_PROPERTIES = (
    "delimiter",
    "lineTerminator",
    "quoteChar",
    "doubleQuote",
    "escapeChar",
    "nullSequence",
    "skipInitialSpace",
)
_TABULAR = "tabular-data-resource"


def normal_package(found: Any) -> Any:
    """A package's descriptor and all below it in today's form."""
    if not isinstance(found, Mapping):
        return found
    made = _profiled(found)
    if isinstance(made.get("resources"), list):
        made["resources"] = [normal_resource(item) for item in made["resources"]]
    return made


def _profiled(found: Mapping[str, Any]) -> dict[str, Any]:
    made = dict(found)
    profiles = made.pop("profiles", None)
    if isinstance(profiles, list) and profiles and isinstance(profiles[0], str):
        made["profile"] = profiles[0]
    return made


def normal_resource(found: Any) -> Any:
    """A resource's descriptor, its schema and dialect in today's form."""
    if not isinstance(found, Mapping):
        return found
    made = _profiled(found)
    address = made.pop("url", None)
    if address and not made.get("path") and made.get("data") is None:
        made["path"] = address
    path = made.get("path")
    if isinstance(path, list) and path:
        made["path"] = path[0]
        if len(path) > 1:
            made["extrapaths"] = path[1:]
    _take_stats(made)
    if made.get("compression") == "no":
        del made["compression"]
    if made.get("profile") == _TABULAR:
        made["type"] = "table"
    layout = made.pop("layout", None)
    if isinstance(layout, Mapping) and isinstance(made.setdefault("dialect", {}), Mapping):
        made["dialect"] = {**made["dialect"], **layout}
    for key, change in (("dialect", normal_dialect), ("schema", normal_schema)):
        if key in made:
            made[key] = change(made[key])
    return made


def _take_stats(made: dict[str, Any]) -> None:
    """``stats`` of frictionless 4 and 5: hash, bytes, fields and rows stand at the top today."""
    stats = made.pop("stats", None)
    if not isinstance(stats, Mapping):
        return
    if stats.get("sha256"):
        made["hash"] = f"sha256:{stats['sha256']}"
    elif stats.get("md5"):
        made["hash"] = stats["md5"]
    for name in ("bytes", "fields", "rows"):
        if stats.get(name):
            made[name] = stats[name]


def normal_dialect(found: Any) -> Any:
    """A dialect with its CSV properties under ``csv``."""
    if not isinstance(found, Mapping):
        return found
    made = {key: value for key, value in found.items() if key not in CSV_PROPERTIES}
    own = {key: found[key] for key in CSV_PROPERTIES if found.get(key) is not None}
    if own:
        nested = made.get("csv")
        made["csv"] = {**(nested if isinstance(nested, Mapping) else {}), **own}
    return made


def normal_schema(found: Any) -> Any:
    """A schema with its keys as lists and its formats without ``fmt:``."""
    if not isinstance(found, Mapping):
        return found
    made = dict(found)
    key = made.get("primaryKey")
    if key and not isinstance(key, list):
        made["primaryKey"] = [key]
    if isinstance(made.get("foreignKeys"), list):
        made["foreignKeys"] = [_foreign_key(item) for item in made["foreignKeys"]]
    if isinstance(made.get("fields"), list):
        made["fields"] = [_field(item) for item in made["fields"]]
    return made


def _foreign_key(found: Any) -> Any:
    if not isinstance(found, Mapping):
        return found
    made = {**found, "fields": _listed(found.get("fields", []))}
    reference = found.get("reference", {})
    if isinstance(reference, Mapping):
        made["reference"] = {
            **reference,
            "resource": reference.get("resource", ""),
            "fields": _listed(reference.get("fields", [])),
        }
    return made


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _field(found: Any) -> Any:
    if not isinstance(found, Mapping):
        return found
    form = found.get("format")
    if isinstance(form, str) and form.startswith("fmt:"):
        return {**found, "format": form.removeprefix("fmt:")}
    return found


NORMAL: Mapping[str, Callable[[Any], Any]] = {
    "package": normal_package,
    "resource": normal_resource,
    "schema": normal_schema,
    "dialect": normal_dialect,
}
"""How to bring each kind of descriptor into today's form."""
