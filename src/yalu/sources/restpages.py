"""Read saved pages of the WordPress REST API (`/wp-json/wp/v2/posts`): lists of posts, or one post.

Authors, categories and tags are numbers there; their names stand in what `_embed` adds, and without it they stay empty.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from yalu.errors import BrokenSource, Place
from yalu.model import Article, Issue
from yalu.sources.bodies import add_credits, add_images, fill_body, set_authors, set_field
from yalu.sources.datelines import to_edtf
from yalu.sources.drafts import Draft, finish
from yalu.sources.fragments import plain_text
from yalu.sources.images import make_image
from yalu.sources.loading import Head, Loaded
from yalu.sources.reports import report

_START = re.compile(r"\A\s*(?:\[\s*)?\{")
_POST = re.compile(r'"(?:title|content)"\s*:\s*\{\s*"rendered"\s*:')
_ERROR = re.compile(r'\A\s*\{\s*"code"\s*:\s*"rest_\w+"')
_BY = "field of the REST record"

Record = dict[str, Any]


class RestReader:
    """Reads one saved answer of the API."""

    name = "WordPress REST"

    def sniff(self, head: Head) -> float:
        """Look for rendered titles, or for the error that ends a list."""
        if _ERROR.match(head.text):
            return 0.97
        return 0.97 if _START.match(head.text) and _POST.search(head.text) else 0.0

    def read(self, loaded: Loaded) -> Iterator[Article | Issue]:
        """Give the published posts; raise BrokenSource when the answer is cut or is an error."""
        path = loaded.source.path
        try:
            data = json.loads(loaded.text, strict=False)
        except (ValueError, RecursionError) as error:
            raise BrokenSource(
                f"not valid JSON: {error}", place=Place(path), remedy="Save the answer again."
            ) from error
        if isinstance(data, dict) and "code" in data and "rendered" not in loaded.text:
            told = f"the site answered with an error: {data['code']}"
            raise BrokenSource(told, place=Place(path), remedy="A page past the end gives no posts; leave it out.")
        dropped: Counter[str] = Counter()
        for record in data if isinstance(data, list) else [data]:
            found = read_post(record, source=loaded.source.id)
            if isinstance(found, str):
                dropped[found] += 1
            else:
                yield found
        if dropped:
            told = ", ".join(f"{count} {kind}" for kind, count in sorted(dropped.items()))
            yield report("info", f"left out: {told}", path=path)


def read_post(record: Any, *, source: str) -> Article | str:
    """Read one record of a post; gives the article, or says what it is that gives none."""
    if not isinstance(record, dict):
        return "values that are no record"
    if record.get("status", "publish") != "publish":
        return f"posts of status {record['status']!r}"
    content = record.get("content")
    if isinstance(content, dict) and content.get("protected"):
        return "posts behind a password"
    draft = _draft(record)
    if not draft.title or not draft.paragraphs:
        return "posts without title or text"
    return finish(draft, source=source)


def _draft(record: Record) -> Draft:
    embedded = record.get("_embedded")
    around: Record = embedded if isinstance(embedded, dict) else {}
    head = record.get("yoast_head_json")
    extra: Record = head if isinstance(head, dict) else {}
    draft = Draft(title=plain_text(_rendered(record, "title")))
    set_field(draft, "title", draft.title, _BY)
    set_field(draft, "url", _text(record.get("link")), _BY)
    set_field(draft, "published", to_edtf(_text(record.get("date"))[:10]), _BY)
    modified = to_edtf(_text(record.get("modified"))[:10])
    set_field(draft, "modified", modified if modified != draft.published else None, _BY)
    set_field(draft, "publication", _text(extra.get("og_site_name")), "plugin's field of the REST record", 0.9)
    for name, taxonomy in (("categories", "category"), ("tags", "post_tag")):
        set_field(draft, name, tuple(_terms(around, taxonomy)), _BY)
    _set_people(draft, record, around)
    for media in _records(around.get("wp:featuredmedia")):
        caption = plain_text(_rendered(media, "caption"))
        add_credits(draft, [caption])
        lead = make_image(_text(media.get("source_url")), alt=_text(media.get("alt_text")), caption=caption)
        add_images(draft, [lead] if lead else [], "featured image of the record", 1)
    content, excerpt = _rendered(record, "content"), _rendered(record, "excerpt")
    fill_body(draft, content or excerpt)
    if not content and draft.complete:
        draft.complete = False
        draft.tell("complete", "excerpt without content", 0.95)
    return draft


def _set_people(draft: Draft, record: Record, around: Record) -> None:
    together = [_text(one.get("display_name")) for one in _records(record.get("coauthors"))]
    names = together or [_text(one.get("name")) for one in _records(around.get("author"))]
    by = "co-authors of the record" if together else "account of the post"
    set_authors(draft, names, by, site=draft.publication, sure=0.95 if together else 0.85)


def _terms(around: Record, taxonomy: str) -> Iterator[str]:
    groups = around.get("wp:term")
    for group in groups if isinstance(groups, list) else []:
        for term in _records(group):
            if term.get("taxonomy") == taxonomy and plain_text(_text(term.get("name"))):
                yield plain_text(_text(term.get("name")))


def _records(value: Any) -> list[Record]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _rendered(record: Record, name: str) -> str:
    value = record.get(name)
    return _text(value.get("rendered") if isinstance(value, dict) else value)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
