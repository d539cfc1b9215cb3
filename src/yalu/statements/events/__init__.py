"""Events: who did what to whom, as PLOVER codes it."""

from yalu.statements.events.encoders import open_encoders
from yalu.statements.events.extractor import Events
from yalu.statements.events.pair import Pairs
from yalu.statements.events.sight import Relation

__all__ = ["Events", "Pairs", "Relation", "open_encoders"]
