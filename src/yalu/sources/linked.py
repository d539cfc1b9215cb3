"""Read JSON-LD: the records of articles that a page or a list of articles carries in a script."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from yalu.model import key_of, squeeze
from yalu.sources.datelines import to_edtf
from yalu.sources.drafts import Draft
from yalu.sources.metalines import split_terms
from yalu.sources.names import split_names
from yalu.sources.words import load_words

_ARTICLE_TYPES = frozenset(
    {"article", "newsarticle", "blogposting", "scholarlyarticle", "opinionnewsarticle", "analysisnewsarticle", "reportagenewsarticle",
     "report", "review", "techarticle", "socialmediaposting", "advertisercontentarticle", "backgroundnewsarticle", "reviewnewsarticle"}
)  # fmt: skip
_LISTS = ("blogPost", "blogPosts", "itemListElement", "item", "hasPart", "mainEntity")
_DEEPEST = 20

Record = dict[str, Any]


def find_records(tree: HtmlElement) -> tuple[list[Record], list[Record]]:
    """Give the records of articles that stand alone, and of those that a list of the page names."""
    alone: list[Record] = []
    listed: list[Record] = []
    for element in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(element.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for record, inside in _flatten(data, inside=False, depth=0):
            if _is_article(record):
                (listed if inside else alone).append(record)
    return alone, listed


def text_of(value: Any) -> str:
    """Give a text with white space folded; empty for anything else."""
    return squeeze(value) if isinstance(value, str) else ""


def names_of(value: Any) -> list[str]:
    """Give the names of a person, an organisation, or several of them."""
    items = value if isinstance(value, list) else [value]
    named = (text_of(item.get("name") if isinstance(item, dict) else item) for item in items)
    return [name for name in named if name]


def people_of(value: Any) -> list[str]:
    """Give the names of those that are not said to be organisations."""
    items = value if isinstance(value, list) else [value]
    return names_of([item for item in items if not (isinstance(item, dict) and item.get("@type") == "Organization")])


def terms_of(value: Any) -> tuple[str, ...]:
    """Give terms of a text with commas or a list."""
    items = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(term for item in items if isinstance(item, str) for term in split_terms(item)))


def fill_listed(draft: Draft, listed: list[Record]) -> None:
    """Fill what an entry lacks from the record of the page's list that bears its address or title."""
    record = next((one for one in listed if _is_of(one, draft)), None)
    if record is None:
        return
    names = tuple(name for text in people_of(record.get("author")) for name in split_names(text, load_words()))
    found = {
        "authors": names,
        "published": to_edtf(text_of(record.get("datePublished"))),
        "categories": terms_of(record.get("articleSection")),
        "url": text_of(record.get("url")) or None,
    }
    for name, value in found.items():
        if value and not getattr(draft, name):
            setattr(draft, name, value)
            draft.tell(name, "JSON-LD of the list", 0.9)


def _is_of(record: Record, draft: Draft) -> bool:
    url = text_of(record.get("url") or record.get("@id"))
    if url and draft.url:
        return url.rstrip("/") == draft.url.split("?")[0].rstrip("/")
    return key_of(text_of(record.get("headline") or record.get("name"))) == key_of(draft.title)


def _flatten(data: Any, *, inside: bool, depth: int) -> Iterator[tuple[Record, bool]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _flatten(item, inside=inside, depth=depth + 1)
    elif isinstance(data, dict):
        yield data, inside
        yield from _flatten(data.get("@graph", []), inside=inside, depth=depth + 1)
        for name in _LISTS:
            if isinstance(data.get(name), list | dict):
                yield from _flatten(data[name], inside=True, depth=depth + 1)


def _is_article(record: Record) -> bool:
    kinds = record.get("@type")
    return any(str(kind).lower() in _ARTICLE_TYPES for kind in (kinds if isinstance(kinds, list) else [kinds]))
