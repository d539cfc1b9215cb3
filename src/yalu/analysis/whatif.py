"""What if a partner stopped? Four answers that can be redone on paper, each with and without others taking up the trade.

Nobody knows what others would take up, so nothing here is a forecast: the break-even says how much they would have to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yalu.analysis.concentration import Concentration, concentrate
from yalu.analysis.names import name_state


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeUp:
    """How much of the gap a replacer takes: an assumption, not a finding."""

    partner: str
    part: float
    """Of the gap, 0 to 1."""
    cap: float | None = None
    """At most this much is added, in money."""
    cap_times: float | None = None
    """At most this many times its trade of before is added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A partner before and after; shares of the whole of the same moment."""

    partner: str
    before: float
    after: float
    share_before: float
    share_after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounting:
    """What is left when a part of a partner's trade stops and some of the gap is taken up."""

    partner: str
    cut: float
    gap: float
    taken: float
    unmet: float
    before: float
    after: float
    loss: float
    """Unmet part of the whole of before, 0 to 1."""
    partners: tuple[Moved, ...]
    hhi_before: float
    hhi_after: float
    warning: str

    def of_partner(self, partner: str) -> Moved | None:
        """Give one partner."""
        return next((one for one in self.partners if one.partner == partner), None)


def account(trade: Mapping[str, float], partner: str, cut: float, take_up: Sequence[TakeUp] = ()) -> Accounting:
    """Stop `cut` (0 to 1) of a partner's trade and let others take up what they are assumed to, in the order given.

    G = cut x M_c; take_r = min(part_r G, cap_r, what is left of G); unmet U = G - sum take_r; loss = U / sum M. `trade` is
    money by partner. Raises ValueError for a partner without trade, or for more than the whole.
    """
    whole = sum(trade.values())
    if not trade.get(partner) or whole <= 0:
        raise ValueError(f"no trade with {partner} is known")
    if not 0 <= cut <= 1:
        raise ValueError("a cut lies between 0 and 1")
    gap = cut * trade[partner]
    left, after = gap, dict(trade)
    after[partner] -= gap
    for one in take_up:
        had = trade.get(one.partner, 0.0)
        caps = [one.cap] if one.cap is not None else []
        caps += [one.cap_times * had] if one.cap_times is not None else []
        taken = min(one.part * gap, left, *caps)
        after[one.partner] = after.get(one.partner, 0.0) + taken
        left -= taken
    rest = sum(after.values())
    moved = tuple(
        Moved(
            partner=name, before=trade.get(name, 0.0), after=after[name], share_before=trade.get(name, 0.0) / whole,
            share_after=after[name] / rest if rest else 0.0,
        )
        for name in sorted(after, key=lambda name: -after[name])
    )  # fmt: skip
    before_hhi = concentrate([one.share_before for one in moved])
    after_hhi = concentrate([one.share_after for one in moved])
    return Accounting(
        partner=partner, cut=cut, gap=gap, taken=gap - left, unmet=left, before=whole, after=rest, loss=left / whole,
        partners=moved, hhi_before=before_hhi.hhi if before_hhi else 0.0, hhi_after=after_hhi.hhi if after_hhi else 0.0,
        warning=" ".join([*_warn(before_hhi, after_hhi, left, gap, rest / whole), *_idle(trade, take_up)]),
    )  # fmt: skip


def _warn(
    before: Concentration | None, after: Concentration | None, unmet: float, gap: float, size: float
) -> Iterator[str]:
    if before and after and after.hhi < before.hhi and unmet > gap / 2:
        yield (
            "Diversified on paper only: the shares are more even because trade fell to "
            f"{100 * size:.0f} % of what it was."
        )


def _idle(trade: Mapping[str, float], take_up: Sequence[TakeUp]) -> Iterator[str]:
    for one in take_up:
        if one.cap_times is not None and not trade.get(one.partner):
            yield f"{name_state(one.partner)} is not listed here: a ceiling in times of its trade leaves it nothing to take up."


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakEven:
    """What others must take up of the gap to keep the loss at or below a bound."""

    loss: float
    part: float
    """0 to 1; 0 where the loss stays below the bound without anybody's help."""

    @property
    def words(self) -> str:
        """The answer as a sentence."""
        if self.part <= 0:
            return f"Without any take-up the loss stays below {100 * self.loss:.0f} %."
        return f"Others must take up at least {100 * self.part:.0f} % of the gap to keep the loss at {100 * self.loss:.0f} %."


def break_even(share: float, cut: float, loss: float) -> BreakEven:
    """Give the least pooled take-up phi* = 1 - x / (kappa s) for a loss of at most x; all between 0 and 1."""
    lost = cut * share
    return BreakEven(loss=loss, part=max(1 - loss / lost, 0.0) if lost > 0 else 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """How much others must grow for a partner's share to come down while the total stays."""

    others_before: float
    others_after: float
    by_one: float | None
    """How many times its trade one replacer alone would need."""


def need_growth(total: float, share: float, target: float, *, replacer: float | None = None) -> Needed:
    """Give what all others must grow to, and by how many times one replacer of a size would have to grow alone."""
    before, after = total * (1 - share), total * (1 - target)
    return Needed(
        others_before=before, others_after=after,
        by_one=(replacer + after - before) / replacer if replacer else None,
    )  # fmt: skip


def lose_by_ces(lost: float, sigma: float) -> float:
    """Give the real loss of imports when the part `lost` of spending falls away and nominal spending stays.

    1 - (1 - kappa s)^(1/(sigma-1)), the bound of a CES price index (Feenstra 1994); sigma > 1 is the elasticity of
    substitution between partners. An upper bound: spending may fall too (see `pay`).
    """
    if sigma <= 1:
        raise ValueError("sigma must be above 1")
    return float(1 - (1 - lost) ** (1 / (sigma - 1)))


def lose_welfare(share_of_output: float, elasticity: float) -> float:
    """Give the welfare loss 1 - (1 - m)^(1/e), m imports lost over output (Arkolakis, Costinot, Rodriguez-Clare 2012)."""
    if elasticity <= 0:
        raise ValueError("the elasticity must be above 0")
    return float(1 - (1 - share_of_output) ** (1 / elasticity))


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Values over a sweep: never a point."""

    low: float
    high: float
    values: tuple[tuple[float, float], ...]
    """(what was swept, value)."""


def sweep_ces(lost: float, sigmas: Sequence[float]) -> Range:
    """Give the CES bound for every sigma."""
    return _range([(sigma, lose_by_ces(lost, sigma)) for sigma in sigmas])


def sweep_welfare(share_of_output: float, elasticities: Sequence[float]) -> Range:
    """Give the welfare loss for every elasticity."""
    return _range([(one, lose_welfare(share_of_output, one)) for one in elasticities])


def sweep_take_up(share: float, cut: float, parts: Sequence[float]) -> Range:
    """Give the accounting loss kappa s (1 - phi) for every pooled take-up."""
    return _range([(part, cut * share * (1 - part)) for part in parts])


def _range(values: list[tuple[float, float]]) -> Range:
    found = [value for _, value in values]
    return Range(low=min(found, default=0.0), high=max(found, default=0.0), values=tuple(values))


@dataclass(frozen=True, slots=True, kw_only=True)
class Payments:
    """What a state can pay for: imports <= exports + financing."""

    exports_after: float
    financing: float
    limit: float
    imports_wanted: float
    imports: float
    """The lesser of what is on offer and what can be paid."""
    loss: float
    """Of the imports of before, 0 to 1."""
    binds: bool


def pay(
    *, imports_before: float, imports_wanted: float, exports_before: float, exports_after: float,
    financing: float | None = None,
) -> Payments:  # fmt: skip
    """Limit imports by what can be paid; `financing` None: the deficit of before goes on being financed."""
    given = max(imports_before - exports_before, 0.0) if financing is None else financing
    limit = exports_after + given
    imports = min(imports_wanted, limit)
    return Payments(
        exports_after=exports_after, financing=given, limit=limit, imports_wanted=imports_wanted, imports=imports,
        loss=1 - imports / imports_before if imports_before else 0.0, binds=limit < imports_wanted,
    )  # fmt: skip
