"""The tasks of an inquiry as targets of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from toolkit.errors import ReadoutError
from toolkit.inputs.documents import Document, read_document
from toolkit.inputs.limits import Limits
from toolkit.inputs.paths import check_inside
from toolkit.inputs.target import Target, TargetKind, kind_of
from toolkit.validate.report import Finding

_RESOURCE_KEYS = (
    *("type", "scheme", "format", "encoding", "mediatype", "compression", "extrapaths"),
    *("innerpath", "dialect", "schema"),
)
_KINDS = {"package": TargetKind.PACKAGE, "resource": TargetKind.RESOURCE}


def task_targets(
    target: Target, inquiry: Mapping[str, Any], limits: Limits
) -> Iterator[Target | Finding]:
    """What each task of an inquiry is about.

    Args:
        target: the inquiry.
        inquiry: its descriptor, in which nothing is wrong.
        limits: how large a descriptor may be.

    Returns:
        A target for each task, or why there is none.
    """
    for task in inquiry["tasks"]:
        for key, kind in _KINDS.items():
            named = task.get(key)
            if isinstance(named, Mapping):
                yield _inner(target, kind, Document(named))
                break
            if isinstance(named, str):
                yield _file(target, named, limits, f"{key}-error")
                break
        else:
            yield _path(target, task, limits)


def _inner(target: Target, kind: TargetKind, document: Document) -> Target:
    return Target(kind, target.origin, target.called, target.root, target.entry, document)


def _file(
    target: Target, file: str, limits: Limits, rule: str = "resource-error"
) -> Target | Finding:
    """A descriptor that a task names; its paths are relative to its own folder."""
    try:
        path = check_inside(file, target.root, file)
        document = read_document(path, limits, file)
    except ReadoutError as error:
        return Finding(rule, f"{file}: {error.what}", hint=error.hint, path=target.entry.name)
    kind_found = kind_of(document.value, path.name)
    if kind_found is None:
        hint = "Name the descriptor of a package or a resource."
        return Finding("inquiry-task-error", f"{file} describes nothing", hint=hint, path=file)
    return Target(kind_found, target.origin, target.called, path.parent, path, document)


def _path(target: Target, task: Mapping[str, Any], limits: Limits) -> Target | Finding:
    """A table, or a descriptor, that a task names by its path."""
    file = task["path"]
    if file.endswith(".json"):
        return _file(target, file, limits)
    described = {key: task[key] for key in _RESOURCE_KEYS if key in task}
    name = PurePosixPath(file).name.partition(".")[0]
    made = {"name": task.get("name", name.lower()), "path": file, **described}
    return _inner(target, TargetKind.RESOURCE, Document(made))
