"""Typing: Chinese input methods, personal numbers, long texts, hostile texts, the keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.web.browsing import PHONE, OpenPage
from tests.web.serving import Service
from tests.web.widget import Widget, answered, kept

ID = "11010519491231002X"
HEBEI_ID = "131127198001010011"
MOBILE = "13812345678"


@pytest.fixture
def method(page: Page) -> CDPSession:
    """Speaks to the browser as an input method does."""
    return page.context.new_cdp_session(page)


def compose(method: CDPSession, text: str) -> None:
    method.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})


def enter(method: CDPSession, code: int) -> None:
    method.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Enter", "windowsVirtualKeyCode": code})


@pytest.mark.parametrize("code", [13, 229])
def test_enter_while_composing_does_not_send(jingxian: Widget, method: CDPSession, code: int) -> None:
    jingxian.question.focus()
    compose(method, "yibao duoshao qian")
    enter(method, code)
    expect(jingxian.turns).to_have_count(0)
    method.send("Input.insertText", {"text": "医保多少钱"})
    expect(jingxian.question).to_have_value("医保多少钱")
    jingxian.question.press("Enter")
    expect(answered(jingxian.last()).locator(".figure")).to_have_text("280元")


def test_escape_while_composing_does_not_close(jingxian: Widget) -> None:
    jingxian.question.evaluate("""field => field.dispatchEvent(
        new KeyboardEvent('keydown', {key: 'Escape', isComposing: true, bubbles: true, composed: true}))""")
    expect(jingxian.dialog).to_be_visible()


def test_shift_and_enter_makes_a_new_line(jingxian: Widget) -> None:
    jingxian.question.fill("医保")
    jingxian.question.press("Shift+Enter")
    jingxian.question.press_sequentially("多少钱")
    expect(jingxian.question).to_have_value("医保\n多少钱")


@pytest.mark.parametrize(
    "number", [ID, HEBEI_ID, MOBILE, "138 1234 5678", "１３８１２３４５６７８", "6222021234567890123"]
)
def test_a_personal_number_is_masked_while_it_is_typed(jingxian: Widget, page: Page, number: str) -> None:
    jingxian.question.press_sequentially(f"我的号码是{number}")
    value = jingxian.question.input_value()
    assert value.startswith("我的号码是*")
    assert not any(character.isdigit() or character in "Xx" for character in value)
    expect(jingxian.note).to_contain_text("已经帮您隐去")
    expect(jingxian.said).to_contain_text("已经帮您隐去")


@pytest.mark.parametrize("text", ["2021年2月25日", "280元", "0374—7156780", "20210105", "家里有5口人要交1400元"])
def test_dates_sums_and_landlines_stay(jingxian: Widget, text: str) -> None:
    jingxian.question.press_sequentially(text)
    expect(jingxian.question).to_have_value(text)


def test_a_number_is_masked_only_after_the_input_method_is_done(jingxian: Widget, method: CDPSession) -> None:
    jingxian.question.focus()
    compose(method, MOBILE)
    expect(jingxian.question).to_have_value(MOBILE)
    method.send("Input.insertText", {"text": MOBILE})
    expect(jingxian.question).to_have_value("*" * len(MOBILE))


def test_a_pasted_number_never_leaves_the_browser(jingxian: Widget, page: Page) -> None:
    bodies: list[str] = []
    page.on("request", lambda request: bodies.append(request.post_data or ""))
    jingxian.question.evaluate("field => field.focus()")
    page.keyboard.insert_text(f"身份证{ID}能查吗")
    jingxian.question.press("Enter")
    answered(jingxian.last())
    assert bodies
    assert not [body for body in bodies if ID in body]
    assert ID not in str(kept(page, "conversation"))


def test_the_notice_that_numbers_are_not_needed_is_always_there(widget: Widget) -> None:
    expect(widget.note).to_have_text("不用填身份证号、手机号。")


def test_a_text_that_is_too_long_is_told_and_not_sent(jingxian: Widget) -> None:
    jingxian.question.fill("医" * 1003)
    expect(jingxian.note).to_have_text("最多1000个字，现在有1003个字，请删短一些再发。")
    expect(jingxian.dialog.get_by_role("button", name="发送")).to_be_disabled()
    jingxian.question.press("Enter")
    expect(jingxian.turns).to_have_count(0)
    jingxian.question.fill("医保多少钱")
    answered(jingxian.send("医保多少钱"))


def test_an_empty_text_is_not_sent(jingxian: Widget) -> None:
    jingxian.question.fill("  ")
    jingxian.question.press("Enter")
    expect(jingxian.turns).to_have_count(0)


def test_script_text_is_shown_as_text(jingxian: Widget, page: Page) -> None:
    text = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>医保多少钱'
    turn = jingxian.ask(text)
    expect(turn.locator(".mine")).to_contain_text(text)
    assert turn.locator("img, script").count() == 0
    assert page.evaluate("window.hit") is None


def test_script_text_from_the_server_is_shown_as_text(jingxian: Widget, page: Page) -> None:
    text = "<img src=x onerror='window.hit=1'>答复"
    card: dict[str, Any] = {
        "outcome": text,
        "highlight": {"value": text, "unit": ""},
        "reasons": [text],
        "steps": [text],
        "window": None,
    }
    card |= {"citations": [], "phones": [{"name": text, "number": "javascript:hit=1"}], "question": text}
    reply = {"recipient_id": "x", "text": text, "buttons": [{"title": text, "payload": "a"}], "custom": {"card": card}}
    plain: dict[str, Any] = {"text": text}
    page.route("**/webhook", lambda route: route.fulfill(json=[reply, plain]))
    turn = jingxian.ask("问")
    expect(turn.get_by_text(text).first).to_be_visible()
    assert turn.locator("img").count() == 0
    assert turn.locator(".Card a").get_attribute("href") == "tel:1"
    assert page.evaluate("window.hit") is None


@pytest.mark.parametrize("card", [{}, {"outcome": "答"}, {"outcome": 1, "reasons": "x"}])
def test_a_card_that_cannot_be_drawn_falls_back_to_the_text(jingxian: Widget, page: Page, card: object) -> None:
    page.route("**/webhook", lambda route: route.fulfill(json=[{"text": "交280元。", "custom": {"card": card}}]))
    expect(jingxian.ask("问").locator(".words")).to_have_text("交280元。")


def test_phone_numbers_in_plain_text_are_links(jingxian: Widget, page: Page) -> None:
    answer = {"status": "answered", "figures": [{"name": "centre", "value": "0374—7156780", "unit": "电话"}]}
    reply = {"text": "请打0374—7156780咨询。", "custom": {"answer": answer}}
    page.route("**/webhook", lambda route: route.fulfill(json=[reply]))
    turn = jingxian.ask("问")
    expect(turn.locator("a[href='tel:03747156780']")).to_have_text("0374—7156780")
    expect(turn.locator(".words")).to_have_text("请打0374—7156780咨询。")


def test_everything_can_be_done_with_the_keyboard_alone(page: Page) -> None:
    widget = Widget(page)
    widget.launcher.focus()
    page.keyboard.press("Enter")
    expect(widget.question).to_be_focused()
    reach(page, "选择县")
    page.keyboard.press("Enter")
    expect(widget.dialog.locator(".sheet").get_by_role("button").first).to_be_focused()
    reach(page, "景县")
    page.keyboard.press("Space")
    expect(widget.county).to_contain_text("景县")
    expect(widget.county).to_be_focused()
    widget.question.focus()
    page.keyboard.type("医保多少钱")
    page.keyboard.press("Enter")
    turn = answered(widget.last())
    expect(widget.question).to_be_focused()
    reach(page, "没帮助", back=True)
    page.keyboard.press("Enter")
    expect(turn.get_by_role("button", name="没帮助")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(widget.dialog).to_be_hidden()
    expect(widget.launcher).to_be_focused()


def test_a_button_that_goes_away_when_pressed_leaves_the_focus_in_the_chat(widget: Widget, page: Page) -> None:
    widget.dialog.get_by_role("button", name="景县").press("Enter")
    expect(widget.question).to_be_focused()
    widget.dialog.get_by_role("button", name="新生儿怎么参保").press("Enter")
    answered(widget.last())
    expect(widget.question).to_be_focused()
    page.keyboard.press("Escape")
    expect(widget.dialog).to_be_hidden()


def test_on_a_touch_screen_that_focus_does_not_raise_the_keyboard(open_page: OpenPage, service: Service) -> None:
    widget = Widget(open_page(service.base, viewport=PHONE, has_touch=True, is_mobile=True)).open()
    widget.dialog.get_by_role("button", name="景县").tap()
    expect(widget.dialog.get_by_role("region", name="对话内容")).to_be_focused()


def test_the_same_answer_again_is_announced_again(jingxian: Widget, page: Page) -> None:
    jingxian.ask("医保多少钱")
    before = jingxian.said.text_content()
    jingxian.ask("医保多少钱")
    page.wait_for_timeout(300)
    assert jingxian.said.text_content() != before


def test_escape_closes_what_lies_on_top_first(jingxian: Widget, page: Page) -> None:
    jingxian.county.click()
    page.keyboard.press("Escape")
    expect(jingxian.dialog.locator(".sheet")).to_have_count(0)
    expect(jingxian.county).to_be_focused()
    page.keyboard.press("Escape")
    expect(jingxian.dialog).to_be_hidden()


def reach(page: Page, name: str, back: bool = False) -> None:
    """Tabs until the control of this name has the focus."""
    here = """() => { let e = document.activeElement; while (e && e.shadowRoot) e = e.shadowRoot.activeElement;
      return e ? (e.getAttribute('aria-label') || e.textContent).trim() : ''; }"""
    for _ in range(40):
        if page.evaluate(here).startswith(name):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"{name} cannot be reached with Tab")
