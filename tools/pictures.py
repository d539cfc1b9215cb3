"""Take the pictures of the docs from an archive served with --review: `python tools/pictures.py http://127.0.0.1:8765 docs/pictures`."""

from __future__ import annotations

import json
import os
import shutil
import sys
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

WIDTHS = (390, 1280)
DARK = ("article", "dyad", "map")
"""Pages that are pictured by night too."""


def addresses(site: str) -> dict[str, str]:
    """Give the pages to picture by name."""
    with urllib.request.urlopen(f"{site}/") as answer:
        html = answer.read().decode()
    article = html.split('href="/articles/', 1)[1].split('"', 1)[0]
    return {
        "front": "/", "article": f"/articles/{article}", "search": "/search?q=sanctions", "actor": "/actors/PRK",
        "dyad": "/dyads/CHN/PRK", "timeline": "/timeline", "figures": "/figures", "claims": "/claims?theme=influence",
        "statement": _first(site, "event"), "agreements": "/agreements", "dependence": "/dependence/PRK", "reconciliation": "/reconciliation",
        "whatif": "/whatif?of=PRK&partner=CHN&cut=50&years=2015", "network": "/network", "map": "/map", "together": "/network?by=mentions", "coverage": "/about/coverage", "then": "/?written_before=2014-01-01", "category": "/categories/dprk", "author": "/authors/hanne-vogt", "review": "/review",
        "image": "/articles/counting-the-volunteers", "batch": "/search/batch?q=coal+sanctions%0A%22six-party+talks%22%0Asanktions~",
    }  # fmt: skip


def _first(site: str, kind: str) -> str:
    with urllib.request.urlopen(f"{site}/statements.json?kind={kind}&limit=1&certainty=asserted") as answer:
        return f"/statements/{json.loads(answer.read())['items'][0]['id']}"


def main() -> int:
    """Write one PNG a page and width."""
    site, folder = sys.argv[1].rstrip("/"), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    arguments = ["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        for width in WIDTHS:
            for scheme, names in (("light", None), ("dark", DARK)):
                page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
                ending = "" if scheme == "light" else "-dark"
                for name, path in addresses(site).items():
                    if names is None or name in names:
                        page.goto(site + path)
                        page.screenshot(path=folder / f"{name}-{width}{ending}.png")
                        print(f"{name}-{width}{ending}.png")
                page.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
