"""What a reading did."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from yalu.model import FileState, Issue
from yalu.store import Coded


@dataclass(slots=True)
class Report:
    """Counts of one run; filled while it goes on."""

    articles: int = 0
    complete: int = 0
    teasers: int = 0
    changes: Counter[str] = field(default_factory=Counter)
    """Articles new, changed, same."""
    coded: int = 0
    uncoded: Counter[str] = field(default_factory=Counter)
    """Articles kept without a coding, by language."""
    statements: Counter[str] = field(default_factory=Counter)
    """By kind, of the articles coded in this run."""
    mentions: Counter[str] = field(default_factory=Counter)
    copies: int = 0
    """Links between articles of the archive that hold the same words; 0 where nothing was added or changed."""
    withdrawn: int = 0
    """Statements whose words their sources no longer say."""
    issues: list[Issue] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    """(path, reason) of sources that could not be read."""
    sources: int = 0
    unread: int = 0
    """Files that were not read, for they had not changed; what they gave before is counted with the rest."""
    seconds: float = 0.0

    def add(self, coded: Coded | None, issues: list[Issue]) -> None:
        """Count what was coded of one article."""
        self.issues.extend(issues)
        if coded is not None:
            self.coded += 1
            self.statements.update(statement.kind for statement in coded.statements)
            self.mentions.update(mention.kind for mention in coded.mentions)

    def add_unread(self, state: FileState) -> None:
        """Count a file that was not read, for it is as it was."""
        self.unread += 1
        self.sources += state.sources
        self.articles += state.articles
        self.complete += state.complete
        self.teasers += state.articles - state.complete
        if state.articles:
            self.changes["same"] += state.articles

    def counts(self) -> dict[str, int]:
        """Give the counts to keep with the run."""
        kinds = {f"{kind}s": number for kind, number in self.statements.items()}
        changes = {name: self.changes[name] for name in ("new", "changed", "same")}
        return {
            "sources": self.sources,
            "unread": self.unread,
            "articles": self.articles,
            "coded": self.coded,
            **changes,
            **kinds,
        }
