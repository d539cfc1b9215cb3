"""Scores: what is counted, and that a perfect coder gets 1 and an empty one 0."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.builders import article, event, figure
from yalu.analysis.scores import (
    Scores,
    Tally,
    bootstrap,
    macro_f1,
    score_attribution,
    score_certainty,
    score_dates,
    score_events,
    score_figures,
    score_pairs,
    to_plv,
    to_timex,
)
from yalu.analysis.scores.events import to_cameo
from yalu.lexicon.cameo import load_cameo, load_plv
from yalu.model import Cue, DateMention, Holder, QuantityMention, Span, make_date
from yalu.model.gold import (
    GoldCertainty,
    GoldDate,
    GoldEvent,
    GoldFigure,
    GoldItem,
    GoldPair,
    GoldText,
    Relation,
    Said,
)
from yalu.model.statement import Certainty

TEXT = "Seoul sanctioned Pyongyang in 1998 for two years; trade fell by 10 percent."


def gold(*items: GoldItem) -> GoldText:
    return GoldText(id="1", text=TEXT, items=items)


def of(scores: Scores, measure: str) -> float:
    return next(one.value for one in scores.scores if one.measure == measure)


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def date(words: str, edtf: str | None) -> DateMention:
    return DateMention(id=words, article="a", span=span(words), quote=words, date=make_date(words, span(words), edtf))


def test_nothing_wanted_and_nothing_given_is_right() -> None:
    assert (Tally(0, 0, 0).precision, Tally(0, 0, 0).recall, Tally(0, 3, 0).precision) == (1.0, 1.0, 0.0)


def test_one_answer_may_meet_several_wanted() -> None:
    tally = Tally(1, 1, 2, 2) + Tally(0, 1, 0, 0)
    assert (tally.precision, tally.recall) == (0.5, 1.0)


def test_macro_f1_is_the_mean_over_the_classes_of_the_gold() -> None:
    assert macro_f1([("a", "a"), ("a", "b"), ("b", "b")]) == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert macro_f1([("a", "z")]) == 0.0


def test_an_interval_holds_its_value_and_is_the_same_every_time() -> None:
    cases = [True] * 30 + [False] * 10
    low, high = bootstrap(cases, lambda drawn: sum(drawn) / len(drawn))
    assert low < 0.75 < high
    assert (low, high) == bootstrap(cases, lambda drawn: sum(drawn) / len(drawn))


def test_dates_count_exact_values_and_extra_ones() -> None:
    wanted = gold(GoldDate(span=span("1998"), value="1998"))
    assert of(score_dates([(wanted, [date("1998", "1998")])]), "EDTF exactly right") == 1.0
    assert of(score_dates([(wanted, [date("1998", "1999")])]), "EDTF exactly right") == 0.0
    assert of(score_dates([(wanted, [])]), "EDTF exactly right") == 0.0
    assert of(score_dates([(wanted, [date("1998", "1998"), date("10", "0010")])]), "EDTF exactly right") == 0.5


def test_timex_spans_are_strict_or_relaxed_and_quantities_of_time_are_durations() -> None:
    wanted = gold(
        GoldDate(span=span("in 1998"), value="1998", scheme="timex3"),
        GoldDate(span=span("two years"), value="P2Y", scheme="timex3"),
    )
    years = QuantityMention(id="q", article="a", span=span("two years"), quote="two years", value=2.0, unit="year")
    scores = score_dates([(wanted, [date("1998", "1998"), years])])
    assert (of(scores, "strict recall"), of(scores, "relaxed recall"), of(scores, "value recall")) == (0.5, 1.0, 1.0)


@pytest.mark.parametrize(
    ("edtf", "value"),
    [
        ("1998", "1998"), ("199X", "199"), ("1998-21", "1998-SP"), ("1998-34", "1998-Q2"), ("1998-03-02/1998-03-08", "1998-W10"),
        ("1998-03-07/1998-03-08", "1998-W10-WE"), ("../1998", "1998"), ("1998/..", "1998"), ("1998~", "1998"), (None, ""),
    ],
)  # fmt: skip
def test_edtf_as_timex3(edtf: str | None, value: str) -> None:
    assert to_timex(make_date("x", Span(0, 1), edtf)) == value


def test_figures_count_field_by_field() -> None:
    told = article(TEXT)
    wanted = GoldFigure(
        span=span("10 percent"), value=10, unit="percent", approx=False, measure="trade", about=("KOR",)
    )
    right = figure(told, raw="10 percent", value=10.0, about="KOR", counterpart="")
    wrong = figure(told, raw="10 percent", value=12.0, about="PRK", counterpart="")
    assert of(score_figures([(gold(wanted), [right])]), "value, unit, measure and about") == 1.0
    assert of(score_figures([(gold(wanted), [wrong])]), "value and unit") == 0.0
    assert of(score_figures([(gold(wanted), [])]), "unit") == 0.0
    assert of(score_figures([(gold(), [right])]), "found precision") == 0.0


def test_events_count_what_did_not_happen_and_was_counted() -> None:
    told = article(TEXT)
    wanted = GoldEvent(root="SANCTION", actors=("KOR",), recipients=("PRK",), certainty="negated")
    given = event(told, actors="KOR", recipients="PRK")
    scores = score_events([(gold(wanted), [given])])
    assert of(scores, "type") == of(scores, "actor") == 1.0
    assert of(scores, "not happened, yet counted") == 1.0
    assert of(scores, "all of it F1") == 0.0


def test_an_event_at_the_trigger_is_met_before_one_that_looks_alike() -> None:
    told = article(TEXT)
    wanted = GoldEvent(root="SANCTION", actors=("KOR",), recipients=("PRK",), trigger=span("sanctioned"))
    there = event(told, actors="KOR", recipients="PRK", trigger=span("sanctioned"), event_type="COERCE", quad=4)
    alike = event(told, actors="KOR", recipients="PRK", trigger=span("fell"))
    scores = score_events([(gold(wanted), [alike, there])])
    assert scores.confusions == (("SANCTION", "COERCE", 1), ("nothing", "SANCTION", 1))
    assert (of(scores, "found precision"), of(scores, "type"), of(scores, "quad")) == (0.5, 0.0, 1.0)
    assert (of(scores, "type SANCTION precision"), of(scores, "type SANCTION recall")) == (0.0, 0.0)


@pytest.mark.parametrize(("quote", "found"), [(TEXT, 1.0), ("trade fell by 10 percent", 0.0)])
def test_an_event_beside_the_trigger_must_stand_in_its_sentence(quote: str, found: float) -> None:
    told = article(TEXT)
    wanted = GoldEvent(root="SANCTION", actors=("KOR",), recipients=("PRK",), trigger=span("sanctioned"))
    beside = event(told, quote, actors="KOR", recipients="", trigger=span("fell"))
    assert of(score_events([(gold(wanted), [beside])]), "found recall") == found


@pytest.mark.parametrize(
    ("actors", "recipients", "right"),
    [("KOR", "PRK", 1.0), ("PRK", "KOR", 0.0), ("KOR", "PRK USA", 1.0), ("KOR", "", None)],
)
def test_direction_is_right_unless_the_sides_are_turned(actors: str, recipients: str, right: float | None) -> None:
    wanted = GoldEvent(root="SANCTION", actors=("KOR",), recipients=("PRK",))
    given = event(article(TEXT), actors=actors, recipients=recipients)
    measured = {one.measure: one.value for one in score_events([(gold(wanted), [given])]).scores}
    assert measured.get("direction") == right


@pytest.mark.parametrize(
    ("fields", "date", "right"),
    [({"undated": True}, "1998", 0.0), ({"undated": True}, None, 1.0), ({"date": "1998"}, "1998", 1.0), ({}, "1998", None)],
)  # fmt: skip
def test_a_date_the_text_does_not_tell_is_wrong(fields: dict[str, Any], date: str | None, right: float | None) -> None:
    wanted = GoldEvent(root="SANCTION", actors=("KOR",), recipients=("PRK",), **fields)
    scores = score_events([(gold(wanted), [event(article(TEXT), actors="KOR", recipients="PRK", date=date)])])
    measured = {one.measure: one.value for one in scores.scores}
    assert measured.get("date") == right
    assert measured["all of it F1"] == 1.0
    assert measured["all of it with its date F1"] == (1.0 if right is None else right)


def test_mode_and_holder_are_scored_where_the_gold_has_them() -> None:
    wanted = GoldEvent(root="SANCTION", mode="expel", actors=("KOR",), recipients=("PRK",), holder="the ministry")
    right = event(article(TEXT), actors="KOR", recipients="PRK", mode="expel", holder="The ministry in Seoul")
    wrong = event(article(TEXT), actors="KOR", recipients="PRK", mode="convict")
    assert [of(score_events([(gold(wanted), [right])]), name) for name in ("mode", "holder")] == [1.0, 1.0]
    assert [of(score_events([(gold(wanted), [wrong])]), name) for name in ("mode", "holder")] == [0.0, 0.0]


def test_cameo_triples_are_compared_in_both_directions_of_a_mutual_act() -> None:
    told = article(TEXT)
    both = [
        GoldEvent(root="042", actors=(one,), recipients=(other,), scheme="cameo")
        for one, other in (("KOR", "PRKGOV"), ("PRK", "KOR"))
    ]
    met = event(told, actors="KOR PRK", recipients="", event_type="CONSULT", quad=1)
    assert of(score_events([(gold(*both), [met])]), "source, target, root F1") == 1.0
    dropped = GoldEvent(root="012", actors=("KOR",), recipients=("PRK",), scheme="cameo")
    assert of(score_events([(gold(dropped), [])]), "source, target, root F1") == 1.0


@pytest.mark.parametrize(
    ("code", "root"), [("057", "SUPPORT"), ("0814", "RETREAT"), ("0811", "CONCEDE"), ("191", "COERCE"), ("190", "ASSAULT"), ("021", None), ("99", None)]
)  # fmt: skip
def test_the_longest_known_code_counts(code: str, root: str | None) -> None:
    assert load_cameo().root_of(code) == root


@pytest.mark.parametrize(
    ("root", "mode", "words", "plv"),
    [
        ("RETREAT", None, "withdraw", ("YIELD", "2")), ("CONCEDE", None, "apologize", ("SUPPORT", "1")), ("CONCEDE", None, "lift", ("YIELD", "2")),
        ("SANCTION", "convict", "convict", ("ACCUSE", "3")), ("SANCTION", "convict", "sentence", ("COERCE", "4")), ("SANCTION", "discontinue", "impose sanction", ("COERCE", "4")),
        ("SANCTION", "expel", "expel", ("SANCTION", "4")), ("AID", None, "", ("AID", "2")),
    ],
)  # fmt: skip
def test_plover_in_the_classes_of_plv(root: str, mode: str | None, words: str, plv: tuple[str, str]) -> None:
    assert to_plv(Relation(root=root, mode=mode, words=words), load_plv()) == plv


def test_a_pair_without_a_relation_is_wrong() -> None:
    wanted = gold(GoldPair(sources=(span("Seoul"),), targets=(span("Pyongyang"),), root="COERCE", quad=4))
    assert of(score_pairs([(wanted, None)]), "root right") == 0.0
    given = Relation(root="SANCTION", mode="discontinue", words="impose sanction")
    assert of(score_pairs([(wanted, given)]), "root macro-F1") == 1.0


def test_attribution_counts_overlap_extent_and_holder() -> None:
    wanted = gold(Said(content=(span("trade fell by 10 percent"),), holder=(span("Seoul"),)))
    near = Said(content=(span("trade fell by 10 percent."),), holder=(span("Pyongyang"),))
    scores = score_attribution([(wanted, [near])])
    assert (of(scores, "overlap F1"), of(scores, "content exactly found"), of(scores, "holder right")) == (
        1.0,
        1.0,
        0.0,
    )


def test_certainty_is_told_by_class() -> None:
    wanted = gold(
        GoldCertainty(span=span("fell"), certainty="negated"), GoldCertainty(span=span("sanctioned"), certainty="asserted")
    )  # fmt: skip
    scores = score_certainty([(wanted, ["asserted", "asserted"])])
    assert of(scores, "negated F1") == 0.0
    assert of(scores, "asserted F1") == pytest.approx(2 / 3)


PROJECTED = [
    ({}, {("CHN", "PRK", "SANCTION")}, "an event as it is"),
    ({"actors": "UNO"}, {("IGO", "PRK", "SANCTION")}, "the United Nations are filed under IGO"),
    ({"certainty": "negated"}, set(), "what did not happen"),
    ({"holders": "JPN"}, {("JPN", "CHN", "ACCUSE")}, "a hostile act on somebody's word accuses"),
    ({"wished": True}, {("CHN", "PRK", "THREATEN")}, "a hostile wish threatens"),
]


@pytest.mark.parametrize(("given", "wanted", "why"), PROJECTED)
def test_events_are_projected_to_cameo(given: dict[str, Any], wanted: set[Any], why: str) -> None:
    plain = event(article("Beijing cut the oil."), actors=given.get("actors", "CHN"), recipients="PRK")
    holders = (Holder(text="Tokyo", code=given["holders"]),) if "holders" in given else ()
    cues = (Cue(text="wants", span=Span(0, 1), kind="wish"),) if "wished" in given else ()
    certainty: Certainty = "hedged" if cues else given.get("certainty", "asserted")
    one = replace(plain, event_type="SANCTION", quad=4, holders=holders, cues=cues, certainty=certainty)
    assert to_cameo(one, load_cameo()) == wanted, why
