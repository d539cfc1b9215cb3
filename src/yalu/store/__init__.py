"""The archive on disk, and the only room with SQL: Store opens it, Writer puts whole articles in, View reads."""

from yalu.store.check import Violation
from yalu.store.counting import ActorCount, ActsCount, DyadCount, PartnerCount, RolesCount
from yalu.store.filters import ArticleFilter, MentionFilter, StatementFilter
from yalu.store.grouping import Group
from yalu.store.holding import HeldView, Reads
from yalu.store.likes import Likes, open_likes
from yalu.store.putting import Change, Coded
from yalu.store.store import Store, create_archive, open_archive
from yalu.store.tables import TradeFilter
from yalu.store.view import Brief, DoubtCount, Entry, Named, View, YearNumber
from yalu.store.writer import Writer

__all__ = [
    "ActorCount",
    "ActsCount",
    "ArticleFilter",
    "Brief",
    "Change",
    "Coded",
    "DoubtCount",
    "DyadCount",
    "Entry",
    "Group",
    "HeldView",
    "Likes",
    "MentionFilter",
    "Named",
    "PartnerCount",
    "Reads",
    "RolesCount",
    "StatementFilter",
    "Store",
    "TradeFilter",
    "View",
    "Violation",
    "Writer",
    "YearNumber",
    "create_archive",
    "open_archive",
    "open_likes",
]
