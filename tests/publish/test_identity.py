"""The journal's own looks and words; old addresses lead on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.builders import article, source
from yalu.errors import SettingsError
from yalu.publish import make_app
from yalu.publish.static_site import export_site
from yalu.settings import Settings, contrast, read_settings
from yalu.store import Coded, open_archive

TOML = """
title = "The Tumen Review"
tagline = "Borders, read closely"
accent = "#7a1f3d"
accent_dark = "#f2a7bd"
logo = "mark.svg"
licence = "CC BY 4.0"
licence_url = "https://creativecommons.org/licenses/by/4.0/"
footer = "Edited in *two* cities. <script>no</script>"
about = ["masthead.md"]
base_url = "https://tumen.example/review"
[[menu]]
label = "Essays"
address = "/articles"
[[menu]]
label = "Store"
address = "https://tumen.example/store"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "yalu.toml").write_text(TOML, encoding="utf-8")
    (tmp_path / "mark.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    text = "# Who we are\n\nWe [write](/articles). <b>raw</b> [bad](javascript:alert(1))\n"
    (tmp_path / "masthead.md").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def mine(archive: Path, folder: Path) -> TestClient:
    return TestClient(make_app(str(archive), read_settings({}, folder=folder)))


def test_every_page_bears_the_journals_marks(mine: TestClient) -> None:
    html = mine.get("/timeline").text
    for words in ("The Tumen Review", "Borders, read closely", 'href="https://tumen.example/store"', ">Essays</a>",
                  "Edited in <em>two</em> cities.", 'rel="license"', 'href="/about/masthead"'):  # fmt: skip
        assert words in html
    assert "<script>no" not in html
    assert ">Dyads</a>" not in html


def test_colours_and_logo_are_files_of_the_site(mine: TestClient) -> None:
    css = mine.get("/static/identity.css")
    assert css.headers["content-type"].startswith("text/css")
    assert "--link: light-dark(#7a1f3d, #f2a7bd);" in css.text
    assert mine.get("/static/logo.svg").headers["content-type"].startswith("image/svg")
    assert mine.get("/static/site.css").status_code == 200


def test_an_own_page_is_markdown_without_raw_html(mine: TestClient) -> None:
    html = mine.get("/about/masthead").text
    assert "<h1>Who we are</h1>" in html
    assert '<a href="/articles">write</a>' in html
    assert "<b>raw" not in html
    assert 'href="javascript' not in html
    assert mine.get("/about/nothing").status_code == 404


def test_what_is_cited_bears_the_base_url(mine: TestClient) -> None:
    assert 'content="https://tumen.example/review/articles/coal-iron"' in mine.get("/articles/coal-iron").text


def test_the_copy_has_the_same_marks(archive: Path, folder: Path, tmp_path: Path) -> None:
    export_site(str(archive), read_settings({"YALU_WORKERS": "1"}, folder=folder), tmp_path / "site")
    assert "--link: light-dark(#7a1f3d" in (tmp_path / "site/static/identity.css").read_text()
    assert (tmp_path / "site/static/logo.svg").exists()
    assert "Who we are" in (tmp_path / "site/about/masthead/index.html").read_text()
    assert 'href="../articles/index.html"' in (tmp_path / "site/timeline/index.html").read_text()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('accent = "red"', "accent: 'red' is no colour"),
        ('accent = "#ffee00"', "accent: #ffee00 .* contrast of"),
        ('accent_dark = "#000000"', "accent_dark: #000000"),
        ('logo = "gone.svg"', "logo: there is no file 'gone.svg'"),
        ('about = ["gone.md"]', "about: there is no file 'gone.md'"),
        ('base_url = "tumen.example"', "base_url: 'tumen.example'"),
        ('base_url = "javascript:alert(1)"', "base_url: "),
        ('[[menu]]\nlabel = "x"\naddress = "javascript:1"', "menu: 'javascript:1' of 'x'"),
        ('[[menu]]\nlabel = "x"', "menu"),
        ('colour = "#000000"', "unknown setting 'colour'"),
    ],
)
def test_a_wrong_setting_names_file_and_key(tmp_path: Path, line: str, words: str) -> None:
    (tmp_path / "yalu.toml").write_text(line, encoding="utf-8")
    with pytest.raises(SettingsError, match=words) as told:
        read_settings({}, folder=tmp_path)
    assert "yalu.toml" in str(told.value)


def test_contrast_is_that_of_the_recommendation() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/2013/12/09/fall-of-an-uncle/", "/articles/fall-of-an-uncle"),
        ("/2013/12/09/fall-of-an-uncle", "/articles/fall-of-an-uncle"),
        ("/?p=4711", "/articles/a-plain-number"),
        ("/category/dprk/", "/categories/dprk"),
        ("/author/hanne-vogt/", "/authors/hanne-vogt"),
        ("/tag/coal", "/tags/coal"),
    ],
)
def test_old_addresses_lead_on(archive: Path, tmp_path: Path, old: str, new: str) -> None:
    client = TestClient(make_app(str(_with_old(archive, tmp_path)), Settings()))
    answer = client.get(old, follow_redirects=False)
    assert (answer.status_code, answer.headers.get("location")) == (301, new)


@pytest.mark.parametrize("old", ["/2013/12/09/another/", "/2013/12/09/_all-of-an-uncle/", "/2013/12/09/%25/"])
def test_an_old_address_that_never_was_is_not_found(archive: Path, tmp_path: Path, old: str) -> None:
    client = TestClient(make_app(str(_with_old(archive, tmp_path)), Settings()))
    assert client.get(old, follow_redirects=False).status_code == 404


def _with_old(archive: Path, folder: Path) -> Path:
    mine = folder / "mine.yalu"
    shutil.copy(archive, mine)
    told = [("Fall of an uncle", "https://old.example/2013/12/09/fall-of-an-uncle/"), ("A plain number", "http://old.example/?p=4711")]  # fmt: skip
    with open_archive(mine, write=True) as store, store.writer() as writer:
        run = writer.begin_run("test")
        for title, url in told:
            one = article(f"{title}, told.", title=title, url=url)
            writer.put(source(), one, Coded(version=one.version, key=one.version, mentions=(), statements=()), run)
    return mine


def test_a_pinned_article_stands_first_and_once(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "yalu.toml").write_text('pinned = ["coal-iron", "gone"]', encoding="utf-8")
    html = TestClient(make_app(str(archive), read_settings({}, folder=tmp_path))).get("/").text
    main = html.split("<main", 1)[1].split("<aside", 1)[0]
    assert main.index("Coal &amp; &lt;iron&gt;") < main.index("A second count")
    assert main.count('<h2><a href="/articles/coal-iron">') == 1
