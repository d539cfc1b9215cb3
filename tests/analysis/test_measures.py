"""Timelines, dyads, ledgers, agreements, claims and coverage: each lists what it rests on."""

from __future__ import annotations

import pytest

from tests.builders import agreement, article, claim, event, figure
from yalu.analysis import dyad, ledger, link_agreements, measure_coverage, register_claims, timeline

TEXT = "One. Two. Three. Four. Five."
ONE = article(TEXT, published="2013-05-06")


@pytest.mark.parametrize(
    ("edtf", "precision"),
    [
        ("2013-05-06", "day"), ("2013-05", "month"), ("2013", "year"), ("187X", "decade"), ("1950/1953", "range"),
        ("../1895", "open"), ("2013-22", "range"),
    ],
)  # fmt: skip
def test_a_date_keeps_its_precision(edtf: str, precision: str) -> None:
    assert timeline([event(ONE, date=edtf)]).entries[0].precision == precision


def test_a_timeline_is_in_order_and_keeps_the_undated_apart() -> None:
    late, early, never = event(ONE, "One.", date="2013"), event(ONE, "Two.", date="1950/1953"), event(ONE, "Three.")
    signed = agreement(ONE, "Four.", signed="1961-07-11")
    line = timeline([late, never, early, signed])
    assert [entry.statement for entry in line.entries] == [early, signed, late]
    assert line.undated == (never,)
    assert [group.year for group in line.years] == [1950, 1961, 2013]
    assert set(line.ids) == {late.id, early.id, never.id, signed.id}


def test_a_dyad_has_two_directions_and_counts_only_what_happened() -> None:
    done = event(ONE, "One.", date="2013", intensity=-4.0)
    denied = event(ONE, "Two.", date="2013", certainty="negated")
    back = event(ONE, "Three.", actors="PRK", recipients="CHN", quad=1, intensity=3.0)
    pair = dyad([done, denied, back, event(ONE, "Four.", actors="USA")], "CHN", "PRK")
    assert pair.forward.events == (done, denied)
    assert pair.forward.happened == (done.id,)
    assert pair.forward.intensity == -4.0
    assert [(one.year, one.count) for one in pair.forward.years] == [(2013, 1)]
    assert pair.backward.unplaced == (back.id,)
    assert pair.years == (2013,)


def test_a_dyad_gathers_figures_claims_and_agreements_of_both() -> None:
    ours, theirs = figure(ONE, "One."), figure(ONE, "Two.", counterpart="RUS")
    pair = dyad([ours, theirs, claim(ONE), agreement(ONE)], "CHN", "PRK")
    assert pair.figures == (ours,)
    assert (len(pair.claims), len(pair.agreements)) == (1, 1)


@pytest.mark.parametrize(
    ("one", "other", "disagree", "why"),
    [
        ({"value": 75.0}, {"value": 90.0}, True, "both undated"),
        ({"value": 75.0}, {"value": 0.75, "unit": "share"}, False, "a share and a percentage"),
        ({"value": 75.0, "date": "2010"}, {"value": 90.0, "date": "2014"}, False, "different years"),
        ({"value": 75.0, "date": "2014"}, {"value": 90.0, "date": "2014-06"}, True, "one year"),
        ({"value": 80.0, "approximator": "about"}, {"value": 85.0}, False, "about reaches it"),
        ({"value": 80.0, "unit": "USD"}, {"value": 90.0}, False, "other units"),
        ({"value": 80.0}, {"value": 90.0, "counterpart": "RUS"}, False, "with another"),
        ({"value": None, "low": 70.0, "high": 80.0}, {"value": 75.0}, False, "inside the bounds"),
    ],
)
def test_a_ledger_shows_who_disagrees(
    one: dict[str, object], other: dict[str, object], disagree: bool, why: str
) -> None:
    entries = ledger([figure(ONE, "One.", **one), figure(ONE, "Two.", **other)])  # type: ignore[arg-type]
    assert any(entry.disagree for entry in entries) is disagree, why
    assert sum(len(entry.ids) for entry in entries) == 2


def test_agreements_are_one_entry_with_all_that_is_stated() -> None:
    tellings = [
        agreement(ONE, "One.", signed="1961"),
        agreement(ONE, "Two.", signed="1961", until="2021", holder="Wang"),
        agreement(ONE, "Three.", signed="1962"),
        agreement(ONE, "Four.", name="Another"),
    ]
    treaty, another = link_agreements(tellings)
    assert [(one.value, len(one.ids)) for one in treaty.signed] == [("1961", 2), ("1962", 1)]
    assert treaty.until[0].holders == ("Wang",)
    assert treaty.disputed
    assert not another.disputed
    assert another.ids == (tellings[3].id,)


def test_claims_stand_by_theme_with_their_opposites() -> None:
    held = [
        claim(ONE, "One.", stance="strong influence"),
        claim(ONE, "Two.", stance="little influence", holder="the minister"),
        claim(ONE, "Three.", theme="trust"),
    ]
    influence, trust = register_claims(held, {ONE.id: ONE}).themes
    assert [one.who for one in influence.positions] == ["Ada Byline", "the minister"]
    assert [one.pole for one in influence.positions] == ["high", "low"]
    assert influence.positions[0].written == "2013-05-06"
    assert influence.opposed == (("CHN", "PRK"),)
    assert trust.opposed == ()


def test_pairs_that_seem_to_contradict_are_proposed_with_reasons() -> None:
    earlier = article("Four.", title="Earlier", published="2011-02")
    held = [
        claim(ONE, "One.", stance="strong influence"),
        claim(earlier, "Four.", stance="little influence", certainty="hedged"),
        claim(ONE, "Two.", stance="unclear"),
    ]
    (influence,) = register_claims(held, {ONE.id: ONE, earlier.id: earlier}).themes
    assert [one.written for one in influence.positions] == ["2011-02", "2013-05-06", "2013-05-06"]
    assert [(one.codes, len(one.positions)) for one in influence.subjects] == [(("CHN", "PRK"), 3)]
    (pair,) = influence.contradictions
    assert pair.ids == (held[1].id, held[0].id)
    assert pair.reasons == (
        "little influence against strong influence",
        "Ada Byline is not sure: hedged",
        "written in 2011 and 2013",
        "both on the word of Ada Byline",
    )


def test_coverage_names_what_is_missing() -> None:
    teaser = article("Short.", title="Teaser", complete=False, authors=("Ada Byline", "Bo"))
    found = measure_coverage([ONE, teaser])
    assert found.teasers == found.undated == (teaser.id,)
    assert [(one.name, one.count) for one in found.years] == [("2013", 1)]
    assert [(one.name, one.count) for one in found.authors] == [("Ada Byline", 2), ("Bo", 1)]
