"""Read the entries of a web page that lists several articles, where the markup sets each apart (hentry, <article>).

Extractors of one body keep one entry of such a page without a word; so lists are found first and split by their markup.
"""

from __future__ import annotations

from lxml.html import HtmlElement

from yalu.model import key_of, squeeze
from yalu.sources.blocks import block_texts
from yalu.sources.datelines import to_edtf
from yalu.sources.drafts import Draft
from yalu.sources.dump.lines import Line, label_lines
from yalu.sources.markup import absolute
from yalu.sources.texts import fill_text

_ENTRIES = (
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' hentry ')]",
    "//article[.//h1 or .//h2 or .//h3]",
    (
        "//*[contains(concat(' ', normalize-space(@class), ' '), ' post-preview ') or contains(@class, 'post-card')"
        " or contains(concat(' ', normalize-space(@class), ' '), ' views-row ')]"
    ),
)
_TITLE = (
    ".//*[contains(@class,'entry-title') or contains(@class,'post-title') or @itemprop='headline']",
    ".//h1|.//h2|.//h3",
    ".//a[contains(@class,'title')]",
)
_ALONE = 0.6
"""Share of the text of all entries from which one of them is the article of the page, and the others point elsewhere."""


def find_entries(tree: HtmlElement) -> list[HtmlElement]:
    """Give the elements of the entries of a list; empty for a page of one article."""
    for path in _ENTRIES:
        found = [element for element in tree.xpath(path) if _title_of(element) is not None]
        outer = [
            element
            for element in found
            if not any(other is not element and element in other.iterdescendants() for other in found)
        ]
        lengths = [len(element.text_content()) for element in outer]
        if len(outer) >= 2 and max(lengths) < _ALONE * sum(lengths):
            return outer
    return []


def read_entry(entry: HtmlElement, *, base: str | None) -> Draft | None:
    """Read one entry of a list; None when it has no title or no text. Addresses are completed against `base`."""
    title = _title_of(entry)
    if title is None:
        return None
    draft = Draft(title=squeeze(title.text_content()))
    draft.tell("title", "heading of the entry", 0.95)
    link = next(iter(title.xpath("ancestor-or-self::a[@href]|.//a[@href]")), None)
    if link is not None and (url := absolute(link.get("href"), base)):
        draft.url = url
        draft.tell("url", "link of the heading", 0.95)
    _fill_marks(draft, entry)
    lines = label_lines("\n\n".join(block_texts(entry)))
    _fill_metas(draft, lines)
    fill_text(draft, _body(lines, draft.title), given={"authors"} if draft.authors else set())
    return draft if draft.paragraphs and draft.title else None


def _title_of(entry: HtmlElement) -> HtmlElement | None:
    for path in _TITLE:
        found = next((element for element in entry.xpath(path) if squeeze(element.text_content())), None)
        if found is not None:
            return found
    return None


def _fill_marks(draft: Draft, entry: HtmlElement) -> None:
    times = entry.xpath(".//time[@datetime][not(contains(@class,'updated')) or contains(@class,'published')]")
    published = next((date for element in times if (date := to_edtf(element.get("datetime")))), None)
    if published:
        draft.published = published
        draft.tell("published", "time element of the entry", 0.95)
    for name, rel in (("categories", "category"), ("tags", "tag")):
        links = [link for link in entry.xpath(".//a[@rel]") if rel in link.get("rel").split()]
        terms = tuple(
            dict.fromkeys(
                squeeze(link.text_content())
                for link in links
                if name == "categories" or "category" not in link.get("rel")
            )
        )
        if terms:
            setattr(draft, name, terms)
            draft.tell(name, f"links of rel={rel} in the entry", 0.95)


def _fill_metas(draft: Draft, lines: list[Line]) -> None:
    metas = [line.meta for line in lines if line.meta]
    for strength in ("strong", "plain", "bare", "poster"):
        names = next((meta.authors for meta in metas if meta.strength == strength and meta.authors), ())
        if names:
            draft.authors = names
            draft.tell("authors", f"{strength} byline in the entry", 0.85)
            break
    if not draft.published and (
        date := next((date.value for meta in metas for date in meta.dates if date.value), None)
    ):
        draft.published = date
        draft.tell("published", "date line in the entry", 0.9)
    if not draft.categories:
        draft.categories = next((meta.categories for meta in metas if meta.categories), ())


def _body(lines: list[Line], title: str) -> list[str]:
    """Give the text of the entry, with the link to the rest as its last line."""
    texts = [
        line.text
        for line in lines
        if line.kind in ("prose", "note", "credit", "item") or (line.kind == "short" and line.key != key_of(title))
    ]
    more = [line.text for line in lines if line.kind == "more"]
    return [*texts, *more[-1:]]
