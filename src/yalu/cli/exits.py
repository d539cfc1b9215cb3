"""Exit codes: the one place that turns the error tree into numbers."""

from __future__ import annotations

from yalu.errors import ArchiveError, NotFound, QueryError, ReadError, SettingsError, YaluError

CODES: tuple[tuple[type[YaluError], int], ...] = (
    (NotFound, 3),
    (ReadError, 4),
    (ArchiveError, 5),
    (QueryError, 2),
    (SettingsError, 2),
)
"""First match counts; 1 for all other errors, 6 when `yalu check` finds a law broken, 130 when interrupted."""
VIOLATED = 6


def exit_code(error: YaluError) -> int:
    """Give the exit code of an error."""
    return next((code for kind, code in CODES if isinstance(error, kind)), 1)
