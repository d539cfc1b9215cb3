"""The pages of the site, in the order of their addresses."""

from __future__ import annotations

from yalu.publish.pages.about import about, chapter, coverage, method, own_page
from yalu.publish.pages.actors import actor, actors
from yalu.publish.pages.articles import article
from yalu.publish.pages.batch import batch
from yalu.publish.pages.data import data, dependence, reconciliation, series
from yalu.publish.pages.dyads import dyad, dyads
from yalu.publish.pages.journal import articles, author, authors, categories, category, front, tag, tags
from yalu.publish.pages.map import world_map
from yalu.publish.pages.network import network
from yalu.publish.pages.page import Page
from yalu.publish.pages.registers import agreements, claims, figures, timeline
from yalu.publish.pages.search import search
from yalu.publish.pages.statements import statement, statements
from yalu.publish.pages.versions import versions
from yalu.publish.pages.whatif import whatif

_ROWS = ("json", "csv", "parquet")
CITED = ("bib", "ris", "csl")
_FEEDS = ("atom", "jsonfeed")
_OTHERS = ("timelinejs", "ftm")
_LINKED = "jsonld"

PAGES = (
    Page("/", front, "The front page"),
    Page("/articles", articles, "All articles", (*_ROWS, *CITED, *_FEEDS)),
    Page("/articles/{name}", article, "An article", ("json", "jsonld", *CITED), single=True),
    Page("/articles/{name}/versions", versions, "The versions of an article", ("json", "csv")),
    Page("/categories", categories, "All categories", _ROWS),
    Page("/categories/{name}", category, "Articles of a category", (*_ROWS, *CITED, *_FEEDS)),
    Page("/tags", tags, "All tags", _ROWS),
    Page("/tags/{name}", tag, "Articles with a tag", (*_ROWS, *CITED, *_FEEDS)),
    Page("/authors", authors, "All authors", _ROWS),
    Page("/authors/{name}", author, "Articles by an author", (*_ROWS, *CITED, *_FEEDS)),
    Page("/search", search, "Search", (*_ROWS, *_FEEDS)),
    Page("/search/batch", batch, "Many searches at once", _ROWS),
    Page("/actors", actors, "Actors of whom something is said", _ROWS),
    Page("/actors/{name}", actor, "What is said of an actor", (*_ROWS, *_FEEDS, *_OTHERS, _LINKED)),
    Page("/dyads", dyads, "Pairs of actors", _ROWS),
    Page("/dyads/{first}/{second}", dyad, "What one actor did to another", (*_ROWS, *_FEEDS, *_OTHERS, _LINKED)),
    Page("/timeline", timeline, "Events and agreements in order of time", (*_ROWS, *_OTHERS, _LINKED)),
    Page("/map", world_map, "Of which states how much is told", _ROWS),
    Page("/network", network, "Who acts toward whom", _ROWS),
    Page("/figures", figures, "The ledger of figures", (*_ROWS, _LINKED)),
    Page("/agreements", agreements, "Agreements", (*_ROWS, _LINKED)),
    Page("/claims", claims, "The register of claims", (*_ROWS, _LINKED)),
    Page("/data", data, "Loaded tables", _ROWS),
    Page("/data/{dataset}/{name}", series, "The rows of a loaded series of trade", _ROWS),
    Page("/dependence/{name}", dependence, "On whom a state depends", _ROWS),
    Page("/reconciliation", reconciliation, "Figures beside the data", _ROWS),
    Page("/whatif", whatif, "What if a partner stopped", _ROWS),
    Page("/statements", statements, "Statements of all kinds", (*_ROWS, _LINKED)),
    Page("/statements/{name}", statement, "A statement", ("json", "jsonld", "prov", *CITED), single=True),
    Page("/about", about, "About this archive"),
    Page("/about/method", method, "How statements are coded"),
    Page("/about/method/{name}", chapter, "A page on method"),
    Page("/about/coverage", coverage, "What the archive covers", _ROWS),
    Page("/about/{name}", own_page, "A page of the journal's own"),
)

__all__ = ["CITED", "PAGES", "Page"]
