"""The page of ``--html`` shows every row, and every word where it stands in the article."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from view_support import Page, ShownArticle

from toolkit.articles.read import read_articles
from toolkit.extract.evidence import as_text
from toolkit.extract.names.register import default_register
from toolkit.extract.pipeline import ArticleResult, extract_article
from toolkit.resources import schemas_dir
from toolkit.schema.loader import load_declaration
from toolkit.view.html import page
from toolkit.view.rows import LETTERS, row_key
from toolkit.view.rules import sentence
from toolkit.view.text import shortened, visible

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = [ROOT / "seeds" / "articles", ROOT / "tests" / "data" / "articles"]
DECLARATION = load_declaration(schemas_dir())


def rendered(results: Sequence[ArticleResult], wanted: Sequence[str] = ()) -> str:
    return "".join(page(results, DECLARATION, wanted or list(DECLARATION.tables)))


@pytest.fixture(scope="module")
def results() -> list[ArticleResult]:
    articles = [article for folder in FOLDERS for article in read_articles(folder)]
    return [extract_article(article, default_register()) for article in articles]


@pytest.fixture(scope="module")
def shown(results: list[ArticleResult]) -> Page:
    return Page(rendered(results))


@pytest.fixture(scope="module")
def pairs(results: list[ArticleResult], shown: Page) -> list[tuple[ArticleResult, ShownArticle]]:
    assert len(results) >= 9
    return list(zip(results, shown.articles, strict=True))


Pairs = list[tuple[ArticleResult, ShownArticle]]


def test_the_text_is_the_clean_text(pairs: Pairs) -> None:
    for result, article in pairs:
        assert article.text == result.article.text
        kinds = [str(block.kind) for block in result.article.blocks]
        assert [kind or "prose" for kind in article.kinds] == kinds


def test_every_row_and_cell_is_shown(pairs: Pairs) -> None:
    for result, article in pairs:
        expected = {
            (table, row_key(DECLARATION.tables[table], row)): row
            for table in LETTERS
            for row in result.tables[table]
        }
        assert article.rows.keys() == expected.keys()
        for key, row in expected.items():
            cells = article.rows[key]
            assert tuple(cells) == DECLARATION.tables[key[0]].field_names
            for name, cell in cells.items():
                assert cell.value == as_text(row[name])
                assert cell.null == (row[name] is None)


def test_every_piece_of_evidence_is_shown(pairs: Pairs) -> None:
    counted = 0
    for result, article in pairs:
        for row in result.tables["evidence"]:
            cell = article.rows[row["table_name"], row["row_id"]][row["field_name"]]
            places = {(link.start, link.end, link.rule) for link in cell.links}
            assert (row["start_char"], row["end_char"], row["rule"]) in places
            counted += 1
    assert counted > 100


def test_every_quotation_and_figure_names_its_words_and_rule(pairs: Pairs) -> None:
    spans = {"quotes": ("quote_id", "content"), "figures": ("figure_id", "surface")}
    for result, article in pairs:
        for table, (key, column) in spans.items():
            for row in result.tables[table]:
                (link,) = article.rows[table, row[key]][column].links
                assert (link.start, link.end) == (row["start_char"], row["end_char"])
                assert link.rule, f"{table} {row[key]} was read by no rule"
        for quote in result.tables["quotes"]:
            if quote["speaker_start_char"] is not None:
                cell = article.rows["quotes", quote["quote_id"]]["speaker_as_written"]
                assert [link.start for link in cell.links] == [quote["speaker_start_char"]]


def test_links_and_pieces_of_the_text_are_the_slices(results: list[ArticleResult]) -> None:
    for result in results:
        parsed = Page(rendered([result]))
        text = result.article.text
        numbers: dict[str, tuple[int, int]] = {}
        for tag, own in parsed.elements:
            if tag == "a" and own.get("class") == "w":
                span = (int(str(own["data-start"])), int(str(own["data-end"])))
                assert numbers.setdefault(str(own["data-w"]), span) == span
        for number, (start, end) in numbers.items():
            pieces = [said for words, said in parsed.articles[0].pieces if number in words]
            assert "".join(pieces) == text[start:end]
        for cells in parsed.articles[0].rows.values():
            for cell in cells.values():
                for link in cell.links:
                    assert link.shown == shortened(text[link.start : link.end], 72)


def test_links_lead_somewhere_and_identifiers_are_unique(shown: Page) -> None:
    identifiers = [own["id"] for _, own in shown.elements if "id" in own]
    assert len(identifiers) == len(set(identifiers))
    targets = [str(own["href"]) for tag, own in shown.elements if tag == "a"]
    inner = [target[1:] for target in targets if target.startswith("#")]
    assert len(inner) > 200
    assert set(inner) <= set(identifiers)


def test_a_click_on_chief_words_leads_to_their_row(shown: Page, pairs: Pairs) -> None:
    """Pieces that carry a tag link to a row that rests on them."""
    cards = {str(own["id"]): own for _, own in shown.elements if own.get("class") == "card"}
    pieces = [own for _, own in shown.elements if own.get("class") == "s"]
    assert pieces
    for own in pieces:
        card = cards[str(own["href"])[1:]]
        assert set(str(own["data-w"]).split()) & set(str(card["data-w"]).split())


def test_each_span_can_be_reached_once_by_keyboard(shown: Page, pairs: Pairs) -> None:
    pieces = [own for _, own in shown.elements if own.get("class") == "s"]
    stops = [own for own in pieces if "tabindex" not in own]
    starts = {
        (number, link.start)
        for number, (_, article) in enumerate(pairs)
        for cells in article.rows.values()
        for cell in cells.values()
        for link in cell.links
    }
    assert len(stops) == len(starts)
    assert len(stops) < len(pieces), "long words cut in pieces are one stop"


def test_metadata_and_picker(pairs: Pairs, shown: Page) -> None:
    for result, article in pairs:
        meta = result.article.meta
        for fact in (meta.article_id, meta.title, meta.publisher, *meta.authors, meta.rights):
            assert fact is None or visible(fact) in article.about
        assert Path(result.article.source).name in article.about
    options = [own["value"] for tag, own in shown.elements if tag == "option"]
    assert options == [f"a{number}" for number in range(1, len(pairs) + 1)]
    one = Page(rendered([pairs[0][0]]))
    assert "select" not in {tag for tag, _ in one.elements}


def test_only_the_tables_wanted(results: list[ArticleResult]) -> None:
    source = rendered(results[:2], ["calls", "quotes"])
    parsed = Page(source)
    assert {table for a in parsed.articles for table, _ in a.rows} == {"calls", "quotes"}
    identifiers = {own.get("id") for _, own in parsed.elements}
    assert {"show-C", "show-Q"} <= identifiers
    assert not {"show-P", "show-T", "show-F", "a1-T"} & identifiers
    assert parsed.articles[0].text == results[0].article.text


def test_rules_say_what_they_read(results: list[ArticleResult]) -> None:
    source = rendered(results)
    table = source[source.index('<section class="rules"') :]
    said = sentence("figures", "money")
    assert said == "A currency mark before an amount."
    assert said in table
    beside, weekday = sentence("calls", "date-beside"), sentence("calls", "weekday")
    assert sentence("calls", "date-beside.weekday") == f"{beside} {weekday}"
    assert sentence("quotes", "no-such-rule") is None
    assert sentence("people", "money") is None


def test_no_article() -> None:
    parsed = Page(rendered([]))
    assert parsed.articles == []
    assert "No article was read." in rendered([])


def test_every_rule_beside_a_cell_leads_to_its_sentence(results: list[ArticleResult]) -> None:
    source = rendered(results)
    parsed = Page(source)
    identifiers = {own.get("id") for _, own in parsed.elements}
    links = [own for tag, own in parsed.elements if tag == "a" and own.get("class") == "rule"]
    assert len(links) > 20
    assert {str(own["href"]).removeprefix("#") for own in links} <= identifiers
    assert any(own.get("title") == sentence("calls", "medium-telephone") for own in links)


def test_sentences_around_words_are_marked_faintly(results: list[ArticleResult]) -> None:
    parsed = Page(rendered(results))
    marks = [str(own.get("class")) for _, own in parsed.elements if own.get("class")]
    faint = [own for _, own in parsed.elements if str(own.get("class")).endswith(" wide")]
    assert faint
    assert not any(own.get("data-tag") for own in faint)
    assert {"k kC", "k kP", "k kT", "k kQ", "k kF"} <= set(marks)
