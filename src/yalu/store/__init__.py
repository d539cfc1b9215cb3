"""The archive on disk, and the only room with SQL: Store opens it, Writer puts whole articles in, View reads."""

from yalu.store.check import Violation
from yalu.store.counting import ActorCount, ActsCount, DyadCount, PartnerCount, RolesCount
from yalu.store.filters import ArticleFilter, MentionFilter, StatementFilter
from yalu.store.grouping import Group
from yalu.store.holding import HeldView, Reads
from yalu.store.likes import Likes, open_likes
from yalu.store.putting import Change, Coded
from yalu.store.schema import UNPLACED
from yalu.store.store import Store, create_archive, open_archive
from yalu.store.tables import TradeFilter
from yalu.store.view import ActorTotal, Brief, DoubtCount, Entry, Extent, Named, PairTotal, View, YearActs, YearNumber
from yalu.store.writer import Writer

__all__ = [
    "UNPLACED",
    "ActorCount",
    "ActorTotal",
    "ActsCount",
    "ArticleFilter",
    "Brief",
    "Change",
    "Coded",
    "DoubtCount",
    "DyadCount",
    "Entry",
    "Extent",
    "Group",
    "HeldView",
    "Likes",
    "MentionFilter",
    "Named",
    "PairTotal",
    "PartnerCount",
    "Reads",
    "RolesCount",
    "StatementFilter",
    "Store",
    "TradeFilter",
    "View",
    "Violation",
    "Writer",
    "YearActs",
    "YearNumber",
    "create_archive",
    "open_archive",
    "open_likes",
]
