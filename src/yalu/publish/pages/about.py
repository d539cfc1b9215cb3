"""About the archive: what it is, how statements are coded, what it covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yalu import analysis
from yalu.analysis import QUADS
from yalu.errors import NotFound
from yalu.model import Record, Run
from yalu.publish.answers import Answer, SiteOf
from yalu.publish.manual import list_chapters, read_chapter
from yalu.publish.queries import Then
from yalu.publish.site import Site
from yalu.store import ArticleFilter

_PLACES = frozenset({"state", "territory", "former", "place"})
_MOST_NAMED = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPage:
    """The archive in numbers."""

    counts: dict[str, int]
    runs: Sequence[Run]
    publications: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodPage:
    """How statements are coded."""

    quads: tuple[tuple[int, str], ...]
    run: Run | None
    chapters: tuple[tuple[str, str], ...]
    """Last part of the address, title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePage:
    """What the archive covers."""

    covered: analysis.Coverage
    tallest: int
    named: tuple[tuple[str, str, int], ...]
    """States and places: id, name, articles that name them."""


def about(site: SiteOf) -> Answer:
    """Answer what this archive is."""
    view = site.archive.view
    context = AboutPage(counts=site.keep("counts", view.counts), runs=view.runs()[:5], publications=view.publications())
    return Answer(template="about.html", context=context)


def method(site: SiteOf) -> Answer:
    """Answer how statements are coded."""
    runs = site.archive.view.runs()
    context = MethodPage(quads=tuple(QUADS.items()), run=_last_coding(runs), chapters=_chapters())
    return Answer(template="method.html", context=context)


def _last_coding(runs: Sequence[Run]) -> Run | None:
    """Give the newest run that coded: a loaded table has no lexicon."""
    return max((one for one in runs if one.lexicon), key=lambda one: one.started, default=None)


def _chapters() -> tuple[tuple[str, str], ...]:
    return tuple((name, read_chapter(name).title) for name in list_chapters())


def chapter(name: str) -> Answer:
    """Answer a page of the docs on method: rules, scores, known faults; raise NotFound."""
    return Answer(template="chapter.html", context=read_chapter(name))


def own_page(site: SiteOf, name: str) -> Answer:
    """Answer a page that the journal wrote about itself; raise NotFound."""
    found = next((one for one in site.identity.pages if one.slug == name), None)
    if found is None:
        raise NotFound(f"no page {name!r} about this journal", remedy="The setting `about` names its Markdown files.")
    return Answer(template="own.html", context=found)


def coverage(site: SiteOf, written_before: Then = None) -> Answer:
    """Answer what the archive covers, and so what it cannot know."""
    wanted = ArticleFilter(written_before=written_before)
    covered = site.keep(
        f"coverage {written_before}", lambda: analysis.measure_coverage(site.archive.view.covered(wanted))
    )
    tallest = max((one.count for one in covered.years), default=1)

    def records() -> list[Record]:
        rows = [
            ("year", covered.years), ("author", covered.authors), ("category", covered.categories),
            ("language", covered.languages), ("publication", covered.publications),
        ]  # fmt: skip
        return [
            {"by": by, "name": o.name, "articles": o.count, "ids": list(o.ids)} for by, found in rows for o in found
        ]

    return Answer(
        template="coverage.html",
        context=CoveragePage(covered=covered, tallest=tallest, named=_named(site, written_before)),
        records=records,
    )


def _named(site: Site, written_before: str | None) -> tuple[tuple[str, str, int], ...]:
    """Give the states and places that most articles name."""
    wanted = ArticleFilter(written_before=written_before)
    counted = site.keep(f"named {written_before}", lambda: site.archive.view.actors_named(wanted))
    known = ((site.gazetteer.actor(one.code), one) for one in counted)
    places = [
        (one.code, site.words.name(one.code), one.articles) for actor, one in known if actor and actor.kind in _PLACES
    ]
    return tuple(places[:_MOST_NAMED])
