"""Images of articles on the site: shown where the archive holds their bytes, else linked; never asked of another host."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from fastapi import FastAPI, Request, Response

from yalu.errors import NotFound
from yalu.model import Article, Image
from yalu.publish.site import Site

FOLDER = "/images/"
_ENDINGS = MappingProxyType(
    {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", "image/avif": "avif"}
)
"""By the media types that an archive holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownImage:
    """An image as a page shows it."""

    src: str
    """Address on the site; empty where the archive does not hold the bytes."""
    href: str
    """Address at the source; empty for a file that lay beside it."""
    host: str
    alt: str
    caption: str
    credit: str


def show_images(article: Article) -> tuple[ShownImage, ...]:
    """Give the images of an article in order."""
    return tuple(_show(one) for one in article.images)


def _show(image: Image) -> ShownImage:
    host = urlsplit(image.address).hostname if image.address.startswith(("http://", "https://")) else None
    return ShownImage(
        src=address_of(image) if image.sha256 else "", href=image.address if host else "", host=host or "",
        alt=image.alt or image.caption, caption=image.caption, credit=image.credit,
    )  # fmt: skip


def address_of(image: Image) -> str:
    """Give the address of an image that others may show: on the site where it is held, else at its source."""
    return f"{FOLDER}{image.sha256}.{_ENDINGS.get(image.media, 'bin')}" if image.sha256 else image.address


def words_beside(article: Article) -> tuple[str, ...]:
    """Give the captions and credits that the source tells and that stand under none of the images."""
    told = [part for one in article.images for part in (one.caption, one.credit) if part]
    given = (*article.captions, *article.image_credits)
    return tuple(text for text in given if not any(part in text for part in told))


def add_images(app: FastAPI) -> None:
    """Serve the images that the archive holds."""
    app.add_api_route(f"{FOLDER}{{name}}", image, include_in_schema=False, response_model=None)


def image(request: Request, name: str) -> Response:
    """Give the bytes of an image; raise NotFound."""
    site: Site = request.app.state.site
    sha256, _, ending = name.partition(".")
    found = site.archive.view.image(sha256)
    if _ENDINGS.get(found.media) != ending:
        raise NotFound(f"no image {name!r}")
    return Response(found.data, media_type=found.media)


def image_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Give all images that the archive holds with their paths from the folder of a copy as files."""
    for one in site.archive.view.images():
        yield f"{FOLDER.strip('/')}/{one.sha256}.{_ENDINGS[one.media]}", one.data
