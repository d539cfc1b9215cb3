from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sources.making import how, read, titles
from tests.sources.singles import ARTICLE, OTHERS, SINGLES, TOGETHER
from tests.sources.templates import Post


@pytest.mark.parametrize("post", [ARTICLE, TOGETHER], ids=["one author", "two authors"])
@pytest.mark.parametrize("make", SINGLES.values(), ids=SINGLES)
def test_page_of_one_article_gives_its_fields_and_no_other_name(make: Callable[[Post], str], post: Post) -> None:
    reading = read(make(post))
    assert titles(reading) == [post.title]
    [article] = reading.articles
    assert [span.cut(article.text).strip() for span in article.paragraphs] == list(post.paragraphs)
    assert article.authors == post.authors
    assert article.published == post.day
    assert article.url == post.url
    assert article.complete
    assert not set(article.authors) & set(OTHERS)
    assert all(0 < how(article, field).sure < 1 for field in ("title", "authors", "published", "url"))


@pytest.mark.parametrize("make", SINGLES.values(), ids=SINGLES)
def test_page_that_names_nobody_has_no_author(make: Callable[[Post], str]) -> None:
    nobody = Post("pilots", ARTICLE.title, ("admin",), ARTICLE.day, ARTICLE.rubric, ARTICLE.paragraphs)
    [article] = read(make(nobody)).articles
    assert article.authors == ()
