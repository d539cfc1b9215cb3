"""Pure functions from statements to measures; every result lists the ids of the statements it rests on."""

from yalu.analysis.agreements import LinkedAgreement, Stated, link_agreements
from yalu.analysis.claims import Position, Register, ThemeRegister, register_claims
from yalu.analysis.coverage import Coverage, Share, measure_coverage
from yalu.analysis.dyads import QUADS, Direction, Dyad, QuadCount, YearCount, dyad
from yalu.analysis.figures import Difference, LedgerEntry, ledger
from yalu.analysis.suspects import Suspect, find_suspects
from yalu.analysis.timelines import Entry, Timeline, YearGroup, date_of, timeline
from yalu.analysis.trade import Amount, Book, describe_row, describe_series, open_book

__all__ = [
    "QUADS", "Amount", "Book", "Coverage", "Difference", "Direction", "Dyad", "Entry", "LedgerEntry",
    "LinkedAgreement", "Position", "QuadCount", "Register", "Share", "Stated", "Suspect", "ThemeRegister", "Timeline",
    "YearCount", "YearGroup", "date_of", "describe_row", "describe_series", "dyad", "find_suspects", "ledger",
    "link_agreements", "measure_coverage", "open_book", "register_claims", "timeline",
]  # fmt: skip
