"""Hold the bytes of images that a source carries in itself or that lie beside it. Nothing is fetched.

A file is taken only from the folder of its source or below, and only where its first bytes are those of an image.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urljoin, urlsplit

from yalu.model import Article, Image, ImageFile, Issue, hash_bytes
from yalu.sources.reports import report

LARGEST = 10 * 1024 * 1024
"""Bytes of an image that an archive takes."""
_KINDS = (
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"), (b"\xff\xd8\xff", 0, "image/jpeg"), (b"GIF87a", 0, "image/gif"),
    (b"GIF89a", 0, "image/gif"), (b"WEBP", 8, "image/webp"), (b"ftypavif", 4, "image/avif"),
)  # fmt: skip
"""First bytes, where they stand, media type. No SVG: it may hold a script."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Articles whose images name the bytes that are held, those bytes, and what could not be held."""

    articles: tuple[Article, ...]
    files: tuple[ImageFile, ...] = ()
    issues: tuple[Issue, ...] = ()


def hold_images(articles: Sequence[Article], path: str) -> Held:
    """Hold what images of articles read under a path can be held; the others keep their address, completed by the article's."""
    if not any(article.images for article in articles):
        return Held(articles=tuple(articles))
    files: dict[str, ImageFile] = {}
    issues: list[Issue] = []
    done = []
    for article in articles:
        images = tuple(_hold(one, article, path, files, issues) for one in article.images)
        done.append(replace(article, images=tuple(one for one in images if one.address or one.sha256)))
    return Held(articles=tuple(done), files=tuple(files.values()), issues=tuple(issues))


def media_of(data: bytes) -> str | None:
    """Give the media type of an image by its first bytes; None for what is none that a page may show."""
    return next((media for sign, at, media in _KINDS if data[at : at + len(sign)] == sign), None)


def _hold(
    image: Image, article: Article, path: str, files: dict[str, ImageFile], issues: list[Issue]
) -> Image:  # fmt: skip
    data = _bytes_of(image.address, path)
    media = media_of(data) if data and len(data) <= LARGEST else None
    if data and media:
        held = ImageFile(sha256=hash_bytes(data), media=media, data=data)
        files[held.sha256] = held
        address = "" if image.address.startswith("data:") else image.address
        return replace(image, address=address, sha256=held.sha256, media=media)
    if data:
        name = "an image in the text" if image.address.startswith("data:") else image.address
        message = f"{name} is not held: no PNG, JPEG, GIF, WebP or AVIF of at most {LARGEST // 2**20} MB"
        issues.append(report("info", message, path=path, article=article.id))
    if image.address.startswith("data:"):
        return replace(image, address="")
    address = urljoin(article.url or "", image.address)
    return replace(image, address="" if address.startswith("/") else address)


def _bytes_of(address: str, path: str) -> bytes | None:
    if address.startswith("data:"):
        return _decode(address)
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    return next((found.read_bytes()[: LARGEST + 1] for found in _beside(unquote(parts.path), path)), None)


def _beside(name: str, path: str) -> Iterator[Path]:
    """Give the file of a name, where it lies in the folder of the source or below; a link that leads out of it is none."""
    try:
        source = Path(path)
        folder = source.parent.resolve()
        found = (folder / name).resolve()
        if source.is_file() and found.is_relative_to(folder) and found.is_file():
            yield found
    except (OSError, ValueError):
        return  # a name that no file can bear


def _decode(address: str) -> bytes | None:
    head, _, body = address.partition(",")
    try:
        return b64decode(unquote(body), validate=False) if head.endswith(";base64") else unquote_to_bytes(body)
    except ValueError:
        return None
