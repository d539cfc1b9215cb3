"""What an article says, kind by kind. `EXTRACTORS` is the order of work; each stage says what it needs and gives."""

from __future__ import annotations

from yalu.actors import Gazetteer
from yalu.statements.agreements import Agreements
from yalu.statements.attribution import Attributions
from yalu.statements.claims import Claims
from yalu.statements.coder import Coder, Coding, check_order
from yalu.statements.dates import Dates
from yalu.statements.events import Events
from yalu.statements.figures import Figures
from yalu.statements.mentions import Actors
from yalu.statements.quantities import Quantities
from yalu.statements.reading import Attribution, Extractor, Judgement, Reading

EXTRACTORS = (Actors, Dates, Quantities, Attributions, Events, Figures, Agreements, Claims)


def load_coder(gazetteer: Gazetteer) -> Coder:
    """Build every stage with its lexicon, once for a process; raise LexiconError on a broken file of words."""
    stages: tuple[Extractor, ...] = tuple(extractor.load(gazetteer) for extractor in EXTRACTORS)
    check_order(stages)
    return Coder(gazetteer, stages)


__all__ = ["EXTRACTORS", "Attribution", "Coder", "Coding", "Extractor", "Judgement", "Reading", "load_coder"]
