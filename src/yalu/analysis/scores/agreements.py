"""Scores of agreements: found, name, parties, dates."""

from __future__ import annotations

from collections.abc import Sequence

from yalu.analysis.scores.tally import Miss, Scores, Tally, match, share, three, within
from yalu.model import Agreement, AnyStatement, Span
from yalu.model.gold import GoldAgreement, GoldText


def score_agreements(coded: Sequence[tuple[GoldText, Sequence[AnyStatement]]]) -> Scores:
    """Score agreements; a field counts where the gold gives it."""
    found: list[Tally] = []
    rights: dict[str, list[bool]] = {name: [] for name in ("name", "parties", "signed", "until")}
    misses: list[Miss] = []
    for text, statements in coded:
        golds = [one for one in text.items if isinstance(one, GoldAgreement)]
        given = [one for one in statements if isinstance(one, Agreement)]
        spans = [_place(one) for one in given]
        pairs = dict(match([one.span for one in golds], spans))
        found.append(Tally(len(pairs), len(given), len(golds)))
        for number, gold in enumerate(golds):
            one = given[pairs[number]] if number in pairs else None
            wrong = [name for name, right in _fields(gold, one) if not _note(rights[name], right)]
            if wrong or one is None:
                misses.append(Miss(text=within(text.text, gold.span), wanted=_say_gold(gold), given=_say(one)))
        extra = [index for index in range(len(given)) if index not in pairs.values()]
        misses += [Miss(text=within(text.text, spans[i]), wanted="no agreement", given=_say(given[i])) for i in extra]
    shares = [share(name, cases) for name, cases in rights.items() if cases]
    return Scores(scores=(*three("found", found), *shares), misses=tuple(misses))


def _note(cases: list[bool], right: bool) -> bool:
    cases.append(right)
    return right


def _place(one: Agreement) -> Span:
    at = one.quote.find(one.named)
    return Span(one.span.start + at, one.span.start + at + len(one.named)) if at >= 0 else one.span


def _fields(gold: GoldAgreement, one: Agreement | None) -> list[tuple[str, bool]]:
    rows: list[tuple[str, object, object]] = [
        ("name", gold.name, one.name if one else None),
        ("parties", frozenset(gold.parties) if gold.parties is not None else None,
         frozenset(party.code for party in one.parties) if one else None),
        ("signed", gold.signed, one.signed if one else None),
        ("until", gold.until, one.until if one else None),
    ]  # fmt: skip
    return [(name, wanted == given) for name, wanted, given in rows if wanted is not None]


def _say_gold(gold: GoldAgreement) -> str:
    return f"{gold.name} {' '.join(gold.parties or ())} {gold.signed or ''}".strip()


def _say(one: Agreement | None) -> str:
    return f"{one.name} {' '.join(party.code for party in one.parties)} {one.signed or ''}".strip() if one else ""
