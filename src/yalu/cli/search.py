"""yalu search WORDS"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from yalu.archive import Archive
from yalu.cli import Context
from yalu.cli.archives import opened
from yalu.cli.opening import command_line, listing
from yalu.cli.printing import Shape, named, print_records, tell_number
from yalu.cli.saying import citing, statement_columns
from yalu.model import Article, Record, flatten_statement
from yalu.search import Hit, Results, Snippet
from yalu.store import ArticleFilter, StatementFilter

_SCREEN = 10
_MARK = "bold yellow"
_COLUMNS = (named("id"), named("published"), named("authors"), named("title"), named("snippet"))


@click.command("search")
@click.argument("query", nargs=-1)
@click.option("--actor", help="Only what names this actor: a code or a name.")
@click.option("--year", metavar="PERIOD", help="Published 2013, 2013..2017, 2013.. ...")
@click.option("--author", help="Only by this author.")
@click.option("--category", help="Only in this category.")
@click.option("--statements", is_flag=True, help="List statements found instead of articles.")
@listing
@click.pass_obj
def command(context: Context, /, query: tuple[str, ...], statements: bool, **options: Any) -> None:
    """Find articles, best first.

    Words are all wanted; "a phrase", OR, -not, NEAR/5, word~ (spelt nearly so), brackets and fields narrow: actor:PRK
    type:SANCTION theme:influence certainty:negated holder:CHN year:2013..2017.
    """
    shape = Shape.take(options)
    text = " ".join(query)
    with opened(context) as archive:
        limit = shape.limit or (None if not _on_screen(shape) else _SCREEN)
        found = archive.find(text, limit=limit, **options)
        for problem in found.problems:
            click.echo(f"note: {problem.message} ({text[problem.start : problem.end]!r})", err=True)
        if statements:
            count = print_records(_statements(archive, found), statement_columns(citing(archive.view)), shape)
        elif _on_screen(shape):
            count = _show(archive, found)
        else:
            count = print_records(archive.hits(found), _COLUMNS, shape)
    if not count and not shape.as_json:
        _loosen(context, found, options)


def _on_screen(shape: Shape) -> bool:
    return sys.stdout.isatty() and not shape.as_json and not shape.everything


def _statements(archive: Archive, found: Results) -> Iterator[Record]:
    ids = tuple(hit.statement for hit in found.statements)
    by_id = {one.id: one for one in archive.view.statements(StatementFilter(ids=ids))} if ids else {}
    return (flatten_statement(by_id[name]) for name in ids if name in by_id)


def _show(archive: Archive, found: Results) -> int:
    console = Console(highlight=False)
    ids = tuple(hit.article for hit in found.hits)
    articles = {one.id: one for one in archive.view.articles(ArticleFilter(ids=ids))} if ids else {}
    for number, hit in enumerate(found.hits, 1):
        _show_hit(console, number, hit, articles[hit.article])
    if found.hits:
        shown = f", {len(ids)} shown: --limit N or --all" if found.count > len(ids) else ""
        more = f"; {tell_number(found.statement_count, 'statement')}: --statements" if found.statement_count else ""
        click.echo(f"{tell_number(found.count, 'article')}{shown}{more}", err=True)
    return len(found.hits)


def _show_hit(console: Console, number: int, hit: Hit, article: Article) -> None:
    head = Text(f"{number:>2}  ")
    head.append_text(_marked(hit.title, "bold"))
    head.append("" if article.complete else " [teaser]", style="dim")
    console.print(head, soft_wrap=False)
    by = f"{', '.join(article.authors) or 'nobody named'} · {article.published or 'undated'} · {article.id}"
    console.print(Padding(Text(by, style="dim"), (0, 0, 0, 4)))
    console.print(Padding(_marked(hit.snippet), (0, 0, 1, 4)))


def _marked(snippet: Snippet, style: str = "") -> Text:
    text = Text(snippet.text, style=style)
    for span in snippet.highlights:
        text.stylize(_MARK, span.start, span.end)
    text = Text(" / ").join(part for part in text.split("\n") if part.plain.strip())
    before, after = "… " if snippet.cut_before else "", " …" if snippet.cut_after else ""
    return Text.assemble(before, text, after)


def _loosen(context: Context, found: Results, options: dict[str, Any]) -> None:
    given = [f"--{name}" for name, value in options.items() if value]
    click.echo(
        "Nothing found." + (f" Leave out {' or '.join(given)}, or a word." if given else " Try fewer words."), err=True
    )
    if found.suggestion:
        click.echo(f"  Did you mean: {command_line(context, 'search', *found.suggestion.split())}", err=True)
    if options.get("year"):
        click.echo(f"  Articles without a date are in no year: {command_line(context, 'articles')}", err=True)
    if found.statement_count:
        click.echo(f"  {found.statement_count} statements fit: add --statements", err=True)
