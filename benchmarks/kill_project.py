"""The project whose releases are killed, and what must hold of it: for ``kill_release.py``."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from toolkit.inputs.sums import check_sums, sha256_of  # noqa: E402
from toolkit.release import journal  # noqa: E402
from toolkit.release.index import INDEX, read_index  # noqa: E402

DIGESTS = ("nyt-2017-02-09-one-china.md", "ft-2025-01-17-tiktok.md")


def make_project(folder: Path, release: Callable[[Path], None]) -> None:
    """A repository with one release, which is made by a call, and other quality figures since."""
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    (folder / "schemas" / "expectations.json").unlink()
    (folder / "seeds" / "articles").mkdir(parents=True)
    shutil.copytree(ROOT / "seeds" / "reference", folder / "seeds" / "reference")
    quality = json.loads((ROOT / "seeds" / "quality.json").read_bytes())
    (folder / "seeds" / "quality.json").write_text(json.dumps(quality, indent=2))
    for name in ("corrections.csv", "retired.csv"):
        header = (ROOT / "seeds" / name).read_text().splitlines()[0]
        (folder / "seeds" / name).write_text(f"{header}\n")
    for name in DIGESTS:
        shutil.copy(ROOT / "seeds" / "articles" / name, folder / "seeds" / "articles" / name)
    shutil.copy(ROOT / "LICENSE-DATA", folder)
    declared = json.loads((folder / "schemas" / "package.json").read_bytes())
    declared.pop("created", None)
    (folder / "schemas" / "package.json").write_text(json.dumps(declared, indent=2) + "\n")
    (folder / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\n- A note.\n")
    (folder / ".gitignore").write_text("dist/\nlog.txt\ncache/\nfetched/\n.fetched*\n")
    git(folder, "init", "-q", "-b", "main", "--template=")
    commit(folder, "Begin")
    release(folder)
    learn(folder / "datapackage")
    commit(folder, "Release")
    quality["command"] += " (measured again)"
    (folder / "seeds" / "quality.json").write_text(json.dumps(quality, indent=2))
    commit(folder, "Measure again")


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=A Tester", "-c", "user.email=tester@example.org")
    command = ["git", *who, *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


WHOLE: set[str | None] = set()
"""Checksums of packages that were validated: what a kill leaves must be one of them."""


def learn(package: Path) -> None:
    """Validate a package, in a process of its own so that this one starts no threads."""
    code = (
        "import sys; from pathlib import Path; from toolkit.package.check import validate_package;"
        "sys.exit(not validate_package(Path(sys.argv[1])).valid)"
    )
    subprocess.run([sys.executable, "-c", code, str(package)], cwd=ROOT, check=True)
    WHOLE.add(journal.checksum(package))


def whole_package(folder: Path) -> None:
    assert journal.checksum(folder) in WHOLE, f"{folder.name} is no whole package"


def whole_releases(root: Path) -> None:
    """Every release that an index lists is there; the latest one is whole."""
    for place in (root / INDEX, root / "dist" / INDEX):
        for entry in read_index(place.read_bytes(), str(place)).releases:
            whole_release(root / "dist" / entry.folder, entry.sums_sha256)
            assert sha256_of(root / "dist" / entry.archive.path) == entry.archive.sha256
    whole_release(root / "dist" / "latest")


def whole_release(folder: Path, sums_sha256: str = "") -> None:
    faults = check_sums(folder)
    assert not faults, f"{folder.name}: {faults[0].path} {faults[0].kind}"
    if sums_sha256:
        assert sha256_of(folder / "SHA256SUMS") == sums_sha256, folder.name


def look_at_release(root: Path) -> None:
    whole_package(root / "datapackage")
    whole_releases(root)


def look_at_build(root: Path) -> None:
    whole_package(root / "datapackage")


def look_at_cache(root: Path) -> None:
    from toolkit.release.cache import is_right

    for entry in (root / "cache" / "releases").glob("[0-9a-f]*"):
        assert is_right(entry / "files", entry.name), f"cache entry {entry.name}"
    if (root / "fetched").exists():
        whole_release(root / "fetched")


def final_release(root: Path) -> dict[str, str | None]:
    names = ("datapackage", "dist", INDEX, "CHANGELOG.md", "schemas/package.json")
    return {name: journal.checksum(root / name) for name in names} | leftovers(root)


def final_build(root: Path) -> dict[str, str | None]:
    return {"datapackage": journal.checksum(root / "datapackage")} | leftovers(root)


def final_get(root: Path) -> dict[str, str | None]:
    entries = sorted(path.name for path in (root / "cache" / "releases").iterdir())
    parts = sorted(path.name for path in (root / "cache" / "parts").iterdir())
    parts = [name for name in parts if not name.endswith(".lock")]
    found = {"cache": " ".join(entries), "parts": " ".join(parts)}
    return {"fetched": journal.checksum(root / "fetched"), **found} | leftovers(root)


def leftovers(root: Path) -> dict[str, str | None]:
    """What lies in the project's folder; nothing but what belongs there may."""
    return {"top": " ".join(sorted(path.name for path in root.iterdir()))}


def phase_of_release(root: Path) -> str:
    if journal.pending(root):
        return "placing"
    if b'"1.0.1"' in (root / INDEX).read_bytes():
        return "done"
    return "writing" if list(root.glob(f"{journal.PREFIX}*")) else "before"


def phase_of_build(root: Path) -> str:
    if "+unreleased" in (root / "datapackage" / "datapackage.json").read_text():
        return "done"
    return "writing" if list(root.glob(".datapackage.readout-*")) else "before"


def phase_of_get(root: Path) -> str:
    if (root / "fetched").exists():
        return "done"
    if list(root.glob(".fetched.*")) or list((root / "cache" / "releases").glob("[0-9a-f]*")):
        return "placing"
    return "writing" if (root / "cache" / "releases").exists() else "before"
