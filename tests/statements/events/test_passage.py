"""Who is meant where the sentence names nobody: pronouns, counted and definite nouns, places, the other party of what was told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yalu.model import Event

EventsOf = Callable[[list[str]], list[list[Event]]]

# text, TYPE, actors, recipients, why
MEANT = [
    ("Peru and Chile met in Lima. The two governments signed a treaty.", "SUPPORT", "CHL,PER", "", "the two"),
    ("Togo attacked Ghana. It later criticised Benin.", "ACCUSE", "TGO", "BEN", "it is who went on acting"),
    ("Norway sold Kenya ships. Kenya expelled the ambassador.", "SANCTION", "KEN", "NOR", "the other party"),
    ("Norway and Kenya quarrelled. Kenya expelled the ambassador.", "SANCTION", "KEN", "NOR", "the other one named"),
    (
        "Libya met Chad, and Mali met Niger. Libya then attacked the capital.",
        "ASSAULT",
        "LBY",
        "TCD",
        "of the dealings",
    ),
    ("Togo invaded Ghana in May. Its troops burned the parliament.", "ASSAULT", "TGO", "GHA", "its troops"),
    ("Peruvian jets bombed a hill near Guayaquil.", "ASSAULT", "PER", "ECU", "the state of a town"),
    ("Togo recognised China in 2007. Ghana did so in 2018.", "SUPPORT", "GHA", "CHN", "who does so does the same"),
    ("Togo suspended aid to Niger. Benin followed in May.", "SANCTION", "BEN", "NER", "who follows does the same"),
    ("On 3 May, in Geneva, Peru and Chile signed a treaty.", "SUPPORT", "CHL,PER", "", "names joined to a place"),
    ("French troops were sent to Togo.", "MOBILIZE", "FRA", "TGO", "what was moved is whose it is"),
    ("Peru and Chile met in Vienna. Peru tore up the treaty.", "SANCTION", "PER", "CHL", "a scene takes no part"),
    ("Libya warned that it would cut trade with Chad.", "THREATEN", "LBY", "TCD", "whom the threat means"),
    ("Libyan agents murdered three men in Marseille.", "ASSAULT", "LBY", "FRA", "where it happened"),
    (
        "Japan met Peru, Chile and Cuba. Japan invited the three to a summit.",
        "AGREE",
        "JPN",
        "CHL,CUB,PER",
        "the three",
    ),
]


def _codes(event: Event) -> tuple[str, str]:
    sides = (event.actors, event.recipients)
    actors, recipients = (",".join(sorted(one.code for one in side)) for side in sides)
    return actors, recipients


@pytest.fixture(scope="module")
def told(events_of: EventsOf) -> dict[str, list[Event]]:
    return dict(zip([one[0] for one in MEANT], events_of([one[0] for one in MEANT]), strict=True))


@pytest.mark.parametrize(("text", "kind", "actors", "recipients", "why"), MEANT)
def test_the_passage_says_who_is_meant(
    told: dict[str, list[Event]], text: str, kind: str, actors: str, recipients: str, why: str
) -> None:
    found = [_codes(event) for event in told[text] if event.event_type == kind]
    assert (actors, recipients) in found, (why, found)


STORIES = [
    ("In 1956 Egypt attacks Iraq. Libya condemns Egypt.", ["asserted", "asserted"], "a present with a past date tells a story"),
    ("Egypt attacks Iraq. Libya condemns Egypt.", ["hedged", "hedged"], "a present without a date is a habit"),
    ("In 1956 Egypt met Iraq.\n\nLibya attacks Egypt.", ["asserted", "hedged"], "a story ends with its paragraph"),
    ("Egypt did not leave Iraq until 1956.", ["asserted"], "what was not done until then was done then"),
    ("Nor did Egypt attack Iraq.", ["negated"], "nor denies what it opens"),
    ("Egypt attacked Iraq three times a year.", ["hedged"], "what recurs is a habit"),
    ("Egypt raids Iraq every spring.", ["hedged"], "what recurs is a habit, with or without a date"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted", "why"), STORIES)
def test_a_present_is_a_story_or_a_habit(events_of: EventsOf, text: str, wanted: list[str], why: str) -> None:
    [found] = events_of([text])
    assert [event.certainty for event in found] == wanted, why


def test_why_says_that_the_passage_was_asked(told: dict[str, list[Event]]) -> None:
    [event] = [one for one in told[MEANT[2][0]] if one.event_type == "SANCTION"]
    assert "recipient: the other party of the dealings before" in event.why
    assert event.recipients[0].text == "ambassador"


def test_what_is_announced_stands_at_the_word_that_announces_it(events_of: EventsOf) -> None:
    [[event]] = events_of(["Togo announced that it would attack Ghana."])
    assert (event.event_type, event.happened) == ("THREATEN", True)
    assert event.quote.startswith("Togo announced")
