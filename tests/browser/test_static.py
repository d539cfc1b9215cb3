"""A site as files behind a plain file server, under a path: it reads, it searches, it opens from a disk."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from yalu.publish.headers import POLICY
from yalu.publish.static_site.finding import can_index

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class _Strict(SimpleHTTPRequestHandler):
    """Serves files with the policy that the guide gives for hosts."""

    def end_headers(self) -> None:
        self.send_header(
            "Content-Security-Policy", POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
        )
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def folder(demo_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("host")
    command = [sys.executable, "-m", "yalu", "--archive", str(demo_archive), "publish", str(root / "deep" / "journal")]
    subprocess.run(command, check=True, capture_output=True)
    return root


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Strict, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/deep/journal/"
    server.shutdown()
    server.server_close()


def test_a_reader_walks_from_the_front_page_to_a_statement(browser: Browser, address: str) -> None:
    page = browser.new_page()
    failed: list[str] = []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.on("console", lambda line: failed.append(line.text) if "Security Policy" in line.text else None)
    page.goto(address)
    page.click(".teaser h2 a >> nth=0")
    page.wait_for_selector(".essay h1")
    page.wait_for_load_state("load")
    page.keyboard.press("j")
    page.click(".pop .says a")
    page.wait_for_url("**/statements/**")
    page.click("header nav a >> text=Timeline")
    page.wait_for_url("**/timeline/**")
    assert page.locator("h1").inner_text() == "Timeline"
    page.close()
    assert not [one for one in failed if "favicon" not in one]


@pytest.mark.skipif(not can_index(), reason="Pagefind is not installed")
def test_search_runs_in_the_browser_under_a_strict_policy(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.fill("#find", "sanctions")
    page.press("#find", "Enter")
    page.wait_for_selector("#results .hit h2 a")
    page.wait_for_selector("#facets section")
    assert page.locator("#facets section").count() >= 2
    assert page.locator("#results mark").count()
    page.click("#results .hit h2 a >> nth=0")
    page.wait_for_selector(".essay h1")
    page.close()


def test_the_site_opens_from_a_disk(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "deep" / "journal" / "index.html").as_uri())
    page.click(".teaser h2 a >> nth=0")
    page.wait_for_selector(".essay h1")
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    page.close()
