"""The words of web pages: what opens a byline, ends a teaser, fills a menu.

They are data, one YAML a thing under `data/`, and would live in `lexicon` were it not for the table of imports: `sources`
knows no other room but `errors`, `model` and `settings`, so that a reader's words can be changed without touching what the
coders read. Each file says at its head what its keys mean. They are read once and compiled into patterns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Generic, Literal, TypeVar

import msgspec

from yalu.errors import LexiconError
from yalu.sources.phrases import any_of, whole_line
from yalu.sources.strict import Origin, read_strictly

T = TypeVar("T")
LineKind = Literal[
    "comments", "share", "navigation", "pagination", "sidebar", "discussion", "reading", "permalink", "footer", "imprint"
]  # fmt: skip
LINE_KINDS: tuple[LineKind, ...] = (
    "discussion", "comments", "share", "pagination", "reading", "permalink", "sidebar", "navigation", "footer", "imprint",
)  # fmt: skip
NameKind = Literal["honorific", "particle", "suffix", "account", "organisation", "between", "after", "role"]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every row of every file has."""

    words: list[str]
    source: list[str]


class LineWords(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    kind: LineKind
    where: Literal["anywhere", "edge"]


class BylineWords(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    strength: Literal["strong", "plain", "poster"]


class TermWords(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    kind: Literal["categories", "tags"]
    bare: bool
    joined: bool = False


class MoreWords(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    inline: Literal["yes", "bracketed", "no"]
    named: Literal["any", "known", "no"]


class CreditWords(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    form: Literal["open", "colon"]


class NoteWords(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    form: Literal["heading", "opening", "verb"]


class NameWords(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    kind: NameKind


class DateWords(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    kind: Literal["month", "season", "weekday", "cue", "change", "ago"]
    number: int | None = None


class HeaderWords(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    what: Literal["category", "tag", "author", "date"]
    form: Literal["label", "line"]


class ImageWords(Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that tell an image that is none of the text."""


class WordFile(msgspec.Struct, Generic[T], frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One file of words."""

    about: str
    licence: str
    sources: dict[str, str]
    entries: list[T]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """All page words, compiled. Patterns are for text made plain by `phrases.straighten`."""

    lines: dict[tuple[LineKind, str], re.Pattern[str]]
    """Whole-line patterns by kind and place ("anywhere", "edge")."""
    bylines: dict[str, re.Pattern[str]]
    """Openings of a byline by strength."""
    terms: dict[str, re.Pattern[str]]
    """Openings of categories and tags; "joined" is the "in" of "by A. Name in Trade"."""
    more_line: re.Pattern[str]
    more_any: re.Pattern[str]
    """Openings after which whatever follows is the title."""
    more_known: re.Pattern[str]
    """Openings that a title of the page may follow, or words in quotation marks or before an arrow."""
    more_inline: re.Pattern[str]
    more_bracketed: re.Pattern[str]
    credit: re.Pattern[str]
    """Opening of an image credit, with its colon where it needs one."""
    note_heading: re.Pattern[str]
    note_opening: re.Pattern[str]
    note_verbs: frozenset[str]
    names: dict[NameKind, frozenset[str]]
    months: dict[str, int]
    seasons: dict[str, int]
    weekday: str
    """Alternation of the days of the week."""
    date_cue: str
    change_cue: str
    ago: re.Pattern[str]
    header_labels: dict[str, re.Pattern[str]]
    header_lines: tuple[tuple[str, re.Pattern[str]], ...]
    """What a page lists with the pattern that tells it, longest phrase first."""


def read_words(name: str, kind: type[T]) -> list[T]:
    """Read the rows of one word file; raise LexiconError with file and line on a fault."""
    path = files("yalu.sources") / "data" / f"{name}.yaml"
    origin = Origin(path=str(path), error=LexiconError, remedy="The head of the file names every key and its values.")
    table = read_strictly(path.read_text(encoding="utf-8"), WordFile[kind], origin)  # type: ignore[valid-type]
    _check_sources(table, origin)
    return table.entries


def _check_sources(table: WordFile[T], origin: Origin) -> None:
    for entry in table.entries:
        assert isinstance(entry, Entry)
        unknown = sorted(set(entry.source) - set(table.sources))
        doubled = sorted({word for word in entry.words if entry.words.count(word) > 1})
        if unknown or doubled:
            raise origin.fail(f"unknown source {unknown} or doubled words {doubled}", None)


@cache
def load_words() -> PageWords:
    """Read and compile all page words; done once a process."""
    return PageWords(
        lines=_compile_lines(),
        header_labels=_header_labels(),
        header_lines=_header_lines(),
        **_compile_bylines(),  # type: ignore[arg-type]  # each part gives its own fields
        **_compile_endings(),  # type: ignore[arg-type]
        **_compile_dates(),  # type: ignore[arg-type]
    )


def _compile_lines() -> dict[tuple[LineKind, str], re.Pattern[str]]:
    grouped: dict[tuple[LineKind, str], list[str]] = {}
    for row in read_words("lines", LineWords):
        grouped.setdefault((row.kind, row.where), []).extend(row.words)
    return {key: whole_line(words) for key, words in grouped.items()}


def _compile_bylines() -> dict[str, object]:
    rows = read_words("bylines", BylineWords)
    bylines = {strength: _opening(_gather(rows, strength=strength)) for strength in ("strong", "plain", "poster")}
    kinds = read_words("names", NameWords)
    names = {kind: frozenset(_gather(kinds, kind=kind)) for kind in NameKind.__args__}  # type: ignore[attr-defined]
    return {"bylines": bylines, "names": names, "terms": _compile_terms()}


def _compile_terms() -> dict[str, re.Pattern[str]]:
    rows = read_words("terms", TermWords)
    terms: dict[str, re.Pattern[str]] = {"joined": _opening(_gather(rows, joined=True))}
    for kind in ("categories", "tags"):
        free = any_of(_gather(rows, kind=kind, bare=False, joined=False))
        bare = any_of(_gather(rows, kind=kind, bare=True))
        terms[kind] = re.compile(rf"(?:(?:{free})\b\s*:?|(?:{bare})\s*:)\s*")
    return terms


def _compile_endings() -> dict[str, object]:
    more = read_words("continuations", MoreWords)
    credits_, notes = read_words("credits", CreditWords), read_words("notes", NoteWords)
    open_, colon = any_of(_gather(credits_, form="open")), any_of(_gather(credits_, form="colon"))
    every = [word for row in more for word in row.words]
    return {
        "more_line": whole_line(every),
        "more_any": re.compile(any_of(_gather(more, named="any"))),
        "more_known": re.compile(any_of([*_gather(more, named="any"), *_gather(more, named="known")])),
        "more_inline": re.compile(any_of(_gather(more, inline="yes"))),
        "more_bracketed": re.compile(any_of([*_gather(more, inline="bracketed"), *_gather(more, inline="yes")])),
        "credit": re.compile(rf"(?:(?:{open_})\b\s*[:.]?|(?:{colon})\s*:)\s*"),
        "note_heading": whole_line(_gather(notes, form="heading")),
        "note_opening": re.compile(rf"(?:{any_of(_gather(notes, form='opening'))})(?!\w)"),
        "note_verbs": frozenset(_gather(notes, form="verb")),
    }


def _compile_dates() -> dict[str, object]:
    rows = read_words("dates", DateWords)
    return {
        "months": {word: row.number for row in rows if row.kind == "month" for word in row.words},
        "seasons": {word: row.number for row in rows if row.kind == "season" for word in row.words},
        "weekday": any_of(_gather(rows, kind="weekday")),
        "date_cue": any_of(_gather(rows, kind="cue")),
        "change_cue": any_of(_gather(rows, kind="change")),
        "ago": re.compile(any_of(_gather(rows, kind="ago"))),
    }


def _header_labels() -> dict[str, re.Pattern[str]]:
    grouped: dict[str, list[str]] = {}
    for row in read_words("headers", HeaderWords):
        if row.form == "label":
            grouped.setdefault(row.what, []).extend(row.words)
    return {what: whole_line(words) for what, words in grouped.items()}


def _header_lines() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = [row for row in read_words("headers", HeaderWords) if row.form == "line"]
    phrases = [(row.what, word) for row in rows for word in row.words]
    ordered = sorted(phrases, key=lambda pair: (-len(pair[1]), pair[1]))
    return tuple((what, re.compile(any_of([word]))) for what, word in ordered)


def _opening(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words)})(?:\s*:\s*|\s+)")


def _gather(rows: list[T], **wanted: object) -> list[str]:
    """Collect the words of all rows whose keys have the wanted values."""
    found: list[str] = []
    for row in rows:
        assert isinstance(row, Entry)
        if all(getattr(row, key) == value for key, value in wanted.items()):
            found += row.words
    return found
