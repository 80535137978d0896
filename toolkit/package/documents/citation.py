"""How a package is cited: ``CITATION.cff``, and BibTeX."""

from __future__ import annotations

import re
from typing import Any

import yaml

from toolkit.package.documents.subject import Agent, Subject

CITATION = "CITATION.cff"
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/)?(10\.[0-9]{4,9}/[^\s]+)")
_TEX = str.maketrans(
    {
        **{char: f"\\{char}" for char in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def citation_file(subject: Subject) -> str:
    """The content of ``CITATION.cff`` (Citation File Format 1.2.0).

    The version is the package's; the day of the release is there when it is released.
    """
    declaration = subject.declaration
    found: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it as below.",
        "type": "dataset",
        "title": declaration.title,
        "abstract": declaration.description,
        "authors": [_person(agent) if agent.is_person else _entity(agent)
                    for agent in subject.authors],
        "version": declaration.version,
    }  # fmt: skip
    if subject.released_on:
        found["date-released"] = subject.released_on
    if doi := _doi(subject):
        found["doi"] = doi
    if subject.homepage:
        found["url"] = subject.homepage
    licences = subject.licences
    if licences and all(licence.spdx for licence in licences):
        names = [licence.name for licence in licences]
        found["license"] = names[0] if len(names) == 1 else names
    elif len(licences) == 1 and licences[0].url:
        found["license-url"] = licences[0].url
    if subject.keywords:
        found["keywords"] = subject.keywords
    return as_yaml(found)


def bibtex(subject: Subject) -> str:
    """The citation as one BibTeX entry."""
    declaration = subject.declaration
    names = [
        f"{_tex(agent.family)}, {_tex(agent.given)}".strip(", ")
        if agent.is_person
        else f"{{{_tex(agent.name)}}}"
        for agent in subject.authors
    ]
    found = {"author": " and ".join(names), "title": f"{{{_tex(declaration.title)}}}"}
    if subject.released_on:
        found["year"] = subject.released_on[:4]
    found["version"] = _tex(declaration.version)
    if doi := _doi(subject):
        found["doi"] = doi
    if subject.homepage:
        found["url"] = subject.homepage
    fields = ",\n".join(f"  {key} = {{{value}}}" for key, value in found.items())
    return f"@misc{{{subject.name},\n{fields}\n}}"


def as_yaml(found: dict[str, Any]) -> str:
    """Plain values as YAML, keys in their order, a text on one line."""
    return yaml.safe_dump(found, sort_keys=False, allow_unicode=True, width=1_000_000)


def _doi(subject: Subject) -> str:
    match = _DOI.fullmatch(subject.identifier)
    return match[1] if match else ""


def _person(agent: Agent) -> dict[str, str]:
    found = {
        "family-names": agent.family,
        "given-names": agent.given,
        "affiliation": agent.affiliation,
        "email": agent.email,
        "website": agent.url,
    }
    return {key: value for key, value in found.items() if value}


def _entity(agent: Agent) -> dict[str, str]:
    found = {"name": agent.name, "email": agent.email, "website": agent.url}
    return {key: value for key, value in found.items() if value}


def _tex(text: str) -> str:
    return text.translate(_TEX)
