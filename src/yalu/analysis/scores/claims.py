"""Scores of claims: whether a sentence holds one, its theme, about whom, its stance."""

from __future__ import annotations

from collections.abc import Sequence

from yalu.analysis.scores.tally import Miss, Scores, Tally, share, three
from yalu.model import AnyStatement, Claim
from yalu.model.gold import GoldClaim, GoldText


def score_claims(coded: Sequence[tuple[GoldText, Sequence[AnyStatement]]]) -> Scores:
    """Score claims of texts of one sentence each; theme, about and stance where both hold a claim."""
    found: list[Tally] = []
    rights: dict[str, list[bool]] = {name: [] for name in ("theme", "about", "stance")}
    misses: list[Miss] = []
    for text, statements in coded:
        golds = [one for one in text.items if isinstance(one, GoldClaim)]
        given = [one for one in statements if isinstance(one, Claim)]
        found.append(Tally(int(bool(golds and given)), int(bool(given)), int(bool(golds))))
        for gold in golds if given else ():
            one = _nearest(gold, given)
            rights["theme"].append(one.theme == gold.theme)
            if gold.about is not None:
                rights["about"].append(set(gold.about) == {party.code for party in one.about})
            if gold.stance is not None:
                rights["stance"].append(one.stance == gold.stance)
        if bool(golds) != bool(given) or (golds and not any(g.theme == one.theme for g in golds for one in given)):
            misses.append(Miss(text=text.text, wanted=_join(golds), given=_join(given)))
    shares = [share(name, cases) for name, cases in rights.items() if cases]
    return Scores(scores=(*three("a claim", found), *shares), misses=tuple(misses))


def _nearest(gold: GoldClaim, given: Sequence[Claim]) -> Claim:
    return max(given, key=lambda claim: (claim.theme == gold.theme, gold.theme in claim.themes))


def _join(claims: Sequence[GoldClaim | Claim]) -> str:
    return ", ".join(one.theme for one in claims) or "none"
