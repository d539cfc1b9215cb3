"""The versions of an article: what its source changed, and the statements that it took back."""

from __future__ import annotations

from dataclasses import dataclass

from yalu.analysis import Passage, Revised, flatten_revised
from yalu.model import Article, Record, Withdrawn
from yalu.publish.answers import Answer, SiteOf
from yalu.publish.citations import cite
from yalu.publish.dating import say_date
from yalu.publish.interchange import to_schema_org
from yalu.publish.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A statement that its source took back."""

    id: str
    kind: str
    says: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionSheet:
    """One version beside the one before it."""

    number: int
    current: bool
    read: str
    source: str
    state: str
    words: int
    fields: tuple[tuple[str, str, str], ...]
    passages: tuple[Passage, ...]
    same: bool
    """Whether nothing that a reader sees was changed."""
    taken: tuple[Taken, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsPage:
    """All versions of an article, the newest first."""

    article: Article
    slug: str
    sheets: tuple[VersionSheet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnPage:
    """The permalink of a statement that its source took back."""

    taken: Taken
    title: str
    slug: str
    day: str


def versions(site: SiteOf, name: str) -> Answer:
    """Answer the versions of an article by slug or id; raise NotFound."""
    article = site.archive.view.article(name)
    found = site.archive.revisions(article.id)
    context = VersionsPage(
        article=article,
        slug=site.archive.view.slug_of(article.id),
        sheets=tuple(_sheet(site, one) for one in reversed(found)),
    )
    return Answer(template="versions.html", context=context, records=lambda: map(flatten_revised, found))


def _sheet(site: Site, revised: Revised) -> VersionSheet:
    edition, revision = revised.edition, revised.revision
    fields = revision.fields if revision else ()
    passages = revision.passages if revision else ()
    return VersionSheet(
        number=edition.number,
        current=edition.current,
        read=say_date(edition.read[:10]),
        source=edition.path.replace("\\", "/").rsplit("/", 1)[-1],
        state="whole" if edition.article.complete else "teaser",
        words=len(edition.article.text.split()),
        fields=tuple((one.name.replace("_", " "), one.before, one.after) for one in fields),
        passages=passages,
        same=not fields and all(one.kind == "same" for one in passages),
        taken=tuple(_take(site, one) for one in revised.withdrawn),
    )


def _take(site: Site, one: Withdrawn) -> Taken:
    said = one.statement
    return Taken(id=said.id, kind=said.kind, says=site.words.say(said), quote=said.quote)


def withdrawn(site: Site, name: str) -> Answer:
    """Answer the permalink of a statement that no longer stands; raise NotFound where there never was one."""
    view = site.archive.view
    found = view.withdrawn_statement(name)
    article = view.article(found.statement.article)
    context = WithdrawnPage(
        taken=_take(site, found), title=article.title, slug=view.slug_of(article.id), day=say_date(found.at[:10])
    )
    record: Record = {"id": name, "kind": found.statement.kind, "article": article.id, "quote": found.statement.quote,
              "withdrawn": found.at, "version": found.version, "until": found.until}  # fmt: skip
    citation = cite(article, f"/statements/{name}", quote=found.statement.quote)
    return Answer(
        template="withdrawn.html", context=context, records=lambda: [record], single=True,
        citations=lambda: [citation], linked=lambda: to_schema_org(article, f"/articles/{context.slug}"),
    )  # fmt: skip
