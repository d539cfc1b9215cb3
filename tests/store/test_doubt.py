"""The queue of doubt: what a coder is least sure of first, then what lacks most; what was decided is not in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.builders import article, claim, event, figure, source
from yalu.archive import open_file
from yalu.store import Coded, create_archive

TEXT = article("China aided North Korea in 2013. Trade fell by 10 percent. Beijing has influence. Beijing is weak.")
SURE = replace(event(TEXT, "China aided North Korea in 2013.", date="2013"), score=0.9)
BARE = figure(TEXT, "Trade fell by 10 percent.", raw="10 percent", value=10.0, measure=None)
CLEAR = claim(TEXT, "Beijing has influence.", stance="influence")
UNCLEAR = claim(TEXT, "Beijing is weak.", stance="unclear")


def test_the_most_doubtful_comes_first_and_a_decision_takes_it_out(tmp_path: Path) -> None:
    path = tmp_path / "a.yalu"
    coded = Coded(version=TEXT.version, key=TEXT.version, mentions=(), statements=(SURE, BARE, CLEAR, UNCLEAR))
    with create_archive(path) as store, store.writer() as writer:
        writer.put(source(), TEXT, coded, writer.begin_run("test"))
    with open_file(path) as archive:
        order = [one.id for one in archive.view.in_doubt()]
        assert order.index(UNCLEAR.id) < order.index(CLEAR.id) < order.index(SURE.id)
        assert order.index(BARE.id) < order.index(SURE.id)
        archive.decide(order[0], "accept", by="Ada")
        assert [one.id for one in archive.view.in_doubt()] == order[1:]
        assert [(one.waiting, one.whole) for one in archive.view.count_doubt() if one.kind == "event"] == [(1, 1)]
        assert sum(one.waiting for one in archive.view.count_doubt()) == 3
