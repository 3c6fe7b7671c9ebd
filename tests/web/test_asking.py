"""What a resident does: ask, pick a county, follow up, carry a case through, come back, clear."""

from __future__ import annotations

import json
import sqlite3

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.browsing import PHONE, OpenPage
from tests.web.serving import Service
from tests.web.widget import DOUBLE_TAP, PATIENCE, Widget, answered, kept


def test_an_answer_shows_its_figure_large_and_its_clause(jingxian: Widget) -> None:
    turn = jingxian.ask("医保多少钱")
    expect(turn.locator(".figure")).to_have_text("280元")
    expect(turn.locator(".outcome")).to_contain_text("每人每年280元")
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    assert turn.locator(".figure").evaluate(size) > 1.8 * turn.locator(".reason").first.evaluate(size)
    expect(turn.get_by_text("依据：")).to_contain_text("景县2021年度参保缴费通知 二")


def test_a_citation_opens_to_the_notices_full_title(jingxian: Widget) -> None:
    sources = jingxian.ask("医保多少钱").locator("details")
    expect(sources.locator("dl")).to_be_hidden()
    sources.locator("summary").click()
    expect(sources.locator("dl")).to_contain_text("通知")
    expect(sources.locator("dd").first).to_be_visible()


def test_without_a_county_the_answer_waits_for_it(widget: Widget) -> None:
    turn = widget.ask("医保多少钱")
    widget.press("山丹县", turn)
    answered(widget.last())
    expect(widget.last().locator(".figure")).to_have_text("320元")
    expect(widget.county).to_contain_text("山丹县")


def test_a_county_picked_before_asking_is_remembered(jingxian: Widget, page: Page) -> None:
    page.reload()
    widget = Widget(page).open()
    expect(widget.county).to_contain_text("景县")
    expect(widget.ask("医保多少钱").locator(".figure")).to_have_text("280元")


def test_another_county_picked_amid_a_conversation_answers_the_same_question_there(jingxian: Widget) -> None:
    jingxian.ask("医保多少钱")
    jingxian.county.click()
    jingxian.press("随县")
    expect(jingxian.turns).to_have_count(2)
    expect(answered(jingxian.last()).locator(".outcome")).to_contain_text("随县")
    expect(jingxian.county).to_contain_text("随县")


def test_a_follow_up_keeps_what_it_leaves_out(jingxian: Widget) -> None:
    jingxian.ask("医保多少钱")
    expect(jingxian.ask("那新生儿呢").locator(".Card").first).to_contain_text("出生")


def test_a_case_is_followed_to_its_end(jingxian: Widget) -> None:
    first = jingxian.ask("刚生了孩子医保咋弄，要花钱吗")
    expect(first.locator(".question")).to_contain_text("哪天出生")
    second = jingxian.ask("2021年1月5号生的")
    expect(second.locator(".question")).to_contain_text("父母有一方参保")
    jingxian.press("有一方参保了", second)
    last = answered(jingxian.last())
    expect(last).to_contain_text("有一方参保了")
    expect(last.locator(".Card").first).to_contain_text("2021年4月5日")
    expect(second.get_by_role("button", name="有一方参保了")).to_have_count(0)


def test_days_left_are_told_and_drawn_while_a_window_is_open(widget: Widget) -> None:
    widget.choose("磐汀县")
    window = widget.ask("什么时候交").locator(".window")
    expect(window).to_contain_text("还剩12天")
    share = window.locator(".bar div").evaluate("bar => bar.offsetWidth / bar.parentElement.clientWidth")
    assert share == pytest.approx(20 / 33, abs=0.02)


def test_steps_are_a_numbered_list_to_copy_from(jingxian: Widget, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    turn = jingxian.ask("微信怎么交")
    lists = turn.get_by_role("list").filter(has=page.get_by_role("button", name="复制第1步"))
    expect(lists).not_to_have_count(0)
    step = lists.first.get_by_role("listitem").first
    wanted = step.locator(".step").inner_text()
    jingxian.press("复制第1步", step)
    expect(step).to_contain_text("已复制")
    expect(jingxian.said).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == wanted


def test_phone_numbers_are_dialled(jingxian: Widget) -> None:
    turn = jingxian.ask("医保局电话多少")
    expect(turn.locator("a[href='tel:4229363']")).to_contain_text("4229363")


def test_a_conversation_survives_a_reload(jingxian: Widget, page: Page) -> None:
    jingxian.ask("医保多少钱")
    page.reload()
    widget = Widget(page).open()
    expect(widget.turns).to_have_count(1)
    expect(widget.turns.locator(".figure")).to_have_text("280元")
    expect(widget.ask("那随县呢").locator(".outcome")).to_contain_text("随县")


def test_clearing_erases_the_conversation_here_and_on_the_server(
    jingxian: Widget, page: Page, service: Service
) -> None:
    jingxian.ask("医保多少钱")
    sender = kept(page, "conversation")["sender"]
    assert events_of(service, sender) > 0
    jingxian.press("清空对话")
    with page.expect_response("**/erase"):
        jingxian.press("清空")
    expect(jingxian.turns).to_have_count(0)
    assert kept(page, "conversation")["sender"] is None
    assert events_of(service, sender) == 0
    assert jingxian.ask("医保多少钱")
    assert kept(page, "conversation")["sender"] not in (None, sender)


def test_clearing_can_be_thought_better_of(jingxian: Widget) -> None:
    jingxian.ask("医保多少钱")
    jingxian.press("清空对话")
    jingxian.press("不清空")
    expect(jingxian.turns).to_have_count(1)


def test_feedback_with_a_word_reaches_the_server(jingxian: Widget, page: Page) -> None:
    turn = jingxian.ask("医保多少钱")
    with page.expect_response("**/feedback") as rated:
        jingxian.press("没帮助", turn)
    assert rated.value.status == 200
    expect(turn.get_by_role("button", name="没帮助")).to_have_attribute("aria-pressed", "true")
    turn.get_by_role("textbox").fill("想知道能不能少交")
    with page.expect_response("**/feedback") as worded:
        jingxian.press("提交", turn)
    assert worded.value.status == 200
    assert json.loads(worded.value.request.post_data or "")["comment"] == "想知道能不能少交"
    expect(turn).to_contain_text("谢谢")


def test_pressing_a_judgement_again_keeps_the_word(jingxian: Widget, page: Page) -> None:
    turn = jingxian.ask("医保多少钱")
    jingxian.press("没帮助", turn)
    turn.get_by_role("textbox").fill("字太小")
    jingxian.press("提交", turn)
    expect(turn).to_contain_text("谢谢")
    with page.expect_response("**/feedback") as again:
        jingxian.press("没帮助", turn)
    assert json.loads(again.value.request.post_data or "")["comment"] == "字太小"


def test_a_judgement_that_was_not_kept_does_not_look_kept(jingxian: Widget, page: Page) -> None:
    turn = jingxian.ask("医保多少钱")
    page.route("**/feedback", lambda route: route.abort())
    jingxian.press("有帮助", turn)
    expect(turn).to_contain_text("没有提交成功")
    expect(turn.get_by_role("button", name="有帮助")).to_have_attribute("aria-pressed", "false")


def test_a_double_tap_on_a_county_asks_nothing(open_page: OpenPage, service: Service) -> None:
    page = open_page(service.base, viewport=PHONE, has_touch=True)
    widget = Widget(page).open()
    double_tap(page, widget.dialog.get_by_role("button", name="景县"))
    expect(widget.county).to_contain_text("景县")
    page.wait_for_timeout(300)
    expect(widget.turns).to_have_count(0)


def test_a_double_tap_on_a_switch_is_one(jingxian: Widget, page: Page) -> None:
    jingxian.dialog.get_by_role("button", name="字大一点").dblclick()
    page.wait_for_timeout(300)
    expect(jingxian.dialog.get_by_role("button", name="字小一点")).to_be_visible()


def test_courtesies_are_not_to_be_judged(jingxian: Widget) -> None:
    expect(jingxian.ask("你好").get_by_role("button", name="有帮助")).to_have_count(0)


def test_one_question_that_asks_two_things_gets_two_cards(widget: Widget) -> None:
    widget.choose("景县")
    expect(widget.ask("医保多少钱，电话是多少").locator(".Card")).to_have_count(2, timeout=PATIENCE)


def test_reading_aloud_and_stopping(jingxian: Widget, page: Page) -> None:
    page.evaluate("""() => { window.read = [];
      speechSynthesis.speak = utterance => window.read.push(utterance.text + '|' + utterance.lang); }""")
    turn = jingxian.ask("医保多少钱")
    jingxian.press("朗读", turn)
    spoken = page.evaluate("window.read")
    assert len(spoken) == 1
    assert "280元" in spoken[0]
    assert spoken[0].endswith("|zh-CN")
    page.wait_for_timeout(DOUBLE_TAP)
    jingxian.press("停止朗读", turn)
    expect(turn.get_by_role("button", name="朗读")).to_be_visible()


def test_speech_becomes_the_question(open_page: OpenPage, service: Service) -> None:
    page = open_page("about:blank")
    page.add_init_script("""window.SpeechRecognition = window.webkitSpeechRecognition = class {
      start() { setTimeout(() => { this.onresult({results: [[{transcript: '医保多少钱'}]]}); this.onend(); }, 50); }
      stop() {} };""")
    page.goto(service.base)
    widget = Widget(page).open()
    widget.press("说话")
    expect(widget.question).to_have_value("医保多少钱")


def test_where_the_browser_has_no_speech_there_are_no_buttons_for_it(open_page: OpenPage, service: Service) -> None:
    page = open_page("about:blank")
    page.add_init_script("""for (const name of ['SpeechRecognition', 'webkitSpeechRecognition', 'speechSynthesis'])
      { delete window[name]; delete Window.prototype[name]; }""")
    page.goto(service.base)
    widget = Widget(page).open()
    widget.choose("景县")
    turn = widget.ask("医保多少钱")
    expect(turn.get_by_role("button", name="朗读")).to_have_count(0)
    expect(widget.dialog.get_by_role("button", name="说话")).to_have_count(0)


def double_tap(page: Page, button: Locator) -> None:
    """Taps twice where the button is, as unsteady fingers do."""
    box = button.bounding_box()
    assert box
    for _ in range(2):
        page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(100)


def events_of(service: Service, sender: str) -> int:
    """How many events of a conversation the server keeps."""
    with sqlite3.connect(f"file:{service.data / 'conversations.db'}?mode=ro", uri=True) as store:
        found: int = store.execute("select count(*) from events where sender_id = ?", (sender,)).fetchone()[0]
    return found
