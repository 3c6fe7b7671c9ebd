"""The oldest promise, kept in the browser itself: Chromium 69, the Android WebView of 2018."""

from __future__ import annotations

from pathlib import Path

from tests.web.oldest import chromium_69
from tests.web.serving import Service

ROOT_NODE = "document.querySelector('canbao-widget').shadowRoot"


def press(words: str) -> str:
    buttons = f"Array.from({ROOT_NODE}.querySelectorAll('button'))"
    return f"{buttons}.find(button => button.textContent.includes('{words}')).click()"


def test_chromium_69_shows_an_answer_in_large_type(service: Service, tmp_path: Path) -> None:
    with chromium_69(tmp_path) as browser:
        browser.visit(service.base)
        browser.wait_for(f"!!document.querySelector('canbao-widget') && !!{ROOT_NODE}.querySelector('.launcher')")
        assert "Chrome/69." in browser.evaluate("navigator.userAgent")
        browser.evaluate(f"{ROOT_NODE}.querySelector('.launcher').click()")
        browser.wait_for(f"!!{ROOT_NODE}.querySelector('.picker')")
        browser.evaluate(press("景县"))
        browser.evaluate(press("一年交多少钱"))
        figure = browser.wait_for(f"({ROOT_NODE}.querySelector('.figure') || {{}}).textContent")
        browser.evaluate(press("字大一点"))
        browser.wait_for(f"!!{ROOT_NODE}.querySelector('.large')")
        size = browser.evaluate(f"getComputedStyle({ROOT_NODE}.querySelector('.reason')).fontSize")
        wide = browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert (browser.faults, figure, size, wide) == ([], "280元", "24px", True)
