"""Scores of events end to end: who did what to whom, with no pair given; pairs are made here, not in the archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import permutations

from yalu.analysis.scores.tally import Miss, Score, Scores, Tally, class_f1, macro_f1, share, three
from yalu.lexicon.cameo import load_cameo
from yalu.model import AnyStatement, Event
from yalu.model.gold import GoldEvent, GoldText

Triple = tuple[str, str, str]
_NOBODY = "---"
_BLOCK = 3
"""CAMEO glues blocks of three letters; the first names the state or the kind of body."""


def score_events(coded: Sequence[tuple[GoldText, Sequence[AnyStatement]]]) -> Scores:
    """Score events: detection, type, quad, actor, recipient, direction, certainty, and the whole of it."""
    golds = [one for text, _ in coded for one in text.items if isinstance(one, GoldEvent)]
    if any(one.scheme == "cameo" for one in golds):
        return _score_cameo(coded)
    return _score_plover(coded)


def _score_cameo(coded: Sequence[tuple[GoldText, Sequence[AnyStatement]]]) -> Scores:
    """Compare triples (source, target, root) through the map of CAMEO to PLOVER; 01 and 02 are no events there."""
    roots = load_cameo()
    golds = [one for text, _ in coded for one in text.items]
    whole, ignored, misses = [], 0, []
    detected: list[Tally] = []
    for text, statements in coded:
        wanted: set[Triple] = set()
        for gold in (one for one in text.items if isinstance(one, GoldEvent)):
            root = roots.root_of(gold.root)
            ignored += root is None
            if root:
                wanted.add((gold.actors[0][:_BLOCK], gold.recipients[0][:_BLOCK], root))
        given = {triple for one in statements if isinstance(one, Event) for triple in expand(one)}
        whole.append(Tally(len(wanted & given), len(given), len(wanted)))
        detected.append(Tally(int(bool(wanted and given)), int(bool(given)), int(bool(wanted))))
        if wanted != given:
            misses.append(Miss(text=text.text, wanted=_say(wanted - given), given=_say(given - wanted)))
    left = Score(measure="CAMEO 01 and 02 left out", value=ignored / max(len(golds), 1), items=ignored)
    return Scores(
        scores=(*three("source, target, root", whole), *three("a text with events", detected), left),
        misses=tuple(misses),
    )


def expand(event: Event) -> set[Triple]:
    """Give (actor, recipient, root) for each pair; a symmetric event of several actors gives both directions."""
    actors = [one.code[:_BLOCK] for one in event.actors] or [_NOBODY]
    recipients = [one.code[:_BLOCK] for one in event.recipients]
    if recipients:
        return {(one, other, event.event_type) for one in actors for other in recipients}
    if len(set(actors)) > 1:
        return {(one, other, event.event_type) for one, other in permutations(dict.fromkeys(actors), 2)}
    return {(actors[0], _NOBODY, event.event_type)}


def _say(triples: Iterable[Triple]) -> str:
    return "; ".join(f"{one} > {other} {root}" for one, other, root in sorted(triples))


def _score_plover(coded: Sequence[tuple[GoldText, Sequence[AnyStatement]]]) -> Scores:
    found, whole, misses = [], [], []
    types: list[tuple[str, str]] = []
    fields: dict[str, list[bool]] = {name: [] for name in ("type", "actor", "recipient", "date", "certainty")}
    unreal: list[bool] = []
    for text, statements in coded:
        golds = [one for one in text.items if isinstance(one, GoldEvent)]
        events = [one for one in statements if isinstance(one, Event)]
        pairs = _pair(golds, events)
        found.append(Tally(len(pairs), len(events), len(golds)))
        right = [(gold, event) for gold, event in pairs if _same(gold, event)]
        whole.append(Tally(len(right), len(events), len(golds)))
        for gold, event in pairs:
            _judge(gold, event, fields, unreal)
            types.append((gold.root, event.event_type))
        if len(right) != len(golds) or len(events) != len(golds):
            misses.append(
                Miss(text=text.text, wanted="; ".join(map(_say_gold, golds)), given="; ".join(map(_say_event, events)))
            )
    scores = [
        *three("found", found),
        *three("all of it", whole),
        Score(measure="type macro-F1", value=macro_f1(types), items=len(types)),
    ]
    scores += [share(name, cases) for name, cases in fields.items() if cases]
    if unreal:
        scores.append(share("not happened, yet counted", unreal))
    scores += [
        Score(measure=f"type {name} F1", value=value, items=count) for name, (value, count) in class_f1(types).items()
    ]
    return Scores(scores=tuple(scores), misses=tuple(misses))


def _pair(golds: Sequence[GoldEvent], events: Sequence[Event]) -> list[tuple[GoldEvent, Event]]:
    """Pair each gold event with the coded one that fits best; one with neither type nor a side in common fits not."""
    ranked = sorted(
        ((_fit(gold, event), number, index) for number, gold in enumerate(golds) for index, event in enumerate(events)),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    taken: list[tuple[int, int]] = []
    for fit, number, index in ranked:
        if fit and all(number != one and index != other for one, other in taken):
            taken.append((number, index))
    return [(golds[number], events[index]) for number, index in sorted(taken)]


def _fit(gold: GoldEvent, event: Event) -> int:
    actors, recipients = _codes(event)
    root = 3 * (gold.root == event.event_type)
    return root + 2 * bool(set(gold.actors) & actors) + 2 * bool(set(gold.recipients) & recipients)


def _codes(event: Event) -> tuple[set[str], set[str]]:
    return {one.code for one in event.actors}, {one.code for one in event.recipients}


def _judge(gold: GoldEvent, event: Event, fields: dict[str, list[bool]], unreal: list[bool]) -> None:
    actors, recipients = _codes(event)
    fields["type"].append(gold.root == event.event_type)
    fields["actor"].append(set(gold.actors) == actors)
    fields["recipient"].append(set(gold.recipients) == recipients)
    if gold.date is not None:
        fields["date"].append((event.date.edtf if event.date else None) == gold.date)
    if gold.certainty is not None:
        fields["certainty"].append(gold.certainty == event.certainty)
        if gold.certainty != "asserted":
            unreal.append(event.happened)


def _same(gold: GoldEvent, event: Event) -> bool:
    actors, recipients = _codes(event)
    sure = gold.certainty is None or (gold.certainty == "asserted") == event.happened
    return gold.root == event.event_type and set(gold.actors) == actors and set(gold.recipients) == recipients and sure


def _say_gold(gold: GoldEvent) -> str:
    return f"{'+'.join(gold.actors)} > {'+'.join(gold.recipients)} {gold.root} {gold.certainty or ''}".strip()


def _say_event(event: Event) -> str:
    actors, recipients = _codes(event)
    return f"{'+'.join(sorted(actors))} > {'+'.join(sorted(recipients))} {event.event_type} {event.certainty}"


def count_confusions(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str, int]]:
    """Give (wanted, given, times) of types that were mistaken, most often first."""
    counted = Counter(pair for pair in pairs if pair[0] != pair[1])
    return [(wanted, given, times) for (wanted, given), times in counted.most_common()]
