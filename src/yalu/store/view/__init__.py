"""View: the one way out of an archive. It filters and orders, and computes nothing else; decisions are applied."""

from __future__ import annotations

from sqlalchemy import func, select

from yalu.store.filters import ArticleFilter
from yalu.store.schema import decisions, issues, mentions, sources, versions
from yalu.store.view.articles import ArticleReader, Brief, Covered, Entry, Extent
from yalu.store.view.loaded import DatasetReader
from yalu.store.view.log import LogReader
from yalu.store.view.names import Named, NameReader, TogetherCount
from yalu.store.view.pairs import ActorTotal, PairReader, PairTotal, YearActs
from yalu.store.view.sayings import DoubtCount, StatementReader, YearNumber


class View(ArticleReader, StatementReader, NameReader, PairReader, DatasetReader, LogReader):
    """Reads an archive; every method sees what was last committed."""

    def counts(self) -> dict[str, int]:
        """Count articles, complete ones and teasers, versions, sources, mentions and statements by kind, decisions, issues."""
        complete = self.count_articles(ArticleFilter(complete=True))
        total = self.count_articles()
        plain = {"versions": versions, "sources": sources, "decisions": decisions, "issues": issues}
        return (
            {"articles": total, "complete": complete, "teasers": total - complete}
            | self.kinds_seen()
            | {
                f"{kind}_mention": count
                for kind, count in self._by_kind(select(mentions.c.kind, func.count()), mentions).items()
            }
            | {name: int(self._scalar(select(func.count()).select_from(table)) or 0) for name, table in plain.items()}
        )


__all__ = [
    "ActorTotal",
    "Brief",
    "Covered",
    "DoubtCount",
    "Entry",
    "Extent",
    "Named",
    "PairTotal",
    "TogetherCount",
    "View",
    "YearActs",
    "YearNumber",
]
