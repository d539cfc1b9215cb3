"""The sentences written for training: what each tells, between whom, by which words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from yalu.lexicon.events import load_event_types
from yalu.model import Span

HERE = Path(__file__).parent
SENTENCES = HERE / "events.jsonl"
DOUBTFUL = HERE / "doubtful.jsonl"
"""Sentences on which two labellings differed so that a careful coder may go either way: counted, never trained on."""
SECOND = HERE / "second.jsonl"
NO_EVENT = "NONE"
REASONS = frozenset(
    {"opinion", "habit", "state", "hypothetical", "conditional", "denial", "future", "wish", "metaphor", "background",
     "domestic", "question"}
)  # fmt: skip
"""Why a sentence tells no event; see docs/method/events.md."""
TOLD = frozenset({"conditional", "denial", "future", "hypothetical", "wish", "question"})
"""Reasons that leave an act in the text: it is there with a certainty, and did not happen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One sentence. `root` is a PLOVER root or NONE; where it is NONE, `act` is the root of what is only spoken of."""

    id: str
    text: str
    root: str
    source: Span | None = None
    target: Span | None = None
    trigger: Span | None = None
    mode: str | None = None
    reason: str | None = None
    act: str | None = None
    prose: str = "news"

    @property
    def label(self) -> str:
        """Root and mode in one word; with reason and act where nothing happened."""
        mode = f"/{self.mode}" if self.mode else ""
        if self.root != NO_EVENT:
            return f"{self.root}{mode}"
        return ":".join(one for one in (NO_EVENT, self.reason or "", f"{self.act or ''}{mode}") if one)

    def words(self, span: Span | None) -> str:
        """Give the characters of a span; nothing where there is none."""
        return span.cut(self.text) if span else ""


def read_rows(path: Path = SENTENCES) -> list[Row]:
    """Read sentences; raise ValueError with the line of one that does not hold together."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = _row(json.loads(line))
        fault = fault_of(row)
        if fault:
            raise ValueError(f"{path.name}:{number}: {row.id}: {fault}")
        rows.append(row)
    return rows


def read_second(path: Path = SECOND) -> list[tuple[str, str, str | None]]:
    """Read second labels: id, label, and the first label where the second was the better one."""
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [(one["id"], one["label"], one.get("first")) for one in lines]


def fault_of(row: Row) -> str | None:
    """Say what is wrong with a row: spans outside the text or across each other, unknown root, mode or reason."""
    spans = [one for one in (row.source, row.target, row.trigger) if one]
    if any(not 0 <= one.start < one.end <= len(row.text) for one in spans):
        return "a span lies outside the text"
    if any(row.words(one) != row.words(one).strip() for one in spans):
        return "a span begins or ends with white space"
    if any(one.start < other.end and other.start < one.end for one in spans for other in spans if one is not other):
        return "two spans overlap"
    return _label_fault(row)


def _label_fault(row: Row) -> str | None:
    types = {one.root: one for one in load_event_types().entries}
    root = row.act if row.root == NO_EVENT else row.root
    if root is not None and root not in types:
        return f"unknown root {root}"
    if row.mode and (root is None or row.mode not in types[root].modes):
        return f"unknown mode {row.mode} of {root}"
    if (row.root == NO_EVENT) != (row.reason is not None):
        return "a reason stands with NONE, and only there"
    if row.reason is not None and row.reason not in REASONS:
        return f"unknown reason {row.reason}"
    return None


def _row(raw: dict[str, object]) -> Row:
    spans = {name: _span(raw.get(name)) for name in ("source", "target", "trigger")}
    texts = {name: str(raw[name]) for name in ("mode", "reason", "act", "prose") if raw.get(name)}
    return Row(id=str(raw["id"]), text=str(raw["text"]), root=str(raw["root"]), **spans, **texts)  # type: ignore[arg-type]


def _span(raw: object) -> Span | None:
    if raw is None:
        return None
    if not (isinstance(raw, list) and len(raw) == 2):
        raise ValueError(f"a span is two numbers, not {raw!r}")
    return Span(int(raw[0]), int(raw[1]))
