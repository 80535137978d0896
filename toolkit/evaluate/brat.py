"""Gold from brat standoff annotations (https://brat.nlplab.org/standoff.html).

A folder holds ``text/NAME.txt`` and ``attributions/NAME_XXXX.ann``, where ``XXXX`` (four
hexadecimal digits) is an annotator; or ``NAME.txt`` beside ``NAME.ann``. Of several annotators'
files the first in sorted order that is not empty is read. An event (``E`` line) is an attribution:
its arguments ``Source``, ``Cue`` and ``Content`` (also ``Content2``, ...) name text-bound
annotations (``T`` lines), whose spans may be discontinuous. This is the form of PolNeAR (Newell,
Margolin and Ruths, LREC 2018).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from toolkit.articles.decode import decode
from toolkit.errors import DataError, UsageError
from toolkit.evaluate.model import Corpus, GoldArticle, GoldAttribution, Span

_ANNOTATOR = re.compile(r"_[0-9a-f]{4}$")
_LINE = re.compile(r"[TE]\d+(?:\t| +[A-Za-z]\w*[ :](?:\d+ \d|[TE]\d))")
"""A span or an event, also one that has lost its tabs."""
_NUMBER = re.compile(r"\d+$")
_HINT = "brat wants: T1<tab>Type START END[;START END]<tab>words, and E1<tab>Type:T1 Role:T2."


def read_brat(folder: Path, name: str) -> Corpus:
    """The annotated articles of a folder, sorted by name.

    Args:
        folder: the folder.
        name: what to call the corpus.

    Raises:
        UsageError: it holds no text, or none that is annotated, or a file cannot be read.
        DataError: an annotation is damaged.
    """
    texts = _folder(folder, "text")
    files = {path.stem: path for path in sorted(texts.glob("*.txt"))}
    annotated = _annotations(_folder(folder, "attributions"), files)
    if not annotated:
        raise UsageError(
            "no annotated articles here",
            where=str(folder),
            hint="Wanted: text/NAME.txt and attributions/NAME.ann, or NAME.txt beside NAME.ann.",
        )
    articles = []
    doubts: list[str] = []
    for stem, path in files.items():
        if stem in annotated:
            text = decode(read_bytes(path), str(path))
            found = _read_ann(annotated[stem], text, doubts)
            articles.append(GoldArticle(stem, str(path), text, attributions=found))
    left = tuple(stem for stem in files if stem not in annotated)
    return Corpus(name, "brat", tuple(articles), left, tuple(doubts))


def read_bytes(path: Path) -> bytes:
    """A file's bytes.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where=str(path)) from None


def _folder(folder: Path, name: str) -> Path:
    return folder / name if (folder / name).is_dir() else folder


def _annotations(folder: Path, texts: Mapping[str, Path]) -> dict[str, Path]:
    """The file that annotates each text."""
    found: dict[str, Path] = {}
    for path in sorted(folder.glob("*.ann")):
        if path.stat().st_size:
            for stem in {path.stem, _ANNOTATOR.sub("", path.stem)}:
                if stem in texts:
                    found.setdefault(stem, path)
    return found


def _read_ann(path: Path, text: str, doubts: list[str]) -> tuple[GoldAttribution, ...]:
    spans: dict[str, list[Span]] = {}
    events: list[tuple[int, list[list[str]]]] = []
    lines = decode(read_bytes(path), str(path)).split("\n")
    for number, line in enumerate(lines, start=1):
        if not _LINE.match(line):
            continue  # a note, a relation, or the rest of a span's words
        where = f"{path}:{number}"
        key, *values = line.rstrip("\r").split("\t")
        if not values:
            raise DataError("no tab after the identifier", where=where, hint=_HINT)
        if key.startswith("T"):
            spans[key] = _spans(values[0], len(text), where)
            if doubt := _other_words(text, spans[key], values[1:]):
                doubts.append(f"{path.name}:{number}: {doubt}")
        else:
            events.append((number, [part.split(":", 1) for part in values[0].split()]))
    found = (_attribution(arguments, spans, f"{path}:{n}") for n, arguments in events)
    return tuple(one for one in found if one.contents)


def _other_words(text: str, spans: Sequence[Span], words: Sequence[str]) -> str:
    """What to say where an annotation repeats other words than stand in its span.

    Blanks do not count: brat writes line breaks as blanks, other tools leave the rest after one to
    the next line of the file.
    """
    stated = "".join(words[0].split()) if words else ""
    there = " ".join(text[start:end] for start, end in spans)
    if "".join(there.split()).startswith(stated):
        return ""
    return f"at {spans[0][0]} stands “{there[:40]}”, not “{words[0][:40]}”; is it of this text?"


def _spans(value: str, length: int, where: str) -> list[Span]:
    try:
        pairs = [tuple(map(int, pair.split())) for pair in value.split(" ", 1)[1].split(";")]
        spans = [(start, end) for start, end in pairs]
    except (ValueError, IndexError):
        raise DataError(f"not a span: {value!r}", where=where, hint=_HINT) from None
    for start, end in spans:
        if not 0 <= start <= end <= length:
            raise DataError(
                f"the span {start} {end} is not inside the text of {length} characters",
                where=where,
                hint="Offsets count code points; is it this text's annotation?",
            )
    return spans


def _attribution(
    arguments: list[list[str]], spans: Mapping[str, list[Span]], where: str
) -> GoldAttribution:
    roles: dict[str, set[Span]] = {"source": set(), "content": set()}
    for argument in arguments[1:]:
        if len(argument) != 2:
            raise DataError(f"not an argument: {argument[0]!r}", where=where, hint=_HINT)
        role = _NUMBER.sub("", argument[0]).lower()
        if role not in roles:
            continue
        if argument[1] not in spans:
            raise DataError(f"no span {argument[1]}", where=where, hint=_HINT)
        roles[role] |= set(spans[argument[1]])
    return GoldAttribution(tuple(sorted(roles["source"])), tuple(sorted(roles["content"])))
