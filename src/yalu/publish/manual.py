"""The pages on method: the Markdown of the project's own docs, shown on the site with links that stay on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from yalu.errors import NotFound

_PAGE = re.compile(r"(?:\./)?([a-z-]+)\.md(#.*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One page on method."""

    name: str
    title: str
    body: Markup


def _folder() -> Traversable:
    """Give the folder of the docs: beside the code where Yalu is installed, in the checkout where it is developed."""
    shipped = files("yalu.publish") / "method"
    return shipped if shipped.is_dir() else Path(__file__).parents[3] / "docs" / "method"


@cache
def list_chapters() -> tuple[str, ...]:
    """Give the names of all pages on method."""
    folder = _folder()
    named = folder.iterdir() if folder.is_dir() else ()
    return tuple(sorted(one.name.removesuffix(".md") for one in named if one.name.endswith(".md")))


@cache
def read_chapter(name: str) -> Chapter:
    """Read a page on method; raise NotFound."""
    if name not in list_chapters():
        raise NotFound(f"no page {name!r} on method", remedy=f"Pages: {', '.join(list_chapters())}.")
    text = (_folder() / f"{name}.md").read_text(encoding="utf-8")
    first, _, rest = text.partition("\n")
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(rest)
    for token in tokens:
        token.children = _at_home(token.children) if token.children else token.children
    html = parser.renderer.render(tokens, parser.options, {})
    html = html.replace("<table>", '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>')
    html = html.replace("</table>", "</table></div>")
    return Chapter(name=name, title=first.removeprefix("# ").strip(), body=Markup(html))  # noqa: S704  # raw HTML is escaped


def _at_home(tokens: list[Token]) -> list[Token]:
    """Lead links to other pages on method to their places on the site; of all other links keep the words."""
    kept: list[Token] = []
    dropped = 0
    for token in tokens:
        if token.type == "link_open":
            found = _PAGE.fullmatch(str(token.attrGet("href")))
            if not found or found[1] not in list_chapters():
                dropped += 1
                continue
            token.attrSet("href", f"/about/method/{found[1]}")
        elif token.type == "link_close" and dropped:
            dropped -= 1
            continue
        kept.append(token)
    return kept
