"""Read RSS, Atom (exports of Blogger too) and JSON Feed. An item without its full content is a teaser.

feedparser reads the XML whatever its dialect; it is given bytes, so it fetches nothing.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from yalu.errors import BrokenSource, Place
from yalu.extras import later
from yalu.model import Article, Issue
from yalu.sources.bodies import add_images, fill_body, set_authors, set_field
from yalu.sources.datelines import to_edtf
from yalu.sources.decoding import mend_references
from yalu.sources.drafts import Draft, finish
from yalu.sources.fragments import plain_text
from yalu.sources.images import make_image
from yalu.sources.loading import Head, Loaded
from yalu.sources.reports import report

feedparser = later("feedparser")

_ROOT = re.compile(
    # Possessive: what stands before the root may be read in one way only, or the time doubles with each piece of it.
    r"\A\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--.*?-->\s*+|<\?.*?\?>\s*+|<!DOCTYPE[^<\[]*+(?:\[.*?\]\s*+)?+>\s*+)*+<(?:rss|feed|rdf:RDF)\b",
    re.DOTALL,
)
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org')
_KIND = "http://schemas.google.com/g/2005#kind"
_LABEL = "http://www.blogger.com/atom/ns#"
_PRIVATE = re.compile(rb"<!DOCTYPE[^\[>]*+(?:>|\[.*?\]\s*+>)", re.DOTALL | re.IGNORECASE)
_PROLOG = 65_536
"""Bytes in which a document type stands."""
_BY = "element of the feed"


class FeedReader:
    """Reads a feed or a Blogger export in XML."""

    name = "feed"

    def sniff(self, head: Head) -> float:
        """Look for the root element of RSS, Atom or RDF."""
        return 0.97 if _ROOT.match(head.text) else 0.0

    def read(self, loaded: Loaded) -> Iterator[Article | Issue]:
        """Give an article an item; raise BrokenSource when there is not one item."""
        path = loaded.source.path
        # A document type declares entities, which only a bomb would use here.
        parsed = feedparser.parse(
            mend_references(_without_types(loaded.data)), sanitize_html=False, resolve_relative_uris=True
        )
        if not parsed.entries:
            told = parsed.get("bozo_exception", "it has no items")
            raise BrokenSource(f"no item of the feed can be read: {told}", place=Place(path), remedy="Save it again.")
        if parsed.bozo and not isinstance(parsed.bozo_exception, feedparser.CharacterEncodingOverride):
            told = f"the feed is not well formed and was read as far as it goes: {parsed.bozo_exception}"
            yield report("warning", told, path=path, remedy="Save it again, and compare the number of articles.")
        dropped: Counter[str] = Counter()
        for entry in parsed.entries:
            why = _left_out(entry)
            draft = None if why else _draft(entry, parsed.feed)
            if draft and draft.title and draft.paragraphs:
                yield finish(draft, source=loaded.source.id)
            else:
                dropped[why or "items without title or text"] += 1
        yield from _count(dropped, path)


class JsonFeedReader:
    """Reads JSON Feed 1.0 and 1.1."""

    name = "JSON Feed"

    def sniff(self, head: Head) -> float:
        """Look for the version's address."""
        return 0.98 if head.text.lstrip().startswith("{") and _JSON_FEED.search(head.text) else 0.0

    def read(self, loaded: Loaded) -> Iterator[Article | Issue]:
        """Give an article an item; raise BrokenSource when it is not valid JSON."""
        path = loaded.source.path
        try:
            feed = json.loads(loaded.text)
        except (ValueError, RecursionError) as error:
            raise BrokenSource(f"not valid JSON: {error}", place=Place(path), remedy="Save the feed again.") from error
        dropped: Counter[str] = Counter()
        items = feed.get("items") if isinstance(feed, dict) else None
        for item in items if isinstance(items, list) else []:
            draft = _json_draft(item, feed) if isinstance(item, dict) else None
            if draft and draft.title and draft.paragraphs:
                yield finish(draft, source=loaded.source.id)
            else:
                dropped["items without title or text"] += 1
        yield from _count(dropped, path)


def _without_types(data: bytes) -> bytes:
    return _PRIVATE.sub(b"", data[:_PROLOG], count=1) + data[_PROLOG:]


def _count(dropped: Counter[str], path: str) -> Iterator[Issue]:
    if dropped:
        told = ", ".join(f"{count} {kind}" for kind, count in sorted(dropped.items()))
        yield report("info", f"left out: {told}", path=path)


def _left_out(entry: Any) -> str:
    """Say what an entry of a Blogger export is that gives no article."""
    kinds = [tag.term.rpartition("#")[2] for tag in entry.get("tags", []) if tag.get("scheme") == _KIND and tag.term]
    if kinds and kinds[0] != "post":
        return f"entries of kind {kinds[0]!r}"
    return "drafts" if str(entry.get("app_draft", "")).lower() == "yes" else ""


def _draft(entry: Any, feed: Any) -> Draft:
    draft = Draft(title=plain_text(entry.get("title") or ""))
    site = plain_text(feed.get("title") or "") or None
    set_field(draft, "title", draft.title, _BY)
    set_field(draft, "url", entry.get("link"), _BY)
    set_field(draft, "published", _day(entry, "published"), _BY)
    updated = _day(entry, "updated")
    set_field(draft, "modified", updated if updated != draft.published else None, _BY)
    set_field(draft, "publication", site, "title of the feed", 0.9)
    set_field(draft, "language", (feed.get("language") or "").split("-")[0].lower(), "language of the feed", 0.8)
    names = [one.get("name") or "" for one in entry.get("authors", [])] or [entry.get("author") or ""]
    set_authors(draft, names, "author of the item", site=site, sure=0.85)
    terms = [tag.term for tag in entry.get("tags", []) if tag.get("term") and tag.get("scheme") != _KIND]
    labels = any(tag.get("scheme") == _LABEL for tag in entry.get("tags", []))
    set_field(draft, "tags" if labels else "categories", tuple(dict.fromkeys(terms)), _BY)
    given = [*entry.get("media_content", []), *entry.get("enclosures", [])]
    pictures = [one for one in given if str(one.get("medium") or one.get("type") or "").startswith("image")]
    shown = (make_image(str(one.get("url") or one.get("href") or "")) for one in pictures)
    add_images(draft, [one for one in shown if one], "image of the item", 1)
    content = max((one.get("value") or "" for one in entry.get("content", [])), key=len, default="")
    _fill(draft, content, entry.get("summary") or "")
    return draft


def _fill(draft: Draft, content: str, summary: str) -> None:
    """Fill the text from the full content or, failing that, from the summary: a teaser unless nothing shows a cut."""
    fill_body(draft, content or summary)
    if content and summary and plain_text(summary) != plain_text(content):
        set_field(draft, "summary", plain_text(summary), _BY)
    if not content and draft.complete:
        draft.complete = False
        draft.tell("complete", "summary of the item, without its content", 0.8)


def _day(entry: Any, name: str) -> str | None:
    # As a plain mapping: feedparser's own gives the date of publication for a missing update.
    parsed: time.struct_time | None = dict.get(entry, f"{name}_parsed")
    raw = str(dict.get(entry, name, ""))
    # The day where it was published, which the text itself gives; feedparser turns it into Greenwich time.
    return to_edtf(raw) or (time.strftime("%Y-%m-%d", parsed) if parsed else None)


def _json_draft(item: dict[str, Any], feed: dict[str, Any]) -> Draft:
    draft = Draft(title=plain_text(_text(item, "title")))
    site = _text(feed, "title") or None
    set_field(draft, "title", draft.title, _BY)
    set_field(draft, "url", _text(item, "url") or _text(item, "external_url"), _BY)
    set_field(draft, "published", to_edtf(_text(item, "date_published")), _BY)
    set_field(draft, "modified", to_edtf(_text(item, "date_modified")), _BY)
    set_field(draft, "publication", site, "title of the feed", 0.9)
    set_field(draft, "language", (_text(item, "language") or _text(feed, "language")).split("-")[0].lower(), _BY, 0.8)
    people = item.get("authors") or [item.get("author")]
    names = [_text(one, "name") for one in people if isinstance(one, dict)] if isinstance(people, list) else []
    set_authors(draft, names, "author of the item", site=site, sure=0.85)
    tags = item.get("tags")
    set_field(draft, "tags", tuple(map(str, tags)) if isinstance(tags, list) else (), _BY)
    lead = make_image(_text(item, "image") or _text(item, "banner_image"))
    add_images(draft, [lead] if lead else [], "image of the item", 1)
    content = _text(item, "content_html") or _escape(_text(item, "content_text"))
    _fill(draft, content, _escape(_text(item, "summary")))
    return draft


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _text(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""
