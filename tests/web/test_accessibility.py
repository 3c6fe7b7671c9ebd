"""axe-core finds nothing, in any state, on a phone and on a desktop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.browsing import DESKTOP, PHONE, OpenPage
from tests.web.serving import ROOT, Service
from tests.web.widget import DOUBLE_TAP, Widget

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async tags => (await axe.run(document, {runOnly: tags})).violations
  .map(violation => [violation.id, violation.help, violation.nodes.map(node => node.html)])"""
AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
State = Callable[[Widget], object]


def closed(widget: Widget) -> None:
    expect(widget.launcher).to_be_visible()


def empty(widget: Widget) -> None:
    widget.open()


def cards(widget: Widget) -> None:
    widget.open()
    widget.choose("磐汀县")
    widget.ask("什么时候交")
    widget.county.click()
    widget.press("景县", widget.dialog.locator(".sheet"))
    widget.ask("微信怎么交")
    widget.ask("医保局电话多少")
    widget.ask("刚生了孩子医保咋弄")
    turn = widget.ask("2021年1月5号生的")
    turn.locator("summary").first.click()
    widget.page.wait_for_timeout(DOUBLE_TAP)
    widget.press("没帮助", turn)
    expect(turn.get_by_role("textbox")).to_be_visible()


def picker(widget: Widget) -> None:
    cards(widget)
    widget.county.click()


def clearing(widget: Widget) -> None:
    cards(widget)
    widget.press("清空对话")


def large(widget: Widget) -> None:
    cards(widget)
    widget.press("字大一点")


def waiting(widget: Widget) -> None:
    widget.open()
    widget.page.route("**/webhook", lambda route: None)
    widget.send("医保多少钱")


def failed(widget: Widget) -> None:
    widget.open()
    widget.choose("景县")
    widget.page.route("**/webhook", lambda route: route.fulfill(status=400, json={"error": "no"}))
    expect(widget.send("医保多少钱")).to_have_attribute("data-state", "failed")


def refused(widget: Widget) -> None:
    widget.open()
    widget.question.fill("医" * 1001)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("state", [closed, empty, cards, picker, clearing, large, waiting, failed, refused])
def test_axe_finds_nothing(open_page: OpenPage, service: Service, state: State, viewport: dict[str, int]) -> None:
    widget = Widget(open_page(service.base, viewport=viewport))
    state(widget)
    assert violations(widget.page) == []


@pytest.mark.parametrize("state", [closed, cards, failed])
@pytest.mark.parametrize("option", [{"color_scheme": "dark"}, {"forced_colors": "active"}], ids=["dark", "forced"])
def test_axe_finds_nothing_in_other_colours(
    open_page: OpenPage, service: Service, state: State, option: dict[str, Any]
) -> None:
    widget = Widget(open_page(service.base, viewport=PHONE, **option))
    state(widget)
    assert violations(widget.page) == []


def test_axe_would_find_a_fault(page: Page) -> None:
    Widget(page).open().dialog.evaluate("dialog => dialog.querySelector('textarea').removeAttribute('aria-label')")
    page.evaluate("""() => { const field = document.querySelector('canbao-widget').shadowRoot.querySelector('textarea');
      field.removeAttribute('placeholder'); }""")
    assert "label" in [violation[0] for violation in violations(page)]


def test_contrast_is_that_of_wcags_highest_level(jingxian: Widget) -> None:
    cards_shown = jingxian.ask("医保多少钱")
    expect(cards_shown).to_be_visible()
    inject(jingxian.page)
    rules = "{runOnly: {type: 'rule', values: ['color-contrast-enhanced']}}"
    found = jingxian.page.evaluate(
        f"async () => (await axe.run(document, {rules})).violations.map(v => v.nodes.map(n => n.html))"
    )
    assert found == []


def violations(page: Page) -> list[Any]:
    """What axe finds on the page, into shadow roots too."""
    inject(page)
    found: list[Any] = page.evaluate(RUN, TAGS)
    return found


def inject(page: Page) -> None:
    """Puts axe into the page, past its Content-Security-Policy."""
    page.evaluate(AXE.read_text(encoding="utf-8") + "\n;undefined")
