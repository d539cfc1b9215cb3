"""The site in a real browser, at phone and desktop width: nothing overflows, fails, or asks another host."""

from __future__ import annotations

import json
import urllib.request

import pytest
from playwright.sync_api import Browser, Page, Request

pytestmark = pytest.mark.browser

PAGES = [
    "/", "/search?q=sanctions", "/timeline", "/figures", "/agreements", "/claims", "/claims?theme=influence",
    "/actors/PRK", "/dyads/CHN/PRK", "/network", "/map", "/data", "/dependence/PRK", "/reconciliation", "/whatif", "/categories/dprk", "/authors/hanne-vogt", "/about",
    "/articles/counting-the-volunteers", "/search/batch?q=coal%0Atreaty", "/about/coverage",
]  # fmt: skip


def find_article(site: str) -> str:
    with urllib.request.urlopen(f"{site}/") as answer:
        html = answer.read().decode()
    return str(html.split('href="/articles/', 1)[1].split('"', 1)[0])


def _visit(
    browser: Browser, address: str, *, width: int, dark: bool = False, script: bool = True
) -> tuple[Page, list[str]]:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", java_script_enabled=script
    )
    page = context.new_page()
    faults: list[str] = []
    host = address.split("/")[2]

    def check(request: Request) -> None:
        if request.url.split("/")[2:3] not in ([host], [""]) and not request.url.startswith("data:"):
            faults.append(f"asks {request.url}")

    page.on("request", check)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    response = page.goto(address)
    if response is None or response.status != 200:
        faults.append(f"status {response.status if response else 'none'}")
    return page, faults


@pytest.mark.parametrize("width", [390, 768, 1440])
@pytest.mark.parametrize("path", PAGES)
def test_pages_fit_and_stay_at_home(browser: Browser, site: str, path: str, width: int) -> None:
    page, faults = _visit(browser, site + path, width=width, dark=width == 390)
    assert not faults
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").count() == 1
    page.context.close()


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_an_article_is_marked_and_each_mark_leads_to_its_statement(browser: Browser, site: str, width: int) -> None:
    page, faults = _visit(browser, f"{site}/articles/{find_article(site)}", width=width, script=False)
    assert not faults
    assert page.locator("mark").count() > 10
    permalink = page.locator('a[href^="/statements/"]').first.get_attribute("href")
    page.goto(f"{site}{permalink}")
    assert page.locator("blockquote, q, mark").count() >= 1
    page.context.close()


def test_the_search_box_finds(browser: Browser, site: str) -> None:
    page, faults = _visit(browser, f"{site}/", width=1280)
    page.locator('input[name="q"]').first.fill("sanctions")
    page.locator('input[name="q"]').first.press("Enter")
    page.wait_for_url("**/search?*")
    assert page.locator('a[href^="/articles/"]').count() > 0
    assert not faults
    page.context.close()


def test_a_page_has_a_json_form(site: str) -> None:
    with urllib.request.urlopen(f"{site}/timeline.json") as answer:
        rows = json.loads(answer.read())
    assert rows
