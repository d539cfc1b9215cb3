"""Archives of generated articles with their statements, written in bulk: nothing is parsed.

Two of several hundred actors stand at the middle of an article and others beside them, a few actors in most articles and
most in few, as in a real archive; words follow Zipf's law.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from sqlalchemy import Table
from tests.builders import actor_mention, agreement, article, claim, date_mention, event, figure, source

from yalu.actors import load_gazetteer
from yalu.lexicon.themes import Theme, load_themes
from yalu.model import AnyMention, AnyStatement, Article, Span, make_date, mention_id
from yalu.store import create_archive, rows, schema, totals

FIRST = ("CHN", "USA", "PRK", "KOR", "JPN", "RUS", "IND", "IRN", "GBR", "FRA", "DEU", "UKR")
TYPES = (("CONSULT", 1), ("AGREE", 1), ("AID", 2), ("COOPERATE", 2), ("ACCUSE", 3), ("THREATEN", 3), ("SANCTION", 4), ("ASSAULT", 4))  # fmt: skip
MEASURES = ("trade", "debt", "investment", "oil imports", "food aid")
TREATIES = ("Treaty of Friendship", "Trade Agreement", "Memorandum", "Border Protocol")
COMMON = ("trade", "treaty", "border", "coal", "sanctions", "summit", "army", "aid")
KINDS = ("event",) * 4 + ("figure",) * 2 + ("agreement",) + ("claim",) * 2
"""Statements of an article, one a paragraph."""
SURE = ("asserted",) * 8 + ("hedged", "negated")
_BATCH = 1_000
_FILLER = 36
"""Words of a paragraph beside its statement."""

Made = tuple[Article, list[AnyMention], list[AnyStatement]]


@dataclass(frozen=True, slots=True)
class Maker:
    """What articles are made of."""

    chance: random.Random
    words: list[str]
    word_weights: list[float]
    codes: list[str]
    code_weights: list[float]
    themes: tuple[Theme, ...]


def make_maker(actors: int | None = None) -> Maker:
    """Give a maker: the same one makes the same articles; of so many actors, or of all there are."""
    chance = random.Random(7)
    letters = "bcdfglmnprstvaeiou" * 2
    words = [*COMMON, *("".join(chance.choices(letters, k=chance.randint(4, 9))) for _ in range(30_000))]
    known = {actor.code for actor in load_gazetteer().actors.values() if actor.code}
    codes = [*FIRST, *sorted(known - set(FIRST))][:actors]
    return Maker(
        chance,
        words,
        list(accumulate(1 / (rank + 3) for rank in range(len(words)))),
        codes,
        list(accumulate(1 / (rank + 4) for rank in range(len(codes)))),
        tuple(load_themes().entries),
    )


def write_archive(path: Path, count: int, *, actors: int | None = None) -> int:
    """Write an archive of generated articles; give the number of statements."""
    with create_archive(path) as store, store.writer() as writer:
        run = writer.begin_run("bench").id
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -300000")
    maker, said, number = make_maker(actors), 0, 0
    made = (make_article(maker, one) for one in range(1, count + 1))
    _put(connection, schema.sources, [rows.record_row(source()) | {"run": run}])
    while batch := list(islice(made, _BATCH)):
        connection.execute("BEGIN")
        _put_batch(connection, batch, run, number + 1)
        connection.execute("UPDATE meta SET value = ? WHERE key = 'change_number'", [str(number + len(batch))])
        connection.execute("COMMIT")
        number += len(batch)
        said += sum(len(statements) for _, _, statements in batch)
    totals.recount(connection.execute)
    connection.close()
    return said


def _put_batch(connection: sqlite3.Connection, batch: list[Made], run: str, first: int) -> None:
    tables: dict[Table, list[dict[str, Any]]] = {}

    def add(table: Table, made: list[dict[str, Any]]) -> None:
        tables.setdefault(table, []).extend(made)

    for number, (one, mentions, statements) in enumerate(batch, first):
        ran = {"first_run": run, "last_run": run, "changed": number, "coding_key": one.version}
        add(schema.articles, [rows.article_row(one) | {"number": number, "slug": f"article-{number}", "version": one.version, "decided": 0} | ran])  # fmt: skip
        add(schema.versions, [rows.version_row(one) | {"number": 1, "run": run}])
        add(schema.paragraphs, rows.paragraph_rows(one))
        add(schema.article_authors, rows.name_rows(one, one.authors, number))
        add(schema.article_categories, rows.name_rows(one, one.categories, number))
        add(schema.mentions, [rows.mention_row(mention) for mention in mentions])
        add(schema.statements, [rows.statement_row(said, verdict=None, coded=None) for said in statements])
        for table, link in LINKS.items():
            add(table, [row for said in statements for row in link(said)])
    for table, found in tables.items():
        _put(connection, table, found)


LINKS: dict[Table, Callable[[AnyStatement], list[dict[str, Any]]]] = {
    schema.statement_actors: rows.actor_rows,
    schema.statement_dyads: rows.dyad_rows,
    schema.statement_themes: rows.theme_rows,
}


def _put(connection: sqlite3.Connection, table: Table, found: list[dict[str, Any]]) -> None:
    names = table.columns.keys()
    listed = ", ".join(f'"{name}"' for name in names)
    sql = f"INSERT INTO {table.name} ({listed}) VALUES ({', '.join('?' * len(names))})"
    connection.executemany(sql, [[row.get(name) for name in names] for row in found])


def make_article(maker: Maker, number: int) -> Made:
    """Make an article with its mentions and statements."""
    chance = maker.chance
    pairs = list(_pairs(maker))
    years = [chance.randint(1950, 2019) if chance.random() < 0.9 else 0 for _ in KINDS]
    told = [
        _tell(kind, pair, year, place) for place, (kind, pair, year) in enumerate(zip(KINDS, pairs, years, strict=True))
    ]
    filler = chance.choices(maker.words, cum_weights=maker.word_weights, k=_FILLER * len(told))
    text = "\n\n".join(
        f"{one} {' '.join(filler[at * _FILLER : (at + 1) * _FILLER]).capitalize()}." for at, one in enumerate(told)
    )
    published = f"{chance.randint(1995, 2019)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    one = article(
        text, title=f"Article {number} on {filler[0]} {filler[1]}", authors=(f"Author {chance.randrange(300)}",),
        published=published, categories=(f"Category {chance.randrange(24)}",), complete=bool(number % 5),
        publication="The Bench",
    )  # fmt: skip
    statements = [
        _statement(maker, one, kind, quote, pair, year)
        for kind, quote, pair, year in zip(KINDS, told, pairs, years, strict=True)
    ]
    return one, list(_mentions(one, told, pairs, years)), statements


def _pairs(maker: Maker) -> Iterator[tuple[str, str]]:
    chance = maker.chance
    cast = list(dict.fromkeys(chance.choices(maker.codes, cum_weights=maker.code_weights, k=6)))
    while len(cast) < 2:
        cast = [*cast, *(code for code in FIRST if code not in cast)][:2]
    for _ in KINDS:
        one, other = cast[:2] if chance.random() < 0.5 else chance.sample(cast, 2)
        yield (one, other) if chance.random() < 0.6 else (other, one)


def _tell(kind: str, pair: tuple[str, str], year: int, place: int) -> str:
    when = f"In {year} " if year else "Once "
    return f"{when}{pair[0]} stood with {pair[1]} in {kind} {place}."


def _mentions(of: Article, told: list[str], pairs: list[tuple[str, str]], years: list[int]) -> Iterator[AnyMention]:
    for quote, pair, year in zip(told, pairs, years, strict=True):
        at = of.text.index(quote)
        for code in pair:
            start = at + quote.index(f"{code} ") if f"{code} " in quote else at
            span = Span(start, start + len(code))
            yield replace(
                actor_mention(of, code, code), id=mention_id("actor", of.id, span, code), span=span, form="name"
            )
        if year:
            span = Span(at + 3, at + 7)
            date = make_date(str(year), span, str(year))
            yield replace(date_mention(of, str(year), str(year)), id=mention_id("date", of.id, span, str(year)), span=span, date=date)  # fmt: skip


def _statement(maker: Maker, of: Article, kind: str, quote: str, pair: tuple[str, str], year: int) -> AnyStatement:
    chance, (one, other) = maker.chance, pair
    date, sure = str(year) if year else None, chance.choice(SURE)
    if kind == "event":
        event_type, quad = chance.choice(TYPES)
        return event(of, quote, actors=one, recipients=other, date=date, event_type=event_type, quad=quad,
                     certainty=sure, intensity=float(chance.randint(1, 9)) * (1 if quad < 3 else -1))  # fmt: skip
    if kind == "figure":
        value, measure = float(chance.randint(1, 90)), chance.choice(MEASURES)
        return figure(of, quote, value=value, low=value, high=value, about=one, counterpart=other, date=date,
                      measure=measure, certainty=sure)  # fmt: skip
    if kind == "agreement":
        return _agreement(chance, of, quote, sorted(pair), date)
    theme = chance.choice(maker.themes)
    stance = chance.choice((theme.high, theme.low, "unclear"))
    return claim(of, quote, theme=theme.id, stance=stance, about=f"{one} {other}", date=date, certainty=sure)


def _agreement(chance: random.Random, of: Article, quote: str, parties: list[str], date: str | None) -> AnyStatement:
    """Name one of the treaties of a pair; most tellings agree on when it was signed."""
    name = f"{chance.choice(TREATIES)} of {' and '.join(parties)}"
    signed = 1950 + sum(map(ord, name)) % 60
    signed += chance.randint(1, 5) if chance.random() < 0.1 else 0
    return agreement(of, quote, name=name, parties=" ".join(parties), date=date, signed=str(signed))
