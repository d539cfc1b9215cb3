"""What OpenAPI says of every address: answers, faults, and the parameters that the forms of a list have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI

from yalu.publish.pages.page import Page

_ROW = {"type": "object", "additionalProperties": True}
_PROBLEM = {
    "description": "What is wrong (`title`) and what to do (`detail`): RFC 9457.",
    "content": {
        "application/problem+json": {
            "schema": {
                "type": "object",
                "required": ["title", "status", "detail"],
                "properties": {
                    "title": {"type": "string"},
                    "status": {"type": "integer"},
                    "detail": {"type": "string"},
                },
            }
        }
    },
}
_LIST = {
    "type": "object",
    "required": ["items", "next"],
    "properties": {
        "items": {"type": "array", "items": _ROW},
        "next": {"type": ["string", "null"], "description": "Cursor of the next page; null on the last."},
    },
}
_PAGED = [
    {"name": "limit", "in": "query", "required": False, "schema": {"type": "integer", "minimum": 1, "maximum": 1000}, "description": "Records of a page; 100 unless said."},
    {"name": "cursor", "in": "query", "required": False, "schema": {"type": "string", "format": "cursor", "maxLength": 64}, "description": "`next` of the page before."},
]  # fmt: skip


def describe_answers(page: Page, form: str) -> dict[int | str, dict[str, Any]]:
    """Give the answers of one form of a page."""
    faults: dict[int | str, dict[str, Any]] = {400: _PROBLEM, 404: _PROBLEM, 429: _PROBLEM, 503: _PROBLEM}
    if form == "csv":
        content: dict[str, Any] = {"text/csv": {"schema": {"type": "string"}}}
        return {200: {"description": "All records as a table.", "content": content}, **faults}
    schema = _ROW if page.single else _LIST
    words = "The record." if page.single else "A page of records."
    return {200: {"description": words, "content": {"application/json": {"schema": schema}}}, **faults}


def describe_more(page: Page, form: str) -> dict[str, Any] | None:
    """Give what is added to the operation: the parameters that turn pages of records."""
    return {"parameters": _PAGED} if form == "json" and not page.single else None


def describe(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """Give what makes the document: that of FastAPI without the status it has for mistakes, which here is 400."""
    make = app.openapi

    def whole() -> dict[str, Any]:
        document = make()
        for path in document["paths"].values():
            for operation in path.values():
                operation["responses"].pop("422", None)
        for name in ("HTTPValidationError", "ValidationError"):
            document.get("components", {}).get("schemas", {}).pop(name, None)
        return document

    return whole
