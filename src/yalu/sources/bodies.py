"""Make an article of an item of an export: a body in HTML and fields that the format names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from yalu.model import Image, key_of
from yalu.sources.drafts import Draft
from yalu.sources.endings import is_credit_line
from yalu.sources.fragments import plain_text, read_fragment
from yalu.sources.images import find_images, join_images
from yalu.sources.names import split_names
from yalu.sources.texts import fill_text
from yalu.sources.words import load_words


def fill_body(draft: Draft, html: str) -> None:
    """Fill text, notes and credits from a body; a "Written by" at its head names the author better than an account."""
    fragment = read_fragment(html)
    add_images(draft, find_images(html))
    add_credits(draft, fragment.captions)
    set_field(draft, "references", tuple(("", note) for note in fragment.notes), "list of footnotes", 0.9)
    fill_text(draft, fragment.paragraphs, given={"authors"} if draft.authors else set())


def add_credits(draft: Draft, captions: Iterable[str]) -> None:
    """Keep captions: those that are a credit as such, the others as captions."""
    given = [caption for caption in captions if caption]
    found = [caption for caption in given if is_credit_line(caption)]
    if others := [caption for caption in given if caption not in found]:
        draft.captions = tuple(dict.fromkeys((*draft.captions, *others)))
        draft.tell("captions", "caption of a picture", 0.9)
    if found:
        draft.image_credits = tuple(dict.fromkeys((*draft.image_credits, *found)))
        draft.tell("image_credits", "caption of a picture", 0.9)


def add_images(draft: Draft, found: Iterable[Image], by: str = "image of the text", sure: float = 0.9) -> None:
    """Add images behind those that are known; one that is shown twice counts once."""
    images = join_images(draft.images, found)
    if len(images) > len(draft.images):
        draft.images = images
        draft.tell("images", by, sure)


def set_authors(draft: Draft, names: Iterable[str], by: str, *, site: str | None, sure: float) -> None:
    """Set the authors that a format names; accounts of staff, and of the site itself, are none."""
    people = [name for text in names for name in _people(text)]
    found = tuple(dict.fromkeys(name for name in people if key_of(name) != key_of(site or "")))
    if found:
        draft.authors = found
        draft.tell("authors", by, sure)


@lru_cache(maxsize=1024)
def _people(text: str) -> tuple[str, ...]:
    """Give the names in the field of an author; an export names the same few in all its posts."""
    return split_names(plain_text(text), load_words())


def set_field(draft: Draft, name: str, value: object, by: str, sure: float = 1.0) -> None:
    """Set a field that a format names, unless it is empty."""
    if value:
        setattr(draft, name, value)
        draft.tell(name, by, sure)
