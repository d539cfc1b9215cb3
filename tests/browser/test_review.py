"""The review by keys, and as axe sees it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import served

pytestmark = pytest.mark.browser


def test_a_reviewer_walks_decides_and_takes_back_by_keys(browser: Browser, archive: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yalu"
    shutil.copy(archive, mine)
    with served(mine, "--review") as address:
        context = browser.new_context(bypass_csp=True, viewport={"width": 390, "height": 800})
        page = context.new_page()
        page.goto(f"{address}/review?kind=event")
        first = page.locator("#told a").get_attribute("href")
        page.keyboard.press("x")
        page.wait_for_function("(told) => document.querySelector('#told a').getAttribute('href') !== told", arg=first)
        assert "reject" in page.locator(".made .from").first.inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert not [one["id"] for one in Axe().run(page).response["violations"]]
        page.keyboard.press("u")
        page.wait_for_function("(told) => document.querySelector('#told a').getAttribute('href') === told", arg=first)
        page.keyboard.press("s")
        page.wait_for_url("**at=1")
        page.keyboard.press("e")
        assert page.locator("select[name=field]").is_visible()
        context.close()
