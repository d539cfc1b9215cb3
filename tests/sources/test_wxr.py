from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.sources.making import how, read, read_one, titles
from yalu.errors import BrokenSource
from yalu.sources import read_all, read_source

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.0" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Harbour Notes</title><link>https://quay.example</link><language>en-GB</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>omarsh</wp:author_login><wp:author_display_name><![CDATA[Odile Marsh]]></wp:author_display_name></wp:author>
<wp:author><wp:author_login>admin</wp:author_login><wp:author_display_name><![CDATA[admin]]></wp:author_display_name></wp:author>
"""
BODY = "<p>The pilots went back to work on Monday, after nine days.</p><p>Nobody had asked the lock keepers.</p>"


def post(
    body: str = BODY,
    *,
    title: str = "Nine Days Out",
    by: str = "omarsh",
    number: int = 7,
    more: str = "",
    **values: str,
) -> str:
    given = {
        "post_id": str(number),
        "post_date": "2015-01-30 10:00:00",
        "status": "publish",
        "post_type": "post",
    } | values
    wp = "".join(f"<wp:{name}>{value}</wp:{name}>" for name, value in given.items())
    return (
        f"<item><title>{title}</title><link>https://quay.example/{number}/</link><dc:creator><![CDATA[{by}]]></dc:creator>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>{wp}{more}</item>\n"
    )


def export(*posts: str, end: str = "</channel></rss>") -> str:
    return HEAD + "".join(posts) + end


def test_post_gives_all_that_the_export_names() -> None:
    more = '<category domain="category" nicename="p"><![CDATA[Ports]]></category><category domain="post_tag" nicename="t"><![CDATA[tugs]]></category>'
    article = read_one(export(post(more=more, post_modified="2016-02-01 00:00:00")), "export.xml")
    assert (article.title, article.authors, article.published, article.modified) == (
        "Nine Days Out",
        ("Odile Marsh",),
        "2015-01-30",
        "2016-02-01",
    )
    assert (article.categories, article.tags, article.publication) == (("Ports",), ("tugs",), "Harbour Notes")
    assert (article.url, article.language, len(article.paragraphs), article.complete) == (
        "https://quay.example/7/",
        "en",
        2,
        True,
    )
    assert how(article, "published").sure == 1


def test_co_authors_are_authors_and_not_tags() -> None:
    more = "".join(
        f'<category domain="author" nicename="x"><![CDATA[{name}]]></category>'
        for name in ("Bram Keller", "Ines Oduya")
    )
    article = read_one(export(post(more=more)))
    assert (article.authors, article.tags) == (("Bram Keller", "Ines Oduya"), ())


@pytest.mark.parametrize(
    ("by", "body", "authors"),
    [
        ("admin", BODY, ()),
        ("unknown-login", BODY, ()),
        ("admin", f"<p>Written by Petra Lindqvist.</p>{BODY}", ("Petra Lindqvist",)),
        ("omarsh", f"<p>Written by Petra Lindqvist.</p>{BODY}", ("Petra Lindqvist",)),
    ],
)
def test_written_by_is_believed_before_the_account(by: str, body: str, authors: tuple[str, ...]) -> None:
    assert read_one(export(post(body, by=by))).authors == authors


def test_what_was_not_published_is_counted_and_left_out() -> None:
    comment = "<wp:comment><wp:comment_author_email>a@b.example</wp:comment_author_email><wp:comment_content>First!</wp:comment_content></wp:comment>"
    reading = read(
        export(
            post(more=comment), post(status="draft", number=8), post(status="private", number=9), post(post_type="page", number=10),
            post(post_password="tide", number=11), post(title="", number=12),
        )
    )  # fmt: skip
    assert titles(reading) == ["Nine Days Out"]
    [issue] = reading.issues
    for told in ("'draft'", "'private'", "'page'", "password", "without title"):
        assert told in issue.message
    assert "First!" not in reading.articles[0].text


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        ("One line.\n\nAnother line\nthat goes on.", ["One line.", "Another line that goes on."]),
        ('<!-- wp:paragraph --><p>One.</p><!-- /wp:paragraph --><!--more--><p>Two.</p><!--nextpage--><p>Three.</p>', ["One.", "Two.", "Three."]),
        ('[caption id="a" align="left"]<img src="x.jpg"> A quay[/caption]\n\nOne [sic].\n\nTwo [...].', ["One [sic].", "Two [...]."]),
        ("[vc_row][vc_column width=\"1/2\"]One.[/vc_column][/vc_row]", ["One."]),
        ('<p onclick="x()">One.</p><script>alert(1)</script><iframe src="y"></iframe><p>Two.</p>', ["One.", "Two."]),
        ("<p>One.</p>[gallery ids=\"1,2\"]<p>Two.</p>", ["One.", "Two."]),
    ],
)  # fmt: skip
def test_body_of_any_editor_becomes_paragraphs(body: str, paragraphs: list[str]) -> None:
    article = read_one(export(post(body)))
    assert [span.cut(article.text) for span in article.paragraphs] == paragraphs


def test_credits_of_pictures_are_kept_apart() -> None:
    body = f"<figure><img src='q.jpg'><figcaption>Image credit: Tidal Archive</figcaption></figure>{BODY}"
    picture = post("", title="quay", number=20, post_type="attachment", status="inherit", post_parent="7").replace(
        "<excerpt:encoded><![CDATA[]]>", "<excerpt:encoded><![CDATA[Photo: Ada Merrow/Flickr]]>"
    )
    article = read_one(export(post(body), picture))
    assert len(article.image_credits) == 2
    assert "Archive" not in article.text


def test_control_character_costs_itself_only() -> None:
    reading = read(export(post("<p>A tab\x0bof lead, in a post of many years ago.</p>"), post(title="Tin", number=8)))
    assert titles(reading) == ["Nine Days Out", "Tin"]
    assert any("XML does not allow" in issue.message for issue in reading.issues)


def test_cut_export_gives_what_is_whole_and_says_so() -> None:
    whole = export(post(), post(title="Tin", number=8))
    reading = read(whole[: whole.index("Tin") + 3])
    assert titles(reading)[0] == "Nine Days Out"
    assert any("cut" in issue.message for issue in reading.issues)


@pytest.mark.parametrize("tag", ["div", "span", "blockquote"])
def test_body_that_nests_without_end_keeps_its_text_and_ends_soon(tag: str) -> None:
    started = time.process_time()
    article = read_one(export(post(f"<{tag}>" * 20_000 + "The tolls rose in the year of fog." + f"</{tag}>" * 20_000)))
    assert article.text == "The tolls rose in the year of fog."
    assert time.process_time() - started < 3


def test_bomb_of_entities_stays_small() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    text = export(post(title="&c;&f; Tolls")).replace("<rss", f"{bomb}<rss", 1)
    for article in read(text).articles:
        assert len(article.title) < 100
        assert "root" not in article.title


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_large_export_comes_in_parts_that_are_one_source(tmp_path: Path) -> None:
    posts = [post(title=f"Day {number}", number=number) for number in range(450)]
    path = write(tmp_path / "export.xml", export(*posts, post(status="draft", number=999)))
    readings = list(read_all(path))
    assert [(len(one.articles), one.partial, len(one.issues)) for one in readings] == [
        (200, True, 0), (200, True, 0), (50, False, 1),
    ]  # fmt: skip
    assert len({one.source for one in readings}) == 1
    assert readings[0].source == read_source(path).source
    parts = [article for one in readings for article in one.articles]
    assert parts == list(read_source(path).articles)


def test_same_post_in_two_parts_is_kept_once_and_said(tmp_path: Path) -> None:
    posts = [post(title=f"Day {number}", number=number) for number in range(250)]
    *_, last = read_all(write(tmp_path / "export.xml", export(*posts, posts[0])))
    assert len(last.articles) == 50
    assert ["stands twice" in one.message for one in last.issues] == [True]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak is told by Linux")
def test_memory_does_not_grow_with_the_export(tmp_path: Path) -> None:
    said = "It was said that the tolls had been paid by those who came from the north, and not by the others. " * 5
    body = "".join(f"<p>{said}</p>" for _ in range(20))
    with (tmp_path / "export.xml").open("w", encoding="utf-8") as file:
        file.write(export(end=""))
        for number in range(3000):
            file.write(post(body, title=f"Day {number}", number=number))
        file.write("</channel></rss>")
    assert (tmp_path / "export.xml").stat().st_size > 30_000_000
    counted, before, after = map(int, subprocess.check_output(
        [sys.executable, "-c", _MEASURE, str(tmp_path / "export.xml")], text=True, env=os.environ
    ).split())  # fmt: skip
    assert counted == 3000
    assert after - before < 30_000, "kilobytes beyond what importing the readers takes"


_MEASURE = """
import re, sys
from yalu.sources import read_all
peak = lambda: int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
before = peak()
print(sum(len(one.articles) for one in read_all(sys.argv[1])), before, peak())
"""


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "latin-1"])
def test_export_in_another_encoding(encoding: str, tmp_path: Path) -> None:
    text = export(post(title="Café")).replace("UTF-8", "ISO-8859-1" if encoding == "latin-1" else encoding)
    (tmp_path / "export.xml").write_bytes(text.encode(encoding))
    titles_ = [article.title for one in read_all(tmp_path / "export.xml") for article in one.articles]
    assert titles_ == ["Café"]


def test_reference_that_no_text_can_hold_is_a_named_error() -> None:
    text = export(post()).replace('xmlns:excerpt="', 'xmlns:excerpt="&#xd800;')
    with pytest.raises(BrokenSource) as caught:
        read(text, "export.xml")
    assert caught.value.remedy


def comment(approved: str) -> str:
    return (
        "<wp:comment><wp:comment_author>Dag Okoro</wp:comment_author><wp:comment_author_email>dag@q.example</wp:comment_author_email>"
        f"<wp:comment_approved>{approved}</wp:comment_approved><wp:comment_content>I was there.</wp:comment_content></wp:comment>"
    )


def test_comments_are_counted_and_never_read() -> None:
    article = read_one(export(post(more=comment("1") + comment("0") + comment("1"))), "export.xml")
    assert article.comments == 2
    assert "Okoro" not in repr(article)
    assert read_one(export(post()), "export.xml").comments is None


def test_block_of_footnotes_becomes_references() -> None:
    body = BODY.replace("nine days.", 'nine days.<sup class="fn"><a href="#a">1</a></sup>')
    body += '<ol class="wp-block-footnotes"><li id="a">Port of Quay, 2014. <a href="#a-link">↩︎</a></li></ol>'
    article = read_one(export(post(body)), "export.xml")
    assert article.references == (("", "Port of Quay, 2014."),)
    assert article.text.endswith("Nobody had asked the lock keepers.")
    assert "days.1" not in article.text
