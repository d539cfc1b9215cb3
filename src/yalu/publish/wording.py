"""Statements in words a reader understands: names for codes, verbs for PLOVER types."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from yalu.actors import Gazetteer
from yalu.analysis import QUADS
from yalu.model import Agreement, AnyStatement, Claim, Event, Figure, Holder, Participant

_CODES = MappingProxyType({
    "UNO": "United Nations", "IGO": "international organisation", "NGO": "non-governmental organisation",
    "EUR": "European Union", "MNC": "company", "ISM": "international movement", "IMG": "militant group",
})  # fmt: skip
"""PLOVER's codes for what is no state."""

_ACTS = MappingProxyType({
    "AGREE": "agrees with", "CONSULT": "talks with", "SUPPORT": "supports", "COOPERATE": "works with", "AID": "aids",
    "CONCEDE": "concedes to", "RETREAT": "pulls back before", "REQUEST": "asks", "ACCUSE": "accuses",
    "REJECT": "rejects", "THREATEN": "threatens", "PROTEST": "protests against", "SANCTION": "sanctions",
    "MOBILIZE": "mobilizes against", "COERCE": "coerces", "ASSAULT": "attacks", "YIELD": "yields to",
    "INVESTIGATE": "investigates",
})  # fmt: skip
_ALONE = MappingProxyType({
    "AGREE": "agrees to something", "CONSULT": "holds talks", "SUPPORT": "declares support", "COOPERATE": "cooperates",
    "AID": "gives aid", "CONCEDE": "concedes", "RETREAT": "pulls back", "REQUEST": "makes a request",
    "ACCUSE": "makes an accusation", "REJECT": "refuses", "THREATEN": "makes a threat", "PROTEST": "protests",
    "SANCTION": "imposes sanctions", "MOBILIZE": "mobilizes", "COERCE": "uses coercion", "ASSAULT": "attacks",
    "YIELD": "yields", "INVESTIGATE": "opens an inquiry",
})  # fmt: skip
"""The same where the text names nobody whom it was done to, or only several who did it together."""
_NOBODY = "unnamed"
"""How a holder whom the text does not name is written."""


@dataclass(frozen=True, slots=True)
class Words:
    """Puts statements into words."""

    gazetteer: Gazetteer

    def name(self, code: str) -> str:
        """Give the name of a code or id."""
        return _CODES.get(code) or self.gazetteer.name_of(code)

    def names(self, participants: Iterable[Participant]) -> str:
        """Give the names of participants, each once, joined; who is known by role only in the words of the text."""
        return joined(
            dict.fromkeys(one.text if one.code == one.sector else self.name(one.code) for one in participants)
        )

    def say(self, statement: AnyStatement) -> str:
        """Give what a statement says in one line."""
        match statement:
            case Event():
                return self._event(statement)
            case Figure():
                return self._figure(statement)
            case Agreement():
                return self._agreement(statement)
            case Claim():
                return self._claim(statement)

    def _event(self, event: Event) -> str:
        who, whom = self.names(event.actors) or "someone", self.names(event.recipients)
        act = (_ACTS if whom else _ALONE).get(event.event_type)
        if not act:
            return f"{joined(part for part in (who, whom) if part)}: {event.event_type.lower()}"
        several = len({one.code for one in event.actors}) > 1 or any(_is_many(one) for one in event.actors)
        return f"{who} {_plural(act) if several else act} {whom}".rstrip()

    def _figure(self, figure: Figure) -> str:
        what = (figure.measure or figure.measure_text or "").replace("_", " ")
        about, other = self.names(figure.about), self.names(figure.counterpart)
        whose = f"{about} with {other}" if about and other else about or other
        return ": ".join(part for part in (", ".join(p for p in (whose, what) if p), figure.raw) if part)

    def _agreement(self, agreement: Agreement) -> str:
        parties = self.names(agreement.parties)
        return f"{agreement.name} ({parties})" if parties else agreement.name

    def _claim(self, claim: Claim) -> str:
        about = self.names(claim.about)
        stance = "" if claim.stance == "unclear" else f": {claim.stance}"
        return f"{claim.theme}{stance}" + (f", of {about}" if about else "")

    def quad(self, quad: int) -> str:
        """Give the name of a quad class."""
        return QUADS[quad]

    def holder(self, holder: Holder) -> str:
        """Give one link of a chain of holders."""
        named = self.name(holder.actor) if holder.actor else ""
        if holder.text == _NOBODY:
            return named or "somebody unnamed"
        return f"{holder.text} ({named})" if named and named.casefold() not in holder.text.casefold() else holder.text


def _is_many(participant: Participant) -> bool:
    """Say whether who is known by role only stands in the plural: "unpaid troops"."""
    return participant.code == participant.sector and participant.text.endswith("s")


def _plural(act: str) -> str:
    verb, _, rest = act.partition(" ")
    return " ".join(part for part in (verb.removesuffix("s"), rest) if part)


def percent(part: float, digits: int = 1) -> str:
    """Write a part of the whole in per cent: 37.9 %."""
    return f"{100 * part:.{digits}f}\N{NO-BREAK SPACE}%"


def joined(names: Iterable[str]) -> str:
    """Join names by commas and "and"."""
    listed = list(names)
    return " and ".join([", ".join(listed[:-1]), listed[-1]]) if len(listed) > 1 else "".join(listed)
