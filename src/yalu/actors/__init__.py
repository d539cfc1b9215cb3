"""Who bore that name on that day. Sees no article, token or store."""

from yalu.actors.crosswalk import GROUP, Codes, Crosswalk, Found
from yalu.actors.gazetteer import Gazetteer, Hit, Match, load_gazetteer
from yalu.actors.naming import Naming, words_of

__all__ = ["GROUP", "Codes", "Crosswalk", "Found", "Gazetteer", "Hit", "Match", "Naming", "load_gazetteer", "words_of"]
