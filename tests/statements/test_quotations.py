"""Quotations in every print: whose words each piece is, read at the stage of attribution."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yalu.language import Parser
from yalu.model import Article, lay_out
from yalu.statements import Coder, Reading
from yalu.statements.attribution import Attributions
from yalu.statements.mentions import Actors

Told = Callable[[str], list[tuple[str, str]]]


@pytest.fixture(scope="module")
def told(parser: Parser, coder: Coder) -> Told:
    """Give (holder, first and last word of the content) of every attribution of a text."""

    def run(text: str) -> list[tuple[str, str]]:
        body, spans = lay_out(text.split("\n\n"))
        article = Article(id="art_t", title="", text=body, paragraphs=spans)
        reading = Reading(article, next(iter(parser.analyse([article]))), coder.gazetteer)
        reading.put_actors(Actors.load(coder.gazetteer).extract(reading))
        found = Attributions.load(coder.gazetteer).extract(reading)
        return [(one.holder.text, _ends(reading, one.first, one.last)) for one in found]

    return run


def _ends(reading: Reading, first: int, last: int) -> str:
    words = [word for word in reading.analysis.words[first:last] if word[:1].isalnum()]
    return f"{words[0]} {words[-1]}"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "The minister said: “My envoy told me, ‘the dam will burst’, and I believed him.”",
            {("The minister", "My him"), ("My envoy", "the burst")},
        ),
        (
            "\"The envoy told me, 'the dam will burst', and I believed him,\" the minister said.",
            {("the minister", "The him"), ("The envoy", "the burst")},
        ),
        (
            "“The road,” the governor said, “is open, and trade will grow.”",
            {("the governor", "The road"), ("the governor", "is grow")},
        ),
        (
            '"The road," said the governor, "is open, and trade will grow."',
            {("the governor", "The road"), ("the governor", "is grow")},
        ),
        (
            "“The road is open,” the governor said. “The bridge will follow.”",
            {("the governor", "The open"), ("the governor", "The follow")},
        ),
        ("The governor said, ‘The road is open’, and sat down.", {("The governor", "The open")}),
        (
            "The governor told the council:\n\n“The road is open.\n\n“The bridge will follow.”\n\nThe council voted.",
            {("The governor", "The follow")},
        ),
        (
            "“The road is open.\n\n“The bridge will follow.\n\n“Nobody pays,” the governor said.",
            {("the governor", "The pays")},
        ),
        (
            "“The road is open.\n\nThe council sat.\n\n“Nobody pays,” the governor said.",
            {("the governor", "Nobody pays")},
        ),
        ("The so-called “liberation” ruined the port.", set()),
        ("The army's “exercise” ruined the port.", set()),
        ("The “peace plan”, as it was known, ruined the port.", set()),
        ("The minister said that the envoy's “peace plan” was dead.", {("The minister", "that dead")}),
    ],
)
def test_every_piece_is_its_speakers(told: Told, text: str, pieces: set[tuple[str, str]]) -> None:
    assert set(told(text)) == pieces


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        (
            "The minister said that the envoy had said that Hanoi warned that the dam would burst.",
            ["The minister", "the envoy", "Hanoi"],
        ),
        (
            "The author says that the general said that Beijing warned that the border would close.",
            ["The author", "the general", "Beijing"],
        ),
        (
            "According to Yang, the general said that Beijing had warned that the border would close.",
            ["Yang", "the general", "Beijing"],
        ),
    ],
)
def test_a_chain_is_told_from_the_outermost(told: Told, text: str, holders: list[str]) -> None:
    found = told(text)
    assert [holder for holder, _ in found] == holders
    assert len({content.split()[1] for _, content in found}) == 1
