"""For old eyes and small screens: sizes, large type, dark mode, motion, and where the reader is taken."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.web.browsing import PHONE, OpenPage
from tests.web.serving import Service
from tests.web.widget import Widget, answered

NARROW = {"width": 320, "height": 568}
SIZE = "element => parseFloat(getComputedStyle(element).fontSize)"
OVERFLOWING = """dialog => Array.from(dialog.querySelectorAll('*'))
  .filter(e => !e.closest('.unseen') && e.getClientRects().length)
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)
  .map(e => e.className || e.tagName)"""
SMALL = """dialog => Array.from(dialog.querySelectorAll('button, a, summary, textarea, input'))
  .filter(e => e.getClientRects().length && !e.closest('.words'))
  .map(e => [e.textContent, e.getBoundingClientRect().width, e.getBoundingClientRect().height])
  .filter(([, width, height]) => width < 44 || height < 44)"""


def visited(open_page: OpenPage, service: Service, **options: object) -> Widget:
    """The widget after a card with choices, one with steps and one with phones."""
    widget = Widget(open_page(service.base, **options)).open()
    widget.choose("景县")
    for question in ("微信怎么交", "医保局电话多少", "刚生了孩子医保咋弄", "2021年1月5号生的"):
        widget.ask(question)
    return widget


@pytest.mark.parametrize("large", [False, True])
def test_at_320_pixels_nothing_is_cut_off_or_scrolls_sideways(
    open_page: OpenPage, service: Service, large: bool
) -> None:
    widget = visited(open_page, service, viewport=NARROW)
    if large:
        widget.press("字大一点")
    assert widget.dialog.evaluate(OVERFLOWING) == []
    sideways = "() => [document.documentElement.scrollWidth, innerWidth]"
    wide, inner = widget.page.evaluate(sideways)
    assert wide <= inner
    log = widget.dialog.get_by_role("region", name="对话内容")
    assert log.evaluate("log => log.scrollWidth <= log.clientWidth")
    box = log.bounding_box()
    assert box
    assert box["height"] > 180


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 800}])
def test_every_target_is_at_least_44_pixels(open_page: OpenPage, service: Service, viewport: object) -> None:
    assert visited(open_page, service, viewport=viewport).dialog.evaluate(SMALL) == []


def test_text_is_18_pixels_and_24_when_large_and_that_is_remembered(jingxian: Widget, page: Page) -> None:
    text = jingxian.ask("医保多少钱").locator(".reason").first
    assert text.evaluate(SIZE) == 18
    jingxian.press("字大一点")
    assert text.evaluate(SIZE) == 24
    page.reload()
    widget = Widget(page).open()
    assert widget.turns.locator(".reason").first.evaluate(SIZE) == 24
    widget.press("字小一点")
    assert widget.turns.locator(".reason").first.evaluate(SIZE) == 18


def test_dark_mode_is_the_systems(open_page: OpenPage, service: Service) -> None:
    widget = Widget(open_page(service.base, color_scheme="dark")).open()
    expect(widget.dialog).to_have_css("background-color", "rgb(20, 25, 29)")


def test_nothing_moves_where_motion_is_unwanted(open_page: OpenPage, service: Service) -> None:
    page = open_page(service.base, reduced_motion="reduce")
    widget = Widget(page).open()
    widget.choose("景县")
    page.route("**/webhook", lambda route: None)
    expect(widget.send("医保多少钱").locator(".Typing-dot").first).to_have_css("animation-name", "none")


def test_on_a_phone_the_chat_fills_the_screen_and_keeps_the_keyboard_inside(
    open_page: OpenPage, service: Service
) -> None:
    page = open_page(service.base, viewport=PHONE, has_touch=True, is_mobile=True)
    widget = Widget(page).open()
    assert widget.dialog.bounding_box() == {"x": 0, "y": 0, **PHONE}
    expect(widget.dialog).to_have_attribute("aria-modal", "true")
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") == "CANBAO-WIDGET"


def test_on_a_touch_screen_opening_does_not_raise_the_keyboard(open_page: OpenPage, service: Service) -> None:
    page = open_page(service.base, viewport=PHONE, has_touch=True, is_mobile=True)
    widget = Widget(page).open()
    expect(widget.dialog.get_by_role("heading", name="医保咨询")).to_be_focused()


def test_a_long_answer_is_read_from_its_beginning(open_page: OpenPage, service: Service) -> None:
    widget = Widget(open_page(service.base, viewport=PHONE)).open()
    widget.choose("景县")
    widget.ask("医保多少钱")
    turn = widget.ask("微信怎么交")
    log = widget.dialog.get_by_role("region", name="对话内容").bounding_box()
    question = turn.locator(".mine").bounding_box()
    assert log
    assert question
    assert 0 <= question["y"] - log["y"] < 60


def test_answers_are_told_to_screen_readers(jingxian: Widget) -> None:
    expect(jingxian.said).to_have_attribute("aria-live", "polite")
    jingxian.ask("医保多少钱")
    expect(jingxian.said).to_contain_text("答复：景县2021年度个人缴费标准是每人每年280元")


def test_a_conversation_read_back_is_not_told_again(jingxian: Widget, page: Page) -> None:
    answered(jingxian.ask("医保多少钱"))
    page.reload()
    expect(Widget(page).open().said).to_be_empty()


def test_the_launcher_tells_whether_the_chat_is_open(widget: Widget, page: Page) -> None:
    widget.press("关闭")
    expect(widget.launcher).to_have_attribute("aria-expanded", "false")
    expect(widget.launcher).to_be_focused()
    widget.open()
    expect(page.locator(".launcher")).to_have_attribute("aria-expanded", "true")
