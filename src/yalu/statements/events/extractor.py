"""Events: candidates, roles, standing and dates put together, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self

from yalu.actors import Gazetteer
from yalu.model import Certainty, DateRef, Event, Holder, Participant, Span, statement_id
from yalu.statements.events.candidates import Candidate, find_candidates
from yalu.statements.events.dating import find_dates
from yalu.statements.events.frames import KINDS_OF_PEOPLE, Frames, spread, threat_mode
from yalu.statements.events.grammar import SAME_SUBJECT, objects
from yalu.statements.events.naming import BESIDE, is_by_role
from yalu.statements.events.passage import Passage
from yalu.statements.events.repeats import fill, find_repeats, is_repeat
from yalu.statements.events.roles import Roles, find_roles
from yalu.statements.events.standing import judge
from yalu.statements.events.weighing import LACKS, Told, Weigher, is_wanting
from yalu.statements.reading import Judgement, Reading

_HANDED_DOWN = ("subject of the governing verb", "object of the governing verb")
"""Rules that find the actor above another verb: too weak a sign without a recipient."""
_DOUBTFUL = ("hedged",)
"""What may not have happened is told of somebody to somebody."""
_NAMED_ACTS = ("COERCE", "ASSAULT", "SANCTION")
"""Acts on a person by name count without a known actor: "X was arrested"."""
_POWERS = frozenset(("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "OPP"))
_CIVIL = frozenset(("AGR", "CVL", "EDU", "JRN", "LAB", "MED", "OPP", "REF", "REL", "SOC", "BUS", "JUD", "PTY"))
_ARMED = frozenset(("COP", "MIL", "PRM", "REB", "SPY", "UAF", "CRM"))
_BODIES = frozenset(("EUR", "IGO", "NGO", "UNO"))
_OF_ROLES = ("recipient", "whom", *KINDS_OF_PEOPLE)
"""Needs that only those who take part can meet; a rival frame may do without them."""
_PRIVATE = frozenset(("BUS", "ELI", "CRM", "UNK"))
"""Sectors whose dealings with each other are no politics, of whatever state."""
_ORDINARY = frozenset(("AGR", "CVL", "EDU", "LAB", "MED", "JRN"))
"""Sectors whose dealings with each other are no politics where no state is named."""
_LAW = frozenset(("COP", "JUD"))
_OF_LAW = ("COERCE", "SANCTION", "ACCUSE")
"""What police and courts do to ordinary people every day."""
_CROWD = ("PROTEST", "ASSAULT")
"""Acts of ordinary people that count."""
_MAY_LACK = ("ASSAULT", "RETREAT", "REQUEST", "REJECT", "SUPPORT", "ACCUSE")
"""Types that may be told without saying to whom: "attacked at dawn"; who meets or promises does so with somebody."""
_ANNOUNCED = "announced by the actor itself"
_REFUSED = "refused by the actor itself"
_TWO = 2
_TOGETHER = ("CONSULT", "SUPPORT", "COOPERATE", "AID")
"""Types that one body known by role does not make alone."""
_FORCE = 4
"""The quad of material conflict."""
_BASE, _NO_RECIPIENT, _INFERRED, _SHARED, _RIVAL, _NOMINAL = 0.9, 0.15, 0.15, 0.1, 0.05, 0.1


@dataclass(frozen=True, slots=True)
class _Seen:
    """A candidate with its roles and how it is put; `lack` is what its kind should have and it has not."""

    candidate: Candidate
    roles: Roles
    judgement: Judgement
    lack: str


@dataclass(frozen=True, slots=True)
class Events:
    """Finds PLOVER events by frames of verbs and nouns."""

    frames: Frames
    weigher: Weigher | None = None
    """Drops what is hardly an event and says how sure the rest is; without one the rules alone do."""
    name: str = "events"
    version: str = "2"
    needs: tuple[str, ...] = ("actors", "dates", "attributions")
    gives: str = "statements"

    @classmethod
    def load(cls, _gazetteer: Gazetteer) -> Self:
        """Build the stage with its words."""
        return cls(Frames.load(), Weigher.load())

    def extract(self, reading: Reading) -> Iterator[Event]:
        """Give the events of an article in order of the text."""
        told = self.told(reading)
        yield from (
            self.weigher.weigh(reading, told) if self.weigher else (one for _, one in told if not is_wanting(one))
        )

    def told(self, reading: Reading) -> Iterator[Told]:
        """Give the events as the rules find them, each with the candidate it was made of."""
        told: set[tuple[int, str, str | None]] = set()
        passage = Passage(reading)
        for found in find_repeats(reading.analysis, find_candidates(reading, self.frames)):
            candidate = fill(passage, found) if is_repeat(found) else found
            for event in self._first(passage, candidate) if candidate else ():
                key = (found.trigger, event.event_type, event.date.edtf if event.date else None)
                if key not in told:
                    told.add(key)
                    passage.note(found.trigger, event)
                    yield candidate or found, event

    def _first(self, passage: Passage, candidate: Candidate) -> list[Event]:
        """Give the events of the best frame that tells any; a rival comes in only where the best lacks its recipient.

        Where no frame has all it asks for, the first that lacks something the trained weights may forgive.
        """
        wanting: _Seen | None = None
        for one in candidate.readings():
            seen = self._see(passage, one)
            if seen is not None and not seen.lack:
                return list(self._events(passage.reading, seen))
            wanting = wanting or seen
            asked = (
                candidate.frame.needs in _OF_ROLES
                or candidate.frame.entry.startswith("pairs")
                or self.frames.types[candidate.frame.type].recipient_required
            )
            if not asked:
                break
        return list(self._events(passage.reading, wanting)) if wanting else []

    def _see(self, passage: Passage, candidate: Candidate) -> _Seen | None:
        """Give a candidate with its roles, and what it lacks; None where it can tell no event."""
        reading = passage.reading
        roles = find_roles(reading, self.frames, candidate, passage)
        if not self._is_carried(candidate, roles) or not self._is_political(candidate, roles):
            return None
        judgement = judge(passage, self.frames, candidate)
        if judgement is None or not self._is_whole(candidate, roles, judgement):
            return None
        if not self._is_sure(reading, candidate, (roles, judgement)):
            return None
        lack = "" if _has_needed(reading, candidate, roles) else candidate.frame.needs
        named = any(not is_by_role(one) for one in roles.actors)
        return (
            _Seen(candidate, roles, judgement, lack) if not lack or (named and _may_lack(reading, candidate)) else None
        )

    def _is_sure(self, reading: Reading, candidate: Candidate, known: tuple[Roles, Judgement]) -> bool:
        """What is handed down or doubtful is told of somebody to somebody; a noun needs a second sign."""
        roles, judgement = known
        told_of = bool(roles.recipients) or candidate.frame.symmetric
        if roles.actor_rule in _HANDED_DOWN and not (told_of or roles.affected):
            return False
        if judgement.certainty in _DOUBTFUL and not told_of:
            return False
        dated = candidate.nominal and bool(find_dates(reading, candidate)[0])
        return not candidate.nominal or self._is_anchored(reading, candidate, (roles, dated))

    def _events(self, reading: Reading, seen: _Seen) -> Iterator[Event]:
        dates, rule = find_dates(reading, seen.candidate)
        for number, date in enumerate(dates or (None,)):
            yield self._event(reading, seen, (date, rule, number))

    def _is_carried(self, candidate: Candidate, roles: Roles) -> bool:
        """Say whether there is somebody: an actor; a recipient alone where the form leaves the actor out."""
        frame = candidate.frame
        if frame.symmetric:
            return len(roles.actors) >= (1 if not candidate.nominal else 2)
        if roles.actors:
            return True
        if candidate.nominal or roles.actor_rule == "no agent named":
            return bool(roles.recipients) or (roles.affected and frame.type in _NAMED_ACTS)
        return roles.actor_rule == "agent of the passive" and roles.affected and frame.type in _NAMED_ACTS

    def _is_political(self, candidate: Candidate, roles: Roles) -> bool:
        """Private people among themselves make no politics; bodies known by role alone only where one of them has power."""
        people = (*roles.actors, *roles.recipients)
        if roles.affected and candidate.frame.type in _NAMED_ACTS:
            return True
        if candidate.frame.type == "ASSAULT" and any(one.sector in _ARMED for one in roles.actors):
            return True
        states = {one.code for one in people if not is_by_role(one) and one.how != BESIDE}
        private = [one.sector in _PRIVATE or (one.sector in _ORDINARY and is_by_role(one)) for one in people]
        quad = self.frames.types[candidate.frame.type].quad
        if all(private) and len(states) < _TWO and not (candidate.frame.type in _CROWD and _ordinary(people)):
            return False
        if states:
            return quad == _FORCE or bool(roles.recipients) or not all(one.sector in _PRIVATE for one in roles.actors)
        sectors = {one.sector or "" for one in people}
        if candidate.frame.type in _OF_LAW and sectors <= _LAW | _ORDINARY | _PRIVATE:
            return False
        if quad == _FORCE:
            armed = candidate.frame.type != "MOBILIZE" and any(one.sector in _ARMED for one in roles.actors)
            return bool(roles.recipients) or armed or candidate.frame.type == "PROTEST"
        return bool(sectors & _POWERS) and (len(people) > 1 or candidate.frame.type not in _TOGETHER)

    def _is_whole(self, candidate: Candidate, roles: Roles, judgement: Judgement) -> bool:
        """Types that PLOVER asks a recipient of have one, or two sides; what nobody did is told of an actor at least."""
        if not roles.actors and judgement.certainty != "asserted":
            return False
        if not self.frames.types[candidate.frame.type].recipient_required:
            return True
        return bool(roles.recipients) or roles.affected or (candidate.frame.symmetric and len(roles.actors) > 1)

    def _is_anchored(self, reading: Reading, candidate: Candidate, known: tuple[Roles, bool]) -> bool:
        """A noun tells an event only with more than one sign: two roles, a role and a date, a person by name."""
        roles, dated = known
        if candidate.frame.symmetric or roles.affected or (roles.actors and candidate.noun != candidate.trigger):
            return True
        topic = reading.analysis.child(candidate.trigger, "acl") is not None or any(
            reading.analysis.words[one].lower() == "of" for one in reading.analysis.under(candidate.trigger, "prep")
        )
        return bool(roles.actors and (roles.recipients or dated or topic)) or bool(roles.recipients and dated)

    def _event(self, reading: Reading, seen: _Seen, dated: tuple[DateRef | None, str, int]) -> Event:
        candidate, roles, judgement = seen.candidate, seen.roles, seen.judgement
        date, dating, number = dated
        holders = reading.holders(candidate.trigger)
        root, mode, certainty, said = self._said_by_itself(candidate, (roles, judgement, holders))
        if said == _REFUSED and candidate.frame.symmetric:
            roles = _split(roles, holders)
        kind = self.frames.types[root]
        token = _saying(reading, candidate.trigger) if said else candidate.trigger
        trigger = reading.analysis.span(token, token + 1)
        span = self._quote_span(reading, token, roles)
        quote = reading.quote(span)
        key = f"{trigger.start}:{number}" if number else f"{trigger.start}"
        return Event(
            id=statement_id("event", reading.article.id, span, quote, key),
            article=reading.article.id,
            span=span,
            quote=quote,
            date=date,
            holders=holders,
            certainty=certainty,
            cues=judgement.cues,
            coder=f"{self.name}/{self.version}",
            why=tuple(self._why(candidate, roles, (dating, said, seen.lack))),
            score=self._score(candidate, roles),
            event_type=root,
            mode=mode,
            contexts=self._contexts(reading, candidate),
            quad=kind.quad,
            intensity=kind.modes.get(mode or "", kind.intensity),
            actors=roles.actors,
            recipients=roles.recipients,
            trigger=trigger,
        )

    def _said_by_itself(
        self, candidate: Candidate, known: tuple[Roles, Judgement, tuple[Holder, ...]]
    ) -> tuple[str, str | None, Certainty, str]:
        """An act that the actor itself announces is the saying: AGREE, CONCEDE, THREATEN (PLOVER), and it happened."""
        roles, judgement, holders = known
        root, mode = candidate.frame.type, candidate.frame.mode
        if not _speaks(roles, holders):
            return root, mode, judgement.certainty, ""
        kinds = {cue.kind for cue in judgement.cues}
        if kinds >= {"negation", "modal"} and self.frames.types[root].quad < 3:
            return "REJECT", None, "asserted", _REFUSED
        if judgement.certainty not in ("future", "conditional") or kinds & {"negation", "condition"}:
            return root, mode, judgement.certainty, ""
        quad = self.frames.types[root].quad
        if root in ("RETREAT", "CONCEDE"):
            return "CONCEDE", None, "asserted", _ANNOUNCED
        if quad < 3:
            return "AGREE", None, "asserted", _ANNOUNCED
        if quad == 4 and root != "PROTEST":
            return "THREATEN", threat_mode(root, mode), "asserted", _ANNOUNCED
        return root, mode, judgement.certainty, ""

    def _why(self, candidate: Candidate, roles: Roles, notes: tuple[str, str, str]) -> Iterator[str]:
        dating, said, lack = notes
        yield f"frame {candidate.frame.entry}: {candidate.frame.type}" + (
            f"/{candidate.frame.mode}" if candidate.frame.mode else ""
        )
        yield f"actor: {roles.actor_rule if roles.actors else 'none'}"
        yield f"recipient: {roles.recipient_rule}"
        yield f"date: {dating}"
        if said:
            yield said
        if lack:
            yield f"{LACKS}{lack}"
        if candidate.runner_up:
            yield f"runner-up {candidate.runner_up}"

    def _score(self, candidate: Candidate, roles: Roles) -> float:
        """Start at 0.9 and take off for each weak link: no or inferred recipient, shared subject, rival frame, noun."""
        score = _BASE
        if not roles.recipients and not candidate.frame.symmetric and candidate.frame.recipient:
            score -= _NO_RECIPIENT
        if roles.recipient_rule.startswith("the only other"):
            score -= _INFERRED
        if roles.actor_rule not in ("subject", "agent of the passive") or not roles.actors:
            score -= _SHARED
        score -= _RIVAL if candidate.runner_up else 0.0
        score -= _NOMINAL if candidate.nominal else 0.0
        return round(score, 2)

    def _contexts(self, reading: Reading, candidate: Candidate) -> tuple[str, ...]:
        sentence = reading.analysis.sentence(candidate.trigger)
        lemmas = (one.lower() for one in reading.analysis.lemmas[sentence.first : sentence.last])
        return tuple(dict.fromkeys(spread(self.frames, lemmas)))

    def _quote_span(self, reading: Reading, trigger: int, roles: Roles) -> Span:
        """Give the clause, widened to the names of its actors where they stand in the same sentence."""
        span = reading.clause(trigger)
        inside = reading.analysis.sentence(trigger).span
        named = [one.span for one in roles.actors if one.span and inside.holds(one.span)]
        return Span(min([span.start, *(one.start for one in named)]), max([span.end, *(one.end for one in named)]))


def _ordinary(people: tuple[Participant, ...]) -> bool:
    return any(one.sector in _ORDINARY for one in people)


def _split(roles: Roles, holders: tuple[Holder, ...]) -> Roles:
    """Who refuses a mutual act stands against the other sides of it."""
    spoken = {one.code for one in holders} & {one.code for one in roles.actors} or {roles.actors[0].code}
    actors = tuple(one for one in roles.actors if one.code in spoken)
    return replace(roles, actors=actors, recipients=tuple(one for one in roles.actors if one.code not in spoken))


def _saying(reading: Reading, trigger: int) -> int:
    """Give the word that says an act: what is announced happens by being said."""
    around = [one for one in reading.attributions if one.first <= trigger < one.last and not one.topic]
    inner = min(around, key=lambda one: one.last - one.first, default=None)
    same = inner is not None and reading.analysis.sentence_of[inner.predicate] == reading.analysis.sentence_of[trigger]
    return inner.predicate if inner is not None and same else trigger


def _speaks(roles: Roles, holders: tuple[Holder, ...]) -> bool:
    """Say whether the actor itself says it."""
    if not holders:
        return False
    return holders[-1].code in {one.code for one in roles.actors} or roles.actor_rule == SAME_SUBJECT


def _is_folk(one: Participant) -> bool:
    """ "Ghanaians", "the Finns": a state's people, not "French" before a thing."""
    return one.sector is None and one.how.startswith("demonym") and one.text.endswith("s")


def _may_lack(reading: Reading, candidate: Candidate) -> bool:
    """Say whether a candidate may still tell an event without the recipient that its frame asks for; a blow at a thing is none."""
    frame = candidate.frame
    thing = frame.type == "ASSAULT" and bool(objects(reading.analysis, candidate.trigger))
    return frame.needs == "recipient" and frame.type in _MAY_LACK and not thing


def _has_needed(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Say whether those who take part are of the kind that the frame asks for."""
    match candidate.frame.needs:
        case "unnamed":
            return bool(roles.recipients)
        case "recipient" | "whom":
            return bool(roles.recipients) or (candidate.frame.symmetric and len(roles.actors) > 1)
        case "crowd":
            return bool(roles.actors) and all(one.sector in _CIVIL or _is_folk(one) for one in roles.actors)
        case "armed":
            return any(one.sector in _ARMED or (one.sector is None and bool(roles.recipients)) for one in roles.actors)
        case "people":
            return roles.affected or any(one.sector in _CIVIL | _ARMED or _is_folk(one) for one in roles.recipients)
        case "body":
            return any(one.code in _BODIES or one.actor in reading.gazetteer.organisations for one in roles.recipients)
        case _:
            return True
