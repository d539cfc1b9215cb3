"""Statements and articles in formats of others: TimelineJS, FollowTheMoney, schema.org."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from yalu.model import Agreement, AnyStatement, Article, Day, Event, bounds_of, hash_text
from yalu.publish.images import address_of
from yalu.publish.wording import Words


def to_timelinejs(statements: Iterable[AnyStatement], words: Words) -> dict[str, Any]:
    """Give dated statements as TimelineJS JSON (`events` with start_date, end_date and text)."""
    return {"events": [event for one in statements if (event := _slide(one, words))]}


def _slide(statement: AnyStatement, words: Words) -> dict[str, Any] | None:
    edtf = statement.date.edtf if statement.date else None
    edtf = edtf or (statement.signed if isinstance(statement, Agreement) else None)
    first, last = bounds_of(edtf) if edtf else (None, None)
    if first is None:
        return None
    ended = {"end_date": _timeline_day(last)} if last and last != first else {}
    text = {"headline": words.say(statement), "text": f"“{statement.quote}”"}
    shown = {"display_date": statement.date.text} if statement.date else {}
    return {"unique_id": statement.id, "start_date": _timeline_day(first), **ended, "text": text, **shown}


def _timeline_day(day: Day) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def to_ftm(events: Iterable[Event], articles: dict[str, Article], words: Words) -> Iterable[dict[str, Any]]:
    """Give events that happened as FollowTheMoney entities: Event, and once each the actors and articles it names."""
    seen: set[str] = set()
    for event in events:
        if not event.happened:
            continue
        article = articles[event.article]
        actors = [one.code for one in event.actors]
        recipients = [one.code for one in event.recipients]
        for code in (*actors, *recipients):
            if code not in seen:
                seen.add(code)
                yield _entity(code, "PublicBody", name=[words.name(code)])
        if article.id not in seen:
            seen.add(article.id)
            yield _entity(
                article.id, "Article", title=[article.title], author=list(article.authors),
                sourceUrl=[article.url] if article.url else [], publishedAt=_days(article.published)[:1],
            )  # fmt: skip
        yield _entity(
            event.id, "Event", name=[words.say(event)], summary=[event.quote], organizer=actors,
            involved=recipients, startDate=_days(event.date.edtf if event.date else None)[:1],
            endDate=_days(event.date.edtf if event.date else None)[1:], proof=[article.id], keywords=[event.event_type],
        )  # fmt: skip


def _entity(known: str, schema: str, /, **properties: list[str]) -> dict[str, Any]:
    return {"id": known, "schema": schema, "properties": {key: values for key, values in properties.items() if values}}


def _days(edtf: str | None) -> list[str]:
    first, last = bounds_of(edtf) if edtf else (None, None)
    return [str(day) for day in (first, last) if day]


def to_schema_org(article: Article, address: str) -> dict[str, Any]:
    """Give an article as schema.org AnalysisNewsArticle, the genre of facts with their author's reading."""
    fields: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "AnalysisNewsArticle",
        "@id": address,
        "headline": article.title,
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "datePublished": next(iter(_days(article.published)), None),
        "isPartOf": {"@type": "Periodical", "name": article.publication} if article.publication else None,
        "articleSection": list(article.categories),
        "keywords": list(article.tags),
        "inLanguage": article.language,
        "license": article.licence,
        "image": [address for one in article.images if (address := address_of(one)).startswith(("/", "http"))],
        "url": article.url or address,
        "isAccessibleForFree": True,
        "identifier": f"sha256:{hash_text(article.text)}",
    }
    return {name: value for name, value in fields.items() if value}
