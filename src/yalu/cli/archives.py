"""The archive that a command asks; what writes one opens its store instead, without what measures it."""

from __future__ import annotations

from yalu.archive import Archive, open_file
from yalu.cli import Context


def opened(context: Context) -> Archive:
    """Open the archive a command works on."""
    return open_file(context.settings.archive, busy_seconds=context.settings.busy_seconds)
