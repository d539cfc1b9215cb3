"""Images of an article: where they are, what they show, whose they are; and the bytes of those that the archive holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An image that an article shows, as its source tells of it. The first of an article is its lead."""

    address: str = ""
    """Address on the web, or path of a file beside the source; empty for one that the source carried in itself."""
    alt: str = ""
    """What it shows, for those who do not see it."""
    caption: str = ""
    credit: str = ""
    """Whose it is, where the source says so."""
    sha256: str = ""
    """Of the bytes, where the archive holds them; empty for a mere reference."""
    media: str = ""
    """Media type of the bytes: image/png."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFile:
    """The bytes of an image that stood beside its source, or in it."""

    sha256: str
    media: str
    data: bytes
