"""Claims: themes, what is no claim, stance only where words show it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

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


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("China signed the Treaty of Friendship in 1961.", "an event, and a name"),
        ("Influence is a word of five vowels.", "about no actor"),
        ("Does China restrain Pyongyang?", "a question"),
        ("China opened a bridge.", "no theme"),
    ],
)
def test_other_sentences_are_no_claims(code: Code, text: str, why: str) -> None:
    assert not _claims(code(text)), why
