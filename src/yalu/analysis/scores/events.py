"""Scores of events end to end: who did what to whom, with no pair given; pairs are made here, not in the archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from yalu.analysis.scores.tally import Miss, Score, Scores, Tally, macro_f1, share, three
from yalu.lexicon.actors import load_sectors
from yalu.lexicon.cameo import Cameo, load_cameo
from yalu.lexicon.events import load_event_types
from yalu.model import AnyStatement, Event
from yalu.model.gold import GoldEvent, GoldText

Triple = tuple[str, str, str]
_NOBODY = "---"
NOTHING = "nothing"
_FROM_FIRST = ("SUPPORT", "AGREE", "RETREAT")
_WISHED = frozenset(("wish", "governor", "prospective"))
"""Cues that put an act ahead of whoever wants it."""
_BLOCK = 3
"""CAMEO glues blocks of three letters; the first names the state or the kind of body."""


def score_events(coded: Sequence[tuple[GoldText, Sequence[AnyStatement]]]) -> Scores:
    """Score events: detection, type, quad, actor, recipient, direction, date, certainty, and the whole of it."""
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
        given = {triple for one in statements if isinstance(one, Event) for triple in to_cameo(one, roots)}
        whole.append(Tally(len(wanted & given), len(given), len(wanted)))
        detected.append(Tally(int(bool(wanted and given)), int(bool(given)), int(bool(wanted))))
        if wanted != given:
            misses.append(Miss(text=text.text, wanted=_say(wanted - given), given=_say(given - wanted)))
    left = Score(measure="CAMEO 01 and 02 left out", value=ignored / max(len(golds), 1), items=ignored)
    return Scores(
        scores=(*three("source, target, root", whole), *three("a text with events", detected), left),
        misses=tuple(misses),
    )


def to_cameo(event: Event, cameo: Cameo) -> set[Triple]:
    """Project an event to what CAMEO makes of it (data/cameo/conventions.yaml): nothing where it did not happen and is not ahead.

    Bodies known by role alone are unknown there; a hostile act on somebody's word is his accusation.
    """
    holder = event.holders[-1].code if event.holders else None
    accused = cameo.conventions.get(("report", str(event.quad)))
    told = event.certainty != "negated" and event.actors and holder not in {one.code for one in event.actors}
    root = _root_there(event, cameo)
    if holder and accused and told:
        pairs = {(holder, one.code, accused) for one in event.actors}
    elif root is None:
        return set()
    else:
        pairs = _both_ways(_by_name(replace(event, event_type=root)))
    bodies = {of: there for (kind, of), there in cameo.conventions.items() if kind == "body"}
    return {(bodies.get(one, one), bodies.get(other, other), what) for one, other, what in pairs}


def _root_there(event: Event, cameo: Cameo) -> str | None:
    if event.certainty in ("asserted", "future"):
        return event.event_type
    if event.certainty == "hedged" and _WISHED & {cue.kind for cue in event.cues}:
        return cameo.conventions.get(("wish", str(event.quad)), event.event_type)
    return None


def _both_ways(event: Event) -> set[Triple]:
    """Give mutual talks both ways, what is signed or agreed from the first side to the others."""
    if event.event_type in _FROM_FIRST and len(event.actors) > 1 and not event.recipients:
        return expand(replace(event, actors=event.actors[:1], recipients=event.actors[1:]))
    return expand(event)


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
    seen = _names_roles(coded)
    texts = [
        _match(text, [one if seen else _by_name(one) for one in statements if isinstance(one, Event)])
        for text, statements in coded
    ]
    pairs = [pair for one in texts for pair in one.pairs]
    types = [(gold.root, event.event_type) for gold, event in pairs]
    scores = [
        *three("found", [one.tally(len(one.pairs)) for one in texts]),
        *three("all of it", [one.tally(sum(_same(*pair) for pair in one.pairs)) for one in texts]),
        *three("all of it with its date", [one.tally(sum(_same_dated(*pair) for pair in one.pairs)) for one in texts]),
        Score(measure="type macro-F1", value=macro_f1(types), items=len(types)),
        *(share(name, cases) for name, cases in _judge(pairs).items() if cases),
        *_by_class(texts),
    ]
    wrong = [one for one in texts if len(one.golds) != sum(_same(*pair) for pair in one.pairs) or one.extra]
    misses = [
        Miss(text=one.text, wanted="; ".join(map(_say_gold, one.golds)), given="; ".join(map(_say_event, one.events)))
        for one in wrong
    ]
    return Scores(scores=tuple(scores), misses=tuple(misses), confusions=tuple(_confuse(texts)))


@dataclass(frozen=True, slots=True)
class _Matched:
    text: str
    golds: Sequence[GoldEvent]
    events: Sequence[Event]
    places: Sequence[tuple[int, int]]
    """Which gold event met which coded one."""

    @property
    def pairs(self) -> list[tuple[GoldEvent, Event]]:
        return [(self.golds[number], self.events[index]) for number, index in self.places]

    @property
    def missed(self) -> list[GoldEvent]:
        met = {number for number, _ in self.places}
        return [one for number, one in enumerate(self.golds) if number not in met]

    @property
    def extra(self) -> list[Event]:
        met = {index for _, index in self.places}
        return [one for index, one in enumerate(self.events) if index not in met]

    def tally(self, right: int) -> Tally:
        return Tally(right, len(self.events), len(self.golds))


def _names_roles(coded: Sequence[tuple[GoldText, Sequence[AnyStatement]]]) -> bool:
    """Say whether a gold names bodies by role (REB, CVL); one that does not is no judge of them."""
    sectors = {one.id for one in load_sectors().entries}
    golds = [one for text, _ in coded for one in text.items if isinstance(one, GoldEvent)]
    return any(code in sectors for one in golds for code in (*one.actors, *one.recipients))


def _by_name(event: Event) -> Event:
    """Leave out the bodies known by role only, whose code is a sector."""
    actors, recipients = (
        tuple(one for one in people if one.code != one.sector) for people in (event.actors, event.recipients)
    )
    return replace(event, actors=actors, recipients=recipients)


def _match(text: GoldText, events: Sequence[Event]) -> _Matched:
    """Pair each gold event with the coded one that fits best; what fits not at all stays alone."""
    golds = [one for one in text.items if isinstance(one, GoldEvent)]
    ranked = sorted(
        ((_fit(gold, event), number, index) for number, gold in enumerate(golds) for index, event in enumerate(events)),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    taken: list[tuple[int, int]] = []
    for fit, number, index in ranked:
        if fit and all(number != one and index != other for one, other in taken):
            taken.append((number, index))
    return _Matched(text.text, golds, events, sorted(taken))


_AT_TRIGGER = 10
"""Above all that roots and codes can give: an event at the very words counts before one that only looks alike."""


def _fit(gold: GoldEvent, event: Event) -> int:
    """With a trigger: at its words, or of its type and a code of it in the same sentence; else a type or a code in common."""
    actors, recipients = _codes(event)
    root = 3 * (gold.root == event.event_type)
    alike = 2 * bool(set(gold.actors) & actors) + 2 * bool(set(gold.recipients) & recipients)
    if gold.trigger is None:
        return root + alike
    if gold.trigger.overlaps(event.trigger):
        return _AT_TRIGGER + root + alike
    return root + alike if root and alike and gold.trigger.overlaps(event.span) else 0


def _codes(event: Event) -> tuple[set[str], set[str]]:
    return {one.code for one in event.actors}, {one.code for one in event.recipients}


def _judge(pairs: Sequence[tuple[GoldEvent, Event]]) -> dict[str, list[bool]]:
    """Give for each field whether it is right, over the found events whose gold labels it."""
    quads = {row.root: row.quad for row in load_event_types().entries}
    unreal = [(gold, event) for gold, event in pairs if gold.certainty not in (None, "asserted")]
    fields = {
        "type": [gold.root == event.event_type for gold, event in pairs],
        "quad": [quads.get(gold.root) == event.quad for gold, event in pairs],
        "mode": [gold.mode == event.mode for gold, event in pairs if gold.mode and gold.root == event.event_type],
        "actor": [set(gold.actors) == _codes(event)[0] for gold, event in pairs],
        "recipient": [set(gold.recipients) == _codes(event)[1] for gold, event in pairs],
        "direction": [one for one in (_directed(*pair) for pair in pairs) if one is not None],
        "date": [_dated(*pair) for pair in pairs if pair[0].date is not None or pair[0].undated],
        "certainty": [gold.certainty == event.certainty for gold, event in pairs if gold.certainty is not None],
        "holder": [_held(gold.holder, event) for gold, event in pairs if gold.holder],
        "not happened, yet counted": [event.happened for _, event in unreal],
    }
    for name in ("hedged", "negated", "conditional", "future"):
        fields[f"{name}, yet counted"] = [event.happened for gold, event in unreal if gold.certainty == name]
    return fields


def _directed(gold: GoldEvent, event: Event) -> bool | None:
    """Whether a one-way act runs the right way; None where either side names nobody of the other's two sides."""
    sources, targets = set(gold.actors), set(gold.recipients)
    actors, recipients = _codes(event)
    if not (sources and targets and (sources | targets) & actors and (sources | targets) & recipients):
        return None
    return bool(sources & actors or targets & recipients)


def _dated(gold: GoldEvent, event: Event) -> bool:
    return (event.date.edtf if event.date else None) == gold.date


def _held(words: str, event: Event) -> bool:
    return bool(event.holders) and bool(set(words.lower().split()) & set(event.holders[-1].text.lower().split()))


def _same(gold: GoldEvent, event: Event) -> bool:
    actors, recipients = _codes(event)
    sure = gold.certainty is None or (gold.certainty == "asserted") == event.happened
    return gold.root == event.event_type and set(gold.actors) == actors and set(gold.recipients) == recipients and sure


def _same_dated(gold: GoldEvent, event: Event) -> bool:
    return _same(gold, event) and ((gold.date is None and not gold.undated) or _dated(gold, event))


def _by_class(texts: Sequence[_Matched]) -> list[Score]:
    """Give precision, recall and F1 of each type, end to end: found, and of this type."""
    wanted = Counter(one.root for text in texts for one in text.golds)
    given = Counter(one.event_type for text in texts for one in text.events)
    right = Counter(gold.root for text in texts for gold, event in text.pairs if gold.root == event.event_type)
    scores = []
    for name in sorted(wanted):
        tally = Tally(right[name], given[name], wanted[name])
        scores += [
            Score(measure=f"type {name} precision", value=tally.precision, items=tally.given),
            Score(measure=f"type {name} recall", value=tally.recall, items=tally.wanted),
            Score(measure=f"type {name} F1", value=tally.f1, items=tally.wanted),
        ]
    return scores


def _confuse(texts: Sequence[_Matched]) -> list[tuple[str, str, int]]:
    counted = Counter((gold.root, event.event_type) for text in texts for gold, event in text.pairs)
    counted.update((one.root, NOTHING) for text in texts for one in text.missed)
    counted.update((NOTHING, one.event_type) for text in texts for one in text.extra)
    return [(wanted, given, times) for (wanted, given), times in sorted(counted.items())]


def _say_gold(gold: GoldEvent) -> str:
    return f"{'+'.join(gold.actors)} > {'+'.join(gold.recipients)} {gold.root} {gold.certainty or ''}".strip()


def _say_event(event: Event) -> str:
    actors, recipients = _codes(event)
    return f"{'+'.join(sorted(actors))} > {'+'.join(sorted(recipients))} {event.event_type} {event.certainty}"


def count_confusions(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str, int]]:
    """Give (wanted, given, times) of types that were mistaken, most often first."""
    counted = Counter(pair for pair in pairs if pair[0] != pair[1])
    return [(wanted, given, times) for (wanted, given), times in counted.most_common()]
