"""Mentions of actors: who is meant, and when nobody is certain."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yalu.model import ActorMention
from yalu.statements import Coding

Code = Callable[..., Coding]

# text, words, actor id (and the other one of two), why
FOUND = [
    ("Pyongyang tested a rocket.", "Pyongyang", "PRK", "a capital stands for its state"),
    ("Sino-Russian trade grew.", "Sino", "CHN", "a prefix stands for a state"),
    ("The Hermit Kingdom closed its border.", "Hermit Kingdom", "PRK", "a nickname"),
    ("The North Koreans left.", "North Koreans", "PRK", "a people, not Koreans"),
    ("The North Korean farmers marched.", "North Korean", "PRK", "the longer name wins over the North"),
    ("It fell to the Japanese. Korea was annexed.", "Japanese", "JPN", "no name runs over a full stop"),
    ("Kim Jong Un spoke. Kim smiled.", "Kim", "kim-jong-un", "a family name after the full one"),
    ("South Korea objected. The South then left.", "The South", "KOR", "a weak name after the strong one"),
    ("China met Russia. The two countries agreed.", "two countries", "CHN RUS", "the only two in reach"),
    ("Japan watched China. Japan fears its neighbour.", "neighbour", "CHN", "the other of two"),
    ("The Chinese waited. They had time.", "They", "CHN", "a people goes on as they"),
    ("Russia waited. It had time.", "It", "RUS", "a state goes on as it"),
    ("The Chinese fear that the crisis grows, though they wait.", "they", "CHN", "one crisis is no they"),
    (
        "The Russians waited. Their hope is thin. While they met envoys, I doubt it.",
        "they",
        "RUS",
        "one hope is no they",
    ),
    (
        "The Japanese say so. But they have hitherto held that the plan, once it is law, helps. As they signed, it began.",
        "they",
        "JPN",
        "they go on over clauses with other subjects",
    ),
    ("Vietnam insists that the talks failed and that it left in good faith.", "it", "VNM", "many talks are no it"),
    ("Xi Jinping flew to Seoul. He stayed a day.", "He", "xi-jinping", "a man goes on as he"),
    ("In 1956 Nasser closed the canal.", "Nasser", "gamal-abdel-nasser", "the one ruler of that name in that year"),
    ("Zia ruled Bangladesh in 1979.", "Zia", "ziaur-rahman", "of two rulers of a name the one whose state is named"),
    ("King Hussein of Jordan met Saddam Hussein.", "Saddam Hussein", "saddam-hussein", "two men of one name"),
    ("Saddam Hussein spoke. Later Hussein left Baghdad.", "Hussein", "saddam-hussein", "the end of a full name"),
    (
        "Mohammed bin Salman spoke. Later Salman left.",
        "Salman",
        "king-salman",
        "a king's own name, not the end of his son's",
    ),
    ("Charles Taylor spoke. Later Taylor left.", "Taylor", "charles-taylor", "the end of a full name"),
]


def _named(coding: Coding, words: str) -> list[ActorMention]:
    return [one for one in coding.mentions if isinstance(one, ActorMention) and one.quote.lower() == words.lower()]


@pytest.mark.parametrize(("text", "words", "actors", "why"), FOUND)
def test_words_name_their_actor(code: Code, text: str, words: str, actors: str, why: str) -> None:
    mention = _named(code(text), words)[-1]
    named = [mention.actor, *(mention.others if mention.together else ())]
    assert named == actors.split(), why
    assert mention.how


OPEN = [
    ("China met Russia and Japan. The two countries agreed.", "two countries", "three states leave no pair"),
    ("It is clear that China waited.", "It", "an empty it"),
    ("When it comes to Russia, China waits.", "it", "an empty it"),
    ("China waited. The report said it was late.", "it", "another subject came between"),
    ("The Chinese say that the talks failed because they came late.", "they", "the talks may have come late"),
    ("The Chinese told the Japanese that the plan was bad, and then they left.", "they", "two peoples are named"),
    ("China told Japan that the talks had failed, and then it left.", "it", "two states are named"),
    ("Unless Sudan yields, Russia will impose sanctions on it.", "it", "nobody does a thing to it that is it"),
    ("Russia waited. They were many.", "They", "a state by name is no they"),
    ("The North is cold.", "The North", "nothing before says which north"),
    ("In 1995 Hussein rejected the plan.", "Hussein", "a king and a president are called so"),
    ("Saddam Hussein met King Hussein. Later Hussein left.", "Hussein", "two of the article are called so"),
    ("In 2021 a clerk, Haitham bin Latif, left.", "Haitham", "a small word ties the name to more of it"),
]


@pytest.mark.parametrize(("text", "words", "why"), OPEN)
def test_what_is_not_certain_stays_open(code: Code, text: str, words: str, why: str) -> None:
    assert not _named(code(text), words), why


def test_an_office_is_dated(code: Code) -> None:
    early = _named(code("Xi Jinping spoke.", published="2005-06-01"), "Xi Jinping")[0]
    late = _named(code("Xi spoke to China.", published="2015-06-01"), "Xi")[0]
    assert late.code == "CHN"
    assert early.actor == late.actor == "xi-jinping"
    assert not _named(code("Xi spoke to China.", published="1985-06-01"), "Xi")


def test_a_stranger_beside_a_role_becomes_a_person(code: Code) -> None:
    coding = code("The ambassador, Zofia Quell, left Beijing. Quell said little.")
    assert [one.actor for one in _named(coding, "Quell")] == ["zofia-quell"]
