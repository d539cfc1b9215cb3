"""A site as files: every link leads to a file, nothing is absolute, only what changed is written."""

from __future__ import annotations

import json
import re
import shutil
from base64 import b64decode
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from benchmarks.generating import write_archive

from tests.builders import article, event, source
from tests.publish.conftest import LONG, SANCTION
from yalu.archive import open_file
from yalu.errors import OutputError
from yalu.model import AnyStatement, Article
from yalu.publish.site import Site
from yalu.publish.static_site import Exported, crew, drawing, export, export_site
from yalu.publish.static_site.address import Address, read_address
from yalu.publish.static_site.links import Links
from yalu.settings import Settings
from yalu.store import Coded, StatementFilter, open_archive

ONE = Settings(workers=1)


@pytest.fixture(scope="module")
def exported(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("static") / "site"
    export_site(str(archive), ONE, root)
    return root


def times(root: Path) -> dict[str, int]:
    return {path.relative_to(root).as_posix(): path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}


def changed(before: dict[str, int], root: Path) -> set[str]:
    after = times(root)
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_every_link_of_every_page_leads_to_a_file(exported: Path) -> None:
    pages = sorted(exported.rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        for link in re.findall(r'\b(?:href|src|action)="([^"#][^"]*)"', page.read_text(encoding="utf-8")):
            path = urlsplit(link.replace("&amp;", "&")).path
            assert not link.startswith("?"), (page, link)
            if not link.startswith(("http", "data:", "mailto:")) and path:
                assert not path.startswith("/"), (page, link)
                assert (page.parent / unquote(path)).is_file(), (page, link)


def test_no_page_names_a_host_or_asks_for_a_server(exported: Path) -> None:
    for page in exported.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "localhost" not in text
        assert "testserver" not in text
        assert 'method="post"' not in text
        assert not re.search(r'content="/', text)


def test_every_fragment_leads_to_an_element(exported: Path) -> None:
    for page in exported.rglob("*.html"):
        for link in re.findall(r'href="([^"]+#c-[^"]+)"', page.read_text(encoding="utf-8")):
            path, _, fragment = link.partition("#")
            assert f'id="{fragment}"' in (page.parent / unquote(path)).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "file",
    ["articles/coal-iron.bib", "articles/coal-iron.json", "articles.atom", "figures.csv", "dyads/CHN/PRK/index.html",
     f"statements/{SANCTION.id}/index.html", "static/site.css", "search/index.html"],
)  # fmt: skip
def test_forms_and_assets_are_files(exported: Path, file: str) -> None:
    assert (exported / file).stat().st_size


def test_a_second_export_touches_nothing(archive: Path, exported: Path) -> None:
    before = times(exported)
    again = export_site(str(archive), ONE, exported)
    assert (again.written, again.removed) == (0, 0)
    assert not changed(before, exported)


def test_nothing_is_drawn_while_nothing_has_changed(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "site"
    first = export_site(str(archive), ONE, root)
    drawn: list[Address] = []
    draw = drawing.draw

    def noted(site: Site, address: Address, links: Links) -> drawing.Drawn:
        drawn.append(address)
        return draw(site, address, links)

    monkeypatch.setattr(crew, "draw", noted)
    again = export_site(str(archive), ONE, root)
    assert (again.files, again.written, again.pages, again.drawn, drawn) == (first.files, 0, first.pages, 0, [])
    (root / "about/index.html").write_text("by hand")
    assert export_site(str(archive), ONE, root).written == 1
    assert drawn == [Address("/about")]
    drawn.clear()
    done = export_site(str(archive), Settings(workers=1, title="Another name"), root)
    assert len(drawn) == done.drawn == done.pages


def test_a_changed_article_touches_its_own_pages_and_lists_alone(archive: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yalu"
    shutil.copy(archive, mine)
    root = tmp_path / "site"
    other = article("Nothing is said of anyone here.", title="A quiet piece", authors=("Lone Writer",), published="2010",
                    categories=("Quiet",))  # fmt: skip
    _say(mine, other)
    export_site(str(mine), ONE, root)
    before = times(root)
    later = article("Still nothing is said of anyone.", title="A quiet piece", authors=("Lone Writer",), published="2010",
                    categories=("Quiet",))  # fmt: skip
    _say(mine, later)
    export_site(str(mine), ONE, root)
    touched = {name for name in changed(before, root) if not name.startswith("pagefind/")}
    assert "articles/a-quiet-piece/index.html" in touched
    assert not {name for name in touched if name.startswith(("statements/", "dyads/", "actors/", "articles/coal-iron"))}


def test_a_statement_holds_its_forms_in_its_page(exported: Path) -> None:
    page = (exported / f"statements/{SANCTION.id}/index.html").read_text(encoding="utf-8")
    held = dict(re.findall(rf'download="{SANCTION.id}\.([a-z.]+)" href="data:[a-z/+-]+;base64,([^"]+)"', page))
    assert held.keys() == {"json", "bib", "ris", "csl.json"}
    assert LONG.title[:4] in b64decode(held["bib"]).decode()
    assert b64decode(held["ris"]).startswith(b"TY  - JOUR")
    assert json.loads(b64decode(held["json"]))["id"] == SANCTION.id
    assert (
        json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])["type"] == "Annotation"
    )
    assert not list((exported / "statements").glob("st_*.*"))


def test_a_link_to_a_list_of_one_leads_to_it_and_none_to_itself(exported: Path) -> None:
    page = (exported / f"statements/{SANCTION.id}/index.html").read_text(encoding="utf-8")
    assert "No other statement" in page
    assert not (exported / "timeline/by-CHN_kind-event_to-PRK_type-SANCTION").exists()
    assert (exported / "timeline/by-CHN_kind-event_to-PRK/index.html").exists()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "many.yalu"
    write_archive(path, 6)
    return path


@pytest.fixture(scope="module")
def many_exported(many: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("many") / "site"
    export_site(str(many), ONE, root)
    return root


def test_the_pages_of_a_long_list_lead_on(many_exported: Path) -> None:
    first = (many_exported / "statements/index.html").read_text()
    following = re.findall(r'rel="next" href="([^"]+)"', first)
    assert following
    second = many_exported / "statements" / following[0]
    assert second.resolve() == many_exported / "statements/page/2/index.html"
    assert set(re.findall(r'id="c-(\w+)"', first)).isdisjoint(re.findall(r'id="c-(\w+)"', second.read_text()))


@pytest.mark.parametrize("change", ["changed", "added", "decided"])
def test_an_export_after_a_change_is_what_a_new_one_would_be(
    many: Path, many_exported: Path, tmp_path: Path, change: str
) -> None:  # fmt: skip
    mine, root, new = tmp_path / "mine.yalu", tmp_path / "site", tmp_path / "new"
    shutil.copy(many, mine)
    shutil.copytree(many_exported, root)
    _change(mine, change)
    done = export_site(str(mine), ONE, root)
    # Of seven articles each stands in many lists; of many it stands in few.
    assert done.pages * 2 / 3 > done.drawn > 10
    export_site(str(mine), ONE, new)
    assert files_in(root) == files_in(new) != files_in(many_exported)


def _say(archive: Path, one: Article, *told: AnyStatement) -> None:
    with open_archive(archive, write=True) as store, store.writer() as writer:
        run = writer.begin_run("test")
        writer.put(source(), one, Coded(version=one.version, key=one.version, mentions=(), statements=told), run)


def _change(archive: Path, how: str) -> None:
    if how == "added":
        late = article("China sanctioned North Korea.", title="A late one", authors=("Author 3",), published="2030")
        _say(archive, late, event(late, late.text, date="2014"))
        return
    with open_file(archive) as opened:
        found = next(iter(opened.view.statements(StatementFilter(kinds=("event",)))))
        if how == "decided":
            opened.decide(found.id, "reject", by="me", why="wrong")
            return
        old = opened.view.article(found.article)
    _say(archive, replace(old, title="Another title"))


def files_in(root: Path) -> dict[str, bytes]:
    """Give all pages and forms; the index of the search has other bytes each time."""
    found = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith((".", "pagefind/"))}


def test_several_processes_write_what_one_writes(
    many: Path, many_exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(export, "_FEW", 10)
    export_site(str(many), Settings(workers=2), tmp_path / "two")
    assert files_in(many_exported) == files_in(tmp_path / "two")


def test_foreign_files_are_refused_and_kept(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("mine")
    with pytest.raises(OutputError, match=r"thesis\.doc"):
        export_site(str(archive), ONE, tmp_path)
    assert not (tmp_path / "index.html").exists()
    export_site(str(archive), ONE, tmp_path, force=True)
    assert (tmp_path / "thesis.doc").read_text() == "mine"
    assert (tmp_path / "index.html").exists()


def test_what_vanished_is_removed_and_nothing_else(archive: Path, tmp_path: Path) -> None:
    root = tmp_path / "site"
    mine = tmp_path / "mine.yalu"
    shutil.copy(archive, mine)
    _say(mine, article("A text that will go.", title="Gone soon"))
    export_site(str(mine), ONE, root)
    assert (root / "articles/gone-soon/index.html").exists()
    (root / ".nojekyll").touch()
    done: Exported = export_site(str(archive), ONE, root)
    assert done.removed
    assert not (root / "articles/gone-soon").exists()
    assert (root / ".nojekyll").exists()


def test_old_dated_addresses_lead_to_the_article(archive: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yalu"
    shutil.copy(archive, mine)
    _say(mine, article("An old post.", title="Old post", url="https://blog.example/2013/12/09/old-post/"))
    export_site(str(mine), ONE, tmp_path / "site")
    page = (tmp_path / "site/2013/12/09/old-post/index.html").read_text()
    assert 'content="0; url=../../../../articles/old-post/index.html"' in page


def test_a_base_url_stands_in_what_is_cited_and_in_the_sitemap(archive: Path, tmp_path: Path) -> None:
    settings = Settings(workers=1, base_url="https://journal.example/asia/")
    export_site(str(archive), settings, tmp_path / "site")
    page = (tmp_path / "site/articles/coal-iron/index.html").read_text()
    assert 'content="https://journal.example/asia/articles/coal-iron"' in page
    assert "https://journal.example/asia/articles/coal-iron<" in (tmp_path / "site/sitemap.xml").read_text()
    assert '<link href="https://journal.example/asia/articles"/>' in (tmp_path / "site/articles.atom").read_text()


@pytest.mark.parametrize(
    ("link", "file"),
    [
        ("/", "index.html"),
        ("/?page=3", "page/3/index.html"),
        ("/articles/a-b", "articles/a-b/index.html"),
        ("/articles/a-b.bib", "articles/a-b.bib"),
        ("/timeline?to=PRK&by=CHN", "timeline/by-CHN_to-PRK/index.html"),
        ("/timeline?by=CHN&to=PRK&page=2", "timeline/by-CHN_to-PRK/page/2/index.html"),
        ("/timeline.csv?by=CHN&page=2", "timeline/by-CHN.csv"),
        ("/figures?written_before=2014", "figures/index.html"),
        ("/actors/PRK?written_before=2014", "actors/PRK/index.html"),
    ],
)
def test_an_address_has_one_file(link: str, file: str) -> None:
    address = read_address(link)
    assert address is not None
    assert address.file == file


@pytest.mark.parametrize("path", ["/tags/..", "/tags/a%2Fb", "/actors/x:y", "/tags/" + "long" * 60, "/tags/%2e%2e"])
def test_no_name_leaves_the_folder(path: str) -> None:
    parts = Address(path).file.split("/")
    assert len(parts) == 3
    assert all(part.strip(".") and ":" not in part and len(part) < 120 for part in parts)


def test_two_names_never_share_a_file() -> None:
    assert Address("/tags/a b").file != Address("/tags/a-b").file
