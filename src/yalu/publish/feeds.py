"""Feeds: Atom (RFC 4287) and JSON Feed (version 1.1) of articles or statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from yalu.model import bounds_of
from yalu.publish.cards import Card
from yalu.store import Brief

NEVER = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One entry; `path` is its address on this site."""

    title: str
    path: str
    updated: str
    authors: tuple[str, ...]
    summary: str
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Entries under a heading; `path` is the page they are of."""

    heading: str
    path: str
    items: tuple[FeedItem, ...]

    @property
    def updated(self) -> str:
        """When the newest entry was published."""
        return max((item.updated for item in self.items), default=NEVER)


def moment_of(edtf: str | None) -> str:
    """Give the last day a date may fall on, as RFC 3339; 1970 where it is not known."""
    last = bounds_of(edtf).latest if edtf else None
    return f"{last}T00:00:00Z" if last else NEVER


def feed_cards(heading: str, path: str, cards: Iterable[Card], articles: dict[str, Brief]) -> Feed:
    """Make a feed of statements, each dated by its article."""
    items = tuple(
        FeedItem(
            title=card.says,
            path=f"/statements/{card.id}",
            updated=moment_of(articles[card.id].published),
            authors=articles[card.id].authors,
            summary=card.quote,
            categories=(card.kind,),
        )
        for card in cards
    )
    return Feed(heading=heading, path=path, items=items)


def to_json_feed(feed: Feed, *, journal: str, base: str, path: str) -> dict[str, Any]:
    """Give a feed as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{journal}: {feed.heading}",
        "home_page_url": f"{base}{feed.path}",
        "feed_url": f"{base}{path}",
        "items": [_item(item, base) for item in feed.items],
    }


def _item(item: FeedItem, base: str) -> dict[str, Any]:
    dated = {"date_published": item.updated} if item.updated != NEVER else {}
    return {
        "id": f"{base}{item.path}",
        "url": f"{base}{item.path}",
        "title": item.title,
        "content_text": item.summary,
        "authors": [{"name": name} for name in item.authors],
        "tags": list(item.categories),
        **dated,
    }
