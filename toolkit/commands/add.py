"""``readout add``: a new article digest, checked and put in its place."""

from __future__ import annotations

import datetime as dt
import hashlib
import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from toolkit.commands.common import at_least, called, checkout, find_seeds
from toolkit.commands.options import Argument, Option
from toolkit.console import Style, plain, plural
from toolkit.errors import DataError, UsageError

if TYPE_CHECKING:
    from toolkit.articles.model import Metadata
    from toolkit.digests.draft import Draft
    from toolkit.digests.look import Remark, Rows

PREVIEW_ROWS = 8
_UNKNOWN = ("none", "null", "unknown")
"""What to answer, or to give an option, where a title or publisher is not known."""
_ASKED = {
    "title": "Headline",
    "publisher": "Publisher",
    "authors": "Authors, separated by semicolons",
    "published_on": "Day of publication, YYYY-MM-DD",
    "url": "Address of the original",
    "rights": "Licence of the digest",
    "language": "Language of the digest",
}
_NEEDED = ("title", "publisher", "published_on")
_DEFAULTS: Mapping[str, Any] = {
    "authors": (),
    "url": None,
    "language": "en",
    "rights": "CC-BY-4.0",
}


@dataclass(frozen=True, slots=True)
class _Received:
    """The article that a digest was made from.

    Attributes:
        text: all its text.
        meta: what it says of itself, with checksum and length.
        form: how it was received.
    """

    text: str
    meta: Metadata
    form: str


def add(
    file: Annotated[
        Path,
        Argument(
            metavar="FILE", readable=False, help="The digest: prose, with or without front matter."
        ),
    ],
    received: Annotated[
        Path | None,
        Option(
            "--from",
            metavar="RECEIVED",
            readable=False,
            help="The article as you received it: checksum, length, and a comparison.",
        ),
    ] = None,
    title: Annotated[str | None, Option(metavar="TEXT", help="The headline; or: none")] = None,
    publisher: Annotated[
        str | None, Option(metavar="NAME", help="Who published it; or: none")
    ] = None,
    author: Annotated[
        list[str] | None, Option(metavar="NAME", help="An author; give it once for each.")
    ] = None,
    published_on: Annotated[
        str | None, Option(metavar="DATE", help="Day of publication, YYYY-MM-DD.")
    ] = None,
    url: Annotated[str | None, Option(metavar="URL", help="Address of the original.")] = None,
    rights: Annotated[
        str | None,
        Option(metavar="LICENCE", help="Licence of the digest. [default: CC-BY-4.0]"),
    ] = None,
    language: Annotated[
        str | None, Option(metavar="TAG", help="Language of the digest. [default: en]")
    ] = None,
    article_id: Annotated[
        str | None,
        Option(metavar="ID", help="Its identifier. [default: proposed from the metadata]"),
    ] = None,
    seeds: Annotated[
        Path | None,
        Option(metavar="DIR", readable=False, help="The seeds' folder. [default: seeds]"),
    ] = None,
    max_rows: Annotated[
        int,
        Option(
            callback=at_least(0), metavar="N", help="Rows of each table to preview; 0 shows all."
        ),
    ] = PREVIEW_ROWS,
    force: Annotated[
        bool, Option("--force", help="Replace the digest of that identifier.")
    ] = False,
    dry_run: Annotated[bool, Option("--dry-run", help="Check and show; write nothing.")] = False,
) -> None:
    """Add an article: complete its digest's front matter, preview its rows, check it, write it.

    What is known of the article comes from the options, from the file's own front matter, and from
    the article as received; on a terminal, what is still missing is asked for. With --from, the
    digest is held against the article: no long run of its words outside quotation marks, every
    quotation word for word.

    \b
    Examples:
      readout add draft.md --from article.html
      readout add draft.md --title "Talks resume" --publisher Reuters --published-on 2024-03-05
      readout add draft.md --from article.txt --title none --publisher none --dry-run

    Exit codes: 0 added, 1 the digest must be mended first, 2 it cannot be added.
    """
    from toolkit.digests.draft import complete

    draft, source = _draft(file), _received(received)
    given = {
        "title": title,
        "publisher": publisher,
        "authors": tuple(author) if author else None,
        "published_on": published_on,
        "url": url,
        "rights": rights,
        "language": language,
        "article_id": article_id,
    }
    known = _gathered(draft, given, source)
    meta, form = complete(draft, known)
    folder = _seeds(seeds) / "articles"
    meta = _with_id(meta, file, folder, article_id)
    target = folder / f"{meta.article_id}.md"
    if target.exists() and not force:
        hint = "Choose another --article-id, or replace it with --force."
        raise UsageError("there is a digest already", where=str(target), hint=hint)
    text = _whole(meta, form, draft)
    remarks = _looked_at(text, target, source, folder.parent, max_rows)
    _finish(text, target, remarks, dry_run)


def _seeds(given: Path | None) -> Path:
    """The folder of the seeds to write to.

    Raises:
        UsageError: there is none, or only the one inside an installed program.
    """
    folder = find_seeds(given)
    if given is None and not folder.is_relative_to("seeds") and checkout() is None:
        hint = "Run it in a checkout of the project, or name a seeds folder with --seeds."
        raise UsageError("there is no folder seeds here", hint=hint)
    return folder


def _draft(file: Path) -> Draft:
    from toolkit.digests.draft import read_draft

    try:
        text = file.read_bytes().decode("utf-8")
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where=str(file)) from None
    except UnicodeDecodeError as error:
        what = f"not UTF-8 (byte {error.start + 1})"
        raise UsageError(what, where=str(file), hint="Save it as UTF-8.") from None
    draft = read_draft(text, str(file))
    if not draft.prose:
        hint = "Write what the article says, in your own words."
        raise UsageError("there is no prose in it", where=str(file), hint=hint)
    return draft


def _received(path: Path | None) -> _Received | None:
    """The article as received, with the checksum of its bytes."""
    if path is None:
        return None
    from toolkit.articles.decode import decode
    from toolkit.articles.read import read_text

    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where=str(path)) from None
    article = read_text(data, source=str(path))
    text = decode(data, str(path))
    sha = hashlib.sha256(data).hexdigest()
    meta = replace(article.meta, received_sha256=sha, received_characters=len(text))
    return _Received(text, meta, article.format)


def _gathered(draft: Draft, given: Mapping[str, Any], source: _Received | None) -> dict[str, Any]:
    """Values by key: those given, else the draft's, else the article's own, else asked for.

    Raises:
        UsageError: something is missing, and there is no terminal to ask at.
    """
    known = {key: _meant(value) for key, value in given.items() if value is not None}
    taken: dict[str, Any] = {}
    if source is not None:
        own = source.meta
        taken = {key: getattr(own, key) for key in _ASKED if key not in ("rights", "language")}
        taken = {key: value for key, value in taken.items() if value}
        known |= {
            "format": source.form,
            "received_sha256": own.received_sha256,
            "received_characters": own.received_characters,
        }
    open_keys = [key for key in _ASKED if key not in known and key not in draft.stated]
    if sys.stdin.isatty() and sys.stdout.isatty():
        for key in open_keys:
            known[key] = _ask(key, taken.get(key, _DEFAULTS.get(key)))
        return known
    for key in open_keys:
        if key in taken or key in _DEFAULTS:
            known[key] = taken.get(key, _DEFAULTS.get(key))
    told = [key for key in open_keys if key in taken]
    if told:
        print(f"From the article as received: {', '.join(told)}.")
    missing = [key for key in _NEEDED if key not in known and key not in draft.stated]
    if missing:
        options = " ".join(f"--{key.replace('_', '-')}" for key in missing)
        raise UsageError(
            f"missing: {', '.join(missing)}",
            where=draft.source,
            hint=f"Give {options}, or front matter; where a title or publisher is not known: none.",
        )
    return known


def _meant(value: Any) -> Any:
    """A value given: the words for an unknown one mean none."""
    return None if isinstance(value, str) and value.strip().lower() in _UNKNOWN else value


def _ask(key: str, proposed: Any) -> Any:
    """Ask for a value on the terminal; an empty answer takes what is proposed."""
    shown = "; ".join(proposed) if isinstance(proposed, tuple) else proposed
    default = f" [{plain(str(shown))}]" if shown else " [none]" if key != "published_on" else ""
    while True:
        answer = _answer(f"{_ASKED[key]}{default}: ")
        if not answer and (proposed or key != "published_on"):
            return proposed or _DEFAULTS.get(key)
        if key == "published_on" and not _is_day(answer):
            print("Write it as YYYY-MM-DD.")
        elif key == "authors" and _meant(answer) is not None:
            return tuple(name.strip() for name in answer.split(";") if name.strip())
        elif key == "authors":
            return ()
        else:
            return _meant(answer)


def _answer(prompt: str) -> str:
    """What is typed at the terminal.

    Raises:
        UsageError: the input ended (Ctrl-D).
    """
    try:
        return input(prompt).strip()
    except EOFError:
        print()
        hint = "Nothing was written. Options answer the questions, too."
        raise UsageError("the input ended before all was answered", hint=hint) from None


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _with_id(meta: Metadata, file: Path, folder: Path, chosen: str | None) -> Metadata:
    """The metadata with an identifier: the one given or stated, the file's name, or a proposal."""
    from toolkit.digests.draft import proposed_id, short_names
    from toolkit.digests.look import known_digests

    day = meta.published_on.isoformat() if meta.published_on else "undated"
    if meta.article_id:
        own = meta.article_id
    elif f"-{day}-" in file.stem and file.stem == file.stem.lower():
        own = file.stem
    else:
        own = proposed_id(meta, short_names([known for _, known in known_digests(folder)]))
        if chosen is None and sys.stdin.isatty() and sys.stdout.isatty():
            own = _answer(f"Identifier [{own}]: ") or own
    return replace(meta, article_id=own)


def _whole(meta: Metadata, form: str | None, draft: Draft) -> str:
    """The digest's text, read once more as a check of all its front matter."""
    from toolkit.articles.frontmatter import parse_front_matter
    from toolkit.digests.draft import digest_text

    text = digest_text(meta, form, draft.prose)
    parse_front_matter(text, draft.source)
    return text


def _looked_at(
    text: str, target: Path, source: _Received | None, seeds: Path, max_rows: int
) -> list[Remark]:
    """Print the rows that come out of the digest; what is to be said of it."""
    from toolkit.articles.read import read_text
    from toolkit.digests.look import known_digests, look_at
    from toolkit.extract.names.register import Register
    from toolkit.extract.pipeline import extract_article
    from toolkit.resources import schemas_dir
    from toolkit.schema.loader import load_declaration

    article = read_text(text.encode(), source=str(target))
    register = Register.load(seeds / "reference")
    rows = extract_article(article, register).tables
    _preview(rows, max_rows)
    others = [(path, meta) for path, meta in known_digests(target.parent) if path != target]
    declaration = load_declaration(schemas_dir())
    received = source.text if source else None
    return look_at(article, rows, declaration, others, received, _knows(register))


def _knows(register: Any) -> Callable[[str], bool]:
    return lambda person_id: person_id in register.people


def _preview(rows: Rows, max_rows: int) -> None:
    """The rows as ``readout extract`` prints them, without the table of the article itself."""
    from toolkit.package.render import print_rows

    style = Style.of(sys.stdout)
    for name, found in rows.items():
        if name in ("articles", "evidence"):
            continue
        print(style.bold(name))
        sys.stdout.write(print_rows(found, style, max_rows) if found else "(no rows)\n")
        print()


def _finish(text: str, target: Path, remarks: Sequence[Remark], dry_run: bool) -> None:
    """Say what was found, and write the digest unless something stops it."""
    from toolkit.package.replace import replaced_file

    style = Style.of(sys.stdout)
    for remark in remarks:
        word = style.red("problem") if remark.stops else style.yellow("note")
        print(f"{word}: {plain(remark.what)}. {remark.hint}".rstrip())
    if remarks:
        print()
    stopping = sum(1 for remark in remarks if remark.stops)
    if stopping:
        hint = "Nothing was written. Mend the digest and try again."
        raise DataError(plural(stopping, "problem"), where=str(target), hint=hint)
    if dry_run:
        print(f"Would write {target} ({plural(len(text.splitlines()), 'line')}).")
        return
    with replaced_file(target) as file:
        file.write(text.encode())
    name = shlex.quote(str(target))
    print(f"Wrote {target}. Next:")
    print(f"  {called()} build")
    print(f"  git add {name} datapackage")
    print(f'  git commit -m "Add {target.stem}"')
    print("  and open a pull request.")
