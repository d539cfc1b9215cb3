"""Articles, statements and archives in one line, with sane defaults."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from yalu.model import (
    ActorMention,
    Agreement,
    AnyMention,
    AnyStatement,
    Article,
    Claim,
    DateMention,
    Decision,
    Event,
    Figure,
    Holder,
    Participant,
    QuantityMention,
    Source,
    Span,
    Verdict,
    article_id,
    hash_text,
    lay_out,
    make_date,
    make_id,
    mention_id,
    statement_id,
)
from yalu.store import Coded, Store, Writer, create_archive

TEXT = "China sent coal worth 10 billion dollars to North Korea in 2013. They signed a treaty. Its influence is small."


def source(path: str = "a.txt", body: str = "bytes") -> Source:
    sha = hash_text(body)
    return Source(id=f"src_{sha[:16]}", path=path, sha256=sha, size=len(body), reader="test")


def article(title: str = "Coal", text: str = TEXT, **fields: Any) -> Article:
    body, paragraphs = lay_out(text.split("\n\n"))
    authors = fields.pop("authors", ("Ann Lee",))
    url = fields.get("url")
    name = article_id(title=title, authors=authors, publication=None, url=url, published=None)
    return Article(id=name, title=title, text=body, paragraphs=paragraphs, authors=authors, **fields)


def span_of(one: Article, words: str) -> Span:
    start = one.text.index(words)
    return Span(start, start + len(words))


def who(*codes: str) -> tuple[Participant, ...]:
    return tuple(Participant(code=code, text=code) for code in codes)


def _shared(kind: Any, one: Article, words: str, key: str) -> dict[str, Any]:
    span = span_of(one, words)
    return {"id": statement_id(kind, one.id, span, words, key), "article": one.id, "span": span, "quote": words}


def event(one: Article, words: str = "China sent coal", trigger: str = "sent", **fields: Any) -> Event:
    at = span_of(one, trigger)
    base: dict[str, Any] = {"event_type": "AID", "quad": 2, "intensity": 5.0, "actors": who("CHN")}
    base |= {"recipients": who("PRK"), "trigger": at, "coder": "events/1"}
    if "2013" in one.text:
        base["date"] = make_date("2013", span_of(one, "2013"), "2013")
    return Event(**_shared("event", one, words, str(at.start)), **(base | fields))


def figure(one: Article, words: str = "worth 10 billion dollars", **fields: Any) -> Figure:
    base: dict[str, Any] = {"raw": "10 billion dollars", "value": 1e10, "unit": "USD", "currency": "USD"}
    base |= {"measure": "aid", "about": who("CHN"), "counterpart": who("PRK"), "coder": "figures/1"}
    return Figure(**_shared("figure", one, words, "10 billion dollars"), **(base | fields))


def agreement(one: Article, words: str = "They signed a treaty.", **fields: Any) -> Agreement:
    base: dict[str, Any] = {"name": "Treaty", "named": "a treaty", "key": "treaty", "parties": who("CHN", "PRK")}
    return Agreement(**_shared("agreement", one, words, "treaty"), **(base | {"coder": "agreements/1"} | fields))


def claim(one: Article, words: str = "Its influence is small.", **fields: Any) -> Claim:
    base: dict[str, Any] = {"theme": "influence", "about": who("CHN", "PRK"), "stance": "low", "coder": "claims/1"}
    return Claim(**_shared("claim", one, words, "influence"), **(base | fields))


def minister() -> tuple[Holder, ...]:
    return (Holder(text="the minister", actor="wang-yi", code="CHN"),)


def statements(one: Article) -> tuple[AnyStatement, ...]:
    return event(one), figure(one), agreement(one), claim(one, holders=minister())


def mentions(one: Article) -> tuple[AnyMention, ...]:
    china, year, money = (span_of(one, words) for words in ("China", "2013", "10 billion dollars"))
    return (
        ActorMention(
            id=mention_id("actor", one.id, china, "China"), article=one.id, span=china, quote="China", actor="CHN"
        ),
        DateMention(
            id=mention_id("date", one.id, year, "2013"),
            article=one.id,
            span=year,
            quote="2013",
            date=make_date("2013", year, "2013"),
        ),
        QuantityMention(
            id=mention_id("quantity", one.id, money, "10 billion dollars"),
            article=one.id,
            span=money,
            quote="10 billion dollars",
            value=1e10,
            unit="USD",
        ),
    )


def coded(one: Article, key: str = "k1", said: tuple[AnyStatement, ...] | None = None) -> Coded:
    return Coded(
        version=one.version,
        key=key,
        mentions=mentions(one) if said is None else (),
        statements=statements(one) if said is None else said,
    )


def decision(
    target: str, verdict: Verdict = "reject", *, field: str | None = None, value: str | None = None, **more: Any
) -> Decision:
    base: dict[str, Any] = {"article": target, "kind": "event", "by": "ed", "at": "2026-01-01T00:00:00Z"}
    name = make_id("dec", target, verdict, field, value, more.get("at"))
    return Decision(id=name, target=target, verdict=verdict, field=field, value=value, **(base | more))


def on_article(one: Article, field: str, value: str, **more: Any) -> Decision:
    return decision(one.id, "correct", field=field, value=value, kind="article", **more)


def archive(folder: Path, *articles: Article) -> Store:
    store = create_archive(folder / "test.yalu")
    writer = store.writer()
    for one in articles:
        put(writer, one)
    return store


def put(writer: Writer, one: Article, *, key: str = "k1", path: str = "a.txt", **more: Any) -> str:
    """Put an article with the statements of TEXT, or with none when it has another text."""
    origin = source(path, body=path + one.version)
    one = replace(one, source=origin.id)
    coding = coded(one, key) if one.text == TEXT else coded(one, key, ())
    return writer.put(origin, one, more.pop("coded", coding), writer.begin_run("test"), **more)
