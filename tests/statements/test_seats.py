"""Seats: a city that several have their seat in stands for the one the words near speak of; the others are kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yalu.actors import Gazetteer
from yalu.model import ActorMention
from yalu.statements import Coding

Code = Callable[..., Coding]


def _seat(coding: Coding, words: str = "Brussels") -> ActorMention:
    return next(one for one in coding.mentions if isinstance(one, ActorMention) and one.quote == words)


@pytest.mark.parametrize(
    ("text", "actor", "standing", "why"),
    [
        ("Brussels threatened Minsk with new tariffs.", "EU", "EUR", "mostly stands for"),
        ("Ankara no longer trusts Brussels.", "EU", "EUR", "mostly stands for"),
        ("Moscow, Beijing and Brussels signed the text.", "EU", "EUR", "mostly stands for"),
        ("Brussels sued Warsaw, and two member states objected.", "EU", "EUR", "has member states"),
        ("Brussels and the Flemish parties quarrelled over the budget.", "BEL", "BEL", "has Flemish"),
        ("In 1960 Brussels let the Congo go, and Belgian officers stayed.", "BEL", "BEL", "has Belgian"),
        ("Brussels will decide whether NATO ships sail.", "NATO", "IGO", "has NATO"),
        ("The envoys met in Brussels.", "BEL", "BEL", "a place"),
        ("European ministers met in Brussels.", "EU", "EUR", "has European"),
        ("The Belgian cabinet fell. Brussels recalled its envoy.", "BEL", "BEL", "the paragraph has Belgian"),
        ("In 1935 Brussels recalled its envoy.", "BEL", "BEL", "metonym of Belgium"),
    ],
)
def test_a_seat_is_who_the_words_near_speak_of(code: Code, text: str, actor: str, standing: str, why: str) -> None:
    mention = _seat(code(text))
    assert (mention.actor, mention.code) == (actor, standing)
    assert why in mention.how


def test_the_other_readings_are_kept(code: Code) -> None:
    assert set(_seat(code("Brussels threatened Minsk with new tariffs.")).others) == {"BEL", "NATO"}
    assert _seat(code("Minsk threatened Brussels with new tariffs."), "Minsk").others == ()


def test_a_longer_name_is_no_seat(code: Code) -> None:
    mentions = code("The Brussels Airport strike went on.").mentions
    assert not [one for one in mentions if isinstance(one, ActorMention) and one.quote == "Brussels"]


def test_all_who_sit_there_are_found_with_reasons(gazetteer: Gazetteer) -> None:
    found = {match.actor.id: match.why for match in gazetteer.find("Brussels", on="2015")}
    assert found == {
        "BEL": "metonym of Belgium",
        "EU": "metonym of European Union as of 2015",
        "NATO": "metonym of North Atlantic Treaty Organization as of 2015",
    }
    assert [match.actor.id for match in gazetteer.find("Brussels", on="1935")] == ["BEL"]
    meant = gazetteer.resolve("Brussels")
    assert meant is not None
    assert meant.id == "EU"
