"""A served archive and a browser: Debian's chromium, started without any download."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import ROOT

_ARGUMENTS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def _chromium() -> str | None:
    named = os.environ.get("YALU_TEST_CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


collect_ignore_glob = [] if find_spec("yalu.publish") else ["test_*.py"]
"""The site is not built yet; its tests wait for it."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = _chromium()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no chromium: tools/browser installs it")
        pytest.skip("no chromium on this machine: tools/browser says how to get it")
    arguments = [*_ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def archive(demo_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the bundled archive and load the bundled table."""
    path = tmp_path_factory.mktemp("served") / "demo.yalu"
    for words in (["backup", str(path)], ["data", "load", "examples/data/prk-trade.csv"]):
        opened = demo_archive if words[0] == "backup" else path
        command = [sys.executable, "-m", "yalu", "--archive", str(opened), *words]
        subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    return path


@contextmanager
def served(archive: Path, *options: str) -> Iterator[str]:
    """Serve an archive; give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "yalu", "--archive", str(archive), "serve", "--port", str(port), *options]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address)
        yield address
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="session")
def site(archive: Path) -> Iterator[str]:
    """Serve the bundled archive with the bundled table; give its address."""
    with served(archive) as address:
        yield address


def _wait(address: str) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"no answer at {address}")
