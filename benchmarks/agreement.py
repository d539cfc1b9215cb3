"""How far a second, blind labelling agrees with the gold: `python -m benchmarks.agreement [--differences]`.

The second labels lie in benchmarks/gold/second/, a random part of each file, in the formats of the first; beside them
adjudicated.jsonl keeps each row of the gold as it was before a difference was settled against it, so that agreement is that
of the two passes and not of the second with its own corrections. Items are paired by their words; a field counts where both
passes found the item. Agreement on classes is Cohen's kappa (Cohen 1960), on what there is to label the F1 of one pass taken
as the truth of the other.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

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
    GoldText,
    Said,
)
from yalu.sources import read_gold

GOLD = Path(__file__).resolve().parent / "gold"
KINDS: tuple[tuple[str, GoldKind], ...] = (
    ("dates.jsonl", "dates"), ("figures.jsonl", "figures"), ("agreements.jsonl", "agreements"),
    ("attribution.jsonl", "attribution"), ("attribution.jsonl", "certainty"), ("certainty.jsonl", "certainty"),
    ("claims.jsonl", "claims"), ("events-running-2.jsonl", "events"),
)  # fmt: skip
_CLASSES = {"certainty", "approximator", "measure", "theme", "type"}


@dataclass(frozen=True, slots=True)
class Line:
    """What two passes share in one field of one file: how many items, how many alike, kappa where it is a class."""

    file: str
    kind: str
    field: str
    items: int
    alike: float
    kappa: float | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One item the passes disagree on."""

    text: str
    id: str
    field: str
    first: str
    second: str


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Give Cohen's kappa of paired classes; 1 where chance alone would agree on all."""
    if not pairs:
        return 1.0
    alike = sum(one == other for one, other in pairs) / len(pairs)
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(ones[name] * others[name] for name in ones) / len(pairs) ** 2
    return 1.0 if chance == 1 else (alike - chance) / (1 - chance)


def _span(item: GoldItem) -> Span | None:
    if isinstance(item, Said):
        return Span(min(one.start for one in item.content), max(one.end for one in item.content))
    return item.trigger if isinstance(item, GoldEvent) else getattr(item, "span", None)


def _alike(one: GoldItem, other: GoldItem) -> bool:
    first, second = _span(one), _span(other)
    return first is None or second is None or first.overlaps(second)


def pair(first: Sequence[GoldItem], second: Sequence[GoldItem]) -> list[tuple[GoldItem, GoldItem]]:
    """Pair items whose words overlap, each with the first of the other pass that is free; claims in order."""
    free, pairs = list(second), []
    for one in first:
        other = next((item for item in free if _alike(one, item)), None)
        if other is not None:
            free.remove(other)
            pairs.append((one, other))
    return pairs


def _words(text: str, span: Span) -> str:
    """Give the words of a span without an opening "that" and without marks, on which the page leaves a choice."""
    return span.cut(text).removeprefix("that ").strip("\"'“”‘’,. ")


def _fields(text: str, item: GoldItem) -> dict[str, str]:
    match item:
        case GoldDate():
            return {"EDTF": str(item.value)}
        case GoldFigure():
            return _of_figure(item)
        case GoldAgreement():
            shown = {"name": item.name, "parties": _join(item.parties), "signed": item.signed}
            return {name: value for name, value in shown.items() if value}
        case Said():
            return {
                "content": _join(_words(text, one) for one in item.content),
                "holder": _join(_words(text, one) for one in item.holder),
            }
        case GoldCertainty():
            return {"certainty": item.certainty}
        case GoldClaim():
            return {"theme": item.theme, "about": _join(item.about)}
        case GoldEvent():
            return _of_event(item)
        case _:
            return {}


def _of_event(item: GoldEvent) -> dict[str, str]:
    """Give what an event was labelled with; a mode or date that a pass left open is not compared."""
    shown = {
        "type": item.root, "mode": item.mode, "actors": _join(item.actors), "recipients": _join(item.recipients),
        "date": item.date or ("none" if item.undated else None), "certainty": item.certainty,
    }  # fmt: skip
    return {name: value for name, value in shown.items() if value is not None}


def _of_figure(item: GoldFigure) -> dict[str, str]:
    value = "-".join(f"{one:g}" for one in (item.low, item.value, item.high) if one is not None)
    return {
        "value": value, "unit": item.unit or "", "currency": item.currency or "", "approximator": item.approximator or "",
        "measure": item.measure or "", "about": _join(item.about), "counterpart": _join(item.counterpart),
    }  # fmt: skip


def _join(words: Iterable[str] | None) -> str:
    return "+".join(sorted(words or ()))


def compare(
    first: Sequence[GoldText], second: Sequence[GoldText]
) -> tuple[dict[str, list[tuple[str, str]]], list[Difference], float]:
    """Give the paired values of each field, what differs, and F1 of the two passes on what there is to label."""
    known = {text.id: text for text in first}
    values: dict[str, list[tuple[str, str]]] = {}
    differences: list[Difference] = []
    met = counted = 0
    for text in second:
        ones = known[text.id].items
        pairs = pair(ones, text.items)
        met, counted = met + 2 * len(pairs), counted + len(ones) + len(text.items)
        if len(pairs) < max(len(ones), len(text.items)):
            differences.append(Difference(text.text, text.id, "found", _say(text, ones), _say(text, text.items)))
        for one, other in pairs:
            _note(text, _fields(text.text, one), _fields(text.text, other), values, differences)
    return values, differences, met / counted if counted else 1.0


def _note(
    text: GoldText, one: dict[str, str], other: dict[str, str],
    values: dict[str, list[tuple[str, str]]], differences: list[Difference],
) -> None:  # fmt: skip
    for name in one.keys() & other.keys():
        values.setdefault(name, []).append((one[name], other[name]))
        if one[name] != other[name]:
            differences.append(Difference(text.text, text.id, name, one[name], other[name]))


def _say(text: GoldText, items: Iterable[GoldItem]) -> str:
    cut: Callable[[Span | None], str] = lambda span: span.cut(text.text) if span else "claim"  # noqa: E731
    return "; ".join(cut(_span(item)) for item in items) or "nothing"


def _restore(texts: Sequence[GoldText], settled: Path, name: str, kind: GoldKind) -> list[GoldText]:
    """Put back the first labels of the rows that were corrected."""
    rows = [json.loads(line) for line in settled.read_text(encoding="utf-8").splitlines()]
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text("\n".join(json.dumps(row["first"]) for row in rows if row["file"] == name), encoding="utf-8")
        first = {text.id: text for text in read_gold(path, kind)[1]} if path.stat().st_size else {}
    return [first.get(text.id, text) for text in texts]


def measure(gold: Path = GOLD) -> tuple[list[Line], list[Difference]]:
    """Compare every file that was labelled twice."""
    lines: list[Line] = []
    differences: list[Difference] = []
    for name, kind in KINDS:
        first = _restore(read_gold(gold / name, kind)[1], gold / "second" / "adjudicated.jsonl", name, kind)
        second = read_gold(gold / "second" / name, kind)[1]
        values, differing, found = compare(first, second)
        differences += differing
        lines.append(Line(name, kind, "found", len(second), found))
        for field, pairs in sorted(values.items()):
            alike = sum(one == other for one, other in pairs) / len(pairs)
            lines.append(Line(name, kind, field, len(pairs), alike, kappa(pairs) if field in _CLASSES else None))
    return lines, differences


def table(lines: Sequence[Line]) -> str:
    """Give the lines as a Markdown table, in per cent."""
    rows = ["| file | kind | field | items | alike | kappa |", "|---|---|---|---|---|---|"]
    for one in lines:
        shown = "" if one.kappa is None else f"{one.kappa:.2f}"
        rows.append(f"| {one.file} | {one.kind} | {one.field} | {one.items} | {100 * one.alike:.1f} | {shown} |")
    return "\n".join(rows)


def main() -> int:
    """Print the agreement, and each difference when asked."""
    parser = argparse.ArgumentParser(description="Agreement of the second, blind labels with the gold.")
    parser.add_argument("--differences", action="store_true", help="list each difference")
    lines, differences = measure()
    print(table(lines))
    if parser.parse_args().differences:
        for one in differences:
            print(f"{one.id}\t{one.field}\t{one.first} <> {one.second}\t{one.text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
