"""Issues of reading: what was skipped, guessed or left out, so that nothing is silent (law 8)."""

from __future__ import annotations

from yalu.model import Issue, Level, make_id

_STAGE = "sources"


def report(
    level: Level, message: str, *, path: str, line: int | None = None, remedy: str = "", article: str | None = None
) -> Issue:
    """Build an issue of reading; the same fault of the same source has the same id in every run."""
    position = None if line is None else f"line {line}"
    return Issue(
        id=make_id("iss", level, _STAGE, path, article, position, message),
        level=level,
        stage=_STAGE,
        path=path,
        article=article,
        position=position,
        message=message,
        remedy=remedy,
    )
