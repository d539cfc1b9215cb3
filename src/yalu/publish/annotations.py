"""Statements as W3C Web Annotations (Recommendation of 23 February 2017), alone or as pages of a collection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from yalu.model import AnyStatement, Article, flatten_statement, hash_text

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_BESIDE = 32
"""Characters before and after the quote in a TextQuoteSelector."""


def annotate(found: AnyStatement, article: Article, slug: str) -> dict[str, Any]:
    """Give a statement as an annotation of its article, with both text selectors."""
    return {"@context": _CONTEXT, **_annotation(found, article, slug)}


def annotate_page(
    said: Sequence[AnyStatement], articles: Mapping[str, Article], slugs: Mapping[str, str], *,
    own: str, address: str, label: str, start: int = 0, following: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Give some statements of a list as an AnnotationPage; `own` is its address, `following` that of the next if there is one."""
    page = {
        "@context": _CONTEXT, "id": own, "type": "AnnotationPage",
        "partOf": {"id": f"{address}#collection", "type": "AnnotationCollection", "label": label}, "startIndex": start,
        "items": [_annotation(one, articles[one.article], slugs[one.article]) for one in said],
    }  # fmt: skip
    return page | ({"next": following} if following else {})


def _annotation(found: AnyStatement, article: Article, slug: str) -> dict[str, Any]:
    start, end = found.span.start, found.span.end
    return {
        "id": f"/statements/{found.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": {"type": "Dataset", "format": "application/json", "value": flatten_statement(found)},
        "target": {
            "source": article.url or f"/articles/{slug}",
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": found.quote,
                    "prefix": article.text[max(0, start - _BESIDE) : start],
                    "suffix": article.text[end : end + _BESIDE],
                },
            ],
            "state": {"type": "State", "value": f"sha256:{hash_text(found.quote)}"},
        },
    }
