"""yalu articles, yalu articles show, yalu articles set"""

from __future__ import annotations

import json
from datetime import UTC, datetime

import click

from yalu.cli import Context
from yalu.cli.opening import archive_option, json_option, opened_for_writing, path_of, viewing
from yalu.cli.printing import print_records
from yalu.model import Decision, flatten_article, make_id
from yalu.store import ArticleFilter

_COLUMNS = ("id", "published", "authors", "complete", "title")
_LISTS = ("authors", "categories", "tags")


@click.group("articles", invoke_without_command=True)
@click.option("--author", help="Only by this author.")
@click.option("--category", help="Only in this category.")
@json_option
@archive_option
@click.pass_context
def command(ctx: click.Context, author: str | None, category: str | None, as_json: bool, archive: str | None) -> None:
    """List articles; `show` gives one, `set` records what a page lacks."""
    if ctx.invoked_subcommand:
        return
    with viewing(ctx.obj, archive) as view:
        found = view.articles(ArticleFilter(author=author, category=category))
        print_records(
            map(flatten_article, found), _COLUMNS, as_json=as_json, empty="No article fits. `yalu read` reads some."
        )


@command.command("show")
@click.argument("article")
@json_option
@archive_option
@click.pass_obj
def show(context: Context, article: str, as_json: bool, archive: str | None) -> None:
    """Show one article by id or slug."""
    with viewing(context, archive) as view:
        found = view.article(article)
    if as_json:
        click.echo(json.dumps(flatten_article(found), ensure_ascii=False))
        return
    click.echo(found.title)
    click.echo(f"by {', '.join(found.authors) or 'nobody named'}, {found.published or 'undated'}\n")
    click.echo("\n\n".join(span.cut(found.text) for span in found.paragraphs))


@command.command("set")
@click.argument("article")
@click.argument("field")
@click.argument("value")
@click.option("--why", default="", help="The reason, kept with the decision.")
@archive_option
@click.pass_obj
def set_field(context: Context, article: str, field: str, value: str, why: str, archive: str | None) -> None:
    """Record a field that a page lacks or has wrong: yalu articles set ID published 2015-01-30."""
    with opened_for_writing(path_of(context, archive), context.settings) as store:
        found = store.view().article(article)
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        given = json.dumps(
            [part.strip() for part in value.split(",")] if field in _LISTS else value, ensure_ascii=False
        )
        made = Decision(
            id=make_id("dec", found.id, field, given, context.settings.editor, at),
            target=found.id, article=found.id, kind="article", verdict="correct", field=field, value=given,
            by=context.settings.editor, at=at, why=why,
        )  # fmt: skip
        with store.writer() as writer:
            writer.decide(made)
    click.echo(f"{found.title}: {field} is {value}, by {made.by}. Read the sources again to code with it.")
