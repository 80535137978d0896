"""One run over an opened target: its descriptor, files, tables and keys, in that order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import UsageError
from toolkit.inputs.target import Target, TargetKind
from toolkit.schema.descriptor import PARQUET_SUFFIX, table_schema
from toolkit.schema.model import PackageDeclaration
from toolkit.validate.metadata.check import Described, Metadata, check_metadata
from toolkit.validate.parquet.task import ParquetTask
from toolkit.validate.report import Finding
from toolkit.validate.resources import (
    INLINE,
    PARQUET,
    Located,
    UnreadableError,
    check_bytes,
    locate,
    opened,
    unsupported,
)
from toolkit.validate.state import State
from toolkit.validate.tabular.task import Checked, TableTask

if TYPE_CHECKING:
    from toolkit.validate.crossing import TextKeys
    from toolkit.validate.tables import Check

DESCRIPTOR, BYTES, TABLES, KEYS = "descriptor", "bytes-and-hash", "tables", "keys"
CHECKSUMS = "checksums"
PARQUET_TABLES, SAME_ROWS = "parquet", "same-rows"


@dataclass(slots=True)
class Run(State):
    """One run over a target: its descriptor, files, tables and keys."""

    def target(
        self,
        target: Target,
        declaration: PackageDeclaration | None,
        extra_checks: Sequence[Check],
    ) -> None:
        """Check a target of any kind."""
        if target.kind is TargetKind.TABLE:
            self._table(target)
            return
        self.checks.append(DESCRIPTOR)
        metadata = check_metadata(target, self.like_frictionless, self.limits)
        self.add(metadata.findings)
        if target.kind is TargetKind.INQUIRY:
            self._inquiry(target, metadata)
        elif target.kind is not TargetKind.SCHEMA:
            self._package(target, metadata, declaration, extra_checks)

    def _table(self, target: Target) -> None:
        """A table without a descriptor."""
        name = target.entry.name
        described = Described(Path(name).name.partition(".")[0], {"path": name}, usable=True)
        found = self._locate([described], target)
        for located in found:
            if not located.table:
                hint = "Name a CSV, TSV or Parquet file, a package, a resource or a schema."
                raise UsageError("no kind of table that can be read", where=name, hint=hint)
        self._check_tables([TableToCheck(one, self.how.schema) for one in found], detect=True)

    def _inquiry(self, target: Target, metadata: Metadata) -> None:
        """The tasks of an inquiry, one after the other, each by itself."""
        from toolkit.validate.tasks import task_targets

        if metadata.findings:
            return
        for found in task_targets(target, metadata.properties, self.limits):
            if isinstance(found, Finding):
                self.add([found])
            elif found.kind is TargetKind.TABLE:
                self._table(found)
            else:
                self.target(found, None, ())

    def _package(
        self,
        target: Target,
        metadata: Metadata,
        declaration: PackageDeclaration | None,
        extra_checks: Sequence[Check],
    ) -> None:
        resources = [resource for resource in metadata.resources if resource.usable]
        broken = [resource.name for resource in metadata.resources if not resource.usable]
        if broken:
            self.skipped[TABLES] = f"the descriptor is wrong for {', '.join(broken[:10])}"
        chosen = self._chosen(metadata)
        if chosen is None and not self.like_frictionless:
            self._checksums(target)
        self.checks.append(BYTES)
        located = self._locate(resources, target, chosen)
        tables = [TableToCheck(found, _schema(found, declaration)) for found in located]
        there = {found.described.name for found in located}
        lost = [found.name for found in metadata.resources if found.name not in there]
        self._check_tables(tables, chosen=chosen, lost=lost)
        if declaration is not None:
            from toolkit.validate.declared import hold_against

            hold_against(self, declaration, target, located, extra_checks)

    def _checksums(self, target: Target) -> None:
        """Every file of a release, also those that no resource describes."""
        from toolkit.validate.checksums import WHOLE, check_checksums, has_checksums

        if not has_checksums(target):
            return
        self.say("checking checksums")
        self.checks.append(CHECKSUMS)
        self.add(check_checksums(target))
        if target.origin not in WHOLE:
            self.skipped["files too many"] = "an address or a revision brings only what is listed"

    def _chosen(self, metadata: Metadata) -> str | None:
        name = self.how.resource
        if name is not None and name not in [resource.name for resource in metadata.resources]:
            known = ", ".join(resource.name for resource in metadata.resources[:20])
            raise UsageError(f"there is no resource {name!r}", hint=f"One of: {known}.")
        return name

    def _locate(
        self, resources: Sequence[Described], target: Target, chosen: str | None = None
    ) -> list[Located]:
        """Find the files of the resources and check their sizes and hashes."""
        found = []
        for number, described in enumerate(resources):
            self.say("checking files", number, len(resources))
            try:
                located = locate(described, target, self.like_frictionless)
            except UnreadableError as error:
                if chosen in (None, described.name):
                    self.add([error.finding])
                continue
            if chosen in (None, described.name):
                self.add(check_bytes(located, self.like_frictionless))
            found.append(located)
        return found

    def _check_tables(
        self,
        tables: Sequence[TableToCheck],
        *,
        detect: bool = False,
        chosen: str | None = None,
        lost: Sequence[str] = (),
    ) -> None:
        texts: list[TableTask] = []
        parquet: list[ParquetTask] = []
        for table in tables:
            located = table.located
            finding = unsupported(located)
            mine = chosen in (None, located.described.name)
            if finding is not None and mine:
                self.add([finding])
            if finding is not None or not located.table:
                continue
            try:
                if located.format == PARQUET:
                    parquet.append(self._parquet_task(table, report=mine))
                else:
                    texts.append(self._text_task(table, detect=detect, report=mine))
            except UnreadableError as error:
                if mine:
                    self.add([error.finding])
        named = {table.located.described.name for table in tables} | set(lost)
        unreadable = named - {task.name for task in texts} - {task.name for task in parquet}
        keys: Sequence[TextKeys] = ()
        if parquet or unreadable:
            from toolkit.validate.crossing import disentangle

            crossing = disentangle(texts, parquet, frozenset(unreadable), self.folder())
            texts, parquet, keys = list(crossing.texts), list(crossing.parquet), crossing.keys
            for key in crossing.left_out:
                self.skipped[key] = "the table referred to cannot be read"
        self._run_texts(texts)
        self._run_parquet(texts, parquet, keys)

    def _text_task(self, table: TableToCheck, *, detect: bool, report: bool) -> TableTask:
        located, properties = table.located, table.located.described.properties
        if len(located.files) > 1:
            self.parted.add(located.described.name)
        source: Any = properties.get("data")
        if located.format != INLINE:
            source = opened(located, self.stack, self.limits)
        dialect = properties.get("dialect")
        return TableTask(
            name=located.described.name,
            path=located.path,
            source=source,
            schema=table.schema,
            dialect=dialect if isinstance(dialect, Mapping) else {},
            encoding=properties.get("encoding"),
            format=located.format,
            rows=properties.get("rows"),
            fields=properties.get("fields"),
            limit_rows=self.how.limit_rows,
            detect=detect,
            report=report,
        )

    def _parquet_task(self, table: TableToCheck, *, report: bool) -> ParquetTask:
        located, properties = table.located, table.located.described.properties
        return ParquetTask(
            name=located.described.name,
            path=located.path,
            source=opened(located, self.stack, self.limits),
            schema=table.schema,
            rows=properties.get("rows"),
            fields=properties.get("fields"),
            report=report,
        )

    def _run_texts(self, tasks: Sequence[TableTask]) -> None:
        if not tasks:
            return
        from toolkit.validate.tabular.engine import check_tables

        self.say("checking tables")
        self.checks += [TABLES, KEYS]
        self.texts |= {task.name: task for task in tasks if task.report}
        checked = check_tables(tasks, self.how.tables, self.collector)
        told = {task.name for task in tasks if task.report}
        self.rows |= {name: rows for name, rows in checked.rows.items() if name in told}
        self.skipped |= dict.fromkeys(checked.notes, "a limit was given")

    def _run_parquet(
        self,
        texts: Sequence[TableTask],
        tasks: Sequence[ParquetTask],
        keys: Sequence[TextKeys],
    ) -> None:
        if not tasks:
            return
        from toolkit.validate.parquet.check import check_parquet

        self.say("checking Parquet tables")
        self.checks += [PARQUET_TABLES, KEYS]
        checked = check_parquet(tasks, self.how.tables, self.collector, keys)
        twins: set[str] = set()
        if not self.like_frictionless:
            twins = self._compare(texts, tasks, checked)
        told = {task.name for task in tasks if task.report} - twins
        self.rows |= {name: rows for name, rows in checked.rows.items() if name in told}

    def _compare(
        self, texts: Sequence[TableTask], tasks: Sequence[ParquetTask], checked: Checked
    ) -> set[str]:
        """Compare the tables that are there both as text and as Parquet; return the latter."""
        from toolkit.validate.twins import compare, pairs

        found = set()
        for text, parquet in pairs([text for text in texts if text.report], tasks):
            found.add(parquet.name)
            if parquet.name not in checked.rows:
                continue
            self.checks.append(SAME_ROWS)
            self.say(f"comparing {text.name}")
            reason = compare(text, parquet, self.collector)
            if reason is not None:
                self.skipped[f"{text.name}: same rows as text and Parquet"] = reason
        return found


@dataclass(frozen=True, slots=True)
class TableToCheck:
    """A resource and the schema that it is held against."""

    located: Located
    schema: Mapping[str, Any] | None


def _schema(located: Located, declaration: PackageDeclaration | None) -> Mapping[str, Any] | None:
    """The schema to hold a resource against: that of the declaration where it has one."""
    name = located.described.name
    if declaration is not None:
        tables = declaration.all_tables
        own = name.removesuffix(PARQUET_SUFFIX)
        if name in tables or (own in tables and located.format == PARQUET):
            return table_schema(tables[own], parquet=own != name)
    return located.described.schema
