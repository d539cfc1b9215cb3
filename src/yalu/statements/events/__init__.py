"""Events: who did what to whom, as PLOVER codes it."""

from yalu.statements.events.extractor import Events

__all__ = ["Events"]
