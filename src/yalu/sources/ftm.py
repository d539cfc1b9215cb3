"""Read entities of FollowTheMoney, as Aleph, OpenAleph and ingest-file export them: documents with their text, one a line.

A document of pages has its text in them. People, companies and whatever else has no text of its own are counted and left
out: an archive holds nothing without the words it rests on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from yalu.model import Article, Issue
from yalu.sources.bodies import fill_body, set_authors, set_field
from yalu.sources.datelines import to_edtf
from yalu.sources.decoding import tidy_text
from yalu.sources.drafts import Draft, finish
from yalu.sources.loading import Head, Loaded
from yalu.sources.reports import report
from yalu.sources.texts import fill_text, paragraphs_of_text

_BY = "property of the entity"
_REMEDY = "Mend the line; each line is one entity with id, schema and properties."
_PAGE = "Page"


class _Entity(msgspec.Struct, frozen=True):
    """What every line has (followthemoney 4)."""

    id: str
    schema: str
    properties: dict[str, list[Any]]

    def all(self, *names: str) -> list[str]:
        """Give the texts of the first of the properties that has any."""
        given = (self.properties.get(name, []) for name in names)
        return [tidy_text(str(value))[0].strip() for value in next(filter(None, given), []) if str(value).strip()]

    def first(self, *names: str) -> str:
        """Give the first text of the first of the properties that has any; empty for none."""
        return next(iter(self.all(*names)), "")


class FtmReader:
    """Reads `{"id": ..., "schema": "Article", "properties": {"title": [...], "bodyText": [...]}}`, one a line."""

    name = "FollowTheMoney"

    def sniff(self, head: Head) -> float:
        """Look for an entity on the first line."""
        line = next((line for line in head.text.split("\n") if line.strip()), "")
        return 0.98 if line.lstrip().startswith("{") and _decode(line) else 0.0

    def read(self, loaded: Loaded) -> Iterator[Article | Issue]:
        """Give an article of each entity that has a text, and an issue that counts the others."""
        documents: list[_Entity] = []
        pages: dict[str, list[_Entity]] = defaultdict(list)
        for number, line in enumerate(loaded.text.split("\n"), 1):
            entity = _decode(line) if line.strip() else None
            if entity and entity.schema == _PAGE:
                pages[entity.first("document")].append(entity)
            elif entity:
                documents.append(entity)
            elif line.strip():
                yield report("error", "no entity", path=loaded.source.path, line=number, remedy=_REMEDY)
        dropped: Counter[str] = Counter()
        for entity in documents:
            draft = _draft(entity, pages.get(entity.id, ()))
            if draft.title and draft.paragraphs:
                yield finish(draft, source=loaded.source.id)
            else:
                dropped[entity.schema] += 1
        if dropped:
            told = ", ".join(f"{count} of schema {schema}" for schema, count in sorted(dropped.items()))
            yield report("info", f"entities without title or text: {told}", path=loaded.source.path)


def _decode(line: str) -> _Entity | None:
    try:
        return msgspec.json.decode(line, type=_Entity)
    except (msgspec.DecodeError, RecursionError):
        return None


def _draft(entity: _Entity, pages: Sequence[_Entity]) -> Draft:
    draft = Draft(title=entity.first("title", "name", "subject", "fileName"))
    set_field(draft, "title", draft.title, _BY)
    published = to_edtf(entity.first("publishedAt", "date", "authoredAt"))
    set_field(draft, "published", published, _BY)
    modified = to_edtf(entity.first("modifiedAt"))
    set_field(draft, "modified", modified if modified != published else None, _BY)
    set_field(draft, "publication", entity.first("publisher"), _BY)
    set_field(draft, "url", next((one for one in entity.all("sourceUrl") if one.startswith("http")), None), _BY)
    set_field(draft, "tags", tuple(entity.all("keywords")), _BY)
    set_field(draft, "summary", entity.first("summary", "description"), _BY)
    set_authors(draft, entity.all("author"), _BY, site=draft.publication, sure=0.95)
    given = {"authors"} if draft.authors else set()
    if text := _text(entity, pages):
        fill_text(draft, paragraphs_of_text(text), given=given)
    elif html := entity.first("bodyHtml"):
        fill_body(draft, html)
    return draft


def _text(entity: _Entity, pages: Sequence[_Entity]) -> str:
    ordered = sorted(pages, key=lambda page: (len(page.first("index")), page.first("index")))
    return "\n\n".join(entity.all("bodyText") or [text for page in ordered for text in page.all("bodyText")])
