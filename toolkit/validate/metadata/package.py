"""Checks of packages, resources and inquiries.

By https://datapackage.org/standard/data-package/ and https://datapackage.org/standard/data-resource/;
what frictionless 5 asks for besides is asked for here too.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toolkit.inputs.paths import SCHEME, unsafe
from toolkit.schema.model import Severity
from toolkit.validate.metadata.dialect import check_dialect
from toolkit.validate.metadata.faults import Context, Fault, Version, below, shape_faults
from toolkit.validate.metadata.schema import check_schema

_PACKAGE, _RESOURCE = "package-error", "resource-error"
_TASK = "inquiry-task-error"
_NAME = re.compile(r"[-a-z0-9._/]+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_DATETIME = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:[Zz]|[+-]\d\d:\d\d)?", re.ASCII
)
"""As RFC 3339, section 5.6, has it; the zone may be missing."""
_STANDARD = re.compile(r"https?://datapackage\.org/profiles/(\d+)\.\d+/")
_RESOURCE_TYPES = ("table", "file", "text", "json")
"""Values of a resource's ``type``; ``table`` is the standard's own, the others frictionless's."""
_PACKAGE_PROFILES = ("data-package", "tabular-data-package")
_RESOURCE_PROFILES = ("data-resource", "tabular-data-resource")


def version_of(descriptor: Mapping[str, Any]) -> Version:
    """The version of the standard that a descriptor follows: its ``$schema`` says."""
    profile = descriptor.get("$schema")
    if not profile or not isinstance(profile, str):
        return "v1"
    found = _STANDARD.match(profile)
    if found and found[1] in ("1", "2"):
        return "v1" if found[1] == "1" else "v2"
    return "unknown"


def check_package(package: Mapping[str, Any], like_frictionless: bool) -> Iterator[Fault]:
    """Faults of a package's descriptor in today's form, all resources included."""
    context = Context(version_of(package), like_frictionless)
    shape = shape_faults(package, "package", _PACKAGE)
    if package.get("type"):
        kind = "field-error" if like_frictionless else _PACKAGE  # its own word for it
        shape.append(Fault(kind, "a package has no type", ("type",), "Leave it out.", ends=True))
    yield from shape
    resources = package.get("resources")
    inner: list[Fault] = []
    for number, resource in enumerate(resources if isinstance(resources, list) else []):
        if isinstance(resource, Mapping):
            inner += below(check_resource(resource, context), "resources", number)
    yield from inner
    if not shape and not (inner and like_frictionless):
        yield from _check_own(package, context)


def _check_own(package: Mapping[str, Any], context: Context) -> Iterator[Fault]:
    fault = _check_name(package.get("name"), _PACKAGE, context)
    if fault:
        yield fault
        if context.like_frictionless:
            return
    resources = package["resources"]
    if not resources and not context.like_frictionless:
        yield Fault(_PACKAGE, "it lists no resources", ("resources",), "List one at least.")
    first: dict[Any, int] = {}
    for number, name in enumerate(resource.get("name") for resource in resources):
        if first.setdefault(name, number) != number and name is not None:
            message = f"it has the name of resource {first[name] + 1}"
            hint = "Give each resource a name of its own."
            yield Fault(_PACKAGE, message, ("resources", number), hint)
            if context.like_frictionless:
                break
    yield from _check_created(package.get("created"))
    yield from _check_people(package, _PACKAGE)
    yield from _check_profile(package, _PACKAGE_PROFILES, _PACKAGE)
    if package.get("profile") == "tabular-data-package":
        for number, resource in enumerate(resources):
            if resource.get("profile") != "tabular-data-resource":
                message = "the profile tabular-data-package wants tabular-data-resource here"
                yield Fault(_PACKAGE, message, ("resources", number))
    for name in ("missingValues", "fields"):
        if name in package:
            hint = f"Write it as {name} of a resource's schema."
            yield Fault(_PACKAGE, f"{name!r} is no property of a package", (name,), hint)


def _check_name(name: Any, kind: str, context: Context) -> Fault | None:
    if name is None or context.version != "v1" or _NAME.fullmatch(str(name)):
        return None
    message = f"the name {str(name)[:100]!r} has other characters than version 1 allows"
    return Fault(kind, message, ("name",), "Use lower-case letters, digits and - . _ only.")


def _check_created(created: Any) -> Iterator[Fault]:
    if not created:
        return
    try:
        right = bool(_DATETIME.fullmatch(created)) and bool(dt.datetime.fromisoformat(created))
    except ValueError:
        right = False
    if not right:
        message = f"'created' is {created[:100]!r}, not a date and time"
        yield Fault(_PACKAGE, message, ("created",), "For example 2026-01-31T12:00:00Z.")


def _check_people(found: Mapping[str, Any], kind: str) -> Iterator[Fault]:
    for number, licence in enumerate(found.get("licenses", [])):
        if not licence.get("path") and not licence.get("name"):
            message = "a licence has neither name nor path"
            yield Fault(kind, message, ("licenses", number), "Name it, for example CC-BY-4.0.")
    for name in ("contributors", "sources"):
        for number, person in enumerate(found.get(name, [])):
            email = person.get("email")
            if email and not _EMAIL.fullmatch(email):
                message = f"{email[:100]!r} is no e-mail address"
                yield Fault(kind, message, (name, number, "email"))


def _check_profile(found: Mapping[str, Any], known: Sequence[str], kind: str) -> Iterator[Fault]:
    profile = found.get("profile")
    if not profile or profile in known:
        return
    reason = unsafe(profile)
    if reason and not is_address(profile):
        yield Fault(kind, f"the path {profile[:200]!r} is not safe: {reason}", ("profile",))
    elif reason or profile.endswith(".json"):
        message = "a profile of its own is not read, so nothing is held against it"
        yield Fault(kind, message, ("profile",), severity=Severity.WARNING)
    else:
        message = f"there is no profile {profile[:100]!r}"
        yield Fault(
            "metadata-error", message, ("profile",), f"One of: {', '.join(known)}, or none."
        )


def check_resource(resource: Mapping[str, Any], context: Context) -> Iterator[Fault]:
    """Faults of a resource's descriptor in today's form, its schema and dialect included."""
    shape = shape_faults(resource, "resource", _RESOURCE)
    kind = resource.get("type")
    if kind and isinstance(kind, str) and kind not in _RESOURCE_TYPES:
        hint = "Use table, or leave it out."
        fault = Fault(_RESOURCE, f"there is no resource type {kind!r}", ("type",), hint, ends=True)
        shape.append(fault)
    yield from shape
    inner: list[Fault] = []
    if isinstance(resource.get("dialect"), Mapping):
        inner += below(check_dialect(resource["dialect"]), "dialect")
    if isinstance(resource.get("schema"), Mapping):
        inner += below(check_schema(resource["schema"], context), "schema")
    yield from inner
    if not shape and not (inner and context.like_frictionless):
        yield from _check_own_resource(resource, context)


def _check_own_resource(resource: Mapping[str, Any], context: Context) -> Iterator[Fault]:
    fault = _check_name(resource["name"], _RESOURCE, context)
    if fault is None:
        fault = _check_paths(resource, ("path", "extrapaths", "schema", "dialect"), _RESOURCE)
    if fault:
        yield fault
        return
    path, data = resource.get("path"), resource.get("data")
    if context.like_frictionless and data == {}:
        data = None
    if path is None and data is None:
        message = "it has neither path nor data"
        yield Fault(_RESOURCE, message, (), "Name its file as path, or put its rows in data.")
    if path is not None and data is not None:
        yield Fault(_RESOURCE, "it has both path and data", ("data",), "Leave one of them out.")
    yield from _check_people(resource, _RESOURCE)
    yield from _check_profile(resource, _RESOURCE_PROFILES, _RESOURCE)
    if resource.get("profile") == "tabular-data-resource" and not resource.get("schema"):
        message = "the profile tabular-data-resource wants a schema"
        yield Fault(_RESOURCE, message, (), "Add one, or leave the profile out.")
    if "missingValues" in resource:
        hint = "Write it as missingValues of its schema."
        message = "'missingValues' is no property of a resource"
        yield Fault(_RESOURCE, message, ("missingValues",), hint)


def is_address(text: str) -> bool:
    """Whether a path is an address on a network; ``file:`` is a path in disguise."""
    scheme = SCHEME.match(text)
    return scheme is not None and scheme[1].lower() != "file"


def _check_paths(found: Mapping[str, Any], keys: Sequence[str], kind: str) -> Fault | None:
    """The first unsafe path; addresses are judged where they are read."""
    for key in keys:
        value = found.get(key)
        for text in value if isinstance(value, list) else [value]:
            if not isinstance(text, str) or not text:
                continue
            reason = unsafe(text)
            if reason and not is_address(text):
                hint = "Use a relative path below the descriptor's folder."
                return Fault(kind, f"the path {text[:200]!r} is not safe: {reason}", (key,), hint)
    return None


def check_inquiry(inquiry: Mapping[str, Any]) -> Iterator[Fault]:
    """Faults of an inquiry (https://framework.frictionlessdata.io/docs/framework/inquiry.html)."""
    shape = shape_faults(inquiry, "inquiry", "inquiry-error")
    yield from shape
    tasks = inquiry.get("tasks")
    for number, task in enumerate(tasks if isinstance(tasks, list) else []):
        if isinstance(task, Mapping):
            yield from below(_check_task(task), "tasks", number)


def _check_task(task: Mapping[str, Any]) -> Iterator[Fault]:
    shape = shape_faults(task, "inquiryTask", _TASK)
    yield from shape
    if shape:
        return
    fault = _check_paths(task, ("path", "resource", "package"), _TASK)
    if fault:
        yield fault
    elif all(task.get(key) is None for key in ("path", "resource", "package")):
        hint = "Name one of path, resource and package."
        yield Fault(_TASK, "the task names nothing to check", (), hint)
