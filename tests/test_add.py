"""``readout add``: front matter completed, rows previewed, checks run, the digest put in place."""

from __future__ import annotations

import hashlib
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from seed_support import DIGESTS, RECEIVED, ROOT, front_matter, needs_received
from typer.testing import CliRunner, Result

from toolkit.articles.frontmatter import parse_front_matter
from toolkit.articles.model import Metadata
from toolkit.commands.app import app
from toolkit.digests.draft import digest_text, proposed_id, read_draft, settings, short_names
from toolkit.digests.overlap import copied

ARTICLE = """Merkel, Modi talk climate

BERLIN, March 4 - It was late in the evening when the two heads of government finally picked up
their telephones, a full week after their aides had first proposed such a conversation to them.
“We are on the same side,” Ms. Merkel said. The call took about 35 minutes.
"""
PROSE = """Chancellor Angela Merkel of Germany spoke by telephone with Prime Minister Narendra Modi
of India on Monday about climate change. “We are on the same side,” Ms. Merkel said. The two talked
for about 35 minutes.
"""
FACTS = (
    "--title",
    "Merkel, Modi talk climate",
    "--publisher",
    "Reuters",
    "--published-on",
    "2019-03-04",
)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with seeds, a draft and the article that it was made from."""
    (tmp_path / "seeds" / "articles").mkdir(parents=True)
    (tmp_path / "seeds" / "reference").symlink_to(ROOT / "seeds" / "reference")
    (tmp_path / "draft.md").write_text(PROSE, encoding="utf-8")
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def readout(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["add", *map(str, arguments)])


def added(house: Path) -> list[str]:
    return sorted(path.name for path in (house / "seeds" / "articles").iterdir())


def test_a_digest_is_added_by_options_alone(house: Path) -> None:
    result = readout(
        "draft.md", *FACTS, "--author", "Ann Lee", "--author", "Bo Ek", "--from", "article.txt"
    )
    assert result.exit_code == 0, result.output
    assert added(house) == ["reuters-2019-03-04-merkel-modi-talk.md"]
    text = (house / "seeds" / "articles" / added(house)[0]).read_text(encoding="utf-8")
    front = parse_front_matter(text, "digest")
    sha = hashlib.sha256(ARTICLE.encode()).hexdigest()
    assert front.values == Metadata(
        article_id="reuters-2019-03-04-merkel-modi-talk",
        title="Merkel, Modi talk climate",
        publisher="Reuters",
        authors=("Ann Lee", "Bo Ek"),
        published_on=front.values.published_on,
        rights="CC-BY-4.0",
        received_sha256=sha,
        received_characters=len(ARTICLE),
    )
    assert str(front.values.published_on) == "2019-03-04"
    assert text[front.body :] == f"\n{PROSE}"
    assert "2019-03-04-merkel-modi" in result.stdout  # the call's row
    assert "35" in result.stdout
    assert "build\n" in result.stdout
    assert "git add seeds/articles/reuters-2019-03-04-merkel-modi-talk.md" in result.stdout


def test_everything_missing_is_said_at_once(house: Path) -> None:
    result = readout("draft.md")
    assert result.exit_code == 2
    assert "missing: title, publisher, published_on" in result.stderr
    assert "--title --publisher --published-on" in result.stderr
    assert added(house) == []


def test_front_matter_of_the_draft_is_kept_and_options_stand_above_it(house: Path) -> None:
    (house / "draft.md").write_text(
        f'---\ntitle: "One: two"\npublished_on: 2019-03-04\nauthors:\n  - Ann Lee\n---\n\n{PROSE}'
    )
    result = readout("draft.md", "--publisher", "none", "--published-on", "2019-03-05")
    assert result.exit_code == 0, result.output
    text = (house / "seeds" / "articles" / "news-2019-03-05-one-two.md").read_text()
    values = parse_front_matter(text, "digest").values
    assert (values.title, values.publisher, values.authors) == ("One: two", None, ("Ann Lee",))


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("titel: x", "unknown front matter key 'titel'"),
        ("published_on: tomorrow", "'tomorrow' is not a date"),
        ("title: x\ntitle: y", "stands twice"),
        ("- x", "not a key of front matter"),
    ],
)
def test_bad_front_matter_is_named(house: Path, front: str, said: str) -> None:
    (house / "draft.md").write_text(f"---\n{front}\n---\n\n{PROSE}")
    facts = [] if "published_on" in front or "title" in front else FACTS
    result = readout("draft.md", *facts, "--publisher", "none", *_rest(front))
    assert result.exit_code == 2
    assert said in result.stderr
    assert added(house) == []


def _rest(front: str) -> tuple[str, ...]:
    if "published_on" in front:
        return ("--title", "none")
    return ("--published-on", "2019-03-04") if "title" in front else ()


def test_sentences_of_the_article_stop_it(house: Path) -> None:
    taken = "a full week after their aides had first proposed such a conversation"
    (house / "draft.md").write_text(f"{PROSE}\nThey spoke {taken.upper()}, it was said.\n")
    result = readout("draft.md", *FACTS, "--from", "article.txt")
    assert result.exit_code == 1
    assert "problem: 12 words in a row stand in the article, too" in result.stdout
    assert taken.upper() in result.stdout
    assert "1 problem" in result.stderr
    assert added(house) == []


def test_misquotations_are_noted_with_the_articles_words(house: Path) -> None:
    (house / "draft.md").write_text(PROSE.replace("the same side", "one and the same side"))
    out = readout("draft.md", *FACTS, "--from", "article.txt", "--dry-run").stdout
    assert "the article does not have the quotation “We are on one and the same side,”" in out
    assert "nearest: “We are on the same side”" in out


def test_what_the_rows_lack_is_noted(house: Path) -> None:
    (house / "draft.md").write_text("The harbour of Bergen was closed on Monday for two hours.\n")
    out = readout("draft.md", *FACTS, "--dry-run").stdout
    assert "note: no call was found" in out
    assert "note: not compared with the article" in out
    (house / "draft.md").write_text(
        "Prime Minister Narendra Modi of India had once spoken by telephone with President Zorbo "
        "Quixly of Germany.\n"
    )
    out = readout("draft.md", *FACTS, "--dry-run").stdout
    assert "has no date" in out
    assert "Zorbo Quixly is not in the register" in out


def test_nothing_is_overwritten_and_no_article_added_twice(house: Path) -> None:
    first = readout("draft.md", *FACTS, "--article-id", "one-2019-03-04-a", "--from", "article.txt")
    assert first.exit_code == 0
    place = house / "seeds" / "articles" / "one-2019-03-04-a.md"
    before = place.read_bytes()
    again = readout("draft.md", *FACTS, "--article-id", "one-2019-03-04-a")
    assert again.exit_code == 2
    assert "there is a digest already" in again.stderr
    twin = readout("draft.md", *FACTS, "--article-id", "two-2019-03-04-a", "--from", "article.txt")
    assert twin.exit_code == 1
    assert "was made from the same text" in twin.stdout
    assert place.read_bytes() == before
    (house / "draft.md").write_text(PROSE.replace("climate change", "the climate"))
    forced = readout("draft.md", *FACTS, "--article-id", "one-2019-03-04-a", "--force")
    assert forced.exit_code == 0, forced.output
    assert place.read_bytes() != before
    assert added(house) == ["one-2019-03-04-a.md"]


def test_a_dry_run_writes_nothing(house: Path) -> None:
    result = readout("draft.md", *FACTS, "--dry-run")
    assert result.exit_code == 0
    assert "Would write seeds/articles/reuters-2019-03-04-merkel-modi-talk.md" in result.stdout
    assert added(house) == []


@pytest.mark.parametrize(
    "content", [b"", b"---\ntitle: x\n---\n\n", b"\xff\xfe\x01", b"---\ntitle: x\n"]
)
def test_a_file_that_is_no_digest_is_refused(house: Path, content: bytes) -> None:
    (house / "draft.md").write_bytes(content)
    result = readout("draft.md", *FACTS)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.output
    assert readout("missing.md", *FACTS).exit_code == 2
    assert readout("draft.md", *FACTS, "--from", "missing.txt").exit_code == 2


def test_a_terminal_is_asked_for_what_is_missing(house: Path) -> None:
    answers = ["", "Reuters", "Ann Lee; Bo Ek", "4 March", "2019-03-04", "", "", "", ""]
    (house / "page.html").write_text(
        "<html><head><title>Merkel, Modi talk climate</title></head><body><article><h1>"
        f"Merkel, Modi talk climate</h1><p>{ARTICLE}</p></article></body></html>"
    )
    out = at_terminal(
        [sys.executable, "-m", "toolkit", "add", "draft.md", "--from", "page.html"], answers
    )
    assert "Headline [Merkel, Modi talk climate]: " in out
    assert "Write it as YYYY-MM-DD." in out
    assert "Identifier [reuters-2019-03-04-merkel-modi-talk]: " in out
    assert added(house) == ["reuters-2019-03-04-merkel-modi-talk.md"]
    text = (house / "seeds" / "articles" / added(house)[0]).read_text()
    values = parse_front_matter(text, "digest").values
    assert values.authors == ("Ann Lee", "Bo Ek")
    assert values.language == "en"


def test_an_installed_program_does_not_write_into_itself(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (house / "elsewhere").mkdir()
    monkeypatch.chdir(house / "elsewhere")
    monkeypatch.setattr("toolkit.commands.add.checkout", lambda: None)
    result = readout("../draft.md", *FACTS)
    assert result.exit_code == 2
    assert "there is no folder seeds here" in result.stderr
    assert readout("../draft.md", *FACTS, "--seeds", "../seeds").exit_code == 0


def test_the_end_of_input_ends_it(house: Path) -> None:
    out = at_terminal([sys.executable, "-m", "toolkit", "add", "draft.md"], ["X", "\x04"])
    assert "error: the input ended before all was answered. Nothing was written." in out
    assert added(house) == []


def at_terminal(command: list[str], answers: list[str]) -> str:
    """What a program prints on a terminal at which the answers are given, each when it is asked."""
    own, other = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "200"}
    process = subprocess.Popen(command, stdin=other, stdout=other, stderr=other, env=environment)
    os.close(other)
    said, left, deadline = b"", list(answers), time.monotonic() + 60
    while time.monotonic() < deadline:
        if select.select([own], [], [], 0.2)[0]:
            try:
                piece = os.read(own, 65536)
            except OSError:
                break
            said += piece
            if left and said.endswith(b": "):
                os.write(own, f"{left.pop(0)}\n".encode())
        elif process.poll() is not None:
            break
    process.kill()
    process.wait()
    os.close(own)
    return said.decode()


@needs_received
@pytest.mark.shared
@pytest.mark.parametrize("path", sorted(DIGESTS.glob("*.md")), ids=lambda p: p.stem)
def test_our_digests_could_be_added_again(path: Path, house: Path) -> None:
    keys, prose = front_matter(path)
    (house / "draft.md").write_text(prose, encoding="utf-8")
    source = next(
        file
        for file in RECEIVED.glob("*.txt")
        if hashlib.sha256(file.read_bytes()).hexdigest() == keys["received_sha256"]
    )
    whole = parse_front_matter(path.read_text(encoding="utf-8"), path.name).values
    options = ["--title", whole.title or "none", "--publisher", whole.publisher or "none"]
    options += ["--published-on", keys["published_on"], "--article-id", path.stem]
    for name in whole.authors:
        options += ["--author", name]
    if whole.url:
        options += ["--url", whole.url]
    result = readout("draft.md", "--from", source, *options)
    assert result.exit_code == 0, result.output
    assert "problem" not in result.stdout
    assert "does not have the quotation" not in result.stdout
    written = (house / "seeds" / "articles" / path.name).read_text(encoding="utf-8")
    assert parse_front_matter(written, path.name).values == whole
    assert written.split("---\n", 2)[2] == path.read_text(encoding="utf-8").split("---\n", 2)[2]


TEXTS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(
    lambda text: bool(text.strip())
)


@given(
    title=TEXTS | st.sampled_from(["null", "no", "1: 2", "- x", "'a'", '"b"', "#", "2020-01-01"]),
    author=TEXTS,
)
def test_front_matter_is_read_as_it_was_written(title: str, author: str) -> None:
    title, author = " ".join(title.split()), " ".join(author.split())
    meta = Metadata(article_id="a-b", title=title, authors=(author,), rights="CC-BY-4.0")
    meta = parse_front_matter(
        digest_text(meta, "text", "Prose.").replace(
            "published_on: null", "published_on: 2020-01-01"
        ),
        "digest",
    ).values
    assert meta.title == title
    assert meta.authors == (author,)


def test_identifiers_follow_the_convention() -> None:
    known = [Metadata("nyt-2020-01-01-x", publisher="The New York Times")]
    day = parse_front_matter(
        "---\ntitle: x\npublisher: y\npublished_on: 2024-03-05\nrights: z\n---\n", "x"
    ).values.published_on
    for publisher, title, expected in (
        ("The New York Times", "Café’s End Is Near", "nyt-2024-03-05-cafes-end-near"),
        ("Financial Times", "U.S. and China", "ft-2024-03-05-china"),
        (None, None, "news-2024-03-05-article"),
    ):
        meta = Metadata("", title=title, publisher=publisher, published_on=day)
        assert proposed_id(meta, {} if publisher != "The New York Times" else short_names(
            [Metadata("nyt-2020-01-01-x", publisher=publisher, published_on=known[0].published_on)]
        )) == expected  # fmt: skip


WORDS = st.lists(st.sampled_from("call trade said the of leader “ ” , talks".split()), max_size=60)


@given(digest=WORDS, article=WORDS)
def test_copied_passages_are_those_that_stand_in_both(
    digest: list[str], article: list[str]
) -> None:
    longest = settings()["longest_run"]
    found = copied(" ".join(digest), " ".join(article), longest)
    bare = [word for word in article if word.isalnum()]
    whole = f" {' '.join(bare)} "
    for passage in found:
        words = [word for word in passage.wording.split() if word.isalnum()]
        assert len(words) == passage.words > longest
        for i in range(len(words) - longest):
            assert f" {' '.join(words[i : i + longest + 1])} " in whole


def test_nothing_is_copied_in_quotation_marks() -> None:
    text = "one two three four five six seven eight nine ten"
    assert copied(f"He said “{text}” again", text, 8) == []
    assert [item.words for item in copied(f"He said {text} again", text, 8)] == [10]
    assert copied(text.replace("five", "fünf"), text, 8) == []
    assert [item.words for item in copied(text, f"<p>{text.upper()}</p>", 8)] == [10]


def test_drafts_are_cut_into_keys_and_prose() -> None:
    draft = read_draft("\ufeff---\r\ntitle: x\r\nauthors:\r\n  - A\r\n---\r\nProse.\r\n", "d")
    assert draft.stated == {"title": "title: x\n", "authors": "authors:\n  - A\n"}
    assert draft.prose == "Prose."
    assert yaml.safe_load("".join(draft.stated.values())) == {"title": "x", "authors": ["A"]}
