"""A whole descriptor: its faults as findings, and its resources ready to be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit.errors import ReadoutError
from toolkit.inputs.documents import read_document
from toolkit.inputs.limits import Limits
from toolkit.inputs.paths import check_inside, unsafe
from toolkit.inputs.target import Target, TargetKind
from toolkit.schema.model import Severity
from toolkit.validate.metadata.dialect import check_dialect
from toolkit.validate.metadata.faults import Context, Fault
from toolkit.validate.metadata.locate import lines_of
from toolkit.validate.metadata.normal import NORMAL
from toolkit.validate.metadata.package import (
    check_inquiry,
    check_package,
    check_resource,
    is_address,
    version_of,
)
from toolkit.validate.metadata.schema import check_schema
from toolkit.validate.report import Finding

_REFERRED = {"schema": "schema-error", "dialect": "dialect-error"}


@dataclass(frozen=True, slots=True)
class Described:
    """One resource as its descriptor has it.

    Attributes:
        name: its name.
        properties: its descriptor in today's form; schema and dialect are objects, also where
            the descriptor refers to a file.
        usable: whether it can be read: nothing is wrong with its descriptor.
    """

    name: str
    properties: Mapping[str, Any]
    usable: bool

    @property
    def schema(self) -> Mapping[str, Any] | None:
        """Its Table Schema; ``None`` where it has none."""
        schema = self.properties.get("schema")
        return schema if isinstance(schema, Mapping) else None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a descriptor says, and what is wrong with it.

    Attributes:
        findings: its faults.
        resources: its resources, in order; none where the descriptor is no object.
        properties: the whole descriptor in today's form.
    """

    findings: tuple[Finding, ...]
    resources: tuple[Described, ...]
    properties: Mapping[str, Any]


def check_metadata(target: Target, like_frictionless: bool, limits: Limits) -> Metadata:
    """Check the descriptor or schema of a target.

    Args:
        target: a package, resource, schema or inquiry.
        like_frictionless: judge as frictionless does.
        limits: how large a file may be that the descriptor refers to.
    """
    kind = target.kind.value
    value = target.descriptor
    if not isinstance(value, Mapping):
        fault = Fault(f"{kind}-error", "it is not a JSON object", (), "Write { … }.")
        return Metadata(tuple(_findings([fault], target, value)), (), {})
    normal = NORMAL.get(kind, dict)(value)
    faults = list(_faults(target.kind, normal, like_frictionless))
    found = _resources(target.kind, normal)
    if not (faults and like_frictionless):
        context = Context(version_of(normal), like_frictionless)
        found, referred = _resolved(found, target, context, limits)
        faults += referred
        if not like_frictionless:
            faults += _check_references(found)
            faults += _repeated(target)
    if like_frictionless:
        faults = next(([fault] for fault in faults if fault.ends), faults)
    wrong = _wrong(faults, target.kind, like_frictionless)
    resources = tuple(
        Described(
            str(properties.get("name", "")), properties, wrong is not None and at not in wrong
        )
        for at, properties in found.items()
    )
    return Metadata(tuple(_findings(faults, target, value)), resources, normal)


def _faults(kind: TargetKind, normal: Any, like_frictionless: bool) -> Iterator[Fault]:
    context = Context(version_of(normal), like_frictionless)
    if kind is TargetKind.PACKAGE:
        yield from check_package(normal, like_frictionless)
    elif kind is TargetKind.RESOURCE:
        yield from check_resource(normal, context)
    elif kind is TargetKind.SCHEMA:
        yield from check_schema(normal, context)
    elif kind is TargetKind.INQUIRY:
        yield from check_inquiry(normal)


def _resources(kind: TargetKind, normal: Mapping[str, Any]) -> dict[int, Mapping[str, Any]]:
    """The resources by their place; a resource's own descriptor is the only one."""
    if kind is TargetKind.RESOURCE:
        return {0: normal}
    listed = normal.get("resources") if kind is TargetKind.PACKAGE else None
    several = listed if isinstance(listed, list) else []
    return {i: resource for i, resource in enumerate(several) if isinstance(resource, Mapping)}


def _wrong(faults: Sequence[Fault], kind: TargetKind, like_frictionless: bool) -> set[int] | None:
    """The places of resources that cannot be read; ``None`` where none can."""
    errors = [fault for fault in faults if fault.severity is Severity.ERROR]
    if kind is TargetKind.RESOURCE or like_frictionless:
        return None if errors else set()
    return {
        int(fault.at[1])
        for fault in errors
        if len(fault.at) > 1 and fault.at[0] == "resources" and not _harmless(fault)
    }


def _harmless(fault: Fault) -> bool:
    """Whether the resource can be read all the same: only its name or what tells of it is wrong."""
    return len(fault.at) > 2 and fault.at[2] in ("name", "licenses", "sources", "profile")


def _resolved(
    found: Mapping[int, Mapping[str, Any]], target: Target, context: Context, limits: Limits
) -> tuple[dict[int, Mapping[str, Any]], list[Fault]]:
    """Put the files that schemas and dialects refer to in their places, and check them."""
    done: dict[int, Mapping[str, Any]] = {}
    faults: list[Fault] = []
    for place, properties in found.items():
        top = () if target.kind is TargetKind.RESOURCE else ("resources", place)
        made = dict(properties)
        for key, kind in _REFERRED.items():
            file = properties.get(key)
            if not isinstance(file, str):
                continue
            del made[key]
            if unsafe(file) and not is_address(file):
                continue  # the check of the resource has said so
            try:
                loaded = _read(file, target, limits)
            except ReadoutError as error:
                message = f"{file}: {error.what}"
                faults.append(Fault(kind, message, (*top, key), error.hint))
                continue
            made[key] = loaded = NORMAL[key](loaded)
            if not isinstance(loaded, Mapping):
                faults.append(Fault(kind, f"{file} is not a JSON object", (*top, key)))
                continue
            checks = check_schema(loaded, context) if key == "schema" else check_dialect(loaded)
            for fault in checks:
                faults.append(replace(fault, message=f"{file}: {fault.message}").below(*top, key))
        done[place] = made
    return done, faults


def _read(file: str, target: Target, limits: Limits) -> Any:
    """The JSON value of a file that the descriptor refers to.

    Raises:
        ReadoutError: it is an address, outside the folder, missing or damaged.
    """
    if file in target.absent:
        raise ReadoutError(target.absent[file])
    if is_address(file):
        hint = "Put it beside the descriptor and name its path."
        raise ReadoutError("an address; only files below the descriptor are read", hint=hint)
    return read_document(check_inside(file, target.root, file), limits, file).value


def _check_references(found: Mapping[int, Mapping[str, Any]]) -> Iterator[Fault]:
    """Foreign keys whose fields the other table's schema does not have."""
    schemas = {
        properties.get("name"): properties["schema"]
        for properties in found.values()
        if isinstance(properties.get("schema"), Mapping)
    }
    names = {name: _field_names(schema) for name, schema in schemas.items()}
    for place, properties in found.items():
        schema = properties.get("schema")
        keys = schema.get("foreignKeys") if isinstance(schema, Mapping) else None
        for number, key in enumerate(keys if isinstance(keys, list) else []):
            reference = key.get("reference") if isinstance(key, Mapping) else None
            if not isinstance(reference, Mapping) or not isinstance(reference.get("fields"), list):
                continue
            other = reference.get("resource") or properties.get("name")
            for name in reference["fields"]:
                if other in names and name not in names[other]:
                    message = f"the foreign key refers to {other}.{name}, which is no field"
                    fault = Fault("schema-error", message, ("foreignKeys", number))
                    yield fault.below("resources", place, "schema")


def _field_names(schema: Mapping[str, Any]) -> set[Any]:
    fields = schema.get("fields")
    return {
        field.get("name")
        for field in (fields if isinstance(fields, list) else [])
        if isinstance(field, Mapping) and isinstance(field.get("name"), str)
    }


def _repeated(target: Target) -> Iterator[Fault]:
    """Keys that stand twice in one object: readers differ on which counts."""
    if target.document is not None and target.document.repeated:
        names = ", ".join(target.document.repeated[:10])
        message = f"keys stand twice in one object, and only the last counts: {names}"
        yield Fault(f"{target.kind.value}-error", message, (), severity=Severity.WARNING)


def _findings(faults: Sequence[Fault], target: Target, value: Any) -> Iterator[Finding]:
    """The faults as findings, with the lines on which they lie."""
    if not faults:
        return
    lines = _lines(target.entry, faults)
    file = target.entry.relative_to(target.root).as_posix()
    for fault in faults:
        place = _place(fault, value)
        yield Finding(
            rule=fault.type,
            message=f"{place}: {fault.message}" if place else fault.message,
            hint=fault.hint,
            severity=fault.severity,
            path=file,
            line_number=lines.get(fault.at),
        )


def _lines(path: Path, faults: Sequence[Fault]) -> Mapping[tuple[str | int, ...], int]:
    text = path.read_bytes().decode("utf-8-sig")
    return lines_of(text, {fault.at for fault in faults})


def _place(fault: Fault, value: Any) -> str:
    """Where a fault lies, in names: ``resource 'calls', field 'id'``."""
    words = []
    for key, what in (("resources", "resource"), ("fields", "field"), ("tasks", "task")):
        for step, number in zip(fault.at, fault.at[1:], strict=False):
            if step == key and isinstance(number, int):
                name = _name_at(value, fault.at[: fault.at.index(step) + 2])
                words.append(f"{what} {name!r}" if name else f"{what} {number + 1}")
    return ", ".join(words)


def _name_at(value: Any, at: Sequence[str | int]) -> str:
    for step in at:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return ""
    name = value.get("name") if isinstance(value, Mapping) else None
    return name[:100] if isinstance(name, str) else ""
