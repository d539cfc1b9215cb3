"""From the noun to the whole name: what belongs to it on both sides."""

from __future__ import annotations

import re

from yalu.language import Analysis, Sentence
from yalu.model import Span
from yalu.statements.agreements.wording import Named, level
from yalu.statements.reading import Reading

PAIR = 2
_YEAR = re.compile(r"1\d{3}|20\d\d")
_RIGHT = ("of", "on", "for", "between", "with", "among", "to")
_LINKS = 2


def singular(analysis: Analysis, token: int) -> str:
    return level(analysis.lower_words[token].replace("communiqué", "communique"))


def left_end(reading: Reading, head: int, sentence: Sentence) -> int:
    """Give the first token of the run of modifiers before a noun, without its article."""
    first = head
    analysis = reading.analysis
    counted = {token for one in reading.quantities_in(sentence.span) for token in analysis.tokens_in(one.span)}
    while first > sentence.first:
        before = first - 1
        part = analysis.pos[before]
        joined = part in ("NOUN", "PROPN", "ADJ", "NUM") or analysis.words[before] in ("-", "–", "’s", "'s", "’", "/")
        linked = part in ("CCONJ", "ADP") and _is_title(analysis, before - 1) and _is_title(analysis, before + 1)
        comma = analysis.words[before] == "," and _is_title(analysis, before - 1) and _is_title(analysis, before + 1)
        if not (joined or (linked and analysis.words[before].lower() in ("and", "of")) or comma):
            break
        if before in counted:
            break
        first = before
    while first < head and (analysis.pos[first] in ("PUNCT", "CCONJ", "ADP", "PART")):
        first += 1
    return first


def _is_title(analysis: Analysis, token: int) -> bool:
    return 0 <= token < len(analysis) and analysis.words[token][:1].isupper() and analysis.pos[token] in ("PROPN", "NOUN", "ADJ")  # fmt: skip


def right_end(analysis: Analysis, head: int, sentence: Sentence) -> int:
    """Give the end of the phrases after a noun that belong to its name: without clauses and other prepositions."""
    last = head + 1
    if last < sentence.last and re.fullmatch(r"[IVX]+|START", analysis.words[last]):
        last += 1
    for prep in analysis.under(head, "prep"):
        if prep < last - 1 or analysis.words[prep].lower() not in _RIGHT or prep > last + 12:
            continue
        inner = [t for t in analysis.subtree(prep) if analysis.deps[t] in ("relcl", "acl", "advcl")]
        last = max(last, min([analysis.edges[prep][1], *(analysis.edges[t][0] for t in inner)]))
    while _is_title(analysis, head) and (step := _title_step(analysis, last, sentence.last)):
        last += step
    while last > head + 1 and analysis.pos[last - 1] in ("PUNCT", "ADP", "CCONJ"):
        last -= 1
    return last


def _title_step(analysis: Analysis, at: int, stop: int) -> int:
    """Go on inside a title: "Treaty of Friendship, Co-operation and Mutual Assistance"."""
    links = 0
    while (
        at + links < stop
        and links < _LINKS
        and analysis.words[at + links].lower() in (",", "and", "of", "on", "-", "the")
    ):
        links += 1
    end = at + links
    if (
        end < stop
        and analysis.words[at].lower() != "the"
        and (_is_title(analysis, end) or (links and analysis.words[end - 1] == "-"))
    ):
        return links + 1
    return 0


def trim(reading: Reading, named: Named) -> Span:
    """Give the words of the name, without "between ..." and "with ..." after it."""
    analysis = reading.analysis
    ends = [
        prep
        for prep in analysis.under(named.head, "prep")
        if analysis.words[prep].lower() in ("between", "with", "among", "to")
        or (analysis.words[prep].lower() == "of" and len(reading.codes(analysis.subtree(prep))) >= PAIR)
    ]
    last = min([named.last, *(prep for prep in ends if prep > named.head)])
    if last - PAIR > named.head and _YEAR.fullmatch(analysis.words[last - 1]) and analysis.words[last - PAIR] in ("in", "since"):  # fmt: skip
        last -= PAIR
    return analysis.span(named.first, last)
