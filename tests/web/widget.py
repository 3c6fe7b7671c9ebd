"""The widget as a person has it before them: what can be seen, pressed and typed."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

PATIENCE = 15_000
# Two presses of one place within this time, in ms, count as one.
DOUBLE_TAP = 450


class Widget:
    """The widget on a page, found by role and name as assistive technology finds it."""

    def __init__(self, page: Page, title: str = "医保咨询") -> None:
        self.page = page
        self.launcher = page.get_by_role("button", name=title, exact=True)
        self.dialog = page.get_by_role("dialog", name=title)
        self.question = self.dialog.get_by_role("textbox", name="您的问题")
        self.turns = self.dialog.locator(".turn")
        self.note = self.dialog.locator("#cb-note")
        self.said = self.dialog.get_by_role("status")

    def open(self) -> Widget:
        """Presses the launcher."""
        self.launcher.click()
        expect(self.dialog).to_be_visible()
        return self

    def press(self, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        """Presses the button of this name."""
        (within or self.dialog).get_by_role("button", name=name, exact=isinstance(name, str)).click()

    def choose(self, county: str) -> None:
        """Picks a county from those offered at the beginning."""
        self.press(county)
        expect(self.county).to_contain_text(county)

    @property
    def county(self) -> Locator:
        """The button that names the county."""
        return self.dialog.locator(".second button").first

    def send(self, text: str) -> Locator:
        """Types and sends a question; its turn."""
        before = self.turns.count()
        self.question.fill(text)
        self.press("发送")
        expect(self.turns).to_have_count(before + 1)
        return self.turns.nth(before)

    def ask(self, text: str) -> Locator:
        """Sends a question and waits for the answer; its turn."""
        return answered(self.send(text))

    def last(self) -> Locator:
        """The last turn."""
        return self.turns.last


def answered(turn: Locator) -> Locator:
    """The turn, once it has its answer."""
    expect(turn).to_have_attribute("data-state", "answered", timeout=PATIENCE)
    return turn


def kept(page: Page, record: str) -> dict[str, Any]:
    """What the widget keeps in the browser under this name."""
    script = """name => {
      const key = Object.keys(localStorage).find(key => key.startsWith('canbao:' + name));
      return key ? JSON.parse(localStorage.getItem(key)) : {};
    }"""
    found: dict[str, Any] = page.evaluate(script, record)
    return found
