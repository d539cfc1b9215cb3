"""Quotations that no clause carries: the reporting verb beside them, speech that goes on, turns of a dialogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yalu.language import Analysis, Quotation
from yalu.model import Certainty, Holder
from yalu.statements.attribution.found import Content, attribute
from yalu.statements.attribution.holders import holder_of, subject_of
from yalu.statements.attribution.spans import marked
from yalu.statements.attribution.words import Words
from yalu.statements.reading import Attribution, Reading

_NEAR = 30
"""Tokens between a quotation and its reporting verb, at most: a speaker may be introduced at length."""
_STOPS = (".", "?", "!", ";")
_LEADS = (":", ",", "that", "and", "but", "--", "-", "–", "—")
_DASHES = ("—", "―", "–", "--", "-")
_NAME = 5
"""Tokens of a speaker's name before a colon, at most."""
Speaker = tuple[int, Holder, Certainty]


def read_quotations(reading: Reading, words: Words, known: Iterable[Attribution]) -> Iterator[Attribution]:
    """Give whose speech each quotation is that no attribution of `known` covers."""
    analysis = reading.analysis
    given = [one for one in known if not one.topic]
    last: tuple[Quotation, Speaker] | None = None
    waiting: list[Quotation] = []
    for quotation in _outermost(analysis):
        carried = _carried(given, quotation)
        speaker = carried or _beside(reading, words, quotation)
        if speaker is None and last is not None and _goes_on(analysis, last[0], last[1][0], quotation):
            speaker = last[1]
        if waiting and not _follows(analysis, waiting[-1], quotation):
            waiting.clear()
        if speaker is None:
            waiting += [quotation] if _stays_open(quotation) else []
        else:
            told = [*waiting, *([quotation] if carried is None else [])]
            waiting.clear()
            for one in told:
                yield from _attribute(reading, speaker, one)
        last = (quotation, speaker) if speaker is not None else last


def _attribute(reading: Reading, speaker: Speaker, quotation: Quotation) -> Iterator[Attribution]:
    predicate, holder, doubt = speaker
    yield from attribute(reading, predicate, holder, Content(piece=marked(reading.analysis, quotation)), doubt=doubt)


def _stays_open(quotation: Quotation) -> bool:
    """A quotation without a mark at its end goes on in the next paragraph, which may be the one to name the speaker."""
    return quotation.span.end == quotation.inner.end


def _follows(analysis: Analysis, last: Quotation, quotation: Quotation) -> bool:
    """Say whether a quotation opens the paragraph after another's."""
    here = analysis.sentence(quotation.first)
    opens = marked(analysis, quotation)[0] == here.first
    return opens and here.paragraph == analysis.sentence(last.first).paragraph + 1


def read_turns(reading: Reading, words: Words) -> Iterator[Attribution]:
    """Give what stands after the speaker's name and a colon at the head of a paragraph (a dialogue, an interview)."""
    analysis = reading.analysis
    before = -1
    for sentence in analysis.sentences:
        if sentence.paragraph != before:
            yield from _turn(reading, words, sentence.first, sentence.paragraph)
        before = sentence.paragraph


def _turn(reading: Reading, words: Words, first: int, paragraph: int) -> Iterator[Attribution]:
    analysis = reading.analysis
    end = max(one.last for one in analysis.sentences if one.paragraph == paragraph)
    colon = next((one for one in range(first, min(first + _NAME + 1, end)) if analysis.words[one] == ":"), None)
    if colon is None or colon in (first, end - 1):
        return
    name = range(first, colon)
    mention = reading.actor_at(colon - 1)
    person = mention is not None and mention.actor != mention.code
    shouted = all(analysis.words[one].isupper() for one in name) and mention is None
    if (person or shouted) and all(analysis.pos[one] in ("PROPN", "NOUN", "PUNCT") for one in name):
        holder = holder_of(reading, words, colon - 1, things=False)
        if holder:
            yield from attribute(reading, colon, holder, Content(piece=(colon + 1, end)), doubt="asserted")


def _outermost(analysis: Analysis) -> list[Quotation]:
    found: list[Quotation] = []
    for one in analysis.quotations:
        nested = found and one.span.start < found[-1].span.end
        if not nested and (not one.scare or _is_cut(analysis, one)):
            found.append(one)
    return found


def _is_cut(analysis: Analysis, quotation: Quotation) -> bool:
    """A few words that open a sentence and end in a comma are speech where more of it follows the cue: "The road," said X, "is open"."""
    sentence = analysis.sentence(quotation.first)
    opens = marked(analysis, quotation)[0] == sentence.first and analysis.words[quotation.last - 1] == ","
    later = (one for one in analysis.quotations if quotation.last < one.first < sentence.last)
    return opens and any(not one.scare for one in later)


def _carried(given: list[Attribution], quotation: Quotation) -> Speaker | None:
    for one in given:
        inside = quotation.first <= one.predicate < quotation.last
        if not inside and one.first < quotation.last and quotation.first < one.last:
            return one.predicate, one.holder, one.doubt
    return None


def _beside(reading: Reading, words: Words, quotation: Quotation) -> Speaker | None:
    return _after(reading, words, quotation) or _before(reading, words, quotation)


def _after(reading: Reading, words: Words, quotation: Quotation) -> Speaker | None:
    """ "...," said X; "...?" X asked; "..." — X."""
    analysis = reading.analysis
    end = marked(analysis, quotation)[1]
    closed = analysis.words[quotation.last - 1] in (",", "?", "!", "...", "…")
    if end >= len(analysis):
        return None
    if analysis.words[end] in _DASHES and end + 1 < len(analysis) and analysis.pos[end + 1] == "PROPN":
        holder = holder_of(reading, words, _name_end(analysis, end + 1), things=False)
        return (end, holder, "asserted") if holder else None
    if not closed and analysis.words[end] != ",":
        return None
    for token in range(end, min(end + _NEAR, len(analysis))):
        if analysis.words[token] in _STOPS or _is_speech(analysis, token):
            return None
        speaker = _said(reading, words, token)
        if speaker:
            return speaker
    return None


def _before(reading: Reading, words: Words, quotation: Quotation) -> Speaker | None:
    """X said: "..."; X, asked about the bridge, replied, "..."."""
    analysis = reading.analysis
    start = marked(analysis, quotation)[0] - 1
    if start < 0 or not (analysis.words[start].lower() in _LEADS or analysis.pos[start] in ("VERB", "PRON")):
        return None
    for token in range(start, max(start - _NEAR, -1), -1):
        if analysis.words[token] in _STOPS or _is_speech(analysis, token):
            return None
        speaker = _said(reading, words, token)
        if speaker:
            return speaker
    return None


def _is_speech(analysis: Analysis, token: int) -> bool:
    quotation = analysis.quotation_at(token)
    return quotation is not None and not quotation.scare


def _said(reading: Reading, words: Words, token: int) -> Speaker | None:
    analysis = reading.analysis
    row = words.verbs.get(analysis.lemmas[token].lower()) if analysis.pos[token] == "VERB" else None
    if row is None or row.kind in ("want", "attitude"):
        return None
    holder = subject_of(reading, words, token, things=row.things)
    if holder is None and row.kind == "report":
        holder = _neighbour(reading, words, token)
    return (token, holder, row.effect) if holder else None


def _neighbour(reading: Reading, words: Words, verb: int) -> Holder | None:
    """Where a quotation breaks the parse the speaker still stands next to the verb: "X said", "said X"."""
    analysis = reading.analysis
    if verb + 1 < len(analysis) and analysis.pos[verb + 1] == "PROPN":
        return holder_of(reading, words, _name_end(analysis, verb + 1), things=False)
    if verb and analysis.pos[verb - 1] in ("PROPN", "NOUN", "PRON"):
        return holder_of(reading, words, verb - 1, things=False)
    return None


def _name_end(analysis: Analysis, token: int) -> int:
    while token + 1 < len(analysis) and analysis.pos[token + 1] == "PROPN":
        token += 1
    return token


def _goes_on(analysis: Analysis, last: Quotation, predicate: int, quotation: Quotation) -> bool:
    """Say whether speech goes on: next sentence, or next paragraph that opens with a mark."""
    end = max(last.last, analysis.sentence(predicate).last)
    start = marked(analysis, quotation)[0]
    between = [one for one in range(min(end, start), start) if analysis.words[one].strip()]
    if any(analysis.words[one][0].isalnum() for one in between):
        return False
    here, there = analysis.sentence(quotation.first).paragraph, analysis.sentence(last.last - 1).paragraph
    return 0 <= here - there <= 1
