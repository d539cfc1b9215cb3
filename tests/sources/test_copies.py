from __future__ import annotations

import random

import pytest

from tests.builders import article
from yalu.model import Article, Copy
from yalu.sources.copies import find_copies

WORDS = [f"{first}{last}" for first in "bdfgklmnprst" for last in ("al", "en", "or", "ist", "um", "ade", "ing", "osk")]


def essay(seed: int, sentences: int = 60) -> list[str]:
    rng = random.Random(seed)
    return [" ".join(rng.choice(WORDS) for _ in range(12)) + "." for _ in range(sentences)]


def made(title: str, sentences: list[str], *, complete: bool = True) -> Article:
    return article(" ".join(sentences), title=title, complete=complete)


def find(*articles: Article) -> list[Copy]:
    return find_copies(lambda: iter(articles))


WHOLE = essay(1)


@pytest.mark.parametrize(
    "other",
    [WHOLE, ["First published in the Quay.", *WHOLE], WHOLE[:54], [line.upper() for line in WHOLE], [*WHOLE[:40], "Another word stands here.", *WHOLE[41:]]],
    ids=["same", "a credit before", "a tenth less", "other case", "a sentence changed"],
)  # fmt: skip
def test_copies_are_linked(other: list[str]) -> None:
    one, two = made("One", WHOLE), made("Two", other)
    [link] = find(one, two)
    assert (link.kind, {link.article, link.other}) == ("copy", {one.id, two.id})
    assert link.share >= 0.7


def test_articles_on_one_theme_are_no_copies() -> None:
    assert find(*(made(f"Title {number}", essay(number)) for number in range(30))) == []


def test_teaser_is_linked_to_the_whole_that_contains_it() -> None:
    teaser, whole, other = made("Teaser", WHOLE[:3], complete=False), made("Whole", WHOLE), made("Other", essay(2))
    assert find(teaser, whole, other) == [Copy(article=teaser.id, other=whole.id, kind="teaser", share=1.0)]


@pytest.mark.parametrize(
    "teaser", [WHOLE[:1][0].split()[:6], [*WHOLE[:1], *essay(3, 4)]], ids=["too short", "mostly other words"]
)
def test_teaser_that_may_be_anybodys_is_not_linked(teaser: list[str]) -> None:
    assert find(made("Teaser", list(teaser), complete=False), made("Whole", WHOLE)) == []


def test_links_do_not_depend_on_the_order_of_reading() -> None:
    articles = [made("One", WHOLE), made("Two", WHOLE[:55]), made("Three", WHOLE[:2], complete=False)]
    assert find(*articles) == find(*reversed(articles))
