"""On whose word: reporting verbs, nouns and adjectives, "according to", quotations; chains fall out of nesting."""

from yalu.statements.attribution.stage import Attributions

__all__ = ["Attributions"]
