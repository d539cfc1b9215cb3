"""Pure functions from statements to measures; every result lists the ids of the statements it rests on."""

from yalu.analysis.agreements import LinkedAgreement, Stated, link_agreements
from yalu.analysis.alliances import (
    Distance,
    Likeness,
    Obligation,
    find_obligations,
    measure_distances,
    measure_likeness,
)
from yalu.analysis.armington import EMBARGO, Balancing, Equilibrium, balance_costs, solve_equilibrium
from yalu.analysis.balance import Balance, Influence, balance_events, measure_influence
from yalu.analysis.claims import Contradiction, Position, Register, Subject, ThemeRegister, register_claims
from yalu.analysis.concentration import Concentration, concentrate
from yalu.analysis.coverage import Coverage, Share, measure_coverage
from yalu.analysis.dependence import (
    Asymmetry,
    MirrorGap,
    PartnerShare,
    Shares,
    WeakLink,
    measure_asymmetry,
    measure_dependence,
    measure_mirror_gap,
    measure_vulnerability,
    measure_weak_link,
)
from yalu.analysis.dyads import QUADS, Direction, Dyad, QuadCount, YearCount, dyad
from yalu.analysis.falls import FallCheck, FallClaim, check_fall, find_fall_claims
from yalu.analysis.figures import Difference, LedgerEntry, ledger
from yalu.analysis.growth import Change, FirstFall, find_first_fall, measure_changes
from yalu.analysis.reconciliation import Reading, Reconciliation, reconcile
from yalu.analysis.scenarios import (
    REST,
    Answer,
    HoldOut,
    Question,
    WhatIf,
    ask_what_if,
    find_full_matrix,
    find_hold_outs,
)
from yalu.analysis.suspects import Suspect, find_suspects
from yalu.analysis.timelines import Entry, Timeline, YearGroup, date_of, timeline
from yalu.analysis.tolerance import Said, read_range
from yalu.analysis.trade import Amount, Book, describe_row, describe_series, open_book
from yalu.analysis.whatif import (
    Accounting,
    BreakEven,
    Moved,
    Needed,
    Payments,
    Range,
    TakeUp,
    account,
    break_even,
    lose_by_ces,
    lose_welfare,
    need_growth,
    pay,
    sweep_ces,
    sweep_take_up,
    sweep_welfare,
)

__all__ = [
    "EMBARGO", "QUADS", "REST", "Accounting", "Amount", "Answer", "Asymmetry", "Balance", "Balancing", "Book",
    "BreakEven", "Change", "Concentration", "Contradiction", "Coverage", "Difference", "Direction", "Distance",
    "Dyad", "Entry", "Equilibrium", "FallCheck", "FallClaim", "FirstFall", "HoldOut", "Influence", "LedgerEntry",
    "Likeness", "LinkedAgreement", "MirrorGap", "Moved", "Needed", "Obligation", "PartnerShare", "Payments",
    "Position", "QuadCount", "Question", "Range", "Reading", "Reconciliation", "Register", "Said", "Share", "Shares",
    "Stated", "Subject", "Suspect", "TakeUp", "ThemeRegister", "Timeline", "WeakLink", "WhatIf", "YearCount",
    "YearGroup", "account", "ask_what_if", "balance_costs", "balance_events", "break_even", "check_fall",
    "concentrate", "date_of", "describe_row", "describe_series", "dyad", "find_fall_claims", "find_first_fall",
    "find_full_matrix", "find_hold_outs", "find_obligations", "find_suspects", "ledger", "link_agreements",
    "lose_by_ces", "lose_welfare", "measure_asymmetry", "measure_changes", "measure_coverage", "measure_dependence",
    "measure_distances", "measure_influence", "measure_likeness", "measure_mirror_gap", "measure_vulnerability",
    "measure_weak_link", "need_growth", "open_book", "pay", "read_range", "reconcile", "register_claims",
    "solve_equilibrium", "sweep_ces", "sweep_take_up", "sweep_welfare", "timeline",
]  # fmt: skip
