"""One-line makers of records for tests: every field has a default, spans are found in the article's text."""

from __future__ import annotations

from typing import Any

from yalu.model import (
    ActorMention,
    Agreement,
    Article,
    Claim,
    DateMention,
    Event,
    Figure,
    Holder,
    Participant,
    Source,
    Span,
    hash_text,
    key_of,
    lay_out,
    make_date,
    make_id,
    mention_id,
    statement_id,
)


def source(path: str = "page.txt") -> Source:
    digest = hash_text(path)
    return Source(id=f"src_{digest[:16]}", path=path, sha256=digest, size=len(path), reader="test")


def article(text: str = "China sanctioned North Korea in 2013.", *, title: str = "A title", **fields: Any) -> Article:
    body, spans = lay_out(text.split("\n\n"))
    fields = {"authors": ("Ada Byline",), "categories": ("DPRK",), "source": source().id} | fields
    return Article(id=make_id("art", title), title=title, text=body, paragraphs=spans, **fields)


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def who(*codes: str) -> tuple[Participant, ...]:
    return tuple(Participant(code=code, text=code, how="name") for code in codes)


def _shared(
    of: Article, quote: str | None, date: str | None, holder: str | None, kind: Any, key: str
) -> dict[str, Any]:
    quote = of.text if quote is None else quote
    span = span_of(of.text, quote)
    return {
        "id": statement_id(kind, of.id, span, quote, key),
        "article": of.id,
        "span": span,
        "quote": quote,
        "date": make_date(date, Span(span.start, span.start), date) if date else None,
        "holders": (Holder(text=holder),) if holder else (),
        "coder": "test/1",
    }


def event(of: Article, quote: str | None = None, *, actors: str = "CHN", recipients: str = "PRK",
          date: str | None = None, holder: str | None = None, **fields: Any) -> Event:  # fmt: skip
    given: dict[str, Any] = {"event_type": "SANCTION", "quad": 4, "intensity": -6.0} | fields
    shared = _shared(of, quote, date, holder, "event", given["event_type"] + actors + recipients)
    shared |= {"trigger": shared["span"], "actors": who(*actors.split()), "recipients": who(*recipients.split())}
    return Event(**(shared | given))


def figure(of: Article, quote: str | None = None, *, value: float | None = 10.0, about: str = "PRK",
           counterpart: str = "CHN", date: str | None = None, holder: str | None = None, **fields: Any) -> Figure:  # fmt: skip
    given: dict[str, Any] = {"raw": f"{value}", "unit": "percent", "measure": "trade"} | fields
    shared = _shared(of, quote, date, holder, "figure", given["raw"])
    shared |= {"value": value, "about": who(*about.split()), "counterpart": who(*counterpart.split())}
    return Figure(**(shared | given))


def agreement(of: Article, quote: str | None = None, *, name: str = "Treaty of Friendship", parties: str = "CHN PRK",
              date: str | None = None, holder: str | None = None, **fields: Any) -> Agreement:  # fmt: skip
    given: dict[str, Any] = {"named": name, "key": key_of(name)} | fields
    shared = _shared(of, quote, date, holder, "agreement", name)
    return Agreement(**(shared | {"name": name, "parties": who(*parties.split())} | given))


def claim(of: Article, quote: str | None = None, *, theme: str = "influence", about: str = "CHN PRK",
          date: str | None = None, holder: str | None = None, **fields: Any) -> Claim:  # fmt: skip
    shared = _shared(of, quote, date, holder, "claim", theme)
    return Claim(**(shared | {"theme": theme, "about": who(*about.split())} | fields))


def actor_mention(of: Article, words: str, actor: str, **fields: Any) -> ActorMention:
    span = span_of(of.text, words)
    given = {"code": actor, "name": actor} | fields
    return ActorMention(
        id=mention_id("actor", of.id, span, words), article=of.id, span=span, quote=words, actor=actor, **given
    )


def date_mention(of: Article, words: str, edtf: str | None) -> DateMention:
    span = span_of(of.text, words)
    return DateMention(
        id=mention_id("date", of.id, span, words), article=of.id, span=span, quote=words,
        date=make_date(words, span, edtf),
    )  # fmt: skip
