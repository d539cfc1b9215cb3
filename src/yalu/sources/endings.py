"""Find what stands at the edges of an article's text and is not the text: the link to its rest, author notes, credits.

Each function cuts the original characters and never rewrites them; what it cuts off is given back, so nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from yalu.model import key_of, squeeze
from yalu.sources.names import strip_honorifics
from yalu.sources.phrases import fills_line, straighten, strip_edges, strip_quotes
from yalu.sources.words import PageWords, load_words

_ELLIPSIS = re.compile(r"\s*[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]\s*$")
_ENDS_SENTENCE = re.compile(r"[.?!…\"”’'»)\]:]\s*$")
_ARROW = re.compile(r"(?:→|»|›|▸|►|➜|➔|⟶|⇒|>>?|\.\.\.|…)[\s)\]]*$")
_QUOTED = re.compile(r"^[\s:]*([\"“‘'«„].*[\"”’'»“])[\s.→»›>)\]]*$")
_SENTENCE_START = re.compile(r"(?:(?<=[.!?)\]”\"])\s+|\s*[(\[]\s*)(?=\S)")
_LONGEST_LINK = 240
_LONGEST_CREDIT = 260
_LONGEST_NOTE = 1200


@dataclass(frozen=True, slots=True)
class More:
    """A link to the rest of an article."""

    named: str | None
    """The title it names; None where it names none."""
    weak: bool = False
    """True for three dots alone, which only mean a cut at the very end of a text."""


@dataclass(frozen=True, slots=True)
class Edges:
    """An article's paragraphs with notes and credits taken off."""

    body: tuple[str, ...]
    notes: tuple[str, ...]
    credits: tuple[str, ...]


def read_more_line(line: str, titles: Collection[str]) -> More | None:
    """Read a line that is nothing but a link to the rest. `titles` are the keys of lines that may be titles."""
    if len(line) > _LONGEST_LINK:
        return None
    if _ELLIPSIS.fullmatch(line) or fills_line(load_words().more_line, line):
        return More(None)
    start = re.match(r"[\W_]*", line)
    offset = start.end() if start else 0
    return _read_link(line[offset:], titles)


def cut_more(paragraph: str, titles: Collection[str]) -> tuple[str, More] | None:
    """Cut a link to the rest, or dots in brackets, off the end of a paragraph; None when there is none."""
    # Near the end only: over a long run of spaces the pattern's time would grow with the square of it.
    if match := _ELLIPSIS.search(paragraph, max(0, len(paragraph) - _LONGEST_LINK)):
        return paragraph[: match.start()].rstrip(), More(None, weak=True)
    plain = straighten(paragraph)
    window = max(0, len(plain) - _LONGEST_LINK)
    starts = [match.start() for match in load_words().more_bracketed.finditer(plain, window)]
    for start in sorted(set(starts), reverse=True):
        found = _cut_at(paragraph, start, titles)
        if found:
            return found
    return None


def is_cut(text: str) -> bool:
    """Say whether a text stops in the middle of a sentence: no sign that ends one stands at its end."""
    return not _ENDS_SENTENCE.search(text) or text.rstrip().endswith((" …", " ..."))


def part_edges(paragraphs: Sequence[str], authors: Sequence[str]) -> Edges:
    """Take image credits, and author notes at the end, off the paragraphs; at least one paragraph stays."""
    body, credits_ = _take_credit_lines(list(paragraphs), authors)
    body, notes = _take_notes(body, authors)
    kept_notes: list[str] = []
    for note in notes:
        rest, credit = split_credit(note, authors)
        credits_ += [credit] if credit else []
        kept_notes += [squeeze(rest)] if rest.strip() else []
    if body:
        rest, credit = _credit_behind(body[-1], bold=False)
        if credit and rest.strip():
            body[-1], credits_ = rest, [*credits_, credit]
    return Edges(tuple(body), tuple(kept_notes), tuple(dict.fromkeys(credits_)))


def is_credit_line(line: str) -> bool:
    """Say whether the line is an image credit and nothing else."""
    return _credit_line(line, ()) is not None


def is_note(paragraph: str, authors: Sequence[str]) -> bool:
    """Say whether the paragraph speaks of the author: it opens with an author's name or says "the author is"."""
    words = load_words()
    rest, credit = split_credit(paragraph, authors)
    text = squeeze(rest if credit else paragraph).lstrip("*_–—-•·~[( ")
    if not text or len(text) > _LONGEST_NOTE:
        return False
    return bool(words.note_opening.match(straighten(text))) or any(_opens_with(text, name, words) for name in authors)


def split_credit(paragraph: str, authors: Sequence[str]) -> tuple[str, str | None]:
    """Split an image credit off a note, in front or behind; gives the rest and the credit, or the whole and None."""
    front = load_words().credit.match(straighten(paragraph))
    if not front:
        return _credit_behind(paragraph, bold=True)
    credit = paragraph[front.end() :]
    cut = _note_after_credit(credit, authors)
    return (credit[cut:] if cut else ""), _tidy_credit(credit[:cut] if cut else credit)


def _read_link(text: str, titles: Collection[str]) -> More | None:
    words = load_words()
    plain = straighten(text)
    if match := words.more_known.match(plain):
        named = _named_title(text[match.end() :], titles)
        if named is not None:
            return More(named or None)
    match = words.more_any.match(plain)
    # The title need not be known after words that can mean nothing else ("Continue reading ...").
    if match and not text[match.end() : match.end() + 1].isalnum() and not text.rstrip().endswith("."):
        return More(strip_quotes(strip_edges(squeeze(text[match.end() :]))) or None)
    return None


def _named_title(rest: str, titles: Collection[str]) -> str | None:
    """Give the title that follows the words of a link, "" for none; None when what follows is something else."""
    if not strip_edges(rest):
        return ""
    quoted = _QUOTED.match(rest)
    title = squeeze(strip_quotes(quoted[1] if quoted else _ARROW.sub("", rest).strip(" :–—-")))
    known = key_of(title) in titles
    return title if quoted or known or _ARROW.search(rest) else None


def _cut_at(paragraph: str, start: int, titles: Collection[str]) -> tuple[str, More] | None:
    before = paragraph[:start].rstrip()
    bracket = before[-1:] in ("(", "[", "{")
    if not bracket and not (
        load_words().more_inline.match(straighten(paragraph), start) and paragraph[start].isupper()
    ):
        return None
    text = before[:-1].rstrip() if bracket else before
    if not text or not (bracket or _ENDS_SENTENCE.search(text)):
        return None
    link = paragraph[start:].rstrip(")]} ") if bracket else paragraph[start:]
    more = read_more_line(link, titles)
    return (text, more) if more else None


def _take_credit_lines(paragraphs: list[str], authors: Sequence[str]) -> tuple[list[str], list[str]]:
    found = [(paragraph, _credit_line(paragraph, authors)) for paragraph in paragraphs]
    body = [paragraph for paragraph, credit in found if credit is None]
    return (body, [credit for _, credit in found if credit]) if body else (paragraphs, [])


def _credit_line(line: str, authors: Sequence[str]) -> str | None:
    if len(line) > 2 * _LONGEST_CREDIT:
        return None  # before anything is made of it: most lines of an article are long
    text = line.strip().lstrip("([").rstrip(")]") if line.strip()[:1] in "([" else line.strip()
    match = load_words().credit.match(straighten(text[:_LONGEST_CREDIT]))
    credit = text[match.end() :] if match else ""
    if not match or not credit or len(text) > _LONGEST_CREDIT:
        return None
    # "Image by image, the film ..." is a sentence; a credit names somebody or a licence.
    named = ":" in match[0] or credit[0].isupper() or not credit[0].isalpha()
    return _tidy_credit(credit) if named and not _note_after_credit(credit, authors) else None


def _tidy_credit(credit: str) -> str:
    text = squeeze(credit)
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def _note_after_credit(credit: str, authors: Sequence[str]) -> int | None:
    """Find where, after a credit in front, the note begins: at a sentence that opens with an author or a note's words."""
    for match in _SENTENCE_START.finditer(credit, 0, _LONGEST_NOTE):
        rest = squeeze(credit[match.end() :])
        if any(_opens_with(rest, name, load_words()) for name in authors):
            return match.end()
        if load_words().note_opening.match(straighten(rest)):
            return match.end()
    return None


def _credit_behind(paragraph: str, *, bold: bool) -> tuple[str, str | None]:
    """Cut a credit off the end of a paragraph. `bold` allows short openings ("Photo: ...") that prose may hold too."""
    plain = straighten(paragraph)
    for match in _SENTENCE_START.finditer(paragraph, max(0, len(paragraph) - 2 * _LONGEST_CREDIT)):
        cue = load_words().credit.match(plain, match.end())
        rest = paragraph[cue.end() :] if cue else ""
        if not cue or not rest or len(rest) > _LONGEST_CREDIT or not paragraph[match.end()].isalpha():
            continue
        if bold or (":" in cue[0] and " " in cue[0].strip(" :")):
            return paragraph[: match.start()].rstrip(), _tidy_credit(rest.rstrip(" )]"))
    return paragraph, None


def _take_notes(paragraphs: list[str], authors: Sequence[str]) -> tuple[list[str], list[str]]:
    heading = _note_heading(paragraphs)
    if heading is not None:
        return paragraphs[:heading], paragraphs[heading + 1 :]
    end = len(paragraphs)
    while end > 1 and is_note(paragraphs[end - 1], authors):
        end -= 1
    return paragraphs[:end], paragraphs[end:]


def _note_heading(paragraphs: list[str]) -> int | None:
    """Give the place of a heading "About the author" with one to three short paragraphs after it."""
    pattern = load_words().note_heading
    last = len(paragraphs) - 1
    for place in range(max(1, last - 3), last):
        after = paragraphs[place + 1 :]
        if (
            len(paragraphs[place]) <= _LONGEST_LINK
            and fills_line(pattern, paragraphs[place])
            and all(len(text) <= _LONGEST_NOTE for text in after)
        ):
            return place
    return None


def _opens_with(text: str, author: str, words: PageWords) -> bool:
    """Say whether the text opens with the author's name, or title and surname, and goes on as a note does."""
    bare = strip_honorifics(text, words)
    surname = author.rsplit(" ", maxsplit=1)[-1]
    names = [author, surname] if bare != text else [author]
    return any(straighten(bare).startswith(straighten(name)) and _goes_on(bare[len(name) :], words) for name in names)


def _goes_on(rest: str, words: PageWords) -> bool:
    if rest[:1] in ("’", "'") or rest[:1].isalnum():
        return False
    following = re.match(r"\s*([,(:–—|-]|\w+|&)", rest)
    if not following:
        return not rest.strip()
    sign = following[1].casefold()
    return not sign[0].isalnum() or sign in words.note_verbs or sign in words.names["between"]
