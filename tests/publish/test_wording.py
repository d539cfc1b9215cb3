"""What statements say in one line: verbs that fit their subjects, names for codes, a name for the unnamed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import article, event
from yalu.actors import load_gazetteer
from yalu.model import Holder, Participant
from yalu.publish.wording import Words

WORDS = Words(load_gazetteer())
TEXT = article()


@pytest.mark.parametrize(
    ("actors", "kind", "recipients", "said"),
    [
        ("CHN", "SANCTION", "PRK", "China sanctions North Korea"),
        ("RUS CHN", "REJECT", "PRK", "Russia and China reject North Korea"),
        ("PRK", "CONSULT", "", "North Korea holds talks"),
        ("USA PRK", "CONSULT", "", "United States and North Korea hold talks"),
        ("JPN", "RETREAT", "", "Japan pulls back"),
        ("", "ASSAULT", "JPN", "someone attacks Japan"),
        ("", "ACCUSE", "", "someone makes an accusation"),
    ],
)
def test_an_act_is_a_sentence(actors: str, kind: str, recipients: str, said: str) -> None:
    assert WORDS.say(event(TEXT, actors=actors, recipients=recipients, event_type=kind)) == said


def test_who_is_known_by_role_only_takes_the_verb_of_its_words() -> None:
    troops = (Participant(code="MIL", sector="MIL", text="unpaid troops", how="role"),)
    one = (Participant(code="JUD", sector="JUD", text="a military tribunal", how="role"),)
    act = event(TEXT, event_type="ASSAULT")
    assert WORDS.say(replace(act, actors=troops)) == "unpaid troops attack North Korea"
    assert WORDS.say(replace(act, actors=one)) == "a military tribunal attacks North Korea"


@pytest.mark.parametrize(
    ("holder", "said"),
    [
        (Holder(text="unnamed"), "somebody unnamed"),
        (Holder(text="it", actor="CHN", code="CHN"), "it (China)"),
        (Holder(text="Beijing", actor="CHN", code="CHN"), "Beijing (China)"),
        (Holder(text="China", actor="CHN", code="CHN"), "China"),
    ],
)
def test_a_holder_has_a_name(holder: Holder, said: str) -> None:
    assert WORDS.holder(holder) == said
