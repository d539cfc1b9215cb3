"""Find the entries of a web page that lists several articles: marked as such, or a structure that repeats under its titles.

A list is believed only if its entries hold most of the text of the page: related articles under an essay are no list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement, fromstring

from yalu.model import squeeze

_MARKED = (
    "contains(concat(' ', normalize-space(@class), ' '), ' hentry ') or contains(concat(' ', normalize-space(@class), ' '), ' h-entry ')",
    "self::article[.//h1 or .//h2 or .//h3]",
    "contains(@itemprop, 'blogPost') or contains(@itemtype, '/BlogPosting') or contains(@itemtype, '/Article')",
)
_MARGIN = "ancestor-or-self::nav or ancestor-or-self::aside or ancestor-or-self::footer[not(ancestor::article)] or ancestor-or-self::header[parent::body]"
_HEADINGS = "//h1|//h2|//h3|//h4"
_NAMED = "//*[not(self::body)][contains(@class, 'title') or contains(@class, 'headline') or contains(@class, 'p-name')]"
_TITLE = (
    ".//*[contains(@class,'entry-title') or contains(@class,'post-title') or contains(@class,'p-name') or @itemprop='headline']",
    ".//h1|.//h2|.//h3|.//h4",
    ".//*[contains(@class,'title')]",
)
_CARRIERS = frozenset({"a", "div", "span", "p", "strong", "b", "li", "td", "dt", "h5", "h6"})
_TITLE_TAGS = frozenset({"h1", "h2", "h3", "h4", "a"})
_DIGITS = re.compile(r"\d+")
_ALONE = 0.6
_OF_PAGE = 0.5
_LONGEST_TITLE = 250
_LEAST_TEXT = 40


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a list: its element, and in it the one that bears the title."""

    element: HtmlElement
    title: HtmlElement

    @property
    def text(self) -> int:
        """Length of what it holds beside its title."""
        return len(squeeze(self.element.text_content())) - len(squeeze(self.title.text_content()))


def find_entries(tree: HtmlElement) -> list[Listed]:
    """Give the entries of a list in order; empty for a page of one article."""
    size = _main_text(tree)
    article = _says_article(tree)
    for group in _marked_groups(tree):
        if _is_list(group, size, article):
            return group
    groups = [group for group in _titled_groups(tree) if _is_list(group, size, article)]
    return max(groups, key=lambda group: sum(one.text for one in group), default=[])


def title_of(entry: HtmlElement) -> HtmlElement | None:
    """Give the element that bears the title of an entry."""
    for path in _TITLE:
        found = next((one for one in entry.xpath(path) if 0 < len(squeeze(one.text_content())) <= _LONGEST_TITLE), None)
        if found is not None:
            return found
    return None


def _main_text(tree: HtmlElement) -> int:
    """Give the length of the text of a page without its margins."""
    texts = tree.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]")
    return sum(len(squeeze(text)) for text in texts if not text.getparent().xpath(_MARGIN))


def _says_article(tree: HtmlElement) -> bool:
    return bool(tree.xpath("//meta[@property='og:type'][@content='article']"))


def _is_list(group: Sequence[Listed], size: int, article: bool) -> bool:
    lengths = [one.text for one in group]
    if len(group) < 2 or sum(length >= _LEAST_TEXT for length in lengths) < max(2, 0.6 * len(group)):
        return False
    largest = _ALONE if article else max(_ALONE, 1 - 0.4 / len(group))
    return sum(lengths) > _OF_PAGE * size and max(lengths) < largest * sum(lengths)


def _marked_groups(tree: HtmlElement) -> Iterator[list[Listed]]:
    for mark in _MARKED:
        found = [one for one in tree.xpath(f"//body//*[{mark}]") if not one.xpath(_MARGIN)]
        yield [Listed(one, title) for one in _outer(found) if (title := title_of(one)) is not None]


def _titled_groups(tree: HtmlElement) -> Iterator[list[Listed]]:
    """Give for each kind of linked title what stands under the titles of that kind."""
    kinds: dict[str, list[HtmlElement]] = {}
    for title in [*tree.xpath(_HEADINGS), *(one for one in tree.xpath(_NAMED) if one.tag in _CARRIERS)]:
        if _link_of(title) and not title.xpath(_MARGIN) and 0 < len(squeeze(title.text_content())) <= _LONGEST_TITLE:
            kinds.setdefault(_kind(title), []).append(title)
    for titles in kinds.values():
        outer = _outer(titles)
        links = [link for one in outer if (link := _link_of(one))]
        if len(outer) >= 2 and len(set(links)) == len(links) and len({urlsplit(link).netloc for link in links}) == 1:
            yield list(_containers(outer))


def _link_of(title: HtmlElement) -> str:
    """Give the address a title links to; empty when it links nowhere or into its own page."""
    link = next((one.get("href") for one in title.xpath("ancestor-or-self::a[@href]|.//a[@href]")), "")
    return "" if link.startswith("#") else link.split("#")[0]


def _kind(title: HtmlElement) -> str:
    names = (_DIGITS.sub("", name) for name in (title.get("class") or "").split())
    return " ".join([title.tag, *sorted(names)])


def _outer(elements: Sequence[HtmlElement]) -> list[HtmlElement]:
    """Leave out elements that stand in another of them."""
    all_of = set(elements)
    return [one for one in elements if not any(above in all_of for above in one.iterancestors())]


def _containers(titles: Sequence[HtmlElement]) -> Iterator[Listed]:
    """Give the largest element around each title that holds no other, or what follows a title that has none."""
    chains = [[title, *title.iterancestors()] for title in titles]
    holding = Counter(element for chain in chains for element in chain)
    for chain in chains:
        alone = [element for element in chain if holding[element] == 1][-1]
        if alone is chain[0] or alone.tag in _TITLE_TAGS:
            yield _slice(alone, chain[0], set(titles))
        else:
            yield Listed(alone, chain[0])


def _slice(first: HtmlElement, title: HtmlElement, titles: set[HtmlElement]) -> Listed:
    """Put a title and what follows it, up to the next title, into an element of its own."""
    made = fromstring("<div></div>")
    made.append(deepcopy(first))
    for after in first.itersiblings():
        if any(one in titles for one in after.iter()):
            break
        made.append(deepcopy(after))
    heading = next((one for one in made.iter(title.tag)), made)
    return Listed(made, heading)
