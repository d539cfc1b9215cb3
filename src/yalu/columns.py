"""Types of the names in flat records, so that an export has the same columns whatever rows happen to be in it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

Type = Literal["text", "int", "float", "bool", "texts", "details", "images"]
RecordKind = Literal["statement", "event", "figure", "agreement", "claim", "mention", "article", "hit", "row"]
"""A "statement" has the names of all four kinds; a "hit" is an article that was found; a "row" has names of its own."""


def _typed(**names: Type) -> Mapping[str, Type]:
    return MappingProxyType(dict(names))


_SHARED: Final = _typed(
    id="text", kind="text", article="text", quote="text", start="int", end="int", date="text", date_text="text",
    earliest="text", latest="text", holder="text", certainty="text", cues="texts", coder="text", holder_chain="texts",
    holder_text="text", holder_actor="text", direct="bool", why="texts", score="float",
    date_resolved="text", date_anchor="text", date_mention="text",
)  # fmt: skip
_EVENT: Final = _typed(
    event_type="text", mode="text", context="texts", quad="int", intensity="float", actors="texts",
    recipients="texts", happened="bool", actor_details="details", recipient_details="details",
)  # fmt: skip
_FIGURE: Final = _typed(
    value="float", low="float", high="float", unit="text", currency="text", approx="bool", measure="text",
    about="texts", counterpart="texts", raw="text", approximator="text", bound="text", measure_text="text",
    change="text", base="text", according_to="text", duration="text",
)  # fmt: skip
_AGREEMENT: Final = _typed(
    name="text", parties="texts", signed="text", in_force="text", until="text", obligations="texts", named="text",
    register="text", key="text", amended="text", denounced="text",
)  # fmt: skip
_CLAIM: Final = _typed(theme="text", about="texts", stance="text", themes="texts")
_MENTION: Final = _typed(
    id="text", kind="text", article="text", quote="text", start="int", end="int", actor="text", code="text",
    form="text", how="text", others="texts", together="bool", date="text", earliest="text", latest="text",
    relation="text", resolved="text", part="text", anchor="text", value="float", unit="text", low="float",
    high="float", currency="text", approximator="text", duration="text",
)  # fmt: skip
_ARTICLE: Final = _typed(
    id="text", title="text", authors="texts", published="text", categories="texts", complete="bool",
    author_notes="texts", image_credits="texts", url="text", source="text", paragraphs="texts", publication="text",
    tags="texts", language="text", summary="text", continues="text", modified="text", captions="texts", images="images",
    licence="text", comments="int",
)  # fmt: skip
_HIT: Final = _typed(score="float", snippet="text", reasons="texts")

COLUMNS: Final[Mapping[RecordKind, Mapping[str, Type]]] = MappingProxyType(
    {
        "statement": {**_SHARED, **_EVENT, **_FIGURE, **_AGREEMENT, **_CLAIM},
        "event": {**_SHARED, **_EVENT},
        "figure": {**_SHARED, **_FIGURE},
        "agreement": {**_SHARED, **_AGREEMENT},
        "claim": {**_SHARED, **_CLAIM},
        "mention": _MENTION,
        "article": _ARTICLE,
        "hit": {**_ARTICLE, **_HIT},
    }
)
"""By kind of record, in the order of the flat records."""
