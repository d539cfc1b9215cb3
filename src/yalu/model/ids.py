"""Ids: hashes of the fields that make a thing that thing.

The same input gives the same id on every machine and in every re-reading (law 5), so an id never contains a clock, a
counter of the archive or anything that is found out later (a date from a sidecar, a corrected type).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

_SEPARATOR = "\x1f"
_NOT_WORD = re.compile(r"[\W_]+")
_LENGTH = 16


def make_id(prefix: str, *parts: str | int | None) -> str:
    """Give `prefix_` and 16 hexadecimal digits of the SHA-256 of the parts; None and "" are different parts."""
    key = _SEPARATOR.join("\x00" if part is None else str(part) for part in parts)
    digest = hashlib.sha256(unicodedata.normalize("NFC", key).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}_{digest[:_LENGTH]}"


def hash_text(text: str) -> str:
    """Give the SHA-256 of a text as 64 hexadecimal digits; it proves that a quote was not altered."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def hash_bytes(data: bytes) -> str:
    """Give the SHA-256 of bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def hash_file(path: Path) -> str:
    """Give the SHA-256 of a file of any size as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def key_of(text: str) -> str:
    """Fold a title or name for comparison: compatibility forms, case, punctuation and white space do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _NOT_WORD.sub(" ", folded).strip()


def slug_of(text: str, *, longest: int = 80) -> str:
    """Give a part of a URL: lower-case ASCII words joined by hyphens, cut at a word; may be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"['’]", "", plain)
    slug = re.sub(r"[^a-z0-9]+", "-", words).strip("-")
    if len(slug) <= longest:
        return slug
    return slug[: longest + 1].rsplit("-", 1)[0]
