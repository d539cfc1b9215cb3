"""Claims: themes, what is no claim, stance only where words show it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yalu.lexicon.themes import load_themes
from yalu.model import Claim
from yalu.statements import Coding

Code = Callable[..., Coding]


def _claims(coding: Coding) -> list[Claim]:
    return [statement for statement in coding.statements if isinstance(statement, Claim)]


CLAIMS = [
    ("China has little influence over North Korea.", "influence", "little influence"),
    ("North Korea depends heavily on China for its oil.", "dependence", "dependent"),
    ("Japan and South Korea still mistrust each other.", "trust", "mistrust"),
    ("The sanctions on Iran remain ineffective.", "sanctions", "ineffective"),
    ("Ties between Turkey and Egypt are the warmest in years.", "relations", "good"),
    ("Ties with Japan were described by China as cold.", "relations", "bad"),
    ("Russia's interests in Mongolia are growing.", "influence", None),
]


@pytest.mark.parametrize(("text", "theme", "stance"), CLAIMS)
def test_a_sentence_on_how_things_stand_is_a_claim(code: Code, text: str, theme: str, stance: str | None) -> None:
    claim = next(claim for claim in _claims(code(text)) if claim.theme == theme)
    assert stance in (None, claim.stance)
    assert claim.about
    assert claim.quote == text


THEMES = load_themes().entries


@pytest.mark.parametrize(("theme", "text"), [(theme.id, text) for theme in THEMES for text in theme.examples])
def test_the_examples_of_a_theme_are_claims_on_it(code: Code, theme: str, text: str) -> None:
    claims = _claims(code(text))
    assert theme in {claim.theme for claim in claims}, [claim.theme for claim in claims]


@pytest.mark.parametrize(("theme", "text"), [(theme.id, text) for theme in THEMES for text in theme.counter_examples])
def test_the_counter_examples_of_a_theme_are_not(code: Code, theme: str, text: str) -> None:
    assert theme not in {claim.theme for claim in _claims(code(text))}


CAPACITIES = [
    "Ankara's ability in restraining the missile programme and the border raids of Syria rests on its trade.",
    "Moscow's capacity to rein in the nuclear and missile ambitions of Iran depends on its remaining a partner.",
    "Riyadh has few tools to curb the nuclear programme and the missile tests of Iran.",
    "Beijing is powerless to stop North Korea's nuclear tests, its missile launches and its border trade.",
    "Washington's leverage in moderating the economic and nuclear policies of Israel is shrinking.",
    "India has the means to steer the economic reforms and the elections of Nepal.",
]


@pytest.mark.parametrize("text", CAPACITIES)
def test_who_can_make_another_act_is_influence_whatever_else_is_named(code: Code, text: str) -> None:
    claims = _claims(code(text))
    assert "influence" in {claim.theme for claim in claims}
    assert claims[0].themes, "another theme is named too"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("China signed the Treaty of Friendship in 1961.", "an event, and a name"),
        ("Influence is a word of five vowels.", "about no actor"),
        ("Does China restrain Pyongyang?", "a question"),
        ("China opened a bridge.", "no theme"),
        ("China stopped the trucks.", "an act nobody is said to be able to do"),
    ],
)
def test_other_sentences_are_no_claims(code: Code, text: str, why: str) -> None:
    assert not _claims(code(text)), why


METAPHORS = [
    ("Pyongyang leads Beijing by the nose.", "influence"),
    ("Burundi is hooked on Belgian money.", "dependence"),
    ("The embargo on Burma only enriched the generals.", "sanctions"),
    ("The house of Saud sits on a powder keg.", "stability"),
    ("Cairo woos Moscow as a counterweight.", "diversification"),
]


@pytest.mark.parametrize(("text", "theme"), METAPHORS)
def test_figures_of_speech_open_a_theme(code: Code, text: str, theme: str) -> None:
    assert theme in {claim.theme for claim in _claims(code(text))}


@pytest.mark.parametrize(
    "text",
    [
        "Chile exports copper and wine.",
        "Mongolia lies between China and Russia.",
        "The embargo on Burma ended in 2012.",
    ],
)
def test_plain_facts_are_no_claims(code: Code, text: str) -> None:
    assert not _claims(code(text))
