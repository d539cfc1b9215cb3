"""The records that pass between the rooms: frozen, slotted, standard library only."""

from yalu.model.actor import Actor, ActorKind, Office, Participant
from yalu.model.article import Article, Evidence, Source, article_id, lay_out
from yalu.model.copy import Copy, CopyKind
from yalu.model.dataset import (
    ALL_PRODUCTS,
    FLOWS,
    SHARE,
    WORLD,
    DataRow,
    Dataset,
    Flow,
    PairRow,
    RowDecision,
    Series,
    StateRow,
    TableKind,
    TradeRow,
)
from yalu.model.dates import DateRef, Part, Relation, Resolved, make_date
from yalu.model.edtf import Bounds, Day, bounds_of, is_edtf
from yalu.model.flat import Record, Value, flatten_article, flatten_mention, flatten_statement, name_holder
from yalu.model.fold import fold, squeeze
from yalu.model.ids import hash_bytes, hash_file, hash_text, key_of, make_id, slug_of
from yalu.model.image import Image, ImageFile
from yalu.model.log import Decision, Issue, Level, Run, Verdict, make_issue
from yalu.model.mention import (
    MENTION_KINDS,
    ActorMention,
    AnyMention,
    DateMention,
    Mention,
    MentionKind,
    QuantityMention,
    mention_id,
)
from yalu.model.overlay import (
    ARTICLE_FIELDS,
    CODED_WITH,
    STATEMENT_FIELDS,
    apply_decisions,
    apply_to_statement,
    fields_to_correct,
    leave_standing,
    verdict_of,
)
from yalu.model.span import Span
from yalu.model.statement import (
    CERTAINTIES,
    KINDS,
    Agreement,
    AnyStatement,
    Approximator,
    Certainty,
    Claim,
    Cue,
    Event,
    Figure,
    Holder,
    Kind,
    Statement,
    statement_id,
)
from yalu.model.version import Edition, FileState, Withdrawn

__all__ = [
    "ALL_PRODUCTS", "ARTICLE_FIELDS", "CERTAINTIES", "CODED_WITH", "FLOWS", "KINDS", "MENTION_KINDS", "SHARE",
    "STATEMENT_FIELDS", "WORLD", "Actor", "ActorKind", "ActorMention", "Agreement", "AnyMention", "AnyStatement",
    "Approximator", "Article", "Bounds", "Certainty", "Claim", "Copy", "CopyKind", "Cue", "DataRow", "Dataset", "DateMention", "DateRef",
    "Day", "Decision", "Edition", "Event", "Evidence", "Figure", "FileState", "Flow", "Holder", "Image", "ImageFile", "Issue", "Kind", "Level", "Mention",
    "MentionKind", "Office", "PairRow", "Part", "Participant", "QuantityMention", "Record", "Relation", "Resolved",
    "RowDecision", "Run", "Series", "Source", "Span", "StateRow", "Statement", "TableKind", "TradeRow", "Value",
    "Verdict", "Withdrawn", "apply_decisions", "apply_to_statement", "article_id", "bounds_of", "fields_to_correct", "flatten_article",
    "flatten_mention", "flatten_statement", "fold", "hash_bytes", "hash_file", "hash_text", "is_edtf", "key_of",
    "lay_out", "leave_standing", "make_date", "make_id", "make_issue", "mention_id", "name_holder", "slug_of", "squeeze",
    "statement_id", "verdict_of",
]  # fmt: skip
