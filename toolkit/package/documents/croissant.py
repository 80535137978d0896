"""``croissant.json``: the package in MLCommons' Croissant format, version 1.1.

Source: http://mlcommons.org/croissant/1.1 and http://mlcommons.org/croissant/RAI/1.0. Every table
and code list is a record set whose fields are read from its Parquet file: CSV has no types, and
readers of it take texts such as ``NA`` for nulls. Addresses of files are relative to the document;
mlcroissant 1.1.1 follows them where the document is a local file.

Croissant's references are joins of one column: keys of several columns, and references of a table
to itself, stand in ``datapackage.json`` alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from toolkit.package.documents.citation import bibtex
from toolkit.package.documents.subject import Agent, Source, Subject
from toolkit.schema.descriptor import ResourceFacts, csv_path, parquet_path
from toolkit.schema.model import Field, FieldType, TableSchema

CROISSANT = "croissant.json"
_CONTEXT = Path(__file__).with_name("croissant_context.json")
_FORMAT = "http://mlcommons.org/croissant/1.1"
_RESPONSIBLE_FORMAT = "http://mlcommons.org/croissant/RAI/1.0"
_PARQUET = ("application/vnd.apache.parquet", "application/x-parquet")
"""The registered media type, and the one that mlcroissant knows."""
_TYPES = {
    FieldType.STRING: "sc:Text",
    FieldType.INTEGER: "sc:Integer",
    FieldType.NUMBER: "sc:Float",
    FieldType.BOOLEAN: "sc:Boolean",
    FieldType.DATE: "sc:Date",
}
_UNKNOWN_LANGUAGE = "und"
"""BCP 47: the language is not told. Croissant's context must name one."""


def croissant(subject: Subject) -> dict[str, Any]:
    """The document, as plain JSON values."""
    declaration = subject.declaration
    catalogue = declaration.catalogue
    language = catalogue.language or _UNKNOWN_LANGUAGE
    formats: list[str] = [_FORMAT]
    if catalogue.responsible:
        formats.append(_RESPONSIBLE_FORMAT)
    found: dict[str, Any] = {
        "@context": {**_context(), "@language": language},
        "@type": "sc:Dataset",
        "conformsTo": formats if len(formats) > 1 else _FORMAT,
        "name": declaration.title,
        "alternateName": declaration.name,
        "description": declaration.description,
        "version": declaration.version,
        "datePublished": subject.released_on,
        "url": subject.homepage,
        "identifier": subject.identifier,
        "license": [licence.url or licence.name for licence in subject.licences],
        "creator": [_agent(agent) for agent in subject.authors],
        "publisher": [_agent(agent) for agent in subject.publishers],
        "keywords": subject.keywords,
        "inLanguage": list(subject.languages),
        "citeAs": bibtex(subject),
        "isBasedOn": [_work(source) for source in subject.sources],
        "isLiveDataset": False,
        **{f"rai:{name}": text for name, text in catalogue.responsible},
        "distribution": [
            file for table in subject.tables for file in _files(table, subject.facts[table.name])
        ],
        "recordSet": [_record_set(table, subject) for table in subject.tables],
    }
    return {key: value for key, value in found.items() if value not in (None, "", [])}


@cache
def _context() -> Mapping[str, Any]:
    """The context that the specification recommends (its appendix 1)."""
    found: dict[str, Any] = json.loads(_CONTEXT.read_text(encoding="utf-8"))
    return found


def _agent(agent: Agent) -> dict[str, str]:
    kind = "sc:Person" if agent.is_person else "sc:Organization"
    found = {"@type": kind, "name": agent.name, "email": agent.email, "url": agent.url}
    return {key: value for key, value in found.items() if value}


def _work(source: Source) -> dict[str, str]:
    found = {"@type": "sc:CreativeWork", "name": source.title, "url": source.url}
    return {key: value for key, value in found.items() if value}


def _files(table: TableSchema, facts: ResourceFacts) -> list[dict[str, Any]]:
    """The table's Parquet file and the CSV file of the same content."""
    parquet, csv = parquet_path(table.name), csv_path(table.name)
    return [
        {
            "@type": "cr:FileObject",
            "@id": parquet,
            "name": parquet.rpartition("/")[2],
            "description": f"{table.title}, as Parquet.",
            "contentUrl": parquet,
            "contentSize": f"{facts.parquet_bytes} B",
            "encodingFormat": list(_PARQUET),
            "sha256": facts.parquet_sha256,
        },
        {
            "@type": "cr:FileObject",
            "@id": csv,
            "name": csv.rpartition("/")[2],
            "description": f"{table.title}, as CSV.",
            "contentUrl": csv,
            "contentSize": f"{facts.csv_bytes} B",
            "encodingFormat": "text/csv",
            "sha256": facts.csv_sha256,
            "sameAs": parquet,
        },
    ]


def _record_set(table: TableSchema, subject: Subject) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "cr:RecordSet", "@id": table.name, "name": table.name}
    if table.name in subject.declaration.code_lists:
        found["dataType"] = "sc:Enumeration"
    keys = [{"@id": _field_id(table.name, name)} for name in table.primary_key]
    return {
        **found,
        "description": f"{table.title}. {table.description}",
        "key": keys[0] if len(keys) == 1 else keys,
        "field": [_field(field, table) for field in table.fields],
    }


def _field(field: Field, table: TableSchema) -> dict[str, Any]:
    unit = f" Unit: {field.unit}." if field.unit else ""
    found: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": _field_id(table.name, field.name),
        "name": field.name,
        "description": f"{field.title}. {field.description}{unit}",
        "dataType": _TYPES[field.type],
        "source": _column(table.name, field.name),
    }
    for key in table.foreign_keys:
        if key.fields == (field.name,) and key.resource != table.name:
            found["references"] = _column(key.resource, key.reference_fields[0])
            break
    return found


def _column(table: str, field: str) -> dict[str, Any]:
    return {"fileObject": {"@id": parquet_path(table)}, "extract": {"column": field}}


def _field_id(table: str, field: str) -> str:
    return f"{table}/{field}"
