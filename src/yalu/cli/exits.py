"""Exit codes: the one place that turns the error tree into numbers."""

from __future__ import annotations

from yalu.errors import ArchiveError, DateError, GoldError, NotFound, QueryError, ReadError, SettingsError, YaluError

USAGE, NOT_FOUND, UNREADABLE, ARCHIVE, VIOLATED, INTERRUPTED = 2, 3, 4, 5, 6, 130

CODES: tuple[tuple[type[YaluError], int], ...] = (
    (NotFound, NOT_FOUND),
    (ReadError, UNREADABLE),
    (GoldError, UNREADABLE),
    (ArchiveError, ARCHIVE),
    (QueryError, USAGE),
    (DateError, USAGE),
    (SettingsError, USAGE),
)
"""First match counts; 1 for all other errors."""

MEANINGS: tuple[tuple[int, str], ...] = (
    (0, "done; also when a listing is empty"),
    (1, "another error: a part that is not installed, a language model or a file of words that cannot be loaded"),
    (USAGE, "the command was not understood: an unknown option, a bad date, filter or setting"),
    (NOT_FOUND, "no article, statement, actor, author or theme of that name"),
    (UNREADABLE, "nothing could be read: no such file, no known format, or a gold file with a fault"),
    (ARCHIVE, "the archive: missing, no archive, too new, read only, full, busy, damaged"),
    (VIOLATED, "`yalu check` found a law of the data broken"),
    (INTERRUPTED, "interrupted by the keyboard; what was committed stays"),
)
"""What each code says to a script; printed in the reference."""


def exit_code(error: YaluError) -> int:
    """Give the exit code of an error."""
    return next((code for kind, code in CODES if isinstance(error, kind)), 1)
