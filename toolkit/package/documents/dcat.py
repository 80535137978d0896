"""``dcat.jsonld``: the package for data catalogues and search engines, as one graph.

The same nodes speak two vocabularies: DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/), with the
properties that DCAT-AP 3 (https://semiceu.github.io/DCAT-AP/releases/3.0.0/) makes mandatory or
recommends and that are known, and schema.org's Dataset, as
https://developers.google.com/search/docs/appearance/structured-data/dataset asks for it. The
context stands in the document; addresses are relative to it, so that they are right wherever the
package lies.
"""

from __future__ import annotations

import re
from typing import Any

from toolkit.package.documents.subject import Agent, Source, Subject
from toolkit.schema.descriptor import ResourceFacts, csv_path, parquet_path
from toolkit.schema.model import TableSchema

DCAT = "dcat.jsonld"
_CONTEXT: dict[str, Any] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA = "http://www.iana.org/assignments/media-types/"
_SHA256 = {"@id": "spdx:checksumAlgorithm_sha256"}
_LANGUAGE = "http://id.loc.gov/vocabulary/iso639-1/"
"""DCAT 3, section 6.4.8, asks for these addresses where the language has a code of two letters."""
_TWO_LETTERS = re.compile(r"([a-z]{2})(?:-.*)?")
_FORMATS = (
    ("CSV", "text/csv", csv_path),
    ("Parquet", "application/vnd.apache.parquet", parquet_path),
)


def dcat(subject: Subject) -> dict[str, Any]:
    """The document, as plain JSON values."""
    files = [_distribution(table, subject, kind) for table in subject.tables for kind in _FORMATS]
    reference = [{"@id": item["@id"]} for item in files]
    dataset = {
        "@id": subject.homepage or "./",
        "@type": ["dcat:Dataset", "schema:Dataset"],
        **_dcat(subject),
        "dcat:distribution": reference,
        **_schema(subject),
        "schema:distribution": reference,
    }
    graph = [_filled(dataset), *(_filled(file) for file in files)]
    return {"@context": _CONTEXT, "@graph": graph}


def _dcat(subject: Subject) -> dict[str, Any]:
    declaration, catalogue = subject.declaration, subject.declaration.catalogue
    return {
        "dct:title": _text(declaration.title, subject),
        "dct:description": _text(declaration.description, subject),
        "dct:identifier": subject.identifier or declaration.name,
        "dcat:version": declaration.version,
        "dct:issued": _day(subject.released_on),
        "dcat:landingPage": _address(subject.homepage),
        "dcat:keyword": [_text(word, subject) for word in subject.keywords],
        "dcat:theme": [{"@id": theme} for theme in catalogue.themes],
        "dct:language": _languages(subject),
        "dct:license": _licences(subject),
        "dct:creator": [_agent(agent) for agent in subject.authors],
        "dct:publisher": [_agent(agent) for agent in subject.publishers],
        "dcat:contactPoint": [_contact(agent) for agent in subject.agents if agent.email],
        "dct:temporal": _period(subject),
        "dct:source": [{"@id": source.url} for source in subject.sources if source.url],
    }


def _schema(subject: Subject) -> dict[str, Any]:
    declaration = subject.declaration
    return {
        "schema:name": _text(declaration.title, subject),
        "schema:alternateName": declaration.name,
        "schema:description": _text(declaration.description, subject),
        "schema:identifier": subject.identifier,
        "schema:version": declaration.version,
        "schema:datePublished": subject.released_on,
        "schema:url": _address(subject.homepage),
        "schema:keywords": subject.keywords,
        "schema:inLanguage": list(subject.languages),
        "schema:license": _licences(subject),
        "schema:creator": [_schema_agent(agent) for agent in subject.authors],
        "schema:publisher": [_schema_agent(agent) for agent in subject.publishers],
        "schema:isBasedOn": [_work(source) for source in subject.sources],
        "schema:temporalCoverage": "/".join(subject.period) if subject.period else None,
    }


def _distribution(
    table: TableSchema, subject: Subject, kind: tuple[str, str, Any]
) -> dict[str, Any]:
    name, mediatype, path_of = kind
    path = path_of(table.name)
    size, sha256 = _size_and_hash(subject.facts[table.name], name)
    title = f"{table.title} ({name})"
    return {
        "@id": path,
        "@type": ["dcat:Distribution", "schema:DataDownload"],
        "dct:title": _text(title, subject),
        "dct:description": _text(table.description, subject),
        "dcat:accessURL": {"@id": path},
        "dcat:downloadURL": {"@id": path},
        "dcat:mediaType": {"@id": f"{_MEDIA}{mediatype}"},
        "dct:format": {"@id": f"{_MEDIA}{mediatype}", "@type": "dct:MediaTypeOrExtent"},
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(size)},
        "dct:license": _licences(subject),
        "dct:issued": _day(subject.released_on),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _SHA256,
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": sha256},
        },
        "schema:name": _text(title, subject),
        "schema:contentUrl": {"@id": path},
        "schema:encodingFormat": mediatype,
        "schema:contentSize": f"{size} B",
        "schema:sha256": sha256,
    }


def _size_and_hash(facts: ResourceFacts, kind: str) -> tuple[int, str]:
    if kind == "CSV":
        return facts.csv_bytes, facts.csv_sha256
    return facts.parquet_bytes, facts.parquet_sha256


def _filled(node: dict[str, Any]) -> dict[str, Any]:
    """The node without what is not known."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}


def _text(text: str, subject: Subject) -> Any:
    language = subject.declaration.catalogue.language
    return {"@language": language, "@value": text} if language else text


def _day(day: str | None) -> dict[str, str] | None:
    return {"@type": "xsd:date", "@value": day} if day else None


def _address(url: str) -> dict[str, str] | None:
    return {"@id": url} if url else None


def _languages(subject: Subject) -> list[dict[str, str]]:
    """Languages of the contents that have a code of two letters; `_schema` tells them all."""
    found = [_TWO_LETTERS.fullmatch(tag) for tag in subject.languages]
    codes = dict.fromkeys(match[1] for match in found if match)
    return [{"@id": f"{_LANGUAGE}{code}", "@type": "dct:LinguisticSystem"} for code in codes]


def _licences(subject: Subject) -> list[dict[str, str]]:
    return [
        {"@id": licence.url, "@type": "dct:LicenseDocument"}
        for licence in subject.licences
        if licence.url
    ]


def _agent(agent: Agent) -> dict[str, Any]:
    kind = "foaf:Person" if agent.is_person else "foaf:Agent"
    found = {"@type": kind, "foaf:name": agent.name, "foaf:homepage": _address(agent.url)}
    return _filled(found)


def _schema_agent(agent: Agent) -> dict[str, Any]:
    kind = "schema:Person" if agent.is_person else "schema:Organization"
    return _filled({"@type": kind, "schema:name": agent.name, "schema:url": _address(agent.url)})


def _work(source: Source) -> dict[str, Any]:
    found = {"@type": "schema:CreativeWork", "schema:name": source.title}
    return _filled({**found, "schema:url": _address(source.url)})


def _contact(agent: Agent) -> dict[str, Any]:
    mail = {"@id": f"mailto:{agent.email}"}
    return {"@type": "vcard:Kind", "vcard:fn": agent.name, "vcard:hasEmail": mail}


def _period(subject: Subject) -> dict[str, Any] | None:
    if subject.period is None:
        return None
    first, last = subject.period
    return {"@type": "dct:PeriodOfTime", "dcat:startDate": _day(first), "dcat:endDate": _day(last)}
