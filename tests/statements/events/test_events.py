"""Events end to end through the real parser: type, direction, date, certainty, and what is no event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from yalu.model import Event

EventsOf = Callable[[list[str]], list[list[Event]]]

# text, event as "TYPE/mode ACTORS>RECIPIENTS date certainty" (parts may be left out after the type), why
TOLD = [
    ("China invaded Vietnam in 1979.", "ASSAULT CHN>VNM 1979", "a verb and its object"),
    ("Vietnam was invaded by China in 1979.", "ASSAULT CHN>VNM 1979", "a passive turns the direction"),
    ("South Korea was criticised by China.", "ACCUSE/disapprove CHN>KOR", "a passive with agent"),
    ("Japan's premier, criticised at home, flew to China.", "ACCUSE/disapprove >JPN", "a participle taken for a past"),
    ("South Korea was attacked in 2010.", "ASSAULT >KOR 2010", "a passive without agent keeps the recipient"),
    ("Kim Park was arrested in Japan.", "COERCE/arrest >", "a person nobody knows, acted on"),
    ("Russian troops attacked Japan.", "ASSAULT RUS>JPN", "troops act for their state"),
    ("The government of Japan praised Mongolia.", "SUPPORT JPN>MNG", "a government acts for its state"),
    ("Japanese soldiers were killed by Russian troops.", "ASSAULT RUS>JPN", "an adjective names the recipient"),
    ("China imposed sanctions on North Korea.", "SANCTION/discontinue CHN>PRK", "verb and noun"),
    ("Sanctions were imposed on North Korea by China.", "SANCTION/discontinue CHN>PRK", "verb and noun in the passive"),
    ("China gave aid to Vietnam.", "AID CHN>VNM", "a light verb"),
    ("Vietnam received aid from China.", "AID CHN>VNM", "a light verb from the other side"),
    ("China offered aid to Vietnam.", "AGREE CHN>VNM", "an offer of aid is no aid"),
    ("China suspended aid to Vietnam.", "SANCTION/discontinue CHN>VNM", "aid stopped"),
    ("China lifted sanctions on Vietnam.", "RETREAT CHN>VNM", "sanctions stopped"),
    ("China broke off talks with Japan.", "SANCTION/discontinue CHN>JPN", "talks stopped"),
    ("China held talks with Japan.", "CONSULT CHN,JPN>", "both sides of talks are actors"),
    ("China and Japan held talks.", "CONSULT CHN,JPN>", "a joined subject is one event with two actors"),
    ("The talks between China and Japan failed.", "CONSULT CHN,JPN>", "sides of a noun"),
    ("Xi Jinping visited South Korea.", "CONSULT/visit CHN>KOR", "a person stands for the state of office"),
    ("China agreed to lift sanctions on Vietnam.", "AGREE CHN>VNM", "agreeing to lift is no lifting"),
    ("China threatened to close its border with Vietnam.", "THREATEN CHN>VNM", "a threat is no act"),
    ("China refused to help Vietnam.", "REJECT CHN>VNM", "a refusal is no help"),
    ("China pledged to invest in Vietnam.", "AGREE CHN>VNM", "a pledge is no investment"),
    ("China urged Japan to disarm.", "REQUEST/change CHN>JPN", "what is asked for did not happen"),
    ("China called on Japan to disarm.", "REQUEST/change CHN>JPN", "a verb with its preposition"),
    ("China told Vietnam that it would get no help.", "REJECT/assist CHN>VNM", "no help announced"),
    ("Russia wrote off ten million dollars in debt of Mongolia.", "AID RUS>", "debt under a sum of money"),
    ("Japan took over Mongolia.", "COERCE/seize JPN>MNG", "a verb with its particle"),
    ("Japan dominated and later took over Mongolia.", "COERCE/seize JPN>MNG", "a shared subject"),
    ("Japan attacked Russia and arrested Russian sailors.", "COERCE/arrest JPN>RUS", "the second verb shares the subject"),
    ("China, which invaded Vietnam in 1979, kept silent.", "ASSAULT CHN>VNM 1979", "a relative clause"),
    ("Vietnam, which China invaded in 1979, kept silent.", "ASSAULT CHN>VNM 1979", "a relative clause on the object"),
    ("China acted, sending troops to save Vietnam.", "MOBILIZE/troops CHN>", "a participle shares the subject"),
    ("Putin became the first Russian leader to visit Mongolia.", "CONSULT/visit RUS>MNG", "the first to do it did it"),
    ("China began to bomb Vietnam in 1979.", "ASSAULT/aerial CHN>VNM 1979", "a verb of beginning"),
    ("Japan intervened in Mongolia, in 1921 and 1939.", "COERCE JPN>MNG 1921", "joined dates: the first"),
    ("Japan intervened in Mongolia, in 1921 and 1939.", "COERCE JPN>MNG 1939", "joined dates: the second"),
    ("In 1979 China invaded Vietnam.", "ASSAULT CHN>VNM 1979", "a date that opens the sentence"),
    ("The March 1979 invasion of Vietnam by China failed.", "ASSAULT CHN>VNM 1979-03", "a date before the noun"),
    ("Japan's annexation of Mongolia shocked Russia.", "COERCE/seize JPN>MNG", "possessor and of"),
    ("A pledge by Russia to invest in Mongolia was made.", "AGREE RUS>MNG", "a pledge as a noun"),
    ("The execution of Kim Park in 2013 shocked many in China.", "ASSAULT/targeted > 2013", "a person acted on"),
    ("China's participation in the war against Japan was long.", "ASSAULT CHN>", "a part in a war"),
    ("China accepted an invitation to Moscow.", "AGREE CHN>RUS", "a capital stands for its state"),
    ("China voiced its support for Russia.", "SUPPORT CHN>RUS", "verb and noun"),
    ("China did not visit Japan.", "CONSULT/visit CHN>JPN negated", "negated"),
    ("China might attack Japan.", "ASSAULT CHN>JPN hedged", "a forecast of the author"),
    ("China will attack Japan.", "ASSAULT CHN>JPN future", "a forecast of the author"),
    ("China said that it would attack Japan.", "THREATEN/violence CHN>JPN asserted", "the actor announces it: a threat"),
    ("China said that it will give aid to Vietnam.", "AGREE CHN>VNM asserted", "the actor announces it: a promise"),
    ("China wants to attack Japan.", "ASSAULT CHN>JPN hedged", "a wish"),
    ("China sometimes attacked Japan.", "ASSAULT CHN>JPN hedged", "a habit"),
    ("China attacks Japan.", "ASSAULT CHN>JPN hedged", "a generic present"),
    ("China sent rice to North Korea.", "AID CHN>PRK", "what is sent decides"),
    ("China sent an envoy to North Korea.", "CONSULT/visit CHN>PRK", "what is sent decides"),
    ("China sent troops to the border.", "MOBILIZE/troops CHN>", "what is sent decides"),
    ("Japan withdrew from Mongolia.", "RETREAT/withdraw JPN>MNG", "a withdrawal"),
    ("Japan withdrew its ambassador from Mongolia.", "SANCTION/withdraw JPN>MNG", "an ambassador withdrawn"),
    ("Japan apologised to Mongolia.", "CONCEDE JPN>MNG", "an apology"),
    ("Citizens of Japan protested against Russia.", "PROTEST/demo JPN>RUS", "citizens of a state"),
    ("Japan and Russia exchanged prisoners.", "COOPERATE JPN,RUS>", "mutual exchange"),
    ("North Korea tested a bomb in 2013.", "MOBILIZE/weapons PRK> 2013", "a show of force"),
]  # fmt: skip


def _shown(event: Event) -> str:
    kind = event.event_type + (f"/{event.mode}" if event.mode else "")
    actors, recipients = (",".join(one.code for one in side) for side in (event.actors, event.recipients))
    date = event.date.edtf if event.date else "-"
    return f"{kind} {actors}>{recipients} {date} {event.certainty}"


def _fits(event: Event, wanted: str) -> bool:
    kind, sides, *rest = wanted.split()
    shown = _shown(event).split()
    return (
        shown[0].split("/")[0] == kind.split("/")[0]
        and ("/" not in kind or shown[0] == kind)
        and (shown[1].startswith(sides) if sides.endswith(">") else shown[1] == sides)
        and all(part in shown[2:] for part in rest)
    )


@pytest.fixture(scope="module")
def told(events_of: EventsOf) -> dict[str, list[Event]]:
    texts = list(dict.fromkeys(text for text, _, _ in TOLD))
    return dict(zip(texts, events_of(texts), strict=True))


@pytest.mark.parametrize(("text", "wanted", "why"), TOLD)
def test_an_event_is_told(told: dict[str, list[Event]], text: str, wanted: str, why: str) -> None:
    assert any(_fits(event, wanted) for event in told[text]), (why, [_shown(event) for event in told[text]])


NOT_TOLD = [
    ("Rather than punish Serbia, Japan waited.", "rather than denies"),
    ("Instead of expelling the envoys of Iran, Egypt waited.", "instead of denies"),
    ("China is the main supporter of North Korea.", "a state of affairs"),
    ("China supports North Korea.", "a stative present"),
    ("North Korea trusts China.", "a feeling"),
    ("Trade between China and Japan is large.", "a noun that needs a light verb"),
    ("Pressure on North Korea from China matters.", "a noun that needs a light verb"),
    ("The weather attacked the coast.", "nobody acts"),
    ("Many people visited the museum.", "nobody acts that has a code"),
    ("China's influence helped the reform.", "influence is nobody"),
    ("Russia's writing off of debts was a surprise.", "aid without a recipient"),
    ("Reports about China visited every home.", "reports are no state"),
    ("China is a country to visit.", "an infinitive of a noun"),
    ("China built a tower to attack its enemies.", "a purpose"),
    ("It is hard to sanction banks in China.", "an infinitive under an adjective"),
    ("Relations between China and Japan are poor.", "a state of affairs"),
    ("China has a long border with Russia.", "a fact of nature"),
    ("Japan worries about China.", "a feeling"),
    ("China met its targets.", "a meeting needs somebody met"),
    ("China met challenges with patience.", "a meeting needs somebody met"),
    ("The economy of China attacked by inflation suffered.", "no one acted on by name"),
    ("China struck a balance.", "a strike needs somebody struck"),
]


@pytest.fixture(scope="module")
def not_told(events_of: EventsOf) -> dict[str, list[Event]]:
    texts = [text for text, _ in NOT_TOLD]
    return dict(zip(texts, events_of(texts), strict=True))


@pytest.mark.parametrize(("text", "why"), NOT_TOLD)
def test_nothing_is_told(not_told: dict[str, list[Event]], text: str, why: str) -> None:
    happened = [_shown(event) for event in not_told[text] if event.happened]
    assert not happened, why


def test_what_is_promised_is_not_told_as_done(events_of: EventsOf) -> None:
    [found] = events_of(["China agreed to lift sanctions on Vietnam."])
    assert [event.event_type for event in found] == ["AGREE"]


def test_a_date_of_another_clause_is_not_taken(events_of: EventsOf) -> None:
    [found] = events_of(["China praised Japan, though people who lived there in 1937 objected."])
    assert [event.date for event in found if event.event_type == "SUPPORT"] == [None]


def test_a_date_of_a_noun_is_not_handed_on(events_of: EventsOf) -> None:
    [found] = events_of(["The 1894 rising proved short. Japan annexed Mongolia."])
    assert [event.date for event in found if event.event_type == "COERCE"] == [None]


def test_joined_dates_are_two_events(events_of: EventsOf) -> None:
    [found] = events_of(["Japan intervened in Mongolia, in 1921 and 1939."])
    assert sorted(event.date.edtf or "" for event in found if event.date) == ["1921", "1939"]
    assert len({event.id for event in found}) == 2


def test_a_recipient_may_stand_in_the_first_sentence(events_of: EventsOf) -> None:
    [found] = events_of(["Russia turned to Mongolia. Moscow wrote off millions of dollars in debt."])
    [event] = [event for event in found if event.event_type == "AID"]
    assert [one.code for one in event.recipients] == ["MNG"]
    assert any("first sentence" in reason for reason in event.why)


HAVING = [
    ("One report has Mongolia inviting Kim Jong-un to a summit in May.", "AGREE", "MNG", "PRK"),
    ("The journey came late, although a new paper has Japan arming Vietnam.", "AID", "JPN", "VNM"),
    ("It was the first such visit, but a recent survey has India accusing China of theft.", "ACCUSE", "IND", "CHN"),
]


@pytest.mark.parametrize(("text", "root", "actor", "recipient"), HAVING)
def test_a_document_has_somebody_do_it(events_of: EventsOf, text: str, root: str, actor: str, recipient: str) -> None:
    [found] = events_of([text])
    event = next(one for one in found if one.event_type == root)
    assert ([one.code for one in event.actors], [one.code for one in event.recipients]) == ([actor], [recipient])


def test_an_event_shows_its_reasons_and_words(events_of: EventsOf) -> None:
    text = "China imposed sanctions on North Korea over its nuclear test."
    [[event]] = events_of([text])
    assert event.quote in text
    assert text[event.trigger.start : event.trigger.end] == "imposed"
    assert event.why[0] == "frame pairs: impose + sanction: SANCTION/discontinue"
    assert (event.quad, event.intensity) == (4, -6)
    assert {"economic", "cbrn"} <= set(event.contexts)
    assert 0 < (event.score or 0) <= 1


def test_the_quote_holds_actor_and_trigger(events_of: EventsOf) -> None:
    for found in events_of([text for text, _, _ in TOLD]):
        for event in found:
            assert event.span.holds(event.trigger)
            assert all(one.span and event.span.holds(one.span) for one in event.actors)


def test_a_trigger_tells_one_event_of_a_type_and_date(events_of: EventsOf) -> None:
    for found in events_of([text for text, _, _ in TOLD]):
        keys = [(one.trigger, one.event_type, one.date and one.date.edtf) for one in found]
        assert len(keys) == len(set(keys))


SHAPES = [
    ("France, Poland, and Egypt met on Friday.", "CONSULT", "EGY FRA POL", "", "three sides"),
    ("Japan held exercises with India.", "COOPERATE", "IND JPN", "", "a joint exercise"),
    ("Japan held exercises near China.", "MOBILIZE", "JPN", "CHN", "an exercise against somebody"),
    ("India launched missiles at Pakistan.", "ASSAULT", "IND", "PAK", "missiles at somebody"),
    ("India launched a missile on Sunday.", "MOBILIZE", "IND", "", "missiles at nobody"),
    ("Japan said it would not help China.", "REJECT", "JPN", "CHN", "a refusal by the actor itself"),
    ("Georgian rebels attacked the Georgian government.", "ASSAULT", "GEO", "GEO", "two bodies of one state"),
    ("The Chinese embassy was stormed by a crowd.", "PROTEST", "CVL", "CHN", "a passive with an agent known by role"),
    ("Gunmen attacked the Japanese embassy.", "ASSAULT", "UAF", "JPN", "somebody known by a role only"),
    ("Poland is ready to help Egypt.", "AGREE", "POL", "EGY", "readiness"),
    ("A court in Poland convicted two Egyptian sailors.", "SANCTION", "POL", "EGY", "a role in a state"),
    ("Obama praised India.", "SUPPORT", "USA", "IND", "a ruler by the family name alone"),
    ("Japan trained India's police.", "AID", "JPN", "IND", "a rival frame has its recipient"),
]


@pytest.mark.parametrize(("text", "root", "actors", "recipients", "why"), SHAPES)
def test_shapes(events_of: EventsOf, text: str, root: str, actors: str, recipients: str, why: str) -> None:
    [found] = events_of([text])
    told = [one for one in found if one.event_type == root and one.happened]
    assert told, (why, [_shown(one) for one in found])
    assert sorted(one.code for one in told[0].actors) == actors.split(), why
    assert [one.code for one in told[0].recipients] == recipients.split(), why
