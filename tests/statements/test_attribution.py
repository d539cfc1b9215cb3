"""On whose word, and how sure: read through the claims that carry them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yalu.language import Parser
from yalu.model import Article, Certainty, lay_out, name_holder
from yalu.statements import Coder, Coding, Judgement, Reading
from yalu.statements.attribution import Attributions
from yalu.statements.mentions import Actors

Code = Callable[..., Coding]


@pytest.fixture(scope="module")
def read(parser: Parser, coder: Coder) -> Callable[[str], Reading]:
    def run(text: str) -> Reading:
        body, spans = lay_out(text.split("\n\n"))
        article = Article(id="art_t", title="", text=body, paragraphs=spans)
        reading = Reading(article, next(iter(parser.analyse([article]))), coder.gazetteer)
        reading.put_actors(Actors.load(coder.gazetteer).extract(reading))
        stage = Attributions.load(coder.gazetteer)
        reading.attributions = tuple(stage.extract(reading))
        reading.judge = stage.judge_of(reading)
        return reading

    return run


Read = Callable[[str], Reading]


def _token(reading: Reading, word: str) -> int:
    return reading.analysis.words.index(word)


HOLDERS = [
    ("Trade shrank in 2014.", "shrank", ["author"], False),
    ("The ministry said trade had shrunk.", "shrunk", ["author", "The ministry"], False),
    ("China insisted that the port would reopen.", "reopen", ["author", "CHN"], False),
    (
        "The Russian envoy said that China had told him that Japan lied.",
        "lied",
        ["author", "The Russian envoy", "CHN"],
        False,
    ),
    (
        "As the Polish minister said: “We told our neighbours” of the plan.",
        "told",
        ["author", "the Polish minister"],
        True,
    ),
    ("According to a survey, China trades less.", "trades", ["author", "a survey"], False),
    ("The deal was seen by many analysts as weak.", "weak", ["author", "many analysts"], False),
    ("A recent report has Mongolia inviting Putin to a summit.", "inviting", ["author", "A recent report"], False),
    ("“We were asked twice,” Mr Park said. “We never answered.”", "answered", ["author", "Mr Park"], True),
    (
        "“The road is open.”\n\n“It was never shut,” the governor said. “Ask anyone.”",
        "Ask",
        ["author", "the governor"],
        True,
    ),
    ("The draft was drawn up in Bonn, “the old capital”, and shelved.", "shelved", ["author"], False),
    ("In the minister's view, the pact expired years ago.", "expired", ["author", "the minister"], False),
    ("The fear that Cairo would default spread.", "default", ["author", "unnamed"], False),
    ("Traders say that Cairo told them that it would pay.", "pay", ["author", "Traders", "EGY"], False),
    ("Tokyo is convinced that the drill was staged.", "staged", ["author", "JPN"], False),
    ("Seoul praised the deal that Tokyo signed.", "signed", ["author"], False),
    ("Brussels accused Minsk of opening the border.", "opening", ["author", "Brussels"], False),
    ("Hanoi voiced fears that the dam would burst.", "burst", ["author", "VNM"], False),
    ("China offered Iran fuel, as well voicing its opposition to the tests.", "voicing", ["author"], False),
    ("Seoul praised the draft, as many allies demanded a vote.", "demanded", ["author"], False),
    ("This history shows that China waits.", "waits", ["author"], False),
]


@pytest.mark.parametrize(("text", "word", "chain", "direct"), HOLDERS)
def test_a_proposition_stands_on_its_holders_word(
    read: Read, text: str, word: str, chain: list[str], direct: bool
) -> None:
    reading = read(text)
    holders = reading.holders(_token(reading, word))
    assert ["author", *(name_holder((holder,)) for holder in holders)] == chain
    assert (holders[-1].direct if holders else False) == direct


CERTAINTIES: list[tuple[str, str, Certainty]] = [
    ("Beijing may tighten inspections.", "tighten", "hedged"),
    ("Moscow has not delivered the engines.", "delivered", "negated"),
    ("Moscow has never delivered the engines.", "delivered", "negated"),
    ("He failed to sign.", "sign", "negated"),
    ("Seoul will send rice in spring.", "send", "future"),
    ("Unless the port reopens, sales will collapse.", "collapse", "conditional"),
    ("China would act if the border fell.", "act", "conditional"),
    ("The envoy denied that talks took place.", "took", "negated"),
    ("Seoul pledged to free the crew.", "free", "future"),
    ("Seoul pledged to free the crew.", "pledged", "asserted"),
    ("Moscow might have to return to the table.", "return", "hedged"),
    ("The world tends to look away.", "look", "hedged"),
    ("Has China signed?", "signed", "hedged"),
    ("China may not act.", "act", "hedged"),
    ("There is no simple answer.", "is", "negated"),
    ("Each spring the two armies drill near Busan in the south.", "drill", "hedged"),
    ("Every autumn the two fleets meet off Goa.", "meet", "hedged"),
    ("Oman is to host the next round.", "host", "future"),
    ("Oman has yet to answer.", "answer", "negated"),
    ("Oman no longer buys rice.", "buys", "negated"),
    ("Should the first talks fail, Qatar will leave.", "leave", "conditional"),
    ("Qatar promised that it would host the round.", "host", "future"),
    ("Qatar has not said that it hosted the round.", "hosted", "hedged"),
    ("Qatar neither paid nor apologised.", "apologised", "negated"),
    ("Qatar has no intention of paying.", "paying", "negated"),
    ("Qatar is said to have paid.", "paid", "hedged"),
    ("Qatar denied having paid.", "paid", "negated"),
    ("Qatar hoped to win the cup.", "win", "hedged"),
    ("Oslo dropped its plan to buy the wharf.", "buy", "negated"),
    ("Oslo no longer wants to buy the wharf.", "buy", "negated"),
    ("Oslo gave up dredging the wharf.", "dredging", "negated"),
    ("Oslo seldom dredges the wharf.", "dredges", "hedged"),
    ("Assuming the tide holds, Oslo will dredge the wharf.", "dredge", "conditional"),
    ("In an interview the envoy declined to name the buyer.", "interview", "asserted"),
    ("Oslo refused to return shares issued in July.", "issued", "asserted"),
    ("Moscow delivered the engines.", "delivered", "asserted"),
    ("Cairo offered a loan, as well as voicing its doubts about the dam.", "voicing", "asserted"),
    ("China supplies Nepal with most of its oil.", "supplies", "asserted"),
    ("Moscow said it had delivered the engines, which may rust.", "delivered", "asserted"),
]


@pytest.mark.parametrize(("text", "word", "certainty"), CERTAINTIES)
def test_cues_decide_how_sure_a_proposition_is(read: Read, text: str, word: str, certainty: Certainty) -> None:
    reading = read(text)
    judgement: Judgement = reading.judge(_token(reading, word))
    assert judgement.certainty == certainty, judgement.cues
    assert (certainty == "asserted") == (not judgement.cues)
    for cue in judgement.cues:
        assert cue.span.cut(reading.article.text) == cue.text


WHOLE = [
    ("Bonn praised the council for its patience.", ["the council for its patience"]),
    ("The envoy said that voting was “a big problem” but “nobody dares say so”.",
     ["that voting was “a big problem” but “nobody dares say so”"]),
    ("The rise, which Bonn plans to delay, is small.", ["to delay"]),
    ("The road, the envoy said, was never open.", ["The road", "was never open"]),
    ("But the road was shut, the envoy said.", ["the road was shut"]),
    ("Bonn praised the council, which had waited.", ["the council"]),
    ("“That was wise,” when asked, the envoy said.", ["“That was wise,”"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "contents"), WHOLE)
def test_content_is_one_piece_but_where_the_speaker_parts_it(read: Read, text: str, contents: list[str]) -> None:
    reading = read(text)
    found = [reading.quote(reading.analysis.span(one.first, one.last)) for one in reading.attributions]
    assert [one for one in found if one in contents] == contents, found
