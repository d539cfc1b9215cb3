from __future__ import annotations

import pytest

from tests.sources.making import how, read, titles
from tests.sources.templates import HOME, POSTS, SITE, TEMPLATES, Template, twenty_sixteen


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
def test_archive_page_is_split_exactly(template: Template) -> None:
    reading = read(template.make(POSTS))
    assert titles(reading) == [post.title for post in POSTS]
    for article, post in zip(reading.articles, POSTS, strict=True):
        whole = template.wholes and not post.cut
        shown = post.paragraphs if whole else post.paragraphs[:1]
        assert [span.cut(article.text).strip() for span in article.paragraphs] == list(shown)
        assert (article.authors, article.published) == (post.authors, post.day)
        assert (article.url or "").split("?")[0] == post.url
        assert article.complete == whole
        assert article.publication == SITE
        assert {*article.categories, *article.tags} == ({post.rubric} if template.rubrics else set())
        assert all(0 < how(article, field).sure < 1 for field in ("title", "authors", "published", "complete", "url"))


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
def test_two_entries_are_a_list_and_order_is_kept(template: Template) -> None:
    posts = POSTS[2:0:-1]
    assert titles(read(template.make(posts))) == [post.title for post in posts]


def test_account_of_the_site_is_no_author() -> None:
    page = twenty_sixteen(POSTS).replace("Written by", "<!-- -->").replace("<p><!-- -->", "<p hidden><!-- -->")
    for article in read(page).articles:
        assert SITE not in article.authors


RELATED = "".join(
    f'<article class="post-card"><h3><a href="{post.url}">{post.title}</a></h3><p>{post.paragraphs[0]}</p></article>'
    for post in POSTS[1:]
)
LONG = "".join(f"<p>{text} {text}</p>" for post in POSTS for text in post.paragraphs)


@pytest.mark.parametrize(
    "related",
    [f"<section><h2>Related</h2>{RELATED}</section>", f"<aside>{RELATED}</aside>", f"<footer>{RELATED}</footer>"],
)
@pytest.mark.parametrize("wrapper", ["article", "div"])
def test_page_of_one_article_with_related_entries_stays_one(related: str, wrapper: str) -> None:
    head = f'<title>Tides and Tolls</title><meta property="og:type" content="article"><link rel="canonical" href="{HOME}/tides/">'
    page = f"<!doctype html><html><head>{head}</head><body><main><{wrapper}><h1>Tides and Tolls</h1>{LONG}</{wrapper}>{related}</main></body></html>"
    assert titles(read(page)) == ["Tides and Tolls"]


def test_essay_with_linked_headings_stays_one() -> None:
    heads = "".join(
        f'<h2><a href="#part-{number}">Part {number}</a></h2><p>{post.paragraphs[0]}</p>'
        for number, post in enumerate(POSTS)
    )
    page = f"<!doctype html><html><head><title>Tides</title></head><body><h1>Tides</h1><p>By Odile Marsh</p>{heads}</body></html>"
    assert titles(read(page)) == ["Tides"]
