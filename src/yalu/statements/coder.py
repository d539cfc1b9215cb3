"""The chain of stages: an article and its analysis in, mentions and statements out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from yalu.actors import Gazetteer
from yalu.language import Analysis
from yalu.model import AnyMention, AnyStatement, Article
from yalu.statements.reading import Extractor, Reading


@dataclass(frozen=True, slots=True)
class Coding:
    """All that was coded of one article, in order of the text."""

    mentions: tuple[AnyMention, ...]
    statements: tuple[AnyStatement, ...]


@dataclass(frozen=True, slots=True)
class Coder:
    """The loaded stages, in the order of work."""

    gazetteer: Gazetteer
    stages: tuple[Extractor, ...]

    @property
    def version(self) -> str:
        """Names and versions of all stages: another value codes every article again."""
        return " ".join(f"{stage.name}/{stage.version}" for stage in self.stages)

    def code(self, article: Article, analysis: Analysis, *, reading: Reading | None = None) -> Coding:
        """Code one article; a `reading` that is given is filled on the way, for those who score."""
        reading = reading or Reading(article, analysis, self.gazetteer)
        statements: dict[str, AnyStatement] = {}
        for stage in self.stages:
            found: Iterable[Any] = stage.extract(reading)
            if stage.gives == "statements":
                statements |= {statement.id: statement for statement in found}
            else:
                _put(reading, stage, found)
        mentions: tuple[AnyMention, ...] = (*reading.actors, *reading.dates, *reading.quantities)
        once: dict[str, AnyMention] = {one.id: one for one in mentions}
        return Coding(
            mentions=tuple(sorted(once.values(), key=lambda one: (one.span, one.kind))),
            statements=tuple(sorted(statements.values(), key=lambda one: (one.span, one.kind, one.id))),
        )


def _put(reading: Reading, stage: Any, found: Iterable[Any]) -> None:
    match stage.gives:
        case "actors":
            reading.put_actors(found)
        case "dates":
            reading.put_dates(found)
        case "quantities":
            reading.quantities = tuple(found)
        case "attributions":
            reading.attributions = tuple(found)
            reading.judge = stage.judge_of(reading)
            reading.put_actors(sorted([*reading.actors, *stage.speakers(reading)], key=lambda mention: mention.span))


def check_order(stages: Iterable[Extractor]) -> None:
    """Raise ValueError when a stage stands before one that gives what it needs."""
    given: set[str] = set()
    for stage in stages:
        missing = set(stage.needs) - given
        if missing:
            raise ValueError(f"{stage.name} needs {', '.join(sorted(missing))}, which nothing before it gives")
        given.add(stage.gives)
