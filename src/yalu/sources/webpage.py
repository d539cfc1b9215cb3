"""Read HTML: one article a page, or a list of entries that the markup itself sets apart.

trafilatura finds the body; who wrote it, when and under what is read from the markup, from the lines around the title, and
from the head of the text, where "Written by" names the author better than the account that the markup names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement, tostring

from yalu.errors import Place, UnknownFormat
from yalu.extras import later
from yalu.model import Article, Issue, key_of, squeeze
from yalu.sources.blocks import block_texts, body_texts
from yalu.sources.bodies import add_credits, add_images, set_field
from yalu.sources.drafts import Draft, finish
from yalu.sources.dump.lines import HEAD_KINDS, label_lines
from yalu.sources.entries import Listed, find_entries
from yalu.sources.footnotes import take_footnotes
from yalu.sources.images import images_on
from yalu.sources.linked import fill_listed
from yalu.sources.listing import read_entry
from yalu.sources.loading import Head, Loaded
from yalu.sources.markup import Found, absolute, gather, in_margin
from yalu.sources.reports import report
from yalu.sources.texts import fill_text

trafilatura = later("trafilatura", of="code")

_DOCUMENT = re.compile(
    r"\A\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--.*?-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_ELEMENTS = re.compile(r"<(?:p|div|article|section|main|h[1-6]|span|a)\b[^>]*>", re.IGNORECASE)
_SUBTITLE = "//*[self::h2 or self::h3 or self::h4 or self::p or self::div][" + " or ".join(
    f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"
    for name in ("subtitle", "sub-title", "entry-subtitle", "post-subtitle", "dek", "standfirst", "article-subtitle")
) + "]"  # fmt: skip
_HEAD_LINES = 10
_FIELDS = (
    "title", "authors", "published", "modified", "publication", "categories", "tags", "summary", "language", "licence", "comments",
)  # fmt: skip


class WebpageReader:
    """Reads a saved web page."""

    name = "HTML"

    def sniff(self, head: Head) -> float:
        """Look for the beginning of a document, or for many elements."""
        if _DOCUMENT.match(head.text):
            return 0.95
        elements = len(_ELEMENTS.findall(head.text))
        return 0.7 if elements >= 3 and head.text.lstrip().startswith("<") else 0.0

    def read(self, loaded: Loaded) -> Iterator[Article | Issue]:
        """Give the article, or those of a list; raise UnknownFormat when there is no title or no text."""
        path = loaded.source.path
        tree = trafilatura.load_html(loaded.text)
        if tree is None:
            raise UnknownFormat("the markup cannot be read", place=Place(path), remedy="Save the page again.")
        found = gather(tree)
        entries = find_entries(tree)
        if entries:
            yield from _read_list(entries, found, loaded)
        else:
            yield _read_page(tree, found, loaded)


def _read_list(entries: list[Listed], found: Found, loaded: Loaded) -> Iterator[Article | Issue]:
    publication, base = found.best("publication"), found.best("url")
    language = found.best("language")
    for entry in entries:
        site = publication[0] if publication else None
        draft = read_entry(entry, base=base[0] if base else loaded.url, publication=site)
        if draft is None:
            message = "an entry of the list has no title or no text and gives no article"
            yield report("info", message, path=loaded.source.path, line=entry.element.sourceline)
            continue
        fill_listed(draft, found.listed)
        draft.language = language[0] if language else None
        if publication:
            draft.publication = publication[0]
            draft.tell("publication", publication[1], publication[2])
        yield finish(draft, source=loaded.source.id)


def _read_page(tree: HtmlElement, found: Found, loaded: Loaded) -> Article:
    draft = Draft(title="")
    for name in _FIELDS:
        best = found.best(name)
        if best:
            setattr(draft, name, best[0])
            draft.tell(name, best[1], best[2])
    _fill_url(draft, found, loaded.url)
    _drop_site_account(draft)
    lines = block_texts(tree)
    notes = take_footnotes(tree)
    # Parsed once more only where notes were taken off.
    body = body_texts(tostring(tree, encoding="unicode") if notes else loaded.text)
    if not draft.title or not body:
        missing = "title" if not draft.title else "text"
        raise UnknownFormat(
            f"no {missing} of an article was found on the page",
            place=Place(loaded.source.path),
            remedy="Give it as Markdown.",
        )
    _read_around_title(draft, lines)
    _drop_site_account(draft)
    body = _without_subtitle(draft, tree, body)
    add_credits(draft, _captions(tree))
    add_images(draft, images_on(tree), "image of the page", 0.8)
    set_field(draft, "references", tuple(("", note) for note in notes), "list of footnotes", 0.9)
    fill_text(draft, body, given={"authors"} if draft.authors else set())
    return finish(draft, source=loaded.source.id)


def _without_subtitle(draft: Draft, tree: HtmlElement, body: list[str]) -> list[str]:
    """Take the line under the title off the text; it is the summary where the page gives no other."""
    subtitles = {key_of(one.text_content()) for one in tree.xpath(_SUBTITLE)}
    place = next((number for number, text in enumerate(body[:2]) if key_of(text) in subtitles), None)
    if place is None or len(body) <= place + 1:
        return body
    if not draft.summary:
        draft.summary = body[place]
        draft.tell("summary", "line under the title", 0.8)
    return body[place + 1 :]


def _captions(tree: HtmlElement) -> list[str]:
    """Give the captions of the pictures of a page, those in its margins and boxes aside."""
    found = tree.xpath("//figcaption|//*[contains(@class,'wp-caption-text')]")
    return [squeeze(one.text_content()) for one in found if not in_margin(one)]


def _fill_url(draft: Draft, found: Found, got_from: str | None) -> None:
    best = found.best("url")
    if best and (url := absolute(best[0], got_from)):
        draft.url = url
        draft.tell("url", best[1], best[2])
    elif url := absolute(got_from, None):
        draft.url = url
        draft.tell("url", "address it was got from", 0.9)


def _drop_site_account(draft: Draft) -> None:
    """Drop an author who is the site itself: "Author: The Journal" names the account that put the text there."""
    if draft.publication and [key_of(name) for name in draft.authors] == [key_of(draft.publication)]:
        draft.authors = ()
        draft.evidence = [one for one in draft.evidence if one.field != "authors"]


def _read_around_title(draft: Draft, lines: list[str]) -> None:
    """Read byline, date and categories from the lines under the visible title where the markup does not give them."""
    title = key_of(draft.title)
    for place, line in enumerate(lines):
        if key_of(line) != title:
            continue
        for after in label_lines("\n\n".join(lines[place : place + _HEAD_LINES]))[1:]:
            if after.kind not in HEAD_KINDS:
                break
            if after.meta:
                _fill_missing(draft, "authors", after.meta.authors, after.plain)
                _fill_missing(
                    draft, "published", next((date.value for date in after.meta.dates if date.value), None), after.plain
                )
                _fill_missing(draft, "categories", after.meta.categories, after.plain)
                _fill_missing(draft, "tags", after.meta.tags, after.plain)
                _prefer_written_by(draft, after.meta.strength, after.meta.authors, after.plain)


def _fill_missing(draft: Draft, name: str, value: object, line: str) -> None:
    if value and not getattr(draft, name):
        setattr(draft, name, value)
        draft.tell(name, f"line {squeeze(line)[:80]!r} under the title", 0.8)


def _prefer_written_by(draft: Draft, strength: str, authors: tuple[str, ...], line: str) -> None:
    if strength == "strong" and authors and tuple(draft.authors) != authors:
        draft.authors = authors
        draft.tell("authors", f"line {squeeze(line)[:80]!r} under the title", 0.9)
