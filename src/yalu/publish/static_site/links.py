"""Links of a page: made relative to its file, and led to what stands as a file."""

from __future__ import annotations

import html
import re
from base64 import b64encode
from collections.abc import Callable
from urllib.parse import urlsplit

from yalu.archive import HeldArchive
from yalu.publish.static_site.address import Address, link_to, read_address, stands_within
from yalu.publish.static_site.narrowing import lead_to

_LINK = re.compile(r'\b(href|src|action)="((?:/(?!/)|\?)[^"]*)"')
"""A link from the root, or to another page of the same list."""
_HOMELESS = re.compile(r'<meta [^>]*content="/[^"]*">\n?')
"""What names an address with its host, when no host is set."""
_MEDIA = {
    "json": "application/json", "jsonld": "application/ld+json", "csl": "application/json", "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}  # fmt: skip
_MOST_KNOWN = 200_000
Lead = tuple[str, Address | None, tuple[str, ...]]
"""A link from the root, the page that it needs, and what was read to find it."""


class Links:
    """Leads the links of pages; remembers where each leads."""

    def __init__(self, archive: HeldArchive) -> None:
        self._archive = archive
        self._known: dict[str, Lead] = {}

    def relate(
        self, text: str, at: Address, within: Callable[[Address], bytes] | None = None
    ) -> tuple[str, tuple[Address, ...]]:
        """Make the links of a page relative to its file; give the page and the addresses that need files.

        `within` gives the bytes of a form that stands in the page itself.
        """
        up = "../" * at.file.count("/")
        found: dict[Address, None] = {}

        def replaced(match: re.Match[str]) -> str:
            written, mark, fragment = match[2].partition("#")
            link, needed, _ = self._lead(written if written[0] == "/" else at.path + written)
            if needed is not None and needed.form != "html" and within:
                return _hold(needed, within(needed))
            if needed is not None:
                found[needed.listed if needed.form != "html" else needed] = None
            return f'{match[1]}="{up}{link}{mark}{fragment}"'

        return _HOMELESS.sub("", _LINK.sub(replaced, text)), tuple(found)

    def _lead(self, written: str) -> Lead:
        lead = self._known.get(written)
        if lead is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            with self._archive.held.noting() as reads:
                link, needed = self._find(html.unescape(written))
            lead = self._known[written] = (html.escape(link), needed, tuple(reads))
        else:
            self._archive.held.note(*lead[2])
        return lead

    def _find(self, link: str) -> tuple[str, Address | None]:
        path, query = urlsplit(link)[2:4]
        address = read_address(link)
        if address is None:
            return path.lstrip("/") + (f"?{query}" if query else ""), None
        if address.narrows:
            address = lead_to(self._archive, address)
        if stands_within(address):
            return link_to(address.listed.file), address
        asked = f"?{query}" if path == "/search" and query else ""
        return link_to(address.file) + asked, address if address.form == "html" else address.listed


def _hold(form: Address, content: bytes) -> str:
    """Hold a form in the link to it, as RFC 2397 has it: it is saved under its name, without a server or script."""
    media = _MEDIA.get(form.form, "text/plain")
    name = f"{form.path.rsplit('/', 1)[-1]}.{'csl.json' if form.form == 'csl' else form.form}"
    return f'download="{html.escape(name)}" href="data:{media};base64,{b64encode(content).decode()}"'
