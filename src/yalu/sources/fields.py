"""Read the fields of an article where the format itself names them: front matter and JSON Lines share one vocabulary.

A field of the wrong shape is left empty and reported, and so is a key that nobody knows; only an article without a title or
without any text is refused, by the reader.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from yalu.model import Evidence, Image, squeeze
from yalu.sources.datelines import to_edtf
from yalu.sources.images import make_image
from yalu.sources.metalines import split_terms
from yalu.sources.names import split_names
from yalu.sources.words import load_words


class FieldFault(ValueError):
    """A value that cannot be what its key says; the message is what was expected."""


@dataclass(slots=True)
class Fields:
    """What a mapping says of an article, by names of `Draft`."""

    values: dict[str, Any] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)
    """Keys with what is wrong with their values."""
    unknown: list[str] = field(default_factory=list)
    """Keys that nobody knows."""

    def evidence(self, by: str) -> list[Evidence]:
        """Give the evidence of all fields that were read."""
        return [Evidence(field=name, by=by, sure=1.0) for name in self.values]


def known_name(key: str) -> str | None:
    """Give the field that a key names, if it is known."""
    return _NAMES.get(key.strip().casefold().replace("-", "_"))


def read_fields(raw: Mapping[str, Any], *, also: frozenset[str] = frozenset()) -> Fields:
    """Read all keys of a mapping; `also` names keys that the reader reads itself. The first of two synonyms wins."""
    fields = Fields()
    for key, value in raw.items():
        name = known_name(str(key))
        if name is None:
            if key not in also:
                fields.unknown.append(str(key))
        elif value is not None and value not in ("", []) and name not in fields.values:
            _read_one(fields, str(key), name, value)
    return fields


def _read_one(fields: Fields, key: str, name: str, value: Any) -> None:
    try:
        fields.values[name] = _READ[name](value)
    except FieldFault as fault:
        fields.faults.append((key, str(fault)))


def _read_text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float) or not str(value).strip():
        raise FieldFault("a text is expected")
    return str(value)


def _read_texts(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list | tuple) else [value]
    return tuple(squeeze(_read_text(item)) for item in items)


def _read_terms(value: Any) -> tuple[str, ...]:
    return split_terms(value) if isinstance(value, str) else _read_texts(value)


def _read_authors(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        # A field that holds authors and nothing else is believed even where its words do not look like names.
        return split_names(value, load_words()) or (squeeze(value),)
    items = value if isinstance(value, list | tuple) else [value]
    return tuple(squeeze(_read_text(item.get("name") if isinstance(item, Mapping) else item)) for item in items)


def _read_date(value: Any) -> str:
    if isinstance(value, dt.datetime):
        value = value.date()
    edtf = to_edtf(str(value)) if isinstance(value, str | int | dt.date) and not isinstance(value, bool) else None
    if edtf is None:
        raise FieldFault(f"a date as 2015-01-30, 2015-01 or 2015 (EDTF) is expected, not {str(value)[:40]!r}")
    return edtf


def _read_flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise FieldFault("true or false is expected")
    return value


def _read_references(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, list):
        raise FieldFault("a list of {fact, source} is expected")
    return tuple(_read_reference(item) for item in value)


def _read_reference(item: Any) -> tuple[str, str]:
    if isinstance(item, str):
        return "", item
    if isinstance(item, Mapping) and set(item) <= {"fact", "source", "url"} and "source" in item:
        return str(item.get("fact", "")), " ".join(str(item[key]) for key in ("source", "url") if item.get(key))
    raise FieldFault("each source must be {fact: ..., source: ...}")


def _read_images(value: Any) -> tuple[Image, ...]:
    items = value if isinstance(value, list | tuple) else [value]
    return tuple(_read_image(item) for item in items if not _is_only_held(item))


def _is_only_held(item: Any) -> bool:
    """Say whether an export tells of an image that had no address: its bytes are in the other archive alone."""
    return isinstance(item, Mapping) and bool(item.get("sha256")) and not item.get("address")


def _read_image(item: Any) -> Image:
    told: Mapping[str, Any] = {"address": item} if isinstance(item, str) else item if isinstance(item, Mapping) else {}
    texts = {_OF_IMAGES.get(str(key), ""): str(text) for key, text in told.items() if text and key not in _HELD}
    address = texts.pop("address", "")
    found = None if "" in texts else make_image(address, **texts)
    if found is None:
        raise FieldFault("an address, or {address, alt, caption, credit}, is expected")
    return found


def _read_language(value: Any) -> str:
    code = _read_text(value).strip().replace("_", "-").split("-")[0].lower()
    if not (2 <= len(code) <= 3 and code.isalpha()):
        raise FieldFault("a language code as en is expected")
    return code


_READ: dict[str, Callable[[Any], Any]] = {
    "title": _read_text,
    "authors": _read_authors,
    "published": _read_date,
    "modified": _read_date,
    "publication": _read_text,
    "categories": _read_terms,
    "tags": _read_terms,
    "language": _read_language,
    "complete": _read_flag,
    "continues": _read_text,
    "summary": _read_text,
    "author_notes": _read_texts,
    "image_credits": _read_texts,
    "images": _read_images,
    "url": _read_text,
    "references": _read_references,
    "licence": _read_text,
}
_SYNONYMS = {
    "title": ("title", "headline"),
    "authors": ("authors", "author", "byline"),
    "published": ("published", "date", "published_at", "date_published", "pubdate"),
    "modified": ("modified", "updated", "lastmod", "date_modified"),
    "publication": ("publication", "journal", "site"),
    "categories": ("categories", "category"),
    "tags": ("tags", "tag", "keywords"),
    "language": ("language", "lang"),
    "complete": ("complete",),
    "continues": ("continues",),
    "summary": ("summary", "description", "excerpt"),
    "author_notes": ("author_notes", "author_note"),
    "image_credits": ("image_credits", "image_credit"),
    "images": ("images", "image", "cover", "featured_image", "feature_image", "banner_image", "thumbnail"),
    "url": ("url", "canonical_url", "link"),
    "references": ("sources", "references"),
    "licence": ("licence", "license", "rights"),
}
_HELD = ("sha256", "media")
"""What exports say of the bytes that an archive holds: another one knows them by the file alone."""
_OF_IMAGES = {
    "address": "address", "src": "address", "url": "address", "path": "address", "alt": "alt", "caption": "caption",
    "title": "caption", "credit": "credit",
}  # fmt: skip
_NAMES = {synonym: name for name, synonyms in _SYNONYMS.items() for synonym in synonyms}
