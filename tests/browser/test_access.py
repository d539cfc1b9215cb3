"""Pages for everyone: axe finds nothing, keys walk through the marks, cards open and close."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Request

from tests.browser.test_site import PAGES, find_article

pytestmark = pytest.mark.browser


LIGHT = [(path, False) for path in [*PAGES, "ARTICLE"]]
DARK = [(path, True) for path in ("ARTICLE", "/dyads/CHN/PRK", "/claims", "/whatif", "/map", "/?written_before=2014")]
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


def test_a_reader_chooses_dark_and_keeps_it(browser: Browser, site: str) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(f"{site}/")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.locator("button.shade").click()
    assert page.evaluate(paper) != light
    page.goto(f"{site}/timeline")
    assert page.evaluate(paper) != light
    assert page.locator("button.shade").inner_text() == "Light"
    context.close()


def test_keys_search_help_and_go(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/figures")
    page.keyboard.press("?")
    assert page.locator("dialog.help").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url("**/timeline")
    page.keyboard.press("/")
    page.keyboard.type("sanctions")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=sanctions*")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/search" not in address)
    page.close()


def test_without_script_everything_is_read_and_asked(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{site}/")
    assert not page.locator("button.shade").is_visible()
    page.locator("input[name=q]").fill("sanctions")
    page.locator(".find button").click()
    assert page.locator("article.hit").count() > 3
    page.goto(f"{site}/map")
    page.locator("tbody a[href='/actors/PRK']").click()
    assert page.locator("h1").inner_text() == "North Korea"
    context.close()


HTML_AND_STYLE, SCRIPT = 60_000, 100_000


@pytest.mark.parametrize("path", ["/", "/search?q=sanctions", "/timeline", "/dyads/CHN/PRK", "/map", "ARTICLE"])
def test_a_first_visit_is_light(browser: Browser, site: str, path: str) -> None:
    path = f"/articles/{find_article(site)}" if path == "ARTICLE" else path
    context = browser.new_context()
    page = context.new_page()
    weights = {"document": 0, "stylesheet": 0, "script": 0}

    def weigh(request: Request) -> None:
        weights[request.resource_type] = weights.get(request.resource_type, 0) + request.sizes()["responseBodySize"]

    page.on("requestfinished", weigh)
    page.goto(site + path, wait_until="networkidle")
    context.close()
    assert weights["document"] + weights["stylesheet"] < HTML_AND_STYLE, weights
    assert weights["script"] < SCRIPT, weights
