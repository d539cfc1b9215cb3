"""Pages for everyone: axe finds nothing, keys walk through the marks, cards open and close."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.test_site import PAGES, find_article

pytestmark = pytest.mark.browser


LIGHT = [(path, False) for path in [*PAGES, "ARTICLE"]]
DARK = [(path, True) for path in ("ARTICLE", "/dyads/CHN/PRK", "/claims", "/whatif")]
"""Between them these pages use every colour."""


@pytest.mark.parametrize(("path", "dark"), [*LIGHT, *DARK])
def test_axe_finds_no_violation(browser: Browser, site: str, path: str, dark: bool) -> None:
    path = f"/articles/{find_article(site)}" if path == "ARTICLE" else path
    # The checker puts its own script into the page, which the site's policy rightly forbids.
    context = browser.new_context(color_scheme="dark" if dark else "light", bypass_csp=True)
    page = context.new_page()
    page.goto(site + path)
    found = [(one["id"], one["nodes"][0]["html"][:120]) for one in Axe().run(page).response["violations"]]
    context.close()
    assert not found


def test_keys_open_the_card_of_the_next_mark_and_escape_closes_it(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/articles/{find_article(site)}")
    page.keyboard.press("j")
    assert page.locator(".pop .row").count() == 1
    first = page.locator(".pop a").first.get_attribute("href")
    page.keyboard.press("j")
    assert page.locator(".pop a").first.get_attribute("href") != first
    page.keyboard.press("Escape")
    assert page.locator(".pop").count() == 0
    page.close()


def test_a_kind_of_mark_is_switched_off_and_stays_off(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    address = f"{site}/articles/{find_article(site)}"
    page.goto(address)
    colour = "getComputedStyle(document.querySelector('.body mark.k-figure')).borderBottomColor"
    assert page.evaluate(colour) != "rgba(0, 0, 0, 0)"
    page.locator("#show-figure").uncheck()
    assert page.evaluate(colour) == "rgba(0, 0, 0, 0)"
    page.goto(address)
    assert page.evaluate(colour) == "rgba(0, 0, 0, 0)"
    context.close()


def test_an_article_prints_without_the_instrument(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/articles/{find_article(site)}")
    page.emulate_media(media="print")
    assert not page.locator(".switches").is_visible()
    assert page.locator(".essay h1").is_visible()
    assert len(page.pdf()) > 10_000
    page.close()
