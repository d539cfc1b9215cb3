from __future__ import annotations

import json

import pytest

from tests.sources.making import read, read_one, read_or_refuse, titles
from yalu.errors import BrokenSource

WHOLE = "<p>The pilots went back to work on Monday, after nine days.</p><p>Nobody had asked the lock keepers.</p>"
TEASER = "The pilots went back to work on Monday, after nine days."


def rss(*items: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>Harbour Notes</title><link>https://quay.example</link><language>en-GB</language>{''.join(items)}</channel></rss>"
    )


def item(inner: str, title: str = "Nine Days Out", link: str = "https://quay.example/9") -> str:
    return f"<item><title>{title}</title><link>{link}</link><pubDate>Fri, 30 Jan 2015 23:30:00 -0500</pubDate>{inner}</item>"


CONTENT = f"<description>{TEASER}</description><content:encoded><![CDATA[{WHOLE}]]></content:encoded>"


def test_rss_item_with_its_content_is_whole() -> None:
    article = read_one(rss(item(f"<dc:creator>Odile Marsh</dc:creator><category>Ports</category>{CONTENT}")))
    assert (article.title, article.authors, article.published) == ("Nine Days Out", ("Odile Marsh",), "2015-01-30")
    assert (article.complete, len(article.paragraphs), article.categories) == (True, 2, ("Ports",))
    assert (article.publication, article.url, article.language) == ("Harbour Notes", "https://quay.example/9", "en")


@pytest.mark.parametrize(
    "inner",
    [
        f"<description>{TEASER}</description>",
        f"<description>{TEASER} [...]</description>",
        f"<description><![CDATA[<p>{TEASER}</p><p><a href='x'>Read more</a></p>]]></description>",
    ],
)
def test_item_without_its_content_is_a_teaser(inner: str) -> None:
    article = read_one(rss(item(inner)))
    assert (article.complete, article.text) == (False, TEASER)


def test_atom_entry_with_several_authors() -> None:
    text = (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Notes</title><entry><title type="html">Nine &amp;amp; Ten</title>'
        '<link href="https://quay.example/9"/><published>2015-01-30T23:30:00+09:00</published><updated>2016-02-01T00:00:00Z</updated>'
        "<author><name>Bram Keller</name></author><author><name>Ines Oduya</name></author>"
        f'<content type="html">{WHOLE.replace("<", "&lt;")}</content></entry></feed>'
    )
    article = read_one(text)
    assert (article.title, article.authors) == ("Nine & Ten", ("Bram Keller", "Ines Oduya"))
    assert (article.published, article.modified, len(article.paragraphs)) == ("2015-01-30", "2016-02-01", 2)


def blogger(kind: str, title: str, extra: str = "") -> str:
    return (
        f"<entry><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#{kind}'/>"
        f"<category scheme='http://www.blogger.com/atom/ns#' term='tugs'/><title>{title}</title><link rel='alternate' href='https://b.example/{title}'/>"
        f"<published>2015-01-30T10:00:00.000+01:00</published><author><name>Odile Marsh</name></author><content type='html'>{WHOLE.replace('<', '&lt;')}</content>{extra}</entry>"
    )


def test_blogger_export_gives_posts_and_not_comments_settings_or_drafts() -> None:
    draft = "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft></app:control>"
    entries = [
        blogger("template", "T"),
        blogger("settings", "S"),
        blogger("post", "Tolls"),
        blogger("comment", "C"),
        blogger("post", "D", draft),
    ]
    reading = read(
        f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Quay</title>{''.join(entries)}</feed>"
    )
    assert titles(reading) == ["Tolls"]
    assert reading.articles[0].tags == ("tugs",)
    assert "'comment'" in reading.issues[0].message
    assert "1 drafts" in reading.issues[0].message


@pytest.mark.parametrize(
    ("fields", "complete", "paragraphs"),
    [
        ({"content_html": WHOLE}, True, 2),
        ({"content_text": f"{TEASER}\n\nIf 1 < 2, so be it."}, True, 2),
        ({"summary": TEASER}, False, 1),
    ],
)
def test_json_feed(fields: dict[str, str], complete: bool, paragraphs: int) -> None:
    record = {
        "title": "Nine Days Out",
        "url": "https://quay.example/9",
        "date_published": "2015-01-30T10:00:00Z",
        "authors": [{"name": "Odile Marsh"}],
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Notes", "items": [record | fields]}
    article = read_one(json.dumps(feed))
    assert (article.authors, article.published) == (("Odile Marsh",), "2015-01-30")
    assert (article.complete, len(article.paragraphs)) == (complete, paragraphs)


def test_scripts_of_an_item_are_no_text() -> None:
    body = f"<description><![CDATA[{TEASER}<script>steal()</script><img src=x onerror=steal()>]]></description>"
    assert "steal" not in read_one(rss(item(body))).text


def test_feed_that_is_not_well_formed_is_read_and_said() -> None:
    reading = read(rss(item(CONTENT), item(CONTENT, "Tin", "https://quay.example/10"))[:-20])
    assert titles(reading) == ["Nine Days Out", "Tin"]
    assert any("not well formed" in issue.message for issue in reading.issues)


@pytest.mark.parametrize(
    "text", [rss(), "<?xml version='1.0'?><feed>", '{"version": "https://jsonfeed.org/version/1", "items": [']
)
def test_feed_without_items_is_refused(text: str) -> None:
    with pytest.raises(BrokenSource) as caught:
        read(text)
    assert caught.value.remedy


def test_bomb_of_entities_stays_small() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    text = rss(item(CONTENT, "Tolls &b; &f;")).replace("<rss", f"{bomb}<rss", 1)
    for article in read(text).articles:
        assert "root" not in article.title
        assert len(article.title) < 60


@pytest.mark.parametrize(
    "reference", ["&#xd800;", "&#55296;", "&#x110000;", "&#99999999999999999999;", "&#0;", "&#xDFFF "]
)
@pytest.mark.parametrize("place", ["<rss", "Nine"])
def test_reference_to_no_character_harms_nothing_else(reference: str, place: str) -> None:
    text = rss(item(CONTENT, "Nine Days", "https://q.example/1")).replace(place, f"{reference}{place}", 1)
    reading = read_or_refuse(text, "feed.xml")
    if place == "Nine":
        assert reading
        assert [article.title.endswith("Nine Days") for article in reading.articles] == [True]
