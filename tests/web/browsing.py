"""The browser of the widget's tests: Debian's Chromium, started the same way everywhere; none is ever fetched."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.web.serving import ROOT
from tests.web.widget import PATIENCE

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}

OpenPage = Callable[..., Page]
Embed = Callable[..., Page]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser."""
    found = subprocess.run([ROOT / "scripts/chromium"], stdout=subprocess.PIPE, text=True, check=True)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found.stdout.strip(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
