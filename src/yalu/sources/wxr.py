"""Read WordPress exports (WXR): posts as they were published, with their co-authors and the credits of their pictures.

Read as a stream and with recovery: a control character in one post, common in real exports, costs that character only.
Drafts, private posts, pages and comments are left out; what was left out is counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree
from lxml.etree import _Element

from yalu.errors import BrokenSource, Place
from yalu.model import Article, Image, Issue, Source, squeeze
from yalu.sources.bodies import add_credits, add_images, fill_body, set_authors, set_field
from yalu.sources.datelines import to_edtf
from yalu.sources.drafts import Draft, finish
from yalu.sources.fragments import plain_text
from yalu.sources.images import make_image
from yalu.sources.loading import Head, Loaded
from yalu.sources.reports import report
from yalu.sources.streaming import Opener, Tidied, holds

_EXPORT = re.compile(r"<rss\b[^>]{0,2000}wordpress\.org/export/", re.DOTALL)
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_WP = re.compile(r"\{http://wordpress\.org/export/[\d.]+/\}")
_EXCERPT = re.compile(r"\{http://wordpress\.org/export/[\d.]+/excerpt/\}encoded")
_BY = "element of the export"
_DECLARED = re.compile(r"<\?xml[^>]*\?>")
_BLOCK = 1 << 20
_HEAD = 16 << 20
"""Bytes in which the head of an export ends: its authors, categories and tags."""


@dataclass(slots=True)
class _Site:
    """What the head of an export says of all posts."""

    title: str = ""
    language: str | None = None
    names: dict[str, str] = field(default_factory=dict)
    """Display names by login."""
    captions: dict[str, list[str]] = field(default_factory=dict)
    """Captions of pictures by the post they were uploaded to."""
    uploads: dict[str, Image] = field(default_factory=dict)
    """Uploaded images by their number."""


class WxrReader:
    """Reads a WordPress export."""

    name = "WordPress export"

    def sniff(self, head: Head) -> float:
        """Look for the namespace of the format in the root element."""
        return 0.99 if _EXPORT.search(head.text) else 0.0

    def read(self, loaded: Loaded) -> Iterator[Article | Issue]:
        """Give the published posts in order, and issues that count what was left out and mended."""
        # What declares UTF-16 of itself was decoded, and is no longer what it declares.
        wide = loaded.encoding.startswith(("utf-16", "utf-32"))
        data = _DECLARED.sub("", loaded.text, count=1).encode() if wide else loaded.data
        yield from self.read_stream(lambda: BytesIO(data), loaded.source)

    def read_stream(self, open_again: Opener, source: Source) -> Iterator[Article | Issue]:
        """Give the published posts in order, and issues that count what was left out and mended."""
        try:
            yield from _read_export(open_again, source)
        except UnicodeDecodeError as error:
            # The parser takes a reference to half of a surrogate pair, and cannot give the text that holds it.
            told = f"the export is damaged: {error}"
            raise BrokenSource(told, place=Place(source.path), remedy="Export it again.") from error


def _read_export(open_again: Opener, source: Source) -> Iterator[Article | Issue]:
    site = _read_site(open_again)
    dropped: Counter[str] = Counter()
    with open_again() as stream:
        tidied = Tidied(stream)
        for item in _items(tidied):
            values = _values(item)
            draft = None if (why := _left_out(values)) else _draft(item, values, site)
            if draft and draft.title and draft.paragraphs:
                yield finish(draft, source=source.id)
            else:
                dropped[why or "posts without title or text"] += 1
        while tidied.read(_BLOCK):
            continue  # what recovery gave up on: its end tells whether the export is whole
    yield from _tell(dropped, tidied, source.path)


def _tell(dropped: Counter[str], tidied: Tidied, path: str) -> Iterator[Issue]:
    if dropped:
        told = ", ".join(f"{count} {kind}" for kind, count in sorted(dropped.items()))
        yield report("info", f"left out: {told}", path=path)
    if tidied.mended:
        told = f"{tidied.mended} characters that XML does not allow were taken for spaces"
        yield report("warning", told, path=path, remedy="Nothing is lost but the characters.")
    if b"</rss>" not in tidied.tail:
        yield report("error", "the export is cut: it has no end", path=path, remedy="Export it again.")


def _items(stream: Tidied) -> Iterator[_Element]:
    """Give the items one by one, each gone when the next is asked for."""
    # Entities are not resolved, so an XML bomb stays the text it is; nothing is fetched.
    events = etree.iterparse(
        stream, tag="item", recover=True, huge_tree=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    for _, element in events:
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _values(item: _Element) -> dict[str, str]:
    """Give the texts of an item's own elements of the WordPress namespace, by local name."""
    return {_WP.sub("", child.tag): child.text or "" for child in item if isinstance(child.tag, str)}


def _read_site(open_again: Opener) -> _Site:
    head = _read_head(open_again)
    site = _Site()
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    tree = etree.fromstring(head + b"</channel></rss>", parser)
    if tree is not None:
        site.title = squeeze(tree.findtext("channel/title") or "")
        site.language = (tree.findtext("channel/language") or "").split("-")[0].lower() or None
        for author in tree.iterfind("channel/*"):
            values = _values(author)
            if "author_login" in values:
                site.names[values["author_login"]] = squeeze(values.get("author_display_name", ""))
    if holds(open_again, b"attachment"):
        _add_uploads(site, open_again)
    return site


def _read_head(open_again: Opener) -> bytes:
    """Give what stands before the first item."""
    head = b""
    with open_again() as stream:
        tidied = Tidied(stream)
        while b"<item>" not in head and len(head) < _HEAD and (block := tidied.read(_BLOCK)):
            head += block
    return head.partition(b"<item>")[0]


def _add_uploads(site: _Site, open_again: Opener) -> None:
    with open_again() as stream:
        for item in _items(Tidied(stream)):
            values = _values(item)
            if values.get("post_type") != "attachment":
                continue
            caption = plain_text(_excerpt(item))
            if caption:
                site.captions.setdefault(values.get("post_parent", ""), []).append(caption)
            alt = _meta(item).get("_wp_attachment_image_alt", "")
            if found := make_image(values.get("attachment_url", ""), alt=alt, caption=caption):
                site.uploads[values.get("post_id", "")] = found


def _meta(item: _Element) -> dict[str, str]:
    """Give what WordPress and its plugins noted beside an item."""
    rows = (_values(one) for one in item.iterfind("{*}postmeta"))
    return {row["meta_key"]: row.get("meta_value", "") for row in rows if "meta_key" in row}


def _excerpt(item: _Element) -> str:
    return next(
        (child.text or "" for child in item if isinstance(child.tag, str) and _EXCERPT.fullmatch(child.tag)), ""
    )


def _left_out(values: dict[str, str]) -> str:
    """Say what an item is that gives no article; empty for a published post."""
    kind, status = values.get("post_type", "post"), values.get("status", "publish")
    if kind != "post":
        return f"items of type {kind!r}"
    if status != "publish":
        return f"posts of status {status!r}"
    return "posts behind a password" if values.get("post_password") else ""


def _draft(item: _Element, values: dict[str, str], site: _Site) -> Draft:
    draft = Draft(title=plain_text(item.findtext("title") or ""), language=site.language)
    set_field(draft, "title", draft.title, _BY)
    set_field(draft, "url", (item.findtext("link") or "").strip(), _BY)
    set_field(draft, "published", _day(values.get("post_date")) or to_edtf(item.findtext("pubDate") or ""), _BY)
    modified = _day(values.get("post_modified"))
    set_field(draft, "modified", modified if modified != draft.published else None, _BY)
    set_field(draft, "publication", site.title, "title of the export", 0.9)
    for name, domain in (("categories", "category"), ("tags", "post_tag")):
        set_field(draft, name, tuple(squeeze(text) for text in _terms(item, domain)), _BY)
    login = squeeze(item.findtext(_CREATOR) or "")
    together = list(_terms(item, "author"))
    names = [site.names.get(name, name) for name in together or [login]]
    by = "co-authors of the export" if together else "account of the post"
    set_authors(draft, names, by, site=site.title, sure=0.95 if together else 0.85)
    add_credits(draft, site.captions.get(values.get("post_id", ""), []))
    if lead := site.uploads.get(_meta(item).get("_thumbnail_id", "")):
        add_images(draft, [lead], "featured image of the post", 1)
    set_field(draft, "summary", plain_text(_excerpt(item)), _BY)
    set_field(draft, "comments", _count_comments(item), _BY)
    fill_body(draft, item.findtext(_CONTENT) or "")
    return draft


def _count_comments(item: _Element) -> int | None:
    """Count the comments that were let stand; who wrote them is never read."""
    found = item.findall("{*}comment")
    approved = sum(one.findtext("{*}comment_approved") == "1" for one in found)
    return approved if found else None


def _terms(item: _Element, domain: str) -> list[str]:
    return [one.text for one in item.iterfind("category") if one.get("domain") == domain and one.text]


def _day(moment: str | None) -> str | None:
    return to_edtf(moment[:10]) if moment and not moment.startswith("0000") else None
