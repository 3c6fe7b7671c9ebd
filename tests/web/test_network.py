"""Bad networks: nothing is lost, nothing is answered twice, and there is always a number to call."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.web.browsing import OpenPage
from tests.web.serving import Service, free_port, proxy
from tests.web.widget import Widget, answered, kept

WEBHOOK = "**/webhooks/web/webhook"


@pytest.fixture
def sent(page: Page) -> list[str]:
    """The ids of the messages that left the browser, in order."""
    ids: list[str] = []

    def note(request: Request) -> None:
        if request.url.endswith("/webhook"):
            ids.append(json.loads(request.post_data or "")["message_id"])

    page.on("request", note)
    return ids


def fail_first(page: Page, times: int, status: int = 503, body: str = "{}") -> None:
    """Lets the first requests fail, the others through."""
    left = [times]

    def handle(route: Route) -> None:
        if left[0] > 0:
            left[0] -= 1
            route.fulfill(status=status, content_type="application/json", body=body)
        else:
            route.continue_()

    page.route(WEBHOOK, handle)


def test_waiting_is_shown_at_once(jingxian: Widget, page: Page) -> None:
    page.route(WEBHOOK, lambda route: None)
    turn = jingxian.send("医保多少钱")
    expect(turn.get_by_text("正在查通知…")).to_be_visible(timeout=200)


def test_what_fails_is_tried_again_under_the_same_id(jingxian: Widget, page: Page, sent: list[str]) -> None:
    fail_first(page, 2)
    turn = jingxian.send("医保多少钱")
    expect(turn.get_by_text("正在再试")).to_be_visible()
    expect(turn.locator("a[href='tel:4229363']")).to_be_visible()
    answered(turn)
    assert len(sent) == 3
    assert len(set(sent)) == 1


@pytest.mark.parametrize(("status", "body"), [(503, "{}"), (200, "[]"), (200, '[{"text": ""}]')])
def test_a_lasting_failure_or_an_empty_reply_shows_the_countys_phone(
    jingxian: Widget, page: Page, status: int, body: str
) -> None:
    page.clock.install()
    fail_first(page, 4, status, body)
    turn = jingxian.send("医保多少钱")
    for _ in range(4):
        page.clock.run_for(4_000)
    expect(turn).to_have_attribute("data-state", "failed")
    expect(turn.locator("a[href='tel:4229363']")).to_be_visible()
    expect(jingxian.said).to_contain_text("没有收到答复")
    jingxian.press("再发一次", turn)
    answered(turn)


def test_a_request_that_is_at_fault_is_not_tried_again(jingxian: Widget, page: Page, sent: list[str]) -> None:
    fail_first(page, 9, 400, json.dumps({"error": "message: must be a string"}))
    expect(jingxian.send("医保多少钱")).to_have_attribute("data-state", "failed")
    assert len(sent) == 1


def test_offline_a_message_is_kept_and_marked_and_goes_out_when_online(jingxian: Widget, page: Page) -> None:
    page.context.set_offline(True)
    turn = jingxian.send("医保多少钱")
    expect(turn).to_contain_text("还没有发出去")
    expect(jingxian.said).to_contain_text("还没有发出去")
    expect(turn.get_by_role("button", name="再发一次")).to_be_visible()
    assert kept(page, "conversation")["turns"][0]["state"] == "unsent"
    page.context.set_offline(False)
    expect(answered(turn).locator(".figure")).to_have_text("280元")


def test_an_unsent_message_survives_a_reload(jingxian: Widget, page: Page) -> None:
    page.context.set_offline(True)
    expect(jingxian.send("医保多少钱")).to_have_attribute("data-state", "unsent")
    page.context.set_offline(False)
    page.reload()
    widget = Widget(page).open()
    expect(answered(widget.last()).locator(".figure")).to_have_text("280元")
    expect(widget.turns).to_have_count(1)


def test_a_reload_amid_sending_answers_once(jingxian: Widget, page: Page, sent: list[str]) -> None:
    # The service answers, but too late for this page.
    page.route(WEBHOOK, lambda route: route.fetch(), times=1)
    with page.expect_request(WEBHOOK):
        jingxian.send("医保多少钱")
    page.reload()
    widget = Widget(page).open()
    answered(widget.last())
    expect(widget.turns).to_have_count(1)
    assert len(set(sent)) == 1
    assert len(sent) == 2


def test_questions_sent_quickly_are_answered_in_order(jingxian: Widget) -> None:
    first, second = jingxian.send("医保多少钱"), jingxian.send("那随县呢")
    expect(answered(first).locator(".figure")).to_have_text("280元")
    expect(answered(second).locator(".outcome")).to_contain_text("随县")


def test_clearing_while_offline_erases_on_the_server_later(jingxian: Widget, page: Page) -> None:
    jingxian.ask("医保多少钱")
    sender = kept(page, "conversation")["sender"]
    page.context.set_offline(True)
    jingxian.press("清空对话")
    jingxian.press("清空")
    expect(jingxian.turns).to_have_count(0)
    with page.expect_request("**/erase") as erased:
        page.context.set_offline(False)
    assert erased.value.post_data_json == {"sender": sender}


def test_while_the_service_is_down_the_phone_is_shown_and_afterwards_the_answer(
    open_page: OpenPage, service: Service
) -> None:
    port = free_port()
    with proxy("/", service.base, port) as base:
        widget = Widget(open_page(base)).open()
        widget.choose("景县")
    turn = widget.send("医保多少钱")
    expect(turn).to_have_attribute("data-state", "failed")
    expect(turn.locator("a[href='tel:4229363']")).to_be_visible()
    with proxy("/", service.base, port):
        widget.press("再发一次", turn)
        expect(answered(turn).locator(".figure")).to_have_text("280元")


def test_while_the_service_is_down_a_page_visited_before_still_has_its_launcher_and_phones(
    open_page: OpenPage, service: Service
) -> None:
    page = open_page(service.base)
    expect(Widget(page).launcher).to_be_visible()
    page.route("**/webhooks/**", lambda route: route.abort())
    page.reload()
    widget = Widget(page).open()
    widget.choose("景县")
    expect(widget.send("医保多少钱").locator("a[href='tel:4229363']")).to_be_visible()


def test_two_tabs_share_one_conversation(jingxian: Widget, page: Page) -> None:
    jingxian.ask("医保多少钱")
    tab = page.context.new_page()
    tab.goto(page.url)
    other = Widget(tab).open()
    expect(other.turns).to_have_count(1)
    other.ask("那随县呢")
    expect(answered(jingxian.turns.nth(1)).locator(".outcome")).to_contain_text("随县")
    expect(jingxian.county).to_contain_text("随县")
    jingxian.press("清空对话")
    jingxian.press("清空")
    expect(other.turns).to_have_count(0)


def test_where_storage_is_denied_everything_works_until_the_page_is_left(open_page: OpenPage, service: Service) -> None:
    page = open_page("about:blank")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('denied', 'SecurityError'); }})"
    )
    page.goto(service.base)
    widget = Widget(page).open()
    widget.choose("景县")
    expect(widget.ask("医保多少钱").locator(".figure")).to_have_text("280元")
    expect(widget.ask("那随县呢").locator(".outcome")).to_contain_text("随县")


def test_one_lost_request_does_not_cost_the_launcher(open_page: OpenPage, service: Service) -> None:
    page = open_page("about:blank")
    page.route("**/config", lambda route: route.abort(), times=1)
    page.goto(service.base)
    expect(Widget(page).launcher).to_be_visible()


def test_when_the_chat_cannot_be_loaded_the_launcher_shows_phones(page: Page) -> None:
    page.route("**/widget/chat-*", lambda route: route.abort())
    widget = Widget(page)
    widget.launcher.click()
    expect(page.get_by_role("alert")).to_contain_text("没有打开")
    expect(page.locator("a[href='tel:4229363']")).to_be_visible()
    page.unroute("**/widget/chat-*")
    widget.launcher.click()
    expect(widget.dialog).to_be_visible()
