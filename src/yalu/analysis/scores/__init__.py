"""Scores of the coder against gold: pure functions from what was expected and what was coded to measures."""

from yalu.analysis.scores.agreements import score_agreements
from yalu.analysis.scores.attribution import score_attribution
from yalu.analysis.scores.certainty import score_certainty
from yalu.analysis.scores.claims import score_claims
from yalu.analysis.scores.dates import score_dates, to_timex
from yalu.analysis.scores.events import score_events
from yalu.analysis.scores.figures import score_figures
from yalu.analysis.scores.pairs import score_pairs, to_plv
from yalu.analysis.scores.tally import Miss, Score, Scores, Tally, bootstrap, macro_f1

__all__ = [
    "Miss", "Score", "Scores", "Tally", "bootstrap", "macro_f1", "score_agreements", "score_attribution",
    "score_certainty", "score_claims", "score_dates", "score_events", "score_figures", "score_pairs", "to_plv",
    "to_timex",
]  # fmt: skip
