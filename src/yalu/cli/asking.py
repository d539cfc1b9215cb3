"""Listings of statements: the options that narrow them, and what to loosen when nothing fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

import click

from yalu.archive import Archive
from yalu.asking import Asked, kinds_of
from yalu.cli import Context
from yalu.cli.archives import opened
from yalu.cli.opening import command_line
from yalu.cli.printing import Shape, print_records
from yalu.cli.saying import citing, statement_columns
from yalu.model import CERTAINTIES, AnyStatement, flatten_statement
from yalu.store import StatementFilter

F = TypeVar("F", bound=Callable[..., Any])
Ask = Callable[[Archive, Asked], Iterable[AnyStatement]]
_LOOK = 1_000
"""Rows counted at most when a filter is left out to see what it cost."""

_NARROWING = {
    "article": click.option("--article", metavar="ID", help="Only of this article: id or slug."),
    "actor": click.option("--actor", help="Only with this actor in any role: a code (PRK) or a name."),
    "with_": click.option("--with", "with_", metavar="ACTOR", help="Only with this actor too."),
    "year": click.option("--year", metavar="PERIOD", help="When it was: 2013, 2013..2017, 2013.., or an EDTF date."),
    "certainty": click.option("--certainty", type=click.Choice(CERTAINTIES), help="Only of this certainty."),
    "holder": click.option("--holder", help='On whose word: "author", an actor, or words of the text.'),
    "author": click.option("--author", help="Only from articles by this author."),
    "category": click.option("--category", help="Only from articles in this category."),
    "written_before": click.option("--written-before", metavar="DATE", help="Only from articles published before."),
}


def narrowing(*left_out: str) -> Callable[[F], F]:
    """Offer the options that narrow a listing of statements, but for those that do not fit it."""

    def add(function: F) -> F:
        for name in reversed(_NARROWING):
            if name not in left_out:
                function = _NARROWING[name](function)
        return function

    return add


def list_statements(context: Context, options: dict[str, Any], ask: Ask = Archive.each_statement, **fixed: Any) -> None:
    """Print the statements that options ask for; `fixed` is asked too and not offered for loosening."""
    shape = Shape.take(options)
    asked = cast("Asked", {**options, **fixed})
    with opened(context) as archive:
        records = map(flatten_statement, ask(archive, asked))
        if not print_records(records, statement_columns(citing(archive.view)), shape) and not shape.as_json:
            click.echo("\n".join(loosen(context, archive, asked, ask=ask, fixed=tuple(fixed))), err=True)


def loosen(context: Context, archive: Archive, asked: Asked, *, ask: Ask, fixed: tuple[str, ...]) -> list[str]:
    """Say what an empty listing would give without each of its filters."""
    kinds = kinds_of(asked.get("kind"))
    if not archive.view.count_statements(StatementFilter(kinds=kinds)):
        held = " or ".join(f"{kind}s" for kind in kinds) or "statements"
        return [f"The archive holds no {held} yet.", f"  {command_line(context, 'read', 'FOLDER')}"]
    given = [name for name, value in asked.items() if value not in (None, (), "", False) and name not in fixed]
    lines = []
    for name in given:
        number = _count(ask(archive, cast("Asked", {key: value for key, value in asked.items() if key != name})))
        if number:
            lines.append(f"  without {_written(name)}: {number}{'+' if number == _LOOK else ''}")
    return ["Nothing fits.", *(lines or ["  No single filter is the cause: leave out two or more."] * bool(given))]


def _count(statements: Iterable[AnyStatement]) -> int:
    return sum(1 for _ in zip(range(_LOOK), statements, strict=False))


def _written(name: str) -> str:
    return {"parties": "the parties", "with_": "--with", "event_type": "--type"}.get(
        name, f"--{name.replace('_', '-')}"
    )
