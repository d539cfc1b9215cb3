from __future__ import annotations

import pytest

from tests.sources.making import how, read_one
from yalu.sources.languages import identify


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("遼寧省和朝鮮的貿易去年增加。", "zh"),
        ("조중관계는 1961년 조약에 기초한다.", "ko"),
        ("中朝関係は条約に基づく。", "ja"),
        ("Le port a perdu un cinquième de son commerce.", "fr"),
        ("El puerto perdió un quinto de su comercio.", "es"),
        ("Der Hafen verlor ein Fünftel seines Handels an einem Tag.", "de"),
        ("Порт потерял пятую часть торговли.", "ru"),
        ("The port lost a fifth of its trade.", "en"),
    ],
)
def test_sentence_is_enough_to_tell_its_language(text: str, language: str) -> None:
    found = identify(text)
    assert found
    assert found.language == language
    assert found.sure > 0.7


@pytest.mark.parametrize("text", ["Tariff", "1961", "", "  ...  "])
def test_too_little_is_not_told(text: str) -> None:
    assert identify(text) is None


FRENCH = "Le port a perdu un cinquième de son commerce en neuf jours. Personne n’avait interrogé les éclusiers de la rive orientale."
ENGLISH = "The port lost a fifth of its trade in nine days. Nobody had asked the lock keepers of the eastern bank."


def page(text: str, language: str) -> str:
    return f'<!doctype html><html lang="{language}"><head><title>Port</title></head><body><h1>Port</h1><p>{text}</p><p>{text} 2.</p></body></html>'


@pytest.mark.parametrize(
    ("text", "stated", "language"),
    [(FRENCH, "en", "fr"), (ENGLISH, "fr", "en"), (ENGLISH, "en", "en"), (FRENCH, "fr", "fr")],
)
def test_words_decide_against_the_theme_of_a_page(text: str, stated: str, language: str) -> None:
    article = read_one(page(text, stated))
    assert article.language == language
    assert how(article, "language").sure < 1


def test_stated_language_of_front_matter_stands() -> None:
    assert read_one(f"---\ntitle: Port\nlanguage: oc\n---\n\n{FRENCH}\n").language == "oc"
