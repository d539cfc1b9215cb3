"""Gather what the markup of a web page says of its article: Highwire tags, JSON-LD, OpenGraph, plain meta, visible marks.

Each value comes with the place it was found, in order of trust; a field is surer when two places agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from lxml.html import HtmlElement

from yalu.model import key_of, squeeze
from yalu.sources.bymarks import people_in, settle_nested
from yalu.sources.datelines import to_edtf
from yalu.sources.linked import Record, find_records, names_of, people_of, terms_of, text_of
from yalu.sources.metalines import split_terms

_META: dict[str, tuple[str, ...]] = {
    "title": ("citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title", "title"),
    "authors": ("citation_author", "dc.creator", "dcterms.creator", "author", "article:author", "parsely-author", "byl", "sailthru.author"),
    "published": ("citation_publication_date", "citation_online_date", "citation_date", "article:published_time", "dc.date", "dc.date.issued",
                  "dcterms.date", "dcterms.created", "datepublished", "parsely-pub-date", "date", "pubdate", "sailthru.date"),
    "modified": ("article:modified_time", "og:updated_time", "dcterms.modified", "last-modified"),
    "publication": ("citation_journal_title", "og:site_name", "application-name", "dc.publisher", "dc.source"),
    "categories": ("article:section", "citation_section", "parsely-section", "category"),
    "tags": ("article:tag", "citation_keywords", "keywords", "news_keywords", "parsely-tags", "dc.subject"),
    "url": ("citation_abstract_html_url", "og:url"),
    "summary": ("og:description", "description", "dc.description", "twitter:description"),
    "language": ("citation_language", "dc.language", "og:locale"),
    "licence": ("dc.rights.license", "dcterms.license", "dc.license", "dc.rights", "dcterms.rights", "license"),
}  # fmt: skip
"""Names of meta elements by field, in order of trust."""
_BYLINE = (
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' byline ') or contains(@class, 'author-name') or contains(@class, 'entry-author')"
    " or @rel='author' or @itemprop='author' or (contains(@class,'field__item') and parent::*[contains(@class,'field-author')]) or contains(concat(' ', normalize-space(@class), ' '), ' author ')]"
)
_ASIDE = (
    "ancestor-or-self::nav or ancestor-or-self::aside or ancestor-or-self::*[not(self::body or self::html)]["
    + " or ".join(
        f"contains(concat(' ', normalize-space(@class)), ' {name}')"
        for name in ("comment", "related", "widget", "sidebar", "recommended")
    )
    + "]"
)
"""Where names and terms are of other articles, or of readers."""
_HEADINGS = "//*[self::h1 or self::h2 or self::h3][not(.//a[@href='/' or @rel='home'])]"
_SEPARATOR = re.compile(r"\s+[|–—·•»:-]\s+")
_SURE = {
    "Highwire": 0.95,
    "JSON-LD": 0.9,
    "OpenGraph": 0.85,
    "meta": 0.75,
    "link": 0.95,
    "markup": 0.7,
    "heading": 0.7,
    "title element": 0.5,
}


@dataclass(slots=True)
class Found:
    """Values of each field with the place they were found, in order of trust."""

    values: dict[str, list[tuple[Any, str]]] = field(default_factory=dict)
    listed: list[Record] = field(default_factory=list)
    """JSON-LD records of a list that the page carries."""

    def add(self, name: str, value: Any, by: str) -> None:
        """Add a value unless it is empty."""
        if value:
            self.values.setdefault(name, []).append((value, by))

    def best(self, name: str) -> tuple[Any, str, float] | None:
        """Give the most trusted value of a field, where it was found and how sure it is."""
        found = self.values.get(name)
        if not found:
            return None
        value, by = found[0]
        agreed = sorted({where for other, where in found[1:] if _same(value, other)} - {by})
        sure = _SURE.get(by, 0.6)
        if agreed:
            return value, f"{by}, and {', '.join(agreed)} agree", min(0.99, sure + 0.08)
        differing = sorted({where for other, where in found[1:] if not _same(value, other)} - {by})
        if differing and name in ("authors", "published"):
            return value, f"{by}, and {', '.join(differing)} differ", sure - 0.15
        return value, by, sure


def gather(tree: HtmlElement) -> Found:
    """Gather all fields that the markup of a page names."""
    found = Found()
    records, found.listed = find_records(tree)
    metas = _metas(tree)
    _from_meta(found, metas, lambda name: name.startswith("citation_"), "Highwire")
    for record in records:
        _from_record(found, record)
    _from_meta(found, metas, lambda name: name.startswith(("og:", "article:")), "OpenGraph")
    _from_meta(found, metas, lambda name: not name.startswith(("og:", "article:", "citation_")), "meta")
    _from_marks(found, tree)
    _tidy_title(found)
    return found


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return {key_of(item) for item in one} == {key_of(item) for item in other}
    return key_of(str(one)) == key_of(str(other))


def _metas(tree: HtmlElement) -> list[tuple[str, str]]:
    pairs = [
        (
            (element.get("name") or element.get("property") or element.get("itemprop") or "").lower(),
            squeeze(element.get("content") or ""),
        )
        for element in tree.iter("meta")
    ]
    return [(name, content) for name, content in pairs if name and content]


def _from_meta(found: Found, metas: list[tuple[str, str]], belongs: Callable[[str], bool], by: str) -> None:
    for field_name, names in _META.items():
        for name in filter(belongs, names):
            contents = [content for key, content in metas if key == name]
            found.add(field_name, _value(field_name, contents), by)


def _value(name: str, contents: list[str]) -> Any:
    """Give the value of a field from the contents of all elements that name it."""
    if not contents:
        return None
    if name == "authors":
        return _authors(contents)
    if name in ("categories", "tags"):
        return tuple(dict.fromkeys(term for content in contents for term in split_terms(content)))
    if name in ("published", "modified"):
        return to_edtf(contents[0])
    return _language(contents[0]) if name == "language" else contents[0]


def _authors(contents: list[str]) -> tuple[str, ...]:
    """Give the names of people; an address (article:author is often one) and the accounts of staff are none."""
    names = [_reorder(content) for content in contents if "://" not in content]
    return tuple(dict.fromkeys(name for text in names for name in people_in(text)))


def _reorder(name: str) -> str:
    """Turn "Rich, Timothy" of library tags into "Timothy Rich"."""
    parts = [part.strip() for part in name.split(",")]
    single = len(parts) == 2 and len(parts[0].split()) <= 2 and len(parts[1].split()) <= 2
    return f"{parts[1]} {parts[0]}" if single and " " not in parts[0] and all(parts) else name


def _language(text: str) -> str | None:
    code = re.split(r"[-_]", text.strip().lower())[0]
    return code if 2 <= len(code) <= 3 and code.isalpha() else None


def _from_record(found: Found, record: dict[str, Any]) -> None:
    by = "JSON-LD"
    found.add("title", text_of(record.get("headline") or record.get("name")), by)
    found.add("authors", _authors(people_of(record.get("author") or record.get("creator"))), by)
    found.add("published", to_edtf(text_of(record.get("datePublished"))), by)
    found.add("modified", to_edtf(text_of(record.get("dateModified"))), by)
    found.add(
        "publication", next(iter(names_of(record.get("isPartOf")) or names_of(record.get("publisher"))), None), by
    )
    found.add("categories", terms_of(record.get("articleSection")), by)
    found.add("tags", terms_of(record.get("keywords")), by)
    found.add("summary", text_of(record.get("description")), by)
    found.add("language", _language(text_of(record.get("inLanguage"))), by)
    found.add("licence", _address_of(record.get("license")), by)
    count = record.get("commentCount")
    found.add("comments", count if isinstance(count, int) and not isinstance(count, bool) else None, by)
    page = record.get("mainEntityOfPage")
    found.add("url", text_of(record.get("url") or (page.get("@id") if isinstance(page, dict) else page)), by)


def _address_of(value: Any) -> str:
    """Give the address, or else the name, of what a record names."""
    if isinstance(value, dict):
        return text_of(value.get("url") or value.get("@id") or value.get("name"))
    return text_of(value[0] if isinstance(value, list) and value else value)


def in_margin(element: HtmlElement) -> bool:
    """Say whether an element stands in a menu, a margin, among comments or in a box of other articles."""
    return bool(element.xpath(_ASIDE))


def _from_marks(found: Found, tree: HtmlElement) -> None:
    """Read what is marked in the visible page: canonical link, headings, time, rel=author, rel=tag, the page's language."""
    for element in tree.xpath("//link[@rel='canonical'][@href]"):
        found.values.setdefault("url", []).insert(0, (element.get("href").strip(), "link"))
    headings = tree.xpath(
        "//h1[contains(@class,'title') or contains(@class,'headline') or @itemprop='headline']"
    ) or tree.xpath("//h1[not(.//a[@href='/' or @rel='home'])]")
    if len(headings) == 1 or (headings and headings[0].get("class")):
        found.add("title", squeeze(headings[0].text_content()), "heading")
    whole = squeeze(tree.findtext(".//title") or "")
    found.add("title", _heading_in(tree, whole), "heading")
    found.add("title", whole, "title element")
    for element in tree.xpath(
        "//time[@datetime][@pubdate or @itemprop='datePublished' or contains(@class,'published') or contains(@class,'entry-date')]"
    ):
        found.add("published", to_edtf(element.get("datetime")), "markup")
    for element in tree.xpath("//abbr[contains(@class,'published')][@title]|//*[@itemprop='datePublished'][@title]"):
        found.add("published", to_edtf(element.get("title")), "markup")
    for element in tree.xpath(
        "//time[@datetime][@itemprop='dateModified' or contains(@class,'updated')][not(contains(@class,'published'))]"
    ):
        found.add("modified", to_edtf(element.get("datetime")), "markup")
    for element in tree.xpath("//a[@rel][@href]|//link[@rel][@href]"):
        if "license" in element.get("rel").lower().split() and not element.xpath(_ASIDE):
            found.add("licence", element.get("href").strip(), "markup")
    found.add("authors", _byline_names(tree), "markup")
    found.add("categories", _links(tree, "category"), "markup")
    found.add("tags", _links(tree, "tag", but="category"), "markup")
    found.add("language", _language(tree.get("lang") or ""), "markup")


def _heading_in(tree: HtmlElement, whole: str) -> str:
    """Give the longest heading that the title element holds beside the name of the site; "" for none.

    Older themes write the name of the site as the first heading, linked to the front page, and the title as the second.
    """
    ends = [0, *(end for match in _SEPARATOR.finditer(whole) for end in match.span()), len(whole)]
    parts = {key_of(whole[start:end]) for start in ends for end in ends if start < end}
    texts = (squeeze(one.text_content()) for one in tree.xpath(_HEADINGS) if not one.xpath(_ASIDE))
    return max((text for text in texts if text and key_of(text) in parts), key=len, default="")


def _byline_names(tree: HtmlElement) -> tuple[str, ...]:
    """Give the names of the first byline, in one mark or in several side by side; those of comments and boxes are none."""
    marked = settle_nested([element for element in tree.xpath(_BYLINE) if not element.xpath(_ASIDE)])
    if not marked:
        return ()
    first = marked[0][0].getparent()
    near = {first, first.getparent()} if first.tag not in ("body", "article", "main") else {first}
    beside = [names for element, names in marked if {element.getparent(), element.getparent().getparent()} & near]
    return tuple(dict.fromkeys(name for names in [marked[0][1], *beside] for name in names))


def _links(tree: HtmlElement, rel: str, *, but: str = "") -> tuple[str, ...]:
    elements = (
        element
        for element in tree.xpath("//a[@rel]")
        if not element.xpath(_ASIDE)
        if rel in element.get("rel").split() and but not in element.get("rel").split()
    )
    return tuple(dict.fromkeys(text for element in elements if (text := squeeze(element.text_content()))))


def _tidy_title(found: Found) -> None:
    """Take the name of the site off titles: "A title | The Site", but only where the site's own name stands there."""
    sites = {key_of(name) for name, _ in found.values.get("publication", [])}
    titles = found.values.get("title", [])
    found.values["title"] = [(_without_site(title, sites), by) for title, by in titles]
    if not titles:
        del found.values["title"]


def _without_site(title: str, sites: set[str]) -> str:
    for match in _SEPARATOR.finditer(title):
        if key_of(title[match.end() :]) in sites and match.start():
            return title[: match.start()]
        if key_of(title[: match.start()]) in sites:
            return title[match.end() :]
    return title


def absolute(url: str | None, base: str | None) -> str | None:
    """Complete an address found on a page; None unless it is one of the web."""
    full = urljoin(base or "", url or "")
    return full if full.startswith(("http://", "https://")) else None
