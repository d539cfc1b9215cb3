"""A small archive behind a test client: every kind of statement, two articles, one teaser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.builders import (
    actor_mention,
    agreement,
    article,
    claim,
    date_mention,
    event,
    figure,
    source,
)
from yalu.model import AnyMention, AnyStatement, Article
from yalu.publish import make_app
from yalu.settings import Settings
from yalu.store import Coded, create_archive

LONG = article(
    "China sanctioned North Korea in 2013. Trade fell by <b>10</b> percent.\n\nTheir treaty of 1961 is in force. "
    "Beijing has little influence over Pyongyang.",
    title="Coal & <iron>", authors=("Hanne Vogt", "Ada O’Byline"), published="2014-03-01", publication="The Review",
    categories=("DPRK", "Trade & Aid"), author_notes=("Hanne Vogt teaches.",), image_credits=("Image: a mine",),
)  # fmt: skip
SHORT = article(
    "Seoul says the share was 40 percent in 2013.", title="A second count", authors=("Wen Jiarui",),
    published="2015", complete=False, continues="A second count, in full", publication="The Review",
)  # fmt: skip
SANCTION = event(LONG, "China sanctioned North Korea in 2013.", date="2013")
DENIED = event(LONG, "Trade fell by <b>10</b> percent.", event_type="AID", quad=2, intensity=7.0, certainty="negated")
TEN = figure(LONG, "Trade fell by <b>10</b> percent.", raw="10", value=10.0, date="2013")
FORTY = figure(SHORT, raw="40 percent", value=40.0, date="2013", holder="Seoul")
TREATY = agreement(LONG, "Their treaty of 1961 is in force.", named="treaty of 1961", signed="1961-07-11")
LITTLE = claim(LONG, "Beijing has little influence over Pyongyang.", stance="little influence")


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("site") / "small.yalu"
    mentions = (actor_mention(LONG, "China", "CHN"), date_mention(LONG, "2013", "2013"))
    with create_archive(path) as store, store.writer() as writer:
        run = writer.begin_run("test")
        writer.put(source(), LONG, _coded(LONG, mentions, (SANCTION, DENIED, TEN, TREATY, LITTLE)), run)
        writer.put(source(), SHORT, _coded(SHORT, (), (FORTY,)), run)
    return path


def _coded(of: Article, mentions: tuple[AnyMention, ...], statements: tuple[AnyStatement, ...]) -> Coded:
    return Coded(version=of.version, key=of.version, mentions=mentions, statements=statements)


@pytest.fixture(scope="session")
def client(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    page = tmp_path_factory.mktemp("own") / "contribute.md"
    page.write_text("# How to write for us\n\nSend *two* pages.\n", encoding="utf-8")
    settings = Settings(about=(str(page),))
    with TestClient(make_app(str(archive), settings), raise_server_exceptions=True) as client:
        yield client
