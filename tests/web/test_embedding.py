"""On other people's pages: only where allowed, nothing leaks in or out, behind a path prefix, with their attributes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.web.browsing import Embed, OpenPage
from tests.web.serving import Service, page_with, pages, proxy
from tests.web.widget import Widget

HOSTILE = """<style>
* { all: unset !important; color: lime !important; font-size: 3px !important; }
html { font-size: 5px; } div, canbao-widget { display: none !important; opacity: 0 !important; position: static !important }
button, p, textarea { display: none !important; transform: rotate(45deg) !important; }
:root { --cb-panel: lime; --cb-ink: lime; --cb-accent: lime; --cb-accent-light: lime; }
</style>"""
STYLES = """element => { const s = getComputedStyle(element); return [s.color, s.backgroundColor, s.fontSize, s.fontFamily,
  s.display, s.opacity, s.transform, s.lineHeight, element.offsetWidth, element.offsetHeight]; }"""


def test_a_page_of_an_allowed_origin_gets_the_widget_and_its_answers(embedded: Embed) -> None:
    widget = Widget(embedded('data-county="jingxian"')).open()
    expect(widget.county).to_contain_text("景县")
    expect(widget.ask("医保多少钱").locator(".figure")).to_have_text("280元")


def test_a_page_of_another_origin_gets_nothing_but_a_line_on_its_console(open_page: OpenPage, service: Service) -> None:
    with pages({"/": page_with(f'<script src="{service.base}widget.js" async></script>')}) as origin:
        page = open_page("about:blank")
        warnings: list[str] = []
        page.on("console", lambda line: warnings.append(line.text) if line.type == "warning" else None)
        with page.expect_console_message(lambda line: "[canbao]" in line.text):
            page.goto(origin)
        page.wait_for_timeout(300)
        assert page.locator("canbao-widget").count() == 0
        assert len([text for text in warnings if "[canbao]" in text]) == 1


def test_the_hosts_styles_do_not_leak_in(embedded: Embed) -> None:
    def looks(head: str) -> list[object]:
        widget = Widget(embedded('data-county="jingxian"', head)).open()
        turn = widget.ask("医保多少钱")
        parts = (widget.dialog, widget.question, turn.locator(".figure"), turn.locator(".outcome"), widget.county)
        return [part.evaluate(STYLES) for part in parts]

    assert looks(HOSTILE) == looks("")


def test_the_widgets_styles_do_not_leak_out(embedded: Embed, open_page: OpenPage) -> None:
    body = '<main><h1>某县</h1><p class="Btn note chips">正文</p><button class="Btn">按钮</button></main>'
    with pages({"/": page_with("", "", body)}) as origin:
        plain = open_page(origin)
        before = [plain.locator(part).first.evaluate(STYLES) for part in ("h1", "p", "main button")]
    page = embedded('data-county="jingxian"', "", body)
    Widget(page).open().ask("医保多少钱")
    assert [page.locator(part).first.evaluate(STYLES) for part in ("h1", "p", "main button")] == before


def test_the_widget_leaves_no_name_on_the_page(embedded: Embed) -> None:
    page = embedded()
    Widget(page).open()
    assert page.evaluate("Object.keys(window).filter(name => /canbao|preact|react|chatui/i.test(name))") == []


def test_a_page_that_takes_every_key_leaves_the_widgets_alone(embedded: Embed) -> None:
    script = "document.addEventListener('keydown', event => event.preventDefault()); document.onpaste = () => false"
    widget = Widget(embedded('data-county="jingxian"', f"<script>{script}</script>")).open()
    widget.question.press_sequentially("abc /")
    expect(widget.question).to_have_value("abc /")


def test_a_page_that_zooms_or_decorates_everything_cuts_nothing_off(embedded: Embed) -> None:
    head = """<style>body { zoom: 1.5 }
    canbao-widget::before, canbao-widget::after { content: "x"; position: fixed; top: 0; left: 0; right: 0; bottom: 0 }
    </style>"""
    widget = Widget(embedded('data-county="jingxian"', head)).open()
    box = widget.dialog.bounding_box()
    assert box
    assert box["y"] >= 0


def test_title_greeting_and_position_are_the_pages(embedded: Embed) -> None:
    page = embedded('data-title="景县医保小助手" data-greeting="景县医保局为您服务。" data-position="left"')
    widget = Widget(page, title="景县医保小助手")
    box = widget.launcher.bounding_box()
    assert box
    assert box["x"] < 100
    widget.open()
    expect(widget.dialog.get_by_text("景县医保局为您服务。")).to_be_visible()
    left = widget.dialog.bounding_box()
    assert left
    assert left["x"] < 100


@pytest.mark.parametrize("colour", ["#ffee00", "#ff5500", "#0a3", "#123456", "#ffffff", "#000000"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_any_colour_is_made_readable(embedded: Embed, colour: str, scheme: str) -> None:
    page = embedded(f'data-colour="{colour}"', color_scheme=scheme)
    ratio = Widget(page).launcher.evaluate("""button => {
      const style = getComputedStyle(button);
      const light = colour => colour.match(/[0-9.]+/g).slice(0, 3).map(Number).map(part => part / 255)
        .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
      const [a, b] = [light(style.color), light(style.backgroundColor)].sort((x, y) => y - x);
      return (a + 0.05) / (b + 0.05); }""")
    assert ratio >= 7


@pytest.mark.parametrize("fault", ['data-colour="red"', 'data-position="top"', 'data-county="nowhere"'])
def test_a_faulty_attribute_is_told_and_the_widget_goes_on(embedded: Embed, open_page: OpenPage, fault: str) -> None:
    page = embedded(fault)
    told: list[str] = []
    page.on("console", lambda line: told.append(line.text))
    page.reload()
    expect(Widget(page).launcher).to_be_visible()
    assert [text for text in told if fault.split("=")[0] in text]


def test_a_second_script_tag_shows_no_second_launcher(embedded: Embed, service: Service) -> None:
    page = embedded(body=f'<main><h1>某县</h1></main><script src="{service.base}widget.js" async></script>')
    expect(Widget(page).launcher).to_be_visible()
    page.wait_for_timeout(300)
    assert page.locator("canbao-widget").count() == 1


def test_behind_a_proxys_path_prefix(open_page: OpenPage, service: Service) -> None:
    with proxy("/service/canbao/", service.base) as base:
        widget = Widget(open_page(base)).open()
        widget.choose("景县")
        expect(widget.ask("医保多少钱").locator(".figure")).to_have_text("280元")


def test_a_page_with_a_strict_content_security_policy(embedded: Embed, service: Service) -> None:
    origin = service.base.rstrip("/")
    policy = f"default-src 'none'; script-src {origin}; connect-src {origin}"
    page = embedded('data-county="jingxian"', f'<meta http-equiv="Content-Security-Policy" content="{policy}">')
    widget = Widget(page).open()
    expect(widget.ask("医保多少钱").locator(".figure")).to_have_css("font-weight", "700")


def test_the_pages_county_goes_before_one_chosen_on_another_page(embedded: Embed) -> None:
    page = embedded('data-county="jingxian"')
    widget = Widget(page).open()
    widget.county.click()
    widget.press("随县")
    page.reload()
    expect(Widget(page).open().county).to_contain_text("随县")
    other = embedded('data-county="shandan"', storage_state=page.context.storage_state())
    expect(Widget(other).open().county).to_contain_text("山丹县")
