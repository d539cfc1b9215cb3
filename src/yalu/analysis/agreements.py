"""Agreements: every sentence that names one, under one entry, with what each states of its dates (law 7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from yalu.model import Agreement, bounds_of, name_holder

_Field = Literal["signed", "in_force", "until", "amended", "denounced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A value, the statements that give it, and on whose word."""

    value: str
    ids: tuple[str, ...]
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedAgreement:
    """One agreement as all its tellings have it."""

    key: str
    name: str
    register: str | None
    parties: tuple[str, ...]
    signed: tuple[Stated, ...]
    in_force: tuple[Stated, ...]
    until: tuple[Stated, ...]
    amended: tuple[Stated, ...]
    """Changed, renewed or extended, once or often: several values are no dispute."""
    denounced: tuple[Stated, ...]
    obligations: tuple[Stated, ...]
    tellings: tuple[Agreement, ...]

    @property
    def disputed(self) -> bool:
        """Whether tellings give more than one value for a date."""
        return any(len(values) > 1 for values in (self.signed, self.in_force, self.until))

    @property
    def ids(self) -> tuple[str, ...]:
        """The statements it rests on."""
        return tuple(one.id for one in self.tellings)


def link_agreements(agreements: Iterable[Agreement]) -> tuple[LinkedAgreement, ...]:
    """Gather agreements by key, in order of signing, undated ones last."""
    groups: dict[str, list[Agreement]] = {}
    for agreement in agreements:
        groups.setdefault(agreement.key, []).append(agreement)
    linked = [_link(key, tellings) for key, tellings in groups.items()]
    return tuple(sorted(linked, key=_place))


def _link(key: str, tellings: list[Agreement]) -> LinkedAgreement:
    register = next((one.register for one in tellings if one.register), None)
    names = Counter(one.name for one in tellings if one.register == register)
    parties = Counter(code for one in tellings for code in dict.fromkeys(party.code for party in one.parties))
    return LinkedAgreement(
        key=key,
        name=names.most_common(1)[0][0],
        register=register,
        parties=tuple(parties),
        signed=_stated(tellings, "signed"),
        in_force=_stated(tellings, "in_force"),
        until=_stated(tellings, "until"),
        amended=_stated(tellings, "amended"),
        denounced=_stated(tellings, "denounced"),
        obligations=_gather([(text, one) for one in tellings for text in one.obligations]),
        tellings=tuple(tellings),
    )


def _stated(tellings: list[Agreement], name: _Field) -> tuple[Stated, ...]:
    return _gather([(value, one) for one in tellings if (value := getattr(one, name))])


def _gather(pairs: list[tuple[str, Agreement]]) -> tuple[Stated, ...]:
    values: dict[str, list[Agreement]] = {}
    for value, telling in pairs:
        values.setdefault(value, []).append(telling)
    return tuple(
        Stated(
            value=value,
            ids=tuple(dict.fromkeys(one.id for one in found)),
            holders=tuple(dict.fromkeys(name_holder(one.holders) for one in found)),
        )
        for value, found in values.items()
    )


def _place(one: LinkedAgreement) -> tuple[bool, int, str]:
    days = [day for stated in one.signed if (day := bounds_of(stated.value).earliest)]
    return not days, min((day.sort_key for day in days), default=0), one.name
