from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from tests.pipeline import fakes
from tests.store import builders as b
from yalu.model import Article
from yalu.pipeline.workers import Crew, Done

Numbered = list[tuple[int, Article]]


def chunks(texts: list[str], size: int) -> Iterator[Numbered]:
    items = [(number, b.article(f"Title {number}", text=text)) for number, text in enumerate(texts)]
    for at in range(0, len(items), size):
        yield items[at : at + size]


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    with Crew("", 2, opener=fakes.open_fake_desk) as crew:
        yield crew


def test_results_come_once_each_and_in_order_though_one_is_slow(crew: Crew) -> None:
    texts = [f"China {fakes.SLOW if number == 0 else ''} text {number}" for number in range(12)]
    done = list(crew.code(chunks(texts, 2)))
    assert [one.number for one in done] == list(range(12))
    assert all(one.coding and one.coding.statements[0].quote == texts[one.number] for one in done)


def test_killed_worker_is_replaced_and_every_article_arrives_once(crew: Crew) -> None:
    texts = [f"China {fakes.SLOW} {number}" for number in range(12)]
    before = [worker.process.pid for worker in crew.workers]
    done: list[Done] = []
    for one in crew.code(chunks(texts, 3)):
        if not done:
            os.kill(before[0] or 0, signal.SIGKILL)
        done.append(one)
    assert [one.number for one in done] == list(range(12))
    assert all(one.coding for one in done)
    assert crew.workers[0].process.pid != before[0]


def test_article_that_kills_twice_is_set_aside_alone(crew: Crew) -> None:
    texts = [f"China {number} {fakes.POISON if number == 4 else ''}" for number in range(9)]
    done = list(crew.code(chunks(texts, 3)))
    assert [one.number for one in done] == list(range(9))
    assert [one.number for one in done if one.coding is None] == [4]


def test_few_chunks_are_held_at_a_time(crew: Crew) -> None:
    asked: list[int] = []

    def watched() -> Iterator[Numbered]:
        for number, chunk in enumerate(chunks([f"China {n}" for n in range(60)], 1)):
            asked.append(number)
            yield chunk

    for one in crew.code(watched()):
        assert asked[-1] - one.number <= 2 * 4 + 2


def test_workers_parse_on_one_thread(crew: Crew) -> None:
    assert os.environ["OMP_NUM_THREADS"] == "1"
    assert crew.size == 2


def test_crew_leaves_no_process_behind() -> None:
    with Crew("", 2, opener=fakes.open_fake_desk) as crew:
        processes = [worker.process for worker in crew.workers]
    assert not any(process.is_alive() for process in processes)
