"""Names in the marks of a page: which of nested elements to believe, and what is an account and no person."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from yalu.model import key_of, squeeze
from yalu.sources.names import split_names
from yalu.sources.phrases import straighten
from yalu.sources.words import PageWords, load_words

_LONGEST_NAMES = 160
_FEWEST_OF_OFFICE = 3
_MOST_MARKS = 100

Marked = tuple[HtmlElement, tuple[str, ...]]


def names_of_mark(element: HtmlElement) -> tuple[str, ...]:
    """Give the people that a mark names, without "Posted by" or "Author" before them."""
    text = squeeze(element.text_content()) or element.get("title") or ""
    return people_in(without_opening(text)) if len(text) <= _LONGEST_NAMES else ()


def people_in(text: str) -> tuple[str, ...]:
    """Give the names in a text that are not those of an office: "Harbour Policy Institute" writes under no name of its own."""
    words = load_words()
    return tuple(name for name in split_names(text, words) if not _is_office(name, words))


def without_opening(text: str) -> str:
    """Take "Posted by" or "Author" off a marked name."""
    for pattern in load_words().bylines.values():
        if match := pattern.match(straighten(text)):
            return text[match.end() :]
    return text.removeprefix("Author ")


def settle_nested(elements: Sequence[HtmlElement]) -> list[Marked]:
    """Give the marks to believe, of the first hundred: of nested ones the innermost, unless one around them names these and more.

    Around several marks names may run into each other ("Ada MerrowBram Keller"); around one of two authors it is the outer
    mark that names both.
    """
    marked = [(element, names) for element in elements[:_MOST_MARKS] if (names := names_of_mark(element))]
    kept: list[Marked] = []
    for element, names in marked:
        inner = [other for other, _ in marked if other is not element and element in other.iterancestors()]
        within = {key_of(name) for other, found in marked if other in inner for name in found}
        outer = [found for other, found in marked if other is not element and other in element.iterancestors()]
        covered = any(
            {key_of(name) for name in found} > {key_of(name) for name in names} and _covers(found, names)
            for found in outer
        )
        if not covered and (not inner or {key_of(name) for name in names} > within):
            kept.append((element, names))
    return kept


def _covers(outer: Sequence[str], inner: Sequence[str]) -> bool:
    keys = {key_of(name) for name in outer}
    return all(key_of(name) in keys for name in inner) and not any(
        key_of(name) != key and key_of(name) in key for name in inner for key in keys
    )


def _is_office(name: str, words: PageWords) -> bool:
    parts = name.casefold().split()
    return len(parts) >= _FEWEST_OF_OFFICE and parts[-1] in words.names["organisation"]
