"""Read one entry of a list of articles: its title, address, who wrote it, when, under what, and whether it is whole.

Extractors of one body keep one entry of such a page without a word; so lists are found first and split by their markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml.html import HtmlElement

from yalu.model import key_of, squeeze
from yalu.sources.blocks import block_texts
from yalu.sources.bymarks import settle_nested
from yalu.sources.datelines import to_edtf
from yalu.sources.drafts import Draft
from yalu.sources.dump.lines import Line, label_lines
from yalu.sources.entries import Listed
from yalu.sources.markup import absolute
from yalu.sources.texts import fill_text

_CLASS = "contains(concat(' ', normalize-space(@class), ' '), ' {} ')"
_CONTENT = " or ".join(
    _CLASS.format(name) for name in ("entry-content", "e-content", "post-content", "post-body", "entry", "entry-body")
)
_WHOLE = f".//*[{_CONTENT} or @itemprop='articleBody']"
_SUMMARY = (
    ".//*[contains(@class,'summary') or contains(@class,'excerpt') or contains(@class,'description') or contains(@class,'teaser')"
    " or @itemprop='description']"
)
_AUTHOR = (
    ".//*[@rel='author' or @itemprop='author' or contains(@class,'author') or contains(@class,'byline')"
    " or self::a[contains(@href,'/@') or contains(@href,'/author/') or contains(@href,'/authors/')]]"
)
_DATE = ".//time[not(contains(@class,'updated')) or contains(@class,'published')]|.//*[@itemprop='datePublished' or contains(@class,'published')]"
_MARKS = f"{_AUTHOR}|{_DATE}|.//a[@rel][contains(@rel,'tag') or contains(@rel,'category')]|.//button|.//label|.//form"
_TERMS = (
    ("categories", ".//a[contains(concat(' ', @rel, ' '), ' category ')]", "links of rel=category"),
    ("tags", ".//a[contains(concat(' ', @rel, ' '), ' tag ')][not(contains(@rel, 'category'))]", "links of rel=tag"),
    ("categories", ".//*[contains(@class,'p-category') or contains(@class,'categories') or contains(@class,'primary-tag')]", "class of the link"),
)  # fmt: skip
_LONGEST_NAMES = 160


def read_entry(entry: Listed, *, base: str | None, publication: str | None = None) -> Draft | None:
    """Read one entry of a list; None when it has no title or no text. Addresses are completed against `base`."""
    draft = Draft(title=squeeze(entry.title.text_content()))
    draft.tell("title", "heading of the entry", 0.95)
    link = next(iter(entry.title.xpath("ancestor-or-self::a[@href]|.//a[@href]")), None)
    if link is not None and (url := absolute(link.get("href"), base)):
        draft.url = url
        draft.tell("url", "link of the heading", 0.95)
    lines = label_lines("\n\n".join(block_texts(entry.element)))
    _fill_marks(draft, entry.element, publication)
    _fill_metas(draft, lines)
    whole, body = _body(entry, draft.title)
    more = [line.text for line in lines if line.kind == "more"]
    fill_text(draft, [*body, *more[-1:]], given={"authors"} if draft.authors else set())
    _judge_whole(draft, entry.element, whole)
    return draft if draft.paragraphs and draft.title else None


def _fill_marks(draft: Draft, entry: HtmlElement, publication: str | None) -> None:
    dates = (_date_of(element) for element in entry.xpath(_DATE))
    if published := next(filter(None, dates), None):
        draft.published = published
        draft.tell("published", "date marked in the entry", 0.95)
    if names := _marked_names(entry, publication):
        draft.authors = names
        draft.tell("authors", "author marked in the entry", 0.85)
    for name, path, by in _TERMS:
        terms = tuple(dict.fromkeys(squeeze(link.text_content()) for link in entry.xpath(path)))
        if any(terms) and not getattr(draft, name):
            setattr(draft, name, tuple(filter(None, terms)))
            draft.tell(name, f"{by} in the entry", 0.9)


def _date_of(element: HtmlElement) -> str | None:
    given = (element.get(name) for name in ("datetime", "content", "title"))
    return next((date for text in (*given, element.text_content()) if text and (date := to_edtf(text))), None)


def _marked_names(entry: HtmlElement, publication: str | None) -> tuple[str, ...]:
    """Give the people that marks of the entry name; the account of the site itself is no author."""
    found = {key_of(name): name for _, names in settle_nested(entry.xpath(_AUTHOR)) for name in names}
    return tuple(name for key, name in found.items() if key != key_of(publication or ""))


def _fill_metas(draft: Draft, lines: list[Line]) -> None:
    metas = [line.meta for line in lines if line.meta]
    strengths = ("strong",) if draft.authors else ("strong", "plain", "bare", "poster")
    for strength in strengths:
        names = next((meta.authors for meta in metas if meta.strength == strength and meta.authors), ())
        if names and names != draft.authors:
            draft.authors = names
            draft.tell("authors", f"{strength} byline in the entry", 0.85)
            break
    if not draft.published and (
        date := next((date.value for meta in metas for date in meta.dates if date.value), None)
    ):
        draft.published = date
        draft.tell("published", "date line in the entry", 0.9)
    if not draft.categories and not draft.tags:
        draft.categories = next((meta.categories for meta in metas if meta.categories), ())


def _body(entry: Listed, title: str) -> tuple[bool, list[str]]:
    """Give whether an element of the entry is marked as the text, and the lines of the text."""
    marked = next((one for one in entry.element.xpath(_WHOLE) if squeeze(one.text_content())), None)
    if marked is not None:
        kinds, element = {"prose", "note", "credit", "item", "short"}, marked
    else:
        kinds, element = {"prose", "note", "credit"}, _without_marks(entry)
    lines = label_lines("\n\n".join(block_texts(element)))
    return marked is not None, [line.text for line in lines if _is_text(line, kinds, title)]


def _is_text(line: Line, kinds: set[str], title: str) -> bool:
    byline = line.kind == "meta" and line.meta is not None and line.meta.strength == "strong"
    return (line.kind in kinds and line.key != key_of(title)) or byline


def _without_marks(entry: Listed) -> HtmlElement:
    """Give a copy of an entry without its title, names, dates and terms."""
    place = list(entry.element.iter()).index(entry.title)
    copied = deepcopy(entry.element)
    title = list(copied.iter())[place]
    for element in (title, *_marks_of(copied)):
        if element.getparent() is not None:
            element.drop_tree()
    return copied


def _marks_of(entry: HtmlElement) -> Iterator[HtmlElement]:
    """Give the elements of names, dates and terms; one that holds running text is no mark."""
    return (one for one in entry.xpath(_MARKS) if len(squeeze(one.text_content())) <= _LONGEST_NAMES)


def _judge_whole(draft: Draft, entry: HtmlElement, whole: bool) -> None:
    """Say of an entry without a link to its rest whether it is the whole article."""
    if not draft.complete:
        return
    if not whole and entry.xpath(_SUMMARY):
        draft.complete = False
        draft.tell("complete", "marked as a summary", 0.9)
    elif not whole and len(draft.paragraphs) == 1:
        draft.complete = False
        draft.tell("complete", "one paragraph of a list, not marked as the text", 0.7)
    else:
        draft.tell("complete", "marked as the text" if whole else "several paragraphs, no link to the rest", 0.85)
