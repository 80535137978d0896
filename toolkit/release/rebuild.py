"""Hold a release against what a checkout makes of the same version and moment, file by file.

Every file is compared byte for byte. Where a file's bytes depend on the library that wrote it, and
on what follows from such a file, the content decides instead: rows, entries, texts, and over all
the content hash (`toolkit.release.content`).
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from toolkit.errors import DataError, UsageError
from toolkit.inputs.documents import read_document
from toolkit.inputs.limits import default_limits
from toolkit.inputs.ssh import signature_fault
from toolkit.inputs.sums import (
    SIGNATURE,
    SUMS,
    compare_sums,
    files_of_folder,
    load_sums,
    sha256_of,
)
from toolkit.inputs.target import DESCRIPTOR
from toolkit.release.archive import write_zip
from toolkit.release.content import content_hash
from toolkit.release.freeze import freeze, package_name, writers
from toolkit.release.index import INDEX, MOMENT, Release, read_index
from toolkit.release.label import as_released
from toolkit.release.project import CHANGELOG, PACKAGE, Project, Sources
from toolkit.release.sameness import DATABASE, UnreadableHereError, database_writer, same
from toolkit.release.stage import extra_files, read_text, write_checked
from toolkit.release.versions import Version

Rebuild = Callable[[str, str, Path], None]
"""Makes the release folder of a version and a moment in a place that is not there yet."""
Progress = Callable[[str, int, int], None]
_ZIP = ".zip"


class Verdict(StrEnum):
    """What became of comparing one file."""

    IDENTICAL = "identical"
    SAME = "same content"
    NOT_COMPARED = "not compared"
    FITS = "fits"
    DIFFERS = "differs"
    MISSING = "missing"
    ADDITIONAL = "additional"
    BROKEN = "broken"


GOOD = frozenset((Verdict.IDENTICAL, Verdict.SAME, Verdict.NOT_COMPARED, Verdict.FITS))


@dataclass(frozen=True, slots=True)
class Compared:
    """One file of the release, or of what was built again.

    Attributes:
        path: its path in the release folder; the zip and what lies beside it by their names.
        released: its SHA-256 in the release; empty where it is not there.
        rebuilt: its SHA-256 here; empty where it is not made here.
        verdict: what the comparison gave.
        note: what there is to say of it; may be empty.
    """

    path: str
    released: str
    rebuilt: str
    verdict: Verdict
    note: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A release and its rebuild.

    Attributes:
        name: the package.
        version: its version.
        created: the release's moment.
        where: where the release was found.
        commit: the source's commit, where an index beside the release tells it; else empty.
        files: every file, sorted by path.
        content: content hash of the release and of the rebuild.
        writers: kind of file to the library that wrote it in the release and here.
    """

    name: str
    version: str
    created: str
    where: str
    commit: str
    files: tuple[Compared, ...]
    content: tuple[str, str]
    writers: Mapping[str, tuple[str, str]]

    @property
    def same_content(self) -> bool:
        """Whether both hold the same, whatever libraries wrote them."""
        return self.content[0] == self.content[1]

    @property
    def reproduced(self) -> bool:
        """Whether the release is what the checkout makes."""
        return self.same_content and all(file.verdict in GOOD for file in self.files)


def compare_with_rebuild(
    named: str,
    rebuild: Rebuild,
    progress: Progress = lambda what, done, total: None,
) -> Comparison:
    """Build a release again and compare.

    Args:
        named: a release's folder or zip, the folder of ``releases.json`` (its newest release is
            taken), or an address of any of these.
        rebuild: makes the release of a version and moment from the sources that are here.
        progress: told what is being done.

    Raises:
        UsageError: there is no release, or it cannot be read.
        DataError: it is damaged so that it cannot be compared.
    """
    with ExitStack() as stack:
        found = stack.enter_context(_opened(named))
        name, version, created = _identity(found.folder)
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="readout-")))
        fresh = scratch / f"{name}-{version}"
        rebuild(version, created, fresh)
        progress("comparing", 0, 0)
        release = _entry(found, version)
        files = {one.path: one for one in _compare_folders(found.folder, fresh)}
        files |= _broken(found.folder, files, release)
        if found.archive is not None:
            files[found.archive.name] = _compare_archives(found, fresh, scratch, files, release)
        return Comparison(
            name=name,
            version=version,
            created=created,
            where=named,
            commit=(release.commit or "") if release else "",
            files=tuple(file for _, file in sorted(files.items())),
            content=(content_hash(found.folder), content_hash(fresh)),
            writers=_writers(found.folder, fresh, name, release),
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """A release on disk: its folder, its zip and the index that lists it, where they are there."""

    folder: Path
    archive: Path | None = None
    index: Path | None = None


@contextmanager
def _opened(named: str) -> Iterator[_Found]:
    from toolkit.release.get import fetched
    from toolkit.release.sources import is_address

    if is_address(named):
        yield _Found(fetched(named))
        return
    path = Path(named)
    if not path.exists():
        hint = "Name a release: its folder, zip or address."
        raise UsageError("there is no such file or folder", where=named, hint=hint)
    if path.is_dir():
        yield _in_folder(path, named)
        return
    from toolkit.inputs.archives import unpack_zip

    with tempfile.TemporaryDirectory(prefix="readout-") as name:
        unpacked = Path(name)
        unpack_zip(path, unpacked, default_limits(), named)
        folders = sorted(unpacked.glob(f"*/{SUMS}"))
        if len(folders) != 1:
            hint = "The zip of a release has one top folder."
            raise UsageError(f"holds no release: no folder with {SUMS}", where=named, hint=hint)
        yield _Found(folders[0].parent, path, path.parent / INDEX)


def _in_folder(path: Path, named: str) -> _Found:
    if (path / SUMS).is_file():
        folder = path
    elif (path / INDEX).is_file():
        index = read_index((path / INDEX).read_bytes(), str(path / INDEX))
        folder = path / index.find().folder
    else:
        hint = "Name a release: its folder, zip or address."
        raise UsageError(f"no release here: {SUMS} is missing", where=named, hint=hint)
    name, version, _ = _identity(folder)
    archive = folder.resolve().parent / f"{name}-{version}{_ZIP}"
    beside = folder.resolve().parent / INDEX
    return _Found(folder, archive if archive.is_file() else None, beside)


def _identity(folder: Path) -> tuple[str, str, str]:
    """Name, version and moment of a release.

    Raises:
        UsageError: it has no descriptor, or is no release.
        DataError: its descriptor is damaged.
    """
    name = package_name(folder)
    found = read_document(folder / DESCRIPTOR).value
    version, created = str(found.get("version", "")), str(found.get("created", ""))
    try:
        Version.parse(version)
    except UsageError as error:
        hint = "Only a release can be built again as it was."
        raise UsageError(f"{name} {version} is no release", where=str(folder), hint=hint) from error
    if not MOMENT.fullmatch(created):
        hint = "A release tells it in datapackage.json, key created."
        raise UsageError("it tells no moment of its release", where=str(folder), hint=hint)
    return name, version, created


def _entry(found: _Found, version: str) -> Release | None:
    """What the index beside a release says of it; ``None`` where there is none."""
    if found.index is None or not found.index.is_file():
        return None
    return read_index(found.index.read_bytes(), str(found.index)).exactly(version)


def _compare_folders(released: Path, fresh: Path) -> Iterator[Compared]:
    """Every file but the list of checksums and the signature, then these."""
    old, new = files_of_folder(released), files_of_folder(fresh)
    good = True
    for path in sorted((old.keys() | new.keys()) - {SUMS, SIGNATURE}):
        one = _compare(path, old, new, released, fresh)
        good = good and one.verdict in GOOD
        yield one
    if SUMS in old:
        one = _compare(SUMS, old, new, released, fresh)
        if one.verdict is Verdict.DIFFERS and good:
            one = replace(one, verdict=Verdict.SAME, note="lists the files above")
        yield one
    if SIGNATURE in old:
        fault = signature_fault(old[SUMS].read_bytes(), old[SIGNATURE])
        verdict = Verdict.FITS if fault is None else Verdict.BROKEN
        note = "fits SHA256SUMS; who signed is not checked here" if fault is None else fault
        yield Compared(SIGNATURE, sha256_of(old[SIGNATURE]), "", verdict, note)


def _compare(
    path: str, old: Mapping[str, Path], new: Mapping[str, Path], released: Path, fresh: Path
) -> Compared:
    if path not in old:
        return Compared(path, "", sha256_of(new[path]), Verdict.MISSING, "not in the release")
    digest = sha256_of(old[path])
    if path not in new:
        return Compared(path, digest, "", Verdict.ADDITIONAL, "not made from the sources here")
    here = sha256_of(new[path])
    if digest == here:
        return Compared(path, digest, here, Verdict.IDENTICAL)
    try:
        how = same(path, released, fresh)
    except UnreadableHereError as reason:
        return Compared(path, digest, here, Verdict.NOT_COMPARED, str(reason))
    if how is None:
        return Compared(path, digest, here, Verdict.DIFFERS)
    return Compared(path, digest, here, Verdict.SAME, how)


def _broken(
    folder: Path, files: Mapping[str, Compared], release: Release | None
) -> dict[str, Compared]:
    """The files of a release that are not what its own checksums, or its index, say."""
    found = {}
    for fault in compare_sums(load_sums(folder), files_of_folder(folder)):
        known = files.get(fault.path, Compared(fault.path, "", "", Verdict.MISSING))
        note = {
            "differs": f"not what line {fault.line} of {SUMS} says",
            "missing": f"listed on line {fault.line} of {SUMS}, and not there",
        }.get(fault.kind, f"not listed in {SUMS}")
        found[fault.path] = replace(known, verdict=Verdict.BROKEN, note=note)
    sums = files[SUMS]
    if release is not None and sums.released != release.sums_sha256:
        found[SUMS] = replace(sums, verdict=Verdict.BROKEN, note=f"not what {INDEX} says")
    return found


def _compare_archives(
    found: _Found,
    fresh: Path,
    scratch: Path,
    files: Mapping[str, Compared],
    release: Release | None,
) -> Compared:
    """Pack what was built again, with the signature of the release, and compare the zips."""
    assert found.archive is not None
    if (found.folder / SIGNATURE).is_file():
        shutil.copyfile(found.folder / SIGNATURE, fresh / SIGNATURE)
    packed = scratch / found.archive.name
    with packed.open("wb") as file:
        write_zip(fresh, file)
    digest, here = sha256_of(found.archive), sha256_of(packed)
    one = Compared(found.archive.name, digest, here, Verdict.IDENTICAL)
    if release is not None and digest != release.archive.sha256:
        return replace(one, verdict=Verdict.BROKEN, note=f"not what {INDEX} says")
    if digest == here:
        return one
    if any(file.verdict is Verdict.SAME for file in files.values()) and all(
        file.verdict in GOOD for file in files.values()
    ):
        return replace(one, verdict=Verdict.SAME, note="packs the files above")
    return replace(one, verdict=Verdict.DIFFERS)


def _writers(
    released: Path, fresh: Path, name: str, release: Release | None
) -> dict[str, tuple[str, str]]:
    """Kind of file to the libraries that wrote it there and here; of there, what is known."""
    told = read_document(released / DESCRIPTOR).value.get("writers")
    then = {str(kind): str(writer) for kind, writer in (told or {}).items()}
    database = database_writer(released / f"{name}{DATABASE}")
    if database:
        then[DATABASE.lstrip(".")] = database
    if release is not None:
        then |= release.writers
    return {kind: (then.get(kind, ""), writer) for kind, writer in writers(fresh).items()}


def from_checkout(project: Project, sources: Sources, progress: Progress) -> Rebuild:
    """How the checkout makes the release of a version and a moment again."""

    def rebuild(version: str, created: str, folder: Path) -> None:
        built = sources.build(project.declaration, progress)
        progress("writing and checking", 0, 0)
        extra = extra_files(project, read_text(project.root / CHANGELOG))
        with tempfile.TemporaryDirectory(prefix="readout-") as scratch:
            package = Path(scratch) / PACKAGE
            write_checked(package, as_released(project.declaration, version, created), built)
            freeze(package, folder, extra)

    return rebuild


def refuse_other(comparison: Comparison) -> None:
    """Refuse a release that is not what the checkout makes.

    Raises:
        DataError: files differ, and not only by the libraries that wrote them.
    """
    if comparison.reproduced:
        return
    bad = [file.path for file in comparison.files if file.verdict not in GOOD]
    named = ", ".join(bad[:5]) + (f" and {len(bad) - 5} more" if len(bad) > 5 else "")
    commit = f", commit {comparison.commit[:12]}," if comparison.commit else ""
    hint = f"Was it made from this checkout{commit} and without changes? Look at: {named}."
    what = "the release is not what the sources here give"
    raise DataError(what, where=comparison.where, hint=hint)
