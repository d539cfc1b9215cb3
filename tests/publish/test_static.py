"""A site as files: every link leads to a file, nothing is absolute, only what changed is written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.builders import article, source
from tests.publish.conftest import LONG, SANCTION
from yalu.errors import OutputError
from yalu.publish.site import Site
from yalu.publish.static_site import Exported, drawing, export, export_site
from yalu.publish.static_site.address import Address, read_address
from yalu.settings import Settings
from yalu.store import Coded, open_archive

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
            if not link.startswith("http") and path:
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
     f"statements/{SANCTION.id}.jsonld", "static/site.css", "search/index.html"],
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

    def noted(site: Site, address: Address, known: frozenset[Address] | None = None) -> drawing.Drawn:
        drawn.append(address)
        return draw(site, address, known)

    monkeypatch.setattr(export, "draw", noted)
    again = export_site(str(archive), ONE, root)
    assert (again.files, again.written, drawn) == (first.files, 0, [])
    (root / "about/index.html").write_text("by hand")
    assert export_site(str(archive), ONE, root).written == 1
    assert drawn
    drawn.clear()
    export_site(str(archive), Settings(workers=1, title="Another name"), root)
    assert drawn


def test_a_changed_article_touches_its_own_pages_and_lists_alone(archive: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yalu"
    shutil.copy(archive, mine)
    root = tmp_path / "site"
    other = article("Nothing is said of anyone here.", title="A quiet piece", authors=("Lone Writer",), published="2010",
                    categories=("Quiet",))  # fmt: skip
    _put(mine, other)
    export_site(str(mine), ONE, root)
    before = times(root)
    later = article("Still nothing is said of anyone.", title="A quiet piece", authors=("Lone Writer",), published="2010",
                    categories=("Quiet",))  # fmt: skip
    _put(mine, later)
    export_site(str(mine), ONE, root)
    touched = {name for name in changed(before, root) if not name.startswith("pagefind/")}
    assert "articles/a-quiet-piece/index.html" in touched
    assert not {name for name in touched if name.startswith(("statements/", "dyads/", "actors/", "articles/coal-iron"))}


def _put(archive: Path, one: object) -> None:
    assert isinstance(one, type(LONG))
    with open_archive(archive, write=True) as store, store.writer() as writer:
        run = writer.begin_run("test")
        writer.put(source(), one, Coded(version=one.version, key=one.version, mentions=(), statements=()), run)


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
    _put(mine, article("A text that will go.", title="Gone soon"))
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
    _put(mine, article("An old post.", title="Old post", url="https://blog.example/2013/12/09/old-post/"))
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
