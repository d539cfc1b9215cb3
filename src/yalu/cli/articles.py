"""yalu articles, yalu articles show, yalu articles versions, yalu articles set"""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import Any

import click

from yalu.analysis import flatten_revised
from yalu.archive import Archive
from yalu.cli import Context, load
from yalu.cli.archives import opened
from yalu.cli.opening import archive_option, command_line, json_option, listing
from yalu.cli.printing import Column, Shape, named, plain, print_records
from yalu.cli.revising import tell_revised
from yalu.model import ARTICLE_FIELDS, CODED_WITH, Article, Record, flatten_article
from yalu.store import StatementFilter
from yalu.table import to_line

_WIDEST = 90


def _title(record: Record) -> str:
    return plain(record["title"]) + ("" if record["complete"] else " [teaser]")


_COLUMNS = (
    named("id", width=20),
    named("published", width=10),
    named("authors", share=2),
    Column(head="title", cell=_title, share=3),
    named("categories", least=120),
)


@click.group("articles", invoke_without_command=True)
@click.option("--author", help="Only by this author.")
@click.option("--category", help="Only in this category.")
@click.option("--tag", help="Only with this tag.")
@click.option("--year", metavar="PERIOD", help="Published 2013, 2013..2017, 2013.. ...")
@click.option("--complete/--teasers", default=None, help="Only whole articles, or only teasers.")
@listing
@click.pass_context
def command(ctx: click.Context, /, **options: Any) -> None:
    """List articles, newest first; `show` gives one, `versions` what its source changed, `set` records what a page lacks."""
    if ctx.invoked_subcommand:
        return
    shape = Shape.take(options)
    with opened(ctx.obj) as archive:
        found = map(flatten_article, archive.each_article(**options))
        if not print_records(found, _COLUMNS, shape) and not shape.as_json:
            full = bool(archive.view.count_articles())
            read = command_line(ctx.obj, "read", "FOLDER")
            click.echo("No article fits." if full else f"The archive holds no articles yet: {read}", err=True)


@command.command("show")
@click.argument("article")
@json_option
@archive_option
@click.pass_obj
def show(context: Context, article: str, as_json: bool) -> None:
    """Show one article by id or slug: what is known of it, and its text."""
    with opened(context) as archive:
        found = archive.view.article(article)
        if as_json:
            click.echo(to_line(flatten_article(found)))
        else:
            _print_article(archive, found)


def _print_article(archive: Archive, article: Article) -> None:
    by = " and ".join(article.authors) or "nobody named"
    click.echo(f"{article.title}\nby {by}, {article.published or 'undated'}")
    count = archive.view.count_statements(StatementFilter(article=article.id))
    known = {
        "id": article.id, "publication": article.publication, "categories": ", ".join(article.categories),
        "url": article.url, "licence": article.licence, "state": "whole" if article.complete else "teaser", "statements": count,
    }  # fmt: skip
    click.echo("\n".join(f"  {name:<13}{value}" for name, value in known.items() if value not in (None, "")))
    for span in article.paragraphs:
        click.echo(f"\n{_wrap(span.cut(article.text))}")
    for note in (*article.author_notes, *article.captions, *article.image_credits):
        click.echo(f"\n{_wrap(note)}")


def _wrap(text: str) -> str:
    if not sys.stdout.isatty():
        return text
    return textwrap.fill(text, min(shutil.get_terminal_size().columns, _WIDEST))


@command.command("versions")
@click.argument("article")
@json_option
@archive_option
@click.pass_obj
def versions(context: Context, article: str, as_json: bool) -> None:
    """Show the versions of an article by id or slug: what its source changed from one reading to the next.

    Words that a version took out stand in [-...-], words that it put in in {+...+}. Statements whose words were taken
    out are listed as withdrawn by the source; they are kept and count in no measure.
    """
    with opened(context) as archive:
        found = archive.revisions(article)
        for number, one in enumerate(found):
            if as_json:
                click.echo(to_line(flatten_revised(one)))
            else:
                click.echo("\n" * bool(number) + "\n".join(tell_revised(one)))


@command.command("set")
@click.argument("article")
@click.argument("field", metavar="FIELD", type=click.Choice(tuple(ARTICLE_FIELDS)))
@click.argument("value")
@click.option("--why", default="", help="The reason, kept with the decision.")
@archive_option
@click.pass_obj
def set_field(context: Context, article: str, field: str, value: str, why: str) -> None:
    """Record a field that a page lacks or has wrong: `yalu articles set ID published 2015-01-30`.

    Lists are given with commas; "" takes the field away. The decision keeps its author (setting `editor`) and time.
    With another published date or title the article is coded again at once; relative dates are counted from the date.
    """
    with opened(context) as archive:
        made = archive.set_article(article, field, value, by=context.settings.editor, why=why)
        title = archive.view.article(made.article).title
    said = "is taken away" if made.value == "null" else f"is {value}"
    click.echo(f"{title}: {field} {said}, decided by {made.by}.")
    if field in CODED_WITH:
        # The parser is loaded for these fields alone; the decision stands also where it is not installed.
        report = load("code").code_stale(context, [made.article])
        click.echo("The article is coded again with it." if report.coded else "Its coding is up to date.")
