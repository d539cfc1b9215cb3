"""Read the lines around an article that say who wrote it, when, and under what: "By A. Name | 12 March 2014 | 3 comments".

A line is such a line only if every piece of it is understood; one unknown piece makes it ordinary text. So a sentence that
happens to begin with "By" or a date stays in the body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from functools import cache

from yalu.model import key_of, squeeze
from yalu.sources.datelines import DateText, after_time, read_date
from yalu.sources.names import any_named, split_names
from yalu.sources.phrases import any_of, fills_line, straighten, strip_quotes
from yalu.sources.words import PageWords, load_words

_PIECES = re.compile(r"\s*[|•·∙⋅●▪‣~]\s*|\s+[/–—»›-]\s+|\s{3,}")
_STRONG_SIGN = re.compile(r"[|•·∙⋅●▪]")
_LONGEST_TERMS = 5_000
_TERMS = re.compile(r"\s*[,;|•·/]\s*|\s+(?:&|and)\s+(?=[^,;]*$)")
_LONGEST = 220
_LONGEST_TERM = 60


@dataclass(slots=True)
class Meta:
    """What one line says of the article it stands at."""

    authors: tuple[str, ...] = ()
    strength: str = ""
    """Strength of the byline's opening (strong, plain, poster), or "bare" for names alone."""
    dates: list[DateText] = field(default_factory=list)
    changed: list[DateText] = field(default_factory=list)
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    counters: bool = False
    """Holds a count of comments, the reading time or a permalink."""

    @property
    def kinds(self) -> frozenset[str]:
        """What the line holds: byline, date, terms, counters."""
        held = {
            "byline": bool(self.strength),
            "date": bool(self.dates or self.changed),
            "terms": bool(self.categories or self.tags),
            "counters": self.counters,
        }
        return frozenset(kind for kind, there in held.items() if there)


def read_meta(line: str, *, day_first: bool | None = None) -> Meta | None:
    """Read a line wholly made of byline, date, categories, tags and counters; None when anything else is in it."""
    text = squeeze(line).strip(" |•·")
    if not text or len(text) > _LONGEST:
        return None
    for pieces in (_PIECES.split(text), [text]):
        meta = Meta()
        unknown = [piece for piece in pieces if piece.strip() and not _read_piece(piece.strip(), meta, day_first)]
        # Names alone are known for a byline once another piece was read: "A. Name | Published 12 March 2014".
        unknown = [piece for piece in unknown if not _read_piece(piece.strip(), meta, day_first)]
        if meta.kinds and (not unknown or _is_rubric(unknown, text, meta)):
            meta.categories += tuple(piece.strip() for piece in unknown)
            return meta
    return None


def _is_rubric(unknown: list[str], text: str, meta: Meta) -> bool:
    """Say whether the one piece that no rule knows is a rubric: "12 March 2014 | Trade"."""
    piece = unknown[0].strip()
    short = len(unknown) == 1 and len(piece.split()) <= 3 and piece[:1].isupper() and piece[-1:].isalnum()
    return (
        short and bool(meta.dates or meta.strength) and bool(_STRONG_SIGN.search(text)) and not re.search(r"\d", piece)
    )


def read_byline(line: str) -> Meta | None:
    """Read a line that opens as a byline does; None for others."""
    meta = read_meta(line)
    return meta if meta and "byline" in meta.kinds and meta.strength != "bare" else None


def split_terms(text: str) -> tuple[str, ...]:
    """Give categories or tags of a list set off by commas and the like."""
    parts = _TERMS.split(squeeze(text)) if len(text) <= _LONGEST_TERMS else text.split(",")
    terms = [strip_quotes(term).lstrip("#").rstrip(".") for term in parts]
    return tuple(dict.fromkeys(term for term in terms if term))


def _read_piece(text: str, meta: Meta, day_first: bool | None) -> bool:
    """Take rule after rule off the head of the piece; say whether all of it was understood. `meta` grows only then."""
    trial = replace(meta, dates=list(meta.dates), changed=list(meta.changed))
    understood = _take_all(text, trial, day_first)
    if understood:
        for one in fields(Meta):
            setattr(meta, one.name, getattr(trial, one.name))
    return understood


def _take_all(text: str, meta: Meta, day_first: bool | None) -> bool:
    rest: str | None = text
    while rest:
        # A stop at the end may be that of a name: "Jr.".
        rest = rest.lstrip(" ,;.").rstrip(" ,;")
        if not rest:
            return True
        rest = next((left for left in (rule(rest, meta, day_first) for rule in _RULES) if left is not None), None)
    return rest is not None


def _take_counter(text: str, meta: Meta, _: bool | None) -> str | None:
    for kind in ("comments", "reading", "permalink"):
        if fills_line(load_words().lines[kind, "anywhere"], text):
            meta.counters = True
            return ""
    return None


def _take_date(text: str, meta: Meta, day_first: bool | None) -> str | None:
    for pattern, found in ((_cues().change, meta.changed), (_cues().date, meta.dates)):
        match = pattern.match(straighten(text))
        date = read_date(text[match.end() :], day_first=day_first) if match else None
        if match and date:
            found.append(date)
            return text[match.end() + date.end :]
    return None


def _take_time(text: str, meta: Meta, _: bool | None) -> str | None:
    """Take a time of day, which says nothing that is kept, if something was understood before it."""
    end = after_time(text) if meta.kinds else 0
    return text[end:] if end else None


def _take_byline(text: str, meta: Meta, day_first: bool | None) -> str | None:
    plain = straighten(text)
    for strength, pattern in load_words().bylines.items():
        if not meta.strength and (match := pattern.match(plain)):
            return _names_then_rest(text[match.end() :], strength, meta, day_first)
    return None


def _names_then_rest(text: str, strength: str, meta: Meta, day_first: bool | None) -> str | None:
    """Try the shortest run of names first whose remainder is understood: "A. Name on 12 March 2014 in Trade"."""
    words = load_words()
    for end in [*(match.start() for match in _cues().after_names.finditer(straighten(text))), len(text)]:
        head, rest = text[:end], text[end:].strip(" ,")
        # "By land" is no byline; a byline whose opening can mean nothing else may hold a single name.
        names = split_names(head, words, fewest_words=2 if strength == "plain" and not rest else 1)
        account = key_of(head) in words.names["account"]
        after = Meta(strength=strength, dates=list(meta.dates))
        if (names or account) and (not rest or _read_piece(rest, after, day_first)):
            _join(meta, after, names)
            return ""
    return _names_with_place(text, strength, meta)


def _names_with_place(text: str, strength: str, meta: Meta) -> str | None:
    """Read "A. Name in Seoul" and "A. Name for The Paper": what follows is a place or an employer."""
    words = load_words()
    match = re.search(rf"\s(?:{any_named(words.names['after'])})\s", straighten(text))
    names = split_names(text[: match.start()], words, fewest_words=2) if match else ()
    if not names or not match or len(text) - match.start() > _LONGEST_TERM or text.rstrip().endswith((".", "?", "!")):
        return None
    meta.authors, meta.strength = names, strength
    return ""


def _join(meta: Meta, after: Meta, names: tuple[str, ...]) -> None:
    meta.authors, meta.strength = names, after.strength
    meta.dates = after.dates
    meta.changed += after.changed
    meta.categories += after.categories
    meta.tags += after.tags
    meta.counters = meta.counters or after.counters


def _take_terms(text: str, meta: Meta, day_first: bool | None) -> str | None:
    plain = straighten(text)
    for kind, pattern in load_words().terms.items():
        match = pattern.match(plain)
        # "in Trade" is a category only after a date or who posted it: "By A. Name in Seoul" names a place.
        if not match or (kind == "joined" and not (meta.dates or meta.strength == "poster")):
            continue
        value, after = _terms_then_rest(text[match.end() :], day_first)
        if value and (kind != "joined" or len(value) == 1):
            field_name = "tags" if kind == "tags" else "categories"
            setattr(meta, field_name, getattr(meta, field_name) + value)
            if after.strength:
                _join(meta, after, after.authors)
            else:
                meta.tags, meta.dates = meta.tags + after.tags, meta.dates + after.dates
            return ""
    return None


def _terms_then_rest(text: str, day_first: bool | None) -> tuple[tuple[str, ...], Meta]:
    """Split "Trade, Ports and tagged ferry by A. Name on 12 March 2014" into the terms and what follows them."""
    for match in _cues().after_terms.finditer(straighten(text)):
        after = Meta()
        rest = text[match.start() :].strip(" ,")
        if match.start() and _read_piece(rest, after, day_first) and after.kinds:
            return _short_terms(text[: match.start()]), after
    return _short_terms(text), Meta()


def _short_terms(text: str) -> tuple[str, ...]:
    terms = split_terms(text)
    return terms if terms and all(len(term) <= _LONGEST_TERM for term in terms) else ()


def _take_names(text: str, meta: Meta, _: bool | None) -> str | None:
    """Names without any opening count only beside something that was understood already."""
    if meta.strength or not meta.dates:
        return None
    names = split_names(text, load_words(), fewest_words=2)
    if names:
        meta.authors, meta.strength = names, "bare"
    return "" if names else None


def _take_names_before_date(text: str, meta: Meta, day_first: bool | None) -> str | None:
    """Read "A. Name, 12 March 2014" and the names of a line whose date stands in a later piece."""
    if meta.strength or not any(map(str.isdigit, text)):
        return None
    match = next((found for found in re.finditer(r",?\s+(?=\S)", text) if read_date(text[found.end() :])), None)
    if not match:
        return None
    date = read_date(text[match.end() :], day_first=day_first)
    names = split_names(text[: match.start()], load_words(), fewest_words=2)
    if not names or not date or date.value is None:
        return None
    meta.authors, meta.strength = names, "bare"
    meta.dates.append(date)
    return text[match.end() + date.end :]


_RULES = (_take_counter, _take_date, _take_time, _take_byline, _take_terms, _take_names, _take_names_before_date)


@dataclass(frozen=True, slots=True)
class _Cues:
    date: re.Pattern[str]
    change: re.Pattern[str]
    after_names: re.Pattern[str]
    after_terms: re.Pattern[str]


@cache
def _cues() -> _Cues:
    words: PageWords = load_words()
    terms = "|".join(pattern.pattern for pattern in words.terms.values())
    by = "|".join(pattern.pattern for pattern in words.bylines.values())
    dated = rf"(?:{words.change_cue}|{words.date_cue})\b"
    return _Cues(
        date=re.compile(rf"(?:(?:{words.date_cue})\b\s*:?\s*)?"),
        change=re.compile(rf"\(?(?:{words.change_cue})\b\s*:?\s*"),
        after_names=re.compile(rf",?\s+(?={dated}|{terms}|at\s+\d|\d)|,\s+|\s+(?={any_of(words.months)})"),
        after_terms=re.compile(rf",?\s+(?={dated}|{by}|{words.terms['tags'].pattern})"),
    )
