"""Read exports of Ghost: published posts with all their authors and tags."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from yalu.errors import BrokenSource, Place
from yalu.model import Article, Issue
from yalu.sources.bodies import add_images, fill_body, set_authors, set_field
from yalu.sources.datelines import to_edtf
from yalu.sources.drafts import Draft, finish
from yalu.sources.fragments import plain_text
from yalu.sources.images import make_image
from yalu.sources.loading import Head, Loaded
from yalu.sources.reports import report

_START = re.compile(r'\A\s*\{\s*"(?:db|meta|data)"\s*:')
_TABLES = re.compile(r'"(?:exported_on|posts|posts_tags|posts_authors)"\s*:')
_BY = "column of the export"

Record = dict[str, Any]


class GhostReader:
    """Reads a Ghost export."""

    name = "Ghost export"

    def sniff(self, head: Head) -> float:
        """Look for the frame of the export and one of its tables."""
        return 0.96 if _START.match(head.text) and _TABLES.search(head.text) else 0.0

    def read(self, loaded: Loaded) -> Iterator[Article | Issue]:
        """Give the published posts; raise BrokenSource when it is cut or holds no table of posts."""
        path = loaded.source.path
        tables = _tables(loaded.text, path)
        settings = {str(row.get("key")): row.get("value") for row in _rows(tables, "settings")}
        dropped: Counter[str] = Counter()
        for post in _rows(tables, "posts"):
            why = _left_out(post)
            draft = None if why else _draft(post, tables, settings)
            if draft and draft.title and draft.paragraphs:
                yield finish(draft, source=loaded.source.id)
            else:
                dropped[why or "posts without title or text"] += 1
        if dropped:
            told = ", ".join(f"{count} {kind}" for kind, count in sorted(dropped.items()))
            yield report("info", f"left out: {told}", path=path)


def _tables(text: str, path: str) -> Record:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenSource(f"not valid JSON: {error}", place=Place(path), remedy="Export it again.") from error
    first = data["db"][0] if isinstance(data.get("db"), list) and data["db"] else data
    tables = first.get("data") if isinstance(first, dict) else None
    if not isinstance(tables, dict) or not isinstance(tables.get("posts"), list):
        raise BrokenSource("there is no table of posts", place=Place(path), remedy="Export it again, with content.")
    return tables


def _rows(tables: Record, name: str) -> list[Record]:
    rows = tables.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _left_out(post: Record) -> str:
    """Say what a post is that gives no article; empty for a published one."""
    if post.get("status", "published") != "published":
        return f"posts of status {post.get('status')!r}"
    return "pages" if post.get("type") == "page" or post.get("page") else ""


def _draft(post: Record, tables: Record, settings: Record) -> Draft:
    draft = Draft(title=plain_text(_text(post.get("title"))))
    site = _text(settings.get("title")) or None
    set_field(draft, "title", draft.title, _BY)
    set_field(draft, "published", _day(post.get("published_at")), _BY)
    modified = _day(post.get("updated_at"))
    set_field(draft, "modified", modified if modified != draft.published else None, _BY)
    set_field(draft, "publication", site, "settings of the export", 0.95)
    set_field(draft, "url", _text(post.get("canonical_url")), _BY)
    set_field(draft, "language", _text(settings.get("locale") or settings.get("lang"))[:2].lower(), _BY, 0.8)
    set_field(draft, "summary", _text(post.get("custom_excerpt")), _BY)
    set_field(draft, "tags", tuple(_linked(post, tables, "posts_tags", "tag_id", "tags")), _BY)
    names = _linked(post, tables, "posts_authors", "author_id", "users")
    if not names:
        names = [_text(row.get("name")) for row in _rows(tables, "users") if row.get("id") == post.get("author_id")]
    set_authors(draft, names, "accounts of the post", site=site, sure=0.9)
    lead = make_image(
        _text(post.get("feature_image")), alt=_text(post.get("feature_image_alt")),
        caption=plain_text(_text(post.get("feature_image_caption"))),
    )  # fmt: skip
    add_images(draft, [lead] if lead else [], "feature image of the post", 1)
    fill_body(draft, _text(post.get("html")) or _text(post.get("plaintext")))
    return draft


def _linked(post: Record, tables: Record, links: str, key: str, target: str) -> list[str]:
    """Follow a table of links from a post to names, in the order that it gives; internal tags begin with #."""
    names = {row.get("id"): _text(row.get("name")) for row in _rows(tables, target)}
    rows = [row for row in _rows(tables, links) if row.get("post_id") == post.get("id")]
    rows.sort(key=lambda row: int(row.get("sort_order") or 0))
    found = (names.get(row.get(key), "") for row in rows)
    return [name for name in found if name and not name.startswith("#")]


def _day(value: Any) -> str | None:
    """Give the day of a time in text or in milliseconds, as old exports have it."""
    if isinstance(value, int) and not isinstance(value, bool):
        return dt.datetime.fromtimestamp(value / 1000, dt.UTC).date().isoformat()
    return to_edtf(_text(value)[:10])


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
