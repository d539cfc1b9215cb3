"""Search for a static site: an index of the articles by Pagefind, made offline by its own program.

Pagefind is an extra, imported by name when an index is wanted.
"""

from __future__ import annotations

import asyncio
import importlib
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from yalu.archive import open_file
from yalu.model import Article, bounds_of
from yalu.publish.dating import say_date
from yalu.publish.site import Site
from yalu.publish.static_site.address import Address, link_to

FOLDER = "pagefind"
MADE_FROM = f"{FOLDER}/made-from.txt"
"""Says what the index was made from: Pagefind gives other bytes each time for the same articles."""
_OWN_LOOKS = ("pagefind-ui", "pagefind-modular", "pagefind-component", "pagefind-highlight", "playground")
"""What Pagefind brings for pages that have no look of their own."""


def can_index() -> bool:
    """Say whether Pagefind and its program are installed."""
    return all(find_spec(name) for name in ("pagefind", "pagefind_bin"))


def hash_articles(site: Site) -> bytes:
    """Give a hash of all that the index is made from, Pagefind's version included."""
    return sha256(version("pagefind").encode() + site.held.held.shelf.hash_texts()).hexdigest().encode()


def index_articles(archive: str) -> dict[str, bytes]:
    """Give the files of the index of an archive with their content; needs the extra `static`."""
    with TemporaryDirectory() as folder:
        asyncio.run(_index(archive, Path(folder)))
        found = {
            path.relative_to(folder).as_posix(): path for path in sorted(Path(folder).rglob("*")) if path.is_file()
        }
        return {f"{FOLDER}/{name}": at.read_bytes() for name, at in found.items() if not name.startswith(_OWN_LOOKS)}


async def _index(archive: str, folder: Path) -> None:
    module: Any = importlib.import_module("pagefind.index")
    with open_file(archive) as opened:
        slugs = opened.view.slugs()
        async with module.PagefindIndex(config={"output_path": str(folder)}) as index:
            # One after the other: the same articles in the same order give the same files.
            for article in opened.view.each_article():
                await index.add_custom_record(**_record(article, slugs[article.id]))


def _record(article: Article, slug: str) -> dict[str, Any]:
    filters = {"author": list(article.authors), "category": list(article.categories), "year": _years(article.published)}
    return {
        "url": "/" + link_to(Address(f"/articles/{slug}").file),
        "content": f"{article.title}. {article.text}",
        "language": article.language or "en",
        "meta": {
            "title": article.title, "authors": " and ".join(article.authors), "published": say_date(article.published),
        },
        "filters": {name: values for name, values in filters.items() if values},
    }  # fmt: skip


def _years(published: str | None) -> list[str]:
    first, last = bounds_of(published) if published else (None, None)
    return [str(first.year)] if first and last and first.year == last.year else []
