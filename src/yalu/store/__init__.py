"""The archive on disk, and the only room with SQL: Store opens it, Writer puts whole articles in, View reads."""

from yalu.store.check import Violation
from yalu.store.filters import ArticleFilter, MentionFilter, StatementFilter
from yalu.store.likes import Likes, open_likes
from yalu.store.putting import Change, Coded
from yalu.store.store import Store, create_archive, open_archive
from yalu.store.tables import TradeFilter
from yalu.store.view import ActorCount, DoubtCount, DyadCount, Named, View
from yalu.store.writer import Writer

__all__ = [
    "ActorCount",
    "ArticleFilter",
    "Change",
    "Coded",
    "DoubtCount",
    "DyadCount",
    "Likes",
    "MentionFilter",
    "Named",
    "StatementFilter",
    "Store",
    "TradeFilter",
    "View",
    "Violation",
    "Writer",
    "create_archive",
    "open_archive",
    "open_likes",
]
