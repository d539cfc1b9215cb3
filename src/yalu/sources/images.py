"""Images of an article as its source shows them: addresses with what is said of each. Nothing is fetched.

What is no image of the text is left out by what its marks say: faces of authors, signs, counters, placeholders.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from urllib.parse import unquote, urlsplit

from lxml.etree import ParserError
from lxml.html import HtmlElement, fragment_fromstring

from yalu.model import Image, squeeze
from yalu.sources.decoding import tidy_text
from yalu.sources.endings import is_credit_line, split_credit
from yalu.sources.fragments import CAPTION_CODE, is_deep
from yalu.sources.markup import in_margin
from yalu.sources.phrases import any_of
from yalu.sources.words import ImageWords, read_words

_SMALLEST = 80
"""Pixels: what is narrower or lower is a sign, not an image of the text."""
_PLACEHOLDER = 2_000
"""Characters: a data address that is shorter holds the place of an image that a script loads."""
_MOST = 200
_LONGEST = 20_000_000
_SCHEMES = ("http://", "https://", "data:image/")
_SIZE = re.compile(r"-\d{2,5}x\d{2,5}(?=\.\w+$)|-scaled(?=\.\w+$)")
"""What WordPress adds to the name of a file for a smaller copy of it."""
_SOURCES = ("data-orig-file", "data-src", "data-lazy-src", "data-original", "src")
_CAPTIONS = ".//figcaption|.//*[contains(@class,'caption-text') or contains(@class,'wp-caption-text')]"
_FRAMES = "ancestor::figure|ancestor::*[contains(@class,'wp-caption') or contains(@class,'caption')]"
_IN_TEXT = (
    "//article//img|//main//img|//figure//img|//*[contains(@class,'entry-content') or contains(@class,'post-content')"
    " or contains(@class,'article-body') or @itemprop='articleBody']//img|//img[contains(@class,'wp-image-')]"
)
_NOT_OF_TEXT = (
    "ancestor::header[not(ancestor::article or ancestor::main)]|ancestor::footer|ancestor::nav|ancestor::aside"
)
_LEAD = "//meta[@property='og:image' or @property='og:image:url' or @name='twitter:image' or @name='citation_cover']"


def make_image(address: str, *, alt: str = "", caption: str = "", credit: str = "") -> Image | None:
    """Give an image with its caption parted from its credit; None where the address is none of an image."""
    address = f"https:{address}" if address.startswith("//") else address.strip()
    if not address or len(address) > _LONGEST or not address.isprintable():
        return None
    if not address.startswith(_SCHEMES) and (":" in address.partition("/")[0] or address[0] in "#?"):
        return None
    words, found = _part(squeeze(caption))
    return Image(address=address, alt=squeeze(alt), caption=words, credit=squeeze(credit) or found)


def find_images(html: str) -> list[Image]:
    """Give the images of a piece of HTML in order, each with the caption that stands with it."""
    if "<img" not in html and "<IMG" not in html:
        return []
    text = CAPTION_CODE.sub(lambda match: f"<figure>{match[2]}</figure>", tidy_text(html)[0])
    if is_deep(text):
        return []
    try:
        tree = fragment_fromstring(text, create_parent="div")
    except ParserError:
        return []
    return [image for element in tree.iter("img") if (image := _read(element))][:_MOST]


def images_on(tree: HtmlElement) -> list[Image]:
    """Give the images of the article on a page: the one that the page names for sharing first, if it is not in the text."""
    elements = [one for one in tree.xpath(_IN_TEXT) if not one.xpath(_NOT_OF_TEXT) and not in_margin(one)]
    inside = [image for element in elements if (image := _read(element))][:_MOST]
    named = (make_image(one.get("content") or "") for one in tree.xpath(_LEAD))
    lead = [one for one in named if one and not _is_sign(one.address)][:1]
    alts = tree.xpath("//meta[@property='og:image:alt']/@content")
    if lead and alts:
        lead = [Image(address=lead[0].address, alt=squeeze(alts[0]))]
    return list(join_images((), [*(_fuller(one, inside) for one in lead), *inside]))


def join_images(known: Sequence[Image], more: Iterable[Image]) -> tuple[Image, ...]:
    """Add images to those that are known; of one at several sizes the first is kept, with what any of them says."""
    found: dict[str, Image] = {}
    for one in (*known, *more):
        key = _stem(one.address)
        first = found.get(key)
        found[key] = one if first is None else _merge(first, one)
    return tuple(found.values())


def _merge(one: Image, other: Image) -> Image:
    return Image(
        address=one.address, alt=one.alt or other.alt, caption=one.caption or other.caption,
        credit=one.credit or other.credit,
    )  # fmt: skip


def _fuller(lead: Image, inside: Sequence[Image]) -> Image:
    """Give the copy in the text of what a page names for sharing: a saved page has its file, and its caption stands there."""
    return next((one for one in inside if _stem(one.address) == _stem(lead.address)), lead)


def _stem(address: str) -> str:
    if address.startswith("data:"):
        return address
    return _SIZE.sub("", unquote(urlsplit(address).path).rpartition("/")[2].casefold()) or address


def _read(element: HtmlElement) -> Image | None:
    given = [value for name in _SOURCES if (value := (element.get(name) or "").strip())]
    address = next((one for one in given if not _holds_place(one)), "") or _largest(element.get("srcset") or "")
    if not address or _is_small(element) or _is_sign(f"{element.get('class') or ''} {address[:500]}"):
        return None
    return make_image(address, alt=element.get("alt") or "", caption=_caption(element))


def _caption(element: HtmlElement) -> str:
    """Give the caption of the nearest frame; of a frame without one marked its text."""
    frames = element.xpath(_FRAMES)
    if not frames or (len(frames[-1].xpath(".//img")) > 1 and not frames[-1].xpath(_CAPTIONS)):
        return ""
    marked = frames[-1].xpath(_CAPTIONS)
    return squeeze((marked[0] if marked else frames[-1]).text_content())


def _part(caption: str) -> tuple[str, str]:
    """Part a caption from the credit that stands in front of it, behind it, or in its place."""
    rest, credit = split_credit(caption, ())
    return (squeeze(rest), credit) if credit and (rest.strip() or is_credit_line(caption)) else (caption, "")


def _holds_place(address: str) -> bool:
    return address.startswith("data:") and len(address) < _PLACEHOLDER


def _largest(srcset: str) -> str:
    """Give the address of the widest copy that an element offers."""
    offers = [part.split() for part in srcset.split(", ")]
    sized = [
        (float(words[1][:-1]) if words[1][:-1].isdecimal() else 0.0, words[0]) for words in offers if len(words) > 1
    ]
    return max(sized, default=(0.0, offers[0][0] if offers and offers[0] else ""))[1]


def _is_small(element: HtmlElement) -> bool:
    sizes = [(element.get(name) or "").removesuffix("px") for name in ("width", "height")]
    return any(size.isdecimal() and int(size) < _SMALLEST for size in sizes)


def _is_sign(text: str) -> bool:
    return bool(_signs().search(text.casefold()))


@cache
def _signs() -> re.Pattern[str]:
    words = [word for row in read_words("images", ImageWords) for word in row.words]
    return re.compile(rf"(?<![a-z])(?:{any_of(words)})(?![a-z])")
