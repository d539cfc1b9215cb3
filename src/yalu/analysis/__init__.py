"""Pure functions from statements to measures; every result lists the ids of the statements it rests on."""

from yalu.analysis.agreements import LinkedAgreement, Stated, link_agreements
from yalu.analysis.claims import Position, Register, ThemeRegister, register_claims
from yalu.analysis.coverage import Coverage, Share, measure_coverage
from yalu.analysis.dyads import QUADS, Direction, Dyad, QuadCount, YearCount, dyad
from yalu.analysis.figures import Difference, LedgerEntry, ledger
from yalu.analysis.timelines import Entry, Timeline, YearGroup, date_of, timeline

__all__ = [
    "QUADS", "Coverage", "Difference", "Direction", "Dyad", "Entry", "LedgerEntry", "LinkedAgreement", "Position",
    "QuadCount", "Register", "Share", "Stated", "ThemeRegister", "Timeline", "YearCount", "YearGroup", "date_of",
    "dyad", "ledger", "link_agreements", "measure_coverage", "register_claims", "timeline",
]  # fmt: skip
