from __future__ import annotations

import json

import pytest

from tests.sources.making import how, read, read_one
from yalu.errors import UnknownFormat

PARAGRAPHS = (
    "The pilots of the outer harbour went back to work on Monday, after nine days in which nothing larger than a tug had moved.",
    "The port had lost a fifth of its trade. The lock keepers, whom nobody had asked, said that they had expected worse of it.",
    "A tariff is a sentence with a number in it. The council changed the number and left the sentence, which nobody reads.",
)
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def page(head: str = "", *, over: str = "", under: str = "", body: str = BODY) -> str:
    return (
        f'<!doctype html><html lang="en"><head><title>Nine Days Out | Harbour Notes</title>{head}</head><body>'
        f'<nav><a href="/">Home</a> <a href="/about">About</a></nav><main><article>{over}<h1 class="entry-title">Nine Days Out</h1>'
        f"{under}<div>{body}</div></article></main><footer>All rights reserved.</footer></body></html>"
    )


def linked(**record: object) -> str:
    record = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Nine Days Out"} | record
    return f'<script type="application/ld+json">{json.dumps(record)}</script>'


def meta(**content: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in content.items())


@pytest.mark.parametrize(
    ("head", "under", "authors"),
    [
        (linked(author=[{"@type": "Person", "name": "Odile Marsh"}, {"name": "Bram Keller"}]), "", ("Odile Marsh", "Bram Keller")),
        ('<meta name="citation_author" content="Marsh, Odile"><meta name="citation_author" content="Keller, Bram">', "", ("Odile Marsh", "Bram Keller")),
        ("", "<p class='byline'>By Odile Marsh and Bram Keller</p>", ("Odile Marsh", "Bram Keller")),
        ("", "<p>Written by Odile Marsh</p>", ("Odile Marsh",)),
        ("", "<div><span class='author'>Odile Marsh</span><span class='author'>Bram Keller</span></div>", ("Odile Marsh", "Bram Keller")),
        ("", "<p class='byline'>By <a rel='author'>Odile Marsh</a> and Bram Keller</p>", ("Odile Marsh", "Bram Keller")),
        ("", "<p class='byline'><a rel='author'>Odile Marsh</a><a rel='author'>Bram Keller</a></p>", ("Odile Marsh", "Bram Keller")),
        ("", "<div class='comments'><p class='comment'><span class='author'>Dag Okoro</span></p></div>", ()),
        ("", "<aside><span class='author'>Dag Okoro</span></aside>", ()),
        (linked(author={"@type": "Organization", "name": "Strait Desk"}), "", ()),
        (linked(author={"name": "Strait Policy Institute"}), "", ()),
        (linked(author={"name": "Harbour Notes"}) + meta(og__site_name="Harbour Notes"), "<p>Written by Odile Marsh</p>", ("Odile Marsh",)),
        (linked(author={"name": "Harbour Notes"}) + meta(og__site_name="Harbour Notes"), "", ()),
        (linked(author={"name": "admin"}), "", ()),
        (meta(article__author="https://quay.example/people/om"), "", ()),
        ("", "", ()),
    ],
)  # fmt: skip
def test_authors_are_people_and_rather_none_than_wrong(head: str, under: str, authors: tuple[str, ...]) -> None:
    assert read_one(page(head, under=under)).authors == authors


@pytest.mark.parametrize(
    ("head", "under", "field", "value"),
    [
        (linked(datePublished="2015-01-30T10:00:00+01:00", dateModified="2015-02-01"), "", "published", "2015-01-30"),
        (linked(datePublished="2015-01-30", dateModified="2015-02-01"), "", "modified", "2015-02-01"),
        (meta(article__published_time="2015-01-30T10:00:00Z"), "", "published", "2015-01-30"),
        ("", "<p>30 January 2015</p>", "published", "2015-01-30"),
        ("", '<time class="entry-date published" datetime="2015-01-30">last week</time>', "published", "2015-01-30"),
        (meta(article__section="Ports"), "", "categories", ("Ports",)),
        (linked(keywords=["tin", "toll"]), "", "tags", ("tin", "toll")),
        (meta(og__site_name="Harbour Notes"), "", "publication", "Harbour Notes"),
        ('<link rel="canonical" href="https://quay.example/nine">', "", "url", "https://quay.example/nine"),
        ('<link rel="canonical" href="javascript:alert(1)">', "", "url", None),
        (meta(og__description="On pilots."), "", "summary", "On pilots."),
        ("", "", "language", "en"),
        ("", "", "published", None),
    ],
)
def test_fields_of_the_markup(head: str, under: str, field: str, value: object) -> None:
    assert getattr(read_one(page(head, under=under)), field) == value


def test_two_places_that_agree_make_a_field_surer() -> None:
    alone = read_one(page(meta(article__published_time="2015-01-30")))
    both = read_one(page(meta(article__published_time="2015-01-30") + linked(datePublished="2015-01-30")))
    assert how(both, "published").sure > how(alone, "published").sure
    assert "agree" in how(both, "published").by


def test_places_that_differ_make_a_field_less_sure() -> None:
    article = read_one(page(linked(author={"name": "Odile Marsh"}), under="<p class='byline'>By Bram Keller</p>"))
    assert how(article, "authors").sure < 0.9
    assert "differ" in how(article, "authors").by


def test_credits_of_captions_are_kept_apart_from_the_text() -> None:
    figure = "<figure><img src='q.jpg'><figcaption>A quay at dusk. </figcaption></figure><figure><img src='r.jpg'><figcaption>Photo: Ada Merrow</figcaption></figure>"
    article = read_one(page(body=figure + BODY))
    assert len(article.image_credits) == 1
    assert "Ada Merrow" in article.image_credits[0]
    assert "Merrow" not in article.text


def test_body_holds_the_article_and_no_menu() -> None:
    article = read_one(page())
    assert [span.cut(article.text) for span in article.paragraphs] == list(PARAGRAPHS)
    assert article.title == "Nine Days Out"


def test_scripts_and_handlers_are_no_text() -> None:
    body = f"<p onclick='steal()'>{PARAGRAPHS[0]}</p><script>steal()</script><p>{PARAGRAPHS[1]}<img src=x onerror=steal()></p><style>p{{}}</style>"
    assert "steal" not in read_one(page(body=body)).text


@pytest.mark.parametrize(
    "text",
    ["<!doctype html><html></html>", "<html><body><p></p></body></html>", "<html><head><title>A</title></head></html>"],
)
def test_page_without_an_article_is_refused(text: str) -> None:
    with pytest.raises(UnknownFormat) as caught:
        read(text)
    assert caught.value.remedy


@pytest.mark.parametrize(("head", "under", "licence"), [
    ('<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">', "", "https://creativecommons.org/licenses/by/4.0/"),
    ("", '<p><a rel="license noopener" href="https://creativecommons.org/licenses/by-sa/4.0/">CC</a></p>', "https://creativecommons.org/licenses/by-sa/4.0/"),
    (linked(license="https://creativecommons.org/publicdomain/zero/1.0/"), "", "https://creativecommons.org/publicdomain/zero/1.0/"),
    (linked(license={"@type": "CreativeWork", "url": "https://q.example/terms"}), "", "https://q.example/terms"),
    ('<meta name="dc.rights" content="CC BY 4.0">', "", "CC BY 4.0"),
    ("", "<aside><a rel='license' href='https://theme.example/gpl'>Theme</a></aside>", None),
    ("", "", None),
])  # fmt: skip
def test_licence_that_the_page_states_is_kept(head: str, under: str, licence: str | None) -> None:
    assert read_one(page(head, under=under)).licence == licence


def test_captions_are_kept_apart_from_the_text_and_from_credits() -> None:
    figures = "".join(
        f"<figure><img src='a.png'><figcaption>{caption}</figcaption></figure>"
        for caption in ("The outer harbour at low tide, with two tugs", "Photo: Dag Okoro")
    )
    related = "<aside><figure><img src='b.png'><figcaption>Another essay</figcaption></figure></aside>"
    article = read_one(page(body=BODY + figures + related))
    assert article.captions == ("The outer harbour at low tide, with two tugs",)
    assert [credit.split(": ")[-1] for credit in article.image_credits] == ["Dag Okoro"]
    assert "low tide" not in article.text


NOTES = {
    "WordPress": ('<sup data-fn="a" class="fn"><a href="#a" id="a-link">1</a></sup>', '<ol class="wp-block-footnotes"><li id="a">{} <a href="#a-link">↩︎</a></li></ol>'),
    "Markdown": ('<sup id="fnref:1"><a href="#fn:1" rel="footnote">1</a></sup>', '<div class="footnotes"><hr><ol><li id="fn:1"><p>{}&nbsp;<a href="#fnref:1">↩</a></p></li></ol></div>'),
    "roles": ('<a role="doc-noteref" href="#n1">[1]</a>', '<section role="doc-endnotes"><ol><li id="n1">{}</li></ol></section>'),
    "Substack": ('<a class="footnote-anchor" href="#footnote-1">1</a>', '<div class="footnote"><a href="#footnote-anchor-1" class="footnote-number">↑</a><div class="footnote-content"><p>{}</p></div></div>'),
}  # fmt: skip


@pytest.mark.parametrize("kind", NOTES)
def test_footnotes_are_kept_as_references(kind: str) -> None:
    mark, notes = NOTES[kind]
    note = "Port of Quay, Annual Report 2014, p. 12."
    body = BODY.replace("lock keepers,", f"lock keepers,{mark}") + notes.format(note)
    article = read_one(page(body=body))
    assert article.references == (("", note),)
    assert [span.cut(article.text) for span in article.paragraphs] == list(PARAGRAPHS)


def test_number_of_comments_is_no_part_of_a_version() -> None:
    few, many = (read_one(page(linked(commentCount=count))) for count in (2, 40))
    assert (few.comments, many.comments) == (2, 40)
    assert few.version == many.version
    assert read_one(page()).comments is None
