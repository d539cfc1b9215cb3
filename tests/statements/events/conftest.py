"""The stages events need, and a way to code one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from yalu.actors import Gazetteer
from yalu.language import Parser
from yalu.model import Article, DateMention, Event, Span, lay_out, make_date, mention_id
from yalu.statements import Coder, Reading
from yalu.statements.attribution import Attributions
from yalu.statements.events import Events
from yalu.statements.mentions import Actors

_MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]  # fmt: skip
_DATE = re.compile(rf"(?:({'|'.join(_MONTHS)}) )?\b(1[5-9]\d\d|20\d\d)\b")


@dataclass(frozen=True, slots=True)
class PlainDates:
    """Years and months, so that these tests do not move when the reader of dates does."""

    name: str = "plain-dates"
    version: str = "1"
    needs: tuple[str, ...] = ()
    gives: str = "dates"

    def extract(self, reading: Reading) -> Iterator[DateMention]:
        for match in _DATE.finditer(reading.article.text):
            span = Span(*match.span())
            month = f"-{_MONTHS.index(match[1]) + 1:02}" if match[1] else ""
            date = make_date(match[0], span, f"{match[2]}{month}")
            article = reading.article.id
            yield DateMention(
                id=mention_id("date", article, span, match[0]), article=article, span=span, quote=match[0], date=date
            )


@pytest.fixture(scope="session")
def events_stage(gazetteer: Gazetteer) -> Events:
    return Events.load(gazetteer)


@pytest.fixture(scope="session")
def event_coder(gazetteer: Gazetteer, events_stage: Events) -> Coder:
    return Coder(gazetteer, (Actors.load(gazetteer), PlainDates(), Attributions.load(gazetteer), events_stage))


@pytest.fixture(scope="session")
def events_of(parser: Parser, event_coder: Coder) -> Callable[[list[str]], list[list[Event]]]:
    """Code texts, each as an article of its own: their events."""

    def run(texts: list[str]) -> list[list[Event]]:
        articles = []
        for number, text in enumerate(texts):
            body, spans = lay_out(text.split("\n\n"))
            articles.append(Article(id=f"art_{number}", title="A title", text=body, paragraphs=spans))
        pairs = zip(articles, parser.analyse(articles), strict=True)
        codings = [event_coder.code(article, analysis) for article, analysis in pairs]
        return [[one for one in coding.statements if isinstance(one, Event)] for coding in codings]

    return run
