"""Data beside the claims: loaded tables, dependence, figures reconciled with series, and what if a partner stopped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Query

from yalu import analysis
from yalu.analysis import name_state
from yalu.asking import Narrowing
from yalu.errors import NotFound
from yalu.model import ALL_PRODUCTS, Claim, Figure, Record
from yalu.publish.answers import Answer, SiteOf
from yalu.publish.cards import Card
from yalu.publish.charts import SharesChart, draw_shares
from yalu.publish.dating import say_date
from yalu.publish.pages.statements import articles_of, cards_of
from yalu.publish.queries import AskedOf, Text
from yalu.publish.reconciling import Reconciled, reconcile_all
from yalu.publish.site import Site
from yalu.publish.wording import percent

_NARROWING = frozenset(Narrowing.__annotations__)
_SHOWN = 8
"""Partners of a list that are shown."""
_ROWS_SHOWN = 1000
"""Rows of a series that a page shows."""
_HOLDS = {True: "holds", False: "does not", None: "open"}
THEMES_OF_TRADE = ("dependence", "diversification")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage:
    """The loaded series."""

    series: Sequence[Record]
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRowShown:
    """A row of a series as it is shown."""

    id: str
    period: str
    of: str
    flow: str
    partner: str
    value: str
    source: str
    note: str
    odd: str
    decided: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPage:
    """The rows of a series of trade."""

    title: str
    about: str
    state: str
    total: int
    shown: int
    rows: tuple[DataRowShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRow:
    """What one series says of one year and flow."""

    year: str
    flow: str
    title: str
    partners: tuple[tuple[str, str], ...]
    hhi: str
    denominator: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencePage:
    """On whom a state depends, by every series."""

    of: str
    partner: str
    partners: tuple[str, ...]
    told: tuple[str, ...]
    chart: SharesChart | None
    rows: tuple[ShareRow, ...]
    odd: tuple[tuple[str, str], ...]
    claims: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """A sentence that calls a fall the first, or a year the highest, with what each series says of it."""

    quote: str
    said: str
    article: str
    slug: str
    published: str
    verdicts: tuple[tuple[str, str], ...]
    """(holds, does not, open; the verdict in words)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationPage:
    """All figures that a series can speak to."""

    figures: tuple[Reconciled, ...]
    series: int
    turns: tuple[Turned, ...]


def data(site: SiteOf) -> Answer:
    """Answer the list of loaded series."""
    series = site.archive.data().to_dicts()
    book = site.archive.trade_book()
    states = tuple(sorted({row.reporter for row in book.rows}))
    return Answer(template="data.html", context=DataPage(series=series, states=states), records=lambda: iter(series))


def series(site: SiteOf, dataset: str, name: str, state: Text = None) -> Answer:
    """Answer the rows of a series of trade, each with its source; raise NotFound for a series that is not loaded."""
    known = next((one for one in site.archive.view.series() if one.id == f"{dataset}/{name}"), None)
    if known is None:
        raise NotFound(f"no series {dataset}/{name} is loaded", remedy="/data lists them.")
    code = site.archive.actor_id(state) if state else ""

    def records() -> Iterator[Record]:
        return iter(site.archive.series_rows(known.id, state=code or None).to_dicts())

    found = sorted(records(), key=lambda one: (str(one["period"]), str(one["partner"]), str(one["flow"])))
    context = SeriesPage(
        title=known.title, about=" ".join(one for one in (known.treatment, known.note) if one), state=code,
        total=len(found), shown=min(len(found), _ROWS_SHOWN), rows=tuple(_data_row(site, one) for one in found[:_ROWS_SHOWN]),
    )  # fmt: skip
    return Answer(template="series.html", context=context, records=records)


def _data_row(site: Site, row: Record) -> DataRowShown:
    value = float(str(row["value"]))
    money = f"{value / 1e6:,.6g} million {row['unit']}" if value >= 1e6 else f"{value:,.6g} {row['unit']}"
    shown = f"{100 * value:.4g} %" if row["unit"] == "share" else money
    goods = "" if row["product"] == ALL_PRODUCTS else f" of {row['product']}"
    odd = row["odd"] if isinstance(row["odd"], list) else []
    return DataRowShown(
        id=str(row["id"]), period=str(row["period"]), of=site.words.name(str(row["reporter"])), flow=f"{row['flow']}{goods}",
        partner=name_state(str(row["partner"])), value=f"{row['bound']}{shown}", source=str(row["source"]),
        note=str(row["note"] or ""), odd="; ".join(map(str, odd)),
        decided=f"{row['decided']}: {row['why']}" if row["decided"] else "",
    )  # fmt: skip


def dependence(
    site: SiteOf, name: str, with_: Annotated[str | None, Query(alias="with", max_length=80)] = None
) -> Answer:
    """Answer on whom a state depends in trade; raise NotFound where no table tells of it."""
    code = site.archive.actor_id(name)
    book = book_of(site, code)
    shares = analysis.measure_dependence(book, code)
    partner = site.archive.actor_id(with_) if with_ else largest_partner(shares)
    claims = tuple(
        one
        for theme in THEMES_OF_TRADE
        for one in site.archive.each_statement({"kind": "claim", "theme": theme, "about": code})
        if isinstance(one, Claim)
    )
    context = DependencePage(
        of=code,
        partner=partner,
        partners=leading_partners(shares),
        told=_tell(site, shares, code, partner),
        chart=draw_shares(
            points_of(site, shares, partner), written_claims(site, claims),
            title=f"{site.words.name(partner)} in the trade of {site.words.name(code)}, by series",
        ),
        rows=tuple(_row(site, one) for one in shares),
        odd=tuple((one.row, one.why) for one in analysis.find_suspects(book, reporter=code)),
        claims=cards_of(site, claims),
    )  # fmt: skip

    def records() -> list[Record]:
        return [
            {"series": o.series, "period": o.period, "flow": o.flow, "partner": p.partner, "share": p.share, "bound": p.bound,
             "denominator": o.denominator, "ids": list(p.ids)}
            for o in shares for p in o.partners
        ]  # fmt: skip

    return Answer(template="dependence.html", context=context, records=records)


def book_of(site: Site, *codes: str) -> analysis.Book:
    book = site.archive.trade_book(*codes)
    if not book.rows:
        whom = f" of {site.words.name(codes[0])}" if codes else ""
        raise NotFound(f"no table of trade{whom} is loaded", remedy="Load one: yalu data load FILE. /data lists them.")
    return book


def largest_partner(shares: Sequence[analysis.Shares]) -> str:
    return next((one.partners[0].partner for one in shares if one.partners), "")


def leading_partners(shares: Sequence[analysis.Shares]) -> tuple[str, ...]:
    best: dict[str, float] = {}
    for one in shares:
        for each in one.partners:
            best[each.partner] = max(best.get(each.partner, 0.0), each.share)
    return tuple(sorted(best, key=lambda code: -best[code])[:12])


def points_of(site: Site, shares: Sequence[analysis.Shares], partner: str) -> list[tuple[str, str, int, float]]:
    """Give (title of the series, flow, year, share) of a partner."""
    titles = {one.id: one.title for one in site.archive.view.series()}
    return [
        (titles[one.series], one.flow, int(one.period), found.share)
        for one in shares
        if one.period.isdigit() and (found := one.of_partner(partner))
    ]


def written_claims(site: Site, claims: Sequence[Claim]) -> list[tuple[str, str, str, str]]:
    """Give (published, stance, id, words) of claims, to stand under the chart."""
    articles = articles_of(site, claims)
    rows = [(articles[one.article].published, one) for one in claims]
    return [(published, one.stance, one.id, site.words.say(one)) for published, one in rows if published]


def _tell(site: Site, shares: Sequence[analysis.Shares], code: str, partner: str) -> tuple[str, ...]:
    """Say the latest share of each series in words: they differ, and each says of what."""
    lines, seen = [], set()
    for one in shares:
        found = one.of_partner(partner)
        if found and (one.series, one.flow) not in seen:
            seen.add((one.series, one.flow))
            flow = "all trade" if one.flow == "total" else one.flow
            who, whom = site.words.name(partner), site.words.name(code)
            lines.append(
                f"{who} had {found.bound}{percent(found.share)} of {whom}’s {flow} in {one.period}, counted of {one.denominator}: "
                f"{_title(site, one.series)}."
            )
    return tuple(lines[:_SHOWN])


def _title(site: Site, series: str) -> str:
    return next((one.title for one in site.archive.view.series() if one.id == series), series)


def _row(site: Site, one: analysis.Shares) -> ShareRow:
    hhi = "" if one.concentration is None else f"{'' if one.complete else '≥ '}{one.concentration.hhi:.2f}"
    return ShareRow(
        year=one.period,
        flow="trade" if one.flow == "total" else one.flow,
        title=_title(site, one.series),
        partners=tuple(
            (site.words.name(each.partner), f"{each.bound}{percent(each.share)}") for each in one.partners[:_SHOWN]
        ),
        hhi=hhi,
        denominator=one.denominator,
        ids=one.ids,
    )


def reconciliation(site: SiteOf, asked: AskedOf) -> Answer:
    """Answer every figure of trade in the texts beside all series it could mean."""
    book = book_of(site)
    figures = [one for one in site.archive.each_statement({**asked, "kind": "figure"}) if isinstance(one, Figure)]
    cards = {card.id: card for card in cards_of(site, figures)}
    narrowed = any(value for name, value in asked.items() if name in _NARROWING)
    context = ReconciliationPage(
        figures=tuple(reconcile_all(site, figures, cards)), series=len(book.series),
        turns=() if narrowed else _turns(site),
    )  # fmt: skip
    narrowing = cast("Narrowing", {name: value for name, value in asked.items() if name in _NARROWING})
    return Answer(
        template="reconciliation.html", context=context, records=lambda: site.archive.each_reconciled(**narrowing)
    )


def _turns(site: Site) -> tuple[Turned, ...]:
    """Give the sentences that call a fall or rise the first, or a year the highest, with what each series says."""
    found: dict[tuple[str, int, str], list[analysis.FallCheck]] = {}
    for one in site.archive.check_falls():
        found.setdefault((one.claim.article, one.claim.span.start, one.claim.words), []).append(one)
    return tuple(_turned(site, checks) for checks in found.values())


def _turned(site: Site, checks: list[analysis.FallCheck]) -> Turned:
    claim = checks[0].claim
    article = site.archive.view.article(claim.article)
    return Turned(
        quote=claim.quote, said=claim.words, article=article.title, slug=site.archive.view.slugs((article.id,))[article.id],
        published=say_date(article.published),
        verdicts=tuple((_HOLDS[one.holds], one.verdict) for one in checks),
    )  # fmt: skip
