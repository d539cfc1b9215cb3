"""The search index beside an archive: derived from it, caught up after commits, rebuilt when missing or different."""

from yalu.search.index import Index, Order, open_index
from yalu.search.loosening import loosen_query
from yalu.search.query import Problem, parse
from yalu.search.results import Facet, Hit, Reason, Results, Snippet, StatementHit

__all__ = [
    "Facet", "Hit", "Index", "Order", "Problem", "Reason", "Results", "Snippet", "StatementHit", "loosen_query",
    "open_index", "parse",
]  # fmt: skip
