"""Gold files for `yalu evaluate`: JSON Lines, one text a line, in a format recognised by its keys.

Own formats are described in docs/formats/gold.md; the others are those of public sets as they are commonly stored.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yalu.errors import GoldError, Place
from yalu.model import Span
from yalu.model.gold import (
    GoldAgreement,
    GoldCertainty,
    GoldClaim,
    GoldDate,
    GoldEvent,
    GoldFigure,
    GoldItem,
    GoldKind,
    GoldPair,
    GoldText,
    Said,
)
from yalu.model.statement import CERTAINTIES, Certainty

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Format:
    """A gold format: its kind, the keys that show it, and how a row is read."""

    name: str
    kind: GoldKind
    keys: frozenset[str]
    read: Callable[[Row], GoldText]


def read_gold(path: Path, kind: GoldKind) -> tuple[str, list[GoldText]]:
    """Give the name of the format and the texts of a gold file; raise GoldError with the line that cannot be read."""
    rows = list(_rows(path))
    if not rows:
        raise GoldError("the file holds no gold", place=Place(str(path)), remedy="Give one JSON object a line.")
    form = _recognise(path, kind, rows[0][1])
    return form.name, [_read(form, path, line, row) for line, row in rows]


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        remedy = "Give a file of JSON Lines in UTF-8."
        raise GoldError(f"cannot be read: {error}", place=Place(str(path)), remedy=remedy) from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, _parse(path, number, line)


def _parse(path: Path, number: int, line: str) -> Row:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        place = Place(str(path), number, error.colno)
        raise GoldError(f"no JSON: {error.msg}", place=place, remedy="Mend or take out the line.") from error
    if not isinstance(row, dict):
        raise GoldError("the line is no object", place=Place(str(path), number), remedy="Give one object a line.")
    return row


def _recognise(path: Path, kind: GoldKind, row: Row) -> Format:
    of_kind = [form for form in FORMATS if form.kind == kind]
    for form in of_kind:
        if form.keys <= set(row):
            return form
    known = "; ".join(f"{form.name}: {', '.join(sorted(form.keys))}" for form in of_kind)
    raise GoldError(
        f"no gold of {kind} has the keys {', '.join(sorted(row))}", place=Place(str(path), 1), remedy=f"Known: {known}."
    )


def _read(form: Format, path: Path, line: int, row: Row) -> GoldText:
    try:
        return form.read(row)
    except (KeyError, ValueError, TypeError, IndexError) as error:
        place = Place(str(path), line)
        remedy = f"A row of {form.name} has {', '.join(sorted(form.keys))}; see docs/formats/gold.md."
        raise GoldError(f"{type(error).__name__}: {error}", place=place, remedy=remedy) from error


def find_span(text: str, words: str, start: int | None = None, after: int = 0) -> Span:
    """Give the span of words in a text, at a given start or the next place; raise ValueError when they are not there."""
    at = start if start is not None else text.find(words, after)
    at = at if at >= 0 else text.find(words)
    if at < 0 or text[at : at + len(words)] != words:
        raise ValueError(f"{words!r} does not stand in the text")
    return Span(at, at + len(words))


def _text(row: Row, items: list[GoldItem], *, key: str = "text") -> GoldText:
    # A creation time is cut to its day: law 2 counts days.
    published = str(row.get("published") or row.get("dct") or "")[:10] or None
    return GoldText(id=str(row["id"]), text=str(row[key]), published=published, items=tuple(items))


def _dates(row: Row) -> GoldText:
    items: list[GoldItem] = []
    at = 0
    for one in row["dates"]:
        span = find_span(row["text"], one["quote"], one.get("start"), at)
        at = span.end
        items.append(GoldDate(span=span, value=one["date"]))
    return _text(row, items)


def _phrase(row: Row) -> GoldText:
    if not row["phrase"]:
        return _text(row, [])
    return _text(row, [GoldDate(span=find_span(row["text"], row["phrase"]), value=row["edtf"] or None)])


def _timex(row: Row) -> GoldText:
    items: list[GoldItem] = [
        GoldDate(span=Span(one["start"], one["end"]), value=one["value"], scheme="timex3") for one in row["spans"]
    ]
    return _text(row, items)


def _figures(row: Row) -> GoldText:
    items: list[GoldItem] = []
    at = 0
    for one in row["q"]:
        span = find_span(row["s"], one["text"], one.get("start"), at)
        at = span.end
        items.append(_figure(one, span))
    return _text(row, items, key="s")


def _figure(one: Row, span: Span) -> GoldFigure:
    value = one["value"]
    low, high = value if isinstance(value, list) else (None, None)
    return GoldFigure(
        span=span, value=None if isinstance(value, list) else value, low=low, high=high, unit=one["unit"] or "",
        currency=one["cur"], approx=one.get("approx"), approximator=one.get("approximator"),
        measure=one.get("measure"), about=_codes(one, "about"), counterpart=_codes(one, "counterpart"),
    )  # fmt: skip


def _codes(one: Row, key: str) -> tuple[str, ...] | None:
    return tuple(one[key]) if one.get(key) is not None else None


def _events(row: Row) -> GoldText:
    return _text(row, [_event(row["text"], one) for one in row["events"]])


def _event(text: str, one: Row) -> GoldEvent:
    holder = one.get("holder")
    if holder and holder not in text:
        raise ValueError(f"{holder!r} does not stand in the text")
    return GoldEvent(
        root=one["event_type"], mode=one.get("mode"), actors=tuple(one["actors"]), recipients=tuple(one["recipients"]),
        date=one.get("date"), undated="date" in one and one["date"] is None,
        certainty=_certainty(one["certainty"]) if one.get("certainty") else None,
        trigger=_trigger(text, one.get("trigger")), holder=holder,
    )  # fmt: skip


def _trigger(text: str, given: str | list[int] | None) -> Span | None:
    if given is None:
        return None
    if isinstance(given, str):
        return find_span(text, given)
    start, end = given
    if not 0 <= start < end <= len(text):
        raise ValueError(f"the trigger {given} lies outside the text")
    return Span(start, end)


def _cameo(row: Row) -> GoldText:
    items: list[GoldItem] = [
        GoldEvent(root=one["code"], actors=(one["source"],), recipients=(one["target"],), scheme="cameo")
        for one in row["events"] or ()
    ]
    day = str(row["date"])
    published = f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 and day.isdecimal() else None
    return GoldText(id=str(row["id"]), text=row["text"], published=published, items=tuple(items))


def _pair(row: Row) -> GoldText:
    sources, targets = (tuple(Span(*one) for one in row[f"{side}_spans"]) for side in ("source", "target"))
    return _text(row, [GoldPair(sources=sources, targets=targets, root=row["root"], quad=int(row["quad"]))])


def _agreements(row: Row) -> GoldText:
    items: list[GoldItem] = []
    at = 0
    for one in row["agreements"]:
        span = find_span(row["text"], one["quote"], one.get("start"), at)
        at = span.end
        items.append(GoldAgreement(
            span=span, name=one.get("name"), parties=_codes(one, "parties"), signed=one.get("signed"), until=one.get("until"),
        ))  # fmt: skip
    return _text(row, items)


def _attribution(row: Row) -> GoldText:
    def spans(one: Row, key: str) -> tuple[Span, ...]:
        parts = [one[key]] if isinstance(one.get(key), str) else one.get(key) or []
        return tuple(find_span(row["text"], part) for part in parts if part)

    items: list[GoldItem] = [
        Said(content=spans(one, "content"), holder=spans(one, "holder"), cue=spans(one, "cue"))
        for one in row["attributions"]
    ]
    return _text(row, items)


def _polnear(row: Row) -> GoldText:
    def spans(one: Row, key: str) -> tuple[Span, ...]:
        return tuple(sorted(Span(*ends) for part in one.get(key) or () for ends in part["spans"]))

    said = [
        Said(content=spans(one, "content"), holder=spans(one, "source"), cue=spans(one, "cue"))
        for one in row["attributions"]
    ]
    items: list[GoldItem] = [one for one in said if one.content]
    return GoldText(
        id=str(row["id"]),
        text=row["text"],
        published=str(row.get("dct") or "")[:10] or None,
        items=tuple(items),
        sentences=True,
    )


def _certainties(row: Row) -> GoldText:
    return _text(row, [
        GoldCertainty(span=find_span(row["text"], one["quote"], one.get("start")), certainty=_certainty(one["certainty"]))
        for one in row["certainty"]
    ])  # fmt: skip


def _certainty(name: str) -> Certainty:
    for known in CERTAINTIES:
        if known == name:
            return known
    raise ValueError(f"there is no certainty {name!r}; give one of {', '.join(CERTAINTIES)}")


_SURE = 2.0
"""FactBank's scale runs from -3 to +3; what annotators on average put beyond this is taken as stated."""


def _factuality(row: Row) -> GoldText:
    """Tokens joined by spaces; the scale becomes three of our classes: negated, hedged (all between), asserted."""
    tokens, starts, at = row["tokens"], [], 0
    for token in tokens:
        starts.append(at)
        at += len(token) + 1
    items: list[GoldItem] = []
    for one in row["events"]:
        start = starts[one["token"]]
        fact = float(one["fact"])
        certainty: Certainty = "asserted" if fact >= _SURE else "negated" if fact <= -_SURE else "hedged"
        items.append(GoldCertainty(span=Span(start, start + len(tokens[one["token"]])), certainty=certainty))
    return GoldText(id=str(row["id"]), text=" ".join(tokens), items=tuple(items))


def _claims(row: Row) -> GoldText:
    return _text(row, [
        GoldClaim(theme=one["theme"], about=_codes(one, "about"), stance=one.get("stance")) for one in row["claims"]
    ])  # fmt: skip


def _form(name: str, kind: GoldKind, keys: str, read: Callable[[Row], GoldText]) -> Format:
    return Format(name, kind, frozenset(keys.split()), read)


FORMATS = (
    _form("dates", "dates", "id text dates", _dates),
    _form("phrases", "dates", "id text phrase edtf", _phrase),
    _form("TIMEX3 spans", "dates", "id text spans", _timex),
    _form("figures", "figures", "id s q", _figures),
    _form("pairs (PLV)", "events", "id text source_spans target_spans root quad", _pair),
    _form("CAMEO events", "events", "id text date events noevents", _cameo),
    _form("events", "events", "id text events", _events),
    _form("agreements", "agreements", "id text agreements", _agreements),
    _form("PolNeAR", "attribution", "id dct text attributions", _polnear),
    _form("attributions", "attribution", "id text attributions", _attribution),
    _form("factuality", "certainty", "id tokens events", _factuality),
    _form("certainty", "certainty", "id text certainty", _certainties),
    _form("claims", "claims", "id text claims", _claims),
)
"""First match counts."""
