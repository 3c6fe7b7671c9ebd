"""Draws the pictures of docs/img anew, with the real assistant: ``make screenshots``."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, expect

from tests.web.browsing import DESKTOP, PHONE, chromium
from tests.web.serving import ROOT, Service
from tests.web.widget import Widget

IMAGES = ROOT / "docs/img"
COLOURS = 128
LARGEST = 150 * 1024


def closed(widget: Widget) -> None:
    expect(widget.launcher).to_be_visible()


def start(widget: Widget) -> None:
    widget.open()


def answer(widget: Widget) -> None:
    widget.open()
    widget.choose("景县")
    widget.ask("医保多少钱")


def case(widget: Widget) -> None:
    widget.open()
    widget.choose("景县")
    widget.ask("刚生了孩子医保咋弄，要花钱吗")
    turn = widget.ask("2021年1月5号生的")
    turn.get_by_role("button", name="不清楚").scroll_into_view_if_needed()


def window(widget: Widget) -> None:
    widget.open()
    widget.choose("磐汀县")
    widget.ask("什么时候交")


def steps(widget: Widget) -> None:
    widget.open()
    widget.choose("景县")
    widget.ask("支付宝怎么交")


def sources(widget: Widget) -> None:
    answer(widget)
    widget.last().locator("summary").click()
    widget.press("没帮助", widget.last())
    expect(widget.last().get_by_role("textbox")).to_be_visible()


def picker(widget: Widget) -> None:
    answer(widget)
    widget.county.click()


def large(widget: Widget) -> None:
    answer(widget)
    widget.press("字大一点")


def failed(widget: Widget) -> None:
    widget.open()
    widget.choose("景县")
    widget.page.route("**/webhook", lambda route: route.fulfill(status=400, json={"error": "no"}))
    expect(widget.send("医保多少钱")).to_have_attribute("data-state", "failed")


def offline(widget: Widget) -> None:
    answer(widget)
    widget.page.context.set_offline(True)
    widget.send("怎么交")


def waiting(widget: Widget) -> None:
    widget.open()
    widget.choose("景县")
    widget.page.route("**/webhook", lambda route: None)
    widget.send("医保多少钱")


def masked(widget: Widget) -> None:
    widget.open()
    widget.choose("景县")
    widget.question.press_sequentially("查一下11010519491231002X")


State = Callable[[Widget], None]
PICTURES: list[tuple[str, State, dict[str, Any]]] = [
    *((f"phone-{s.__name__}", s, {"viewport": PHONE}) for s in (closed, start, answer, case, window, steps)),
    *(
        (f"phone-{s.__name__}", s, {"viewport": PHONE})
        for s in (sources, picker, large, failed, offline, waiting, masked)
    ),
    ("phone-dark", answer, {"viewport": PHONE, "color_scheme": "dark"}),
    ("phone-contrast", answer, {"viewport": PHONE, "forced_colors": "active"}),
    ("phone-320-large", large, {"viewport": {"width": 320, "height": 568}}),
    *((f"desktop-{s.__name__}", s, {"viewport": DESKTOP}) for s in (closed, answer, case, large, failed)),
    ("desktop-dark", window, {"viewport": DESKTOP, "color_scheme": "dark"}),
]


def main() -> None:
    """Every picture, anew."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        service = Service(Path(folder))
        service.start()
        try:
            for name, state, options in PICTURES:
                save(name, picture(browser, service, state, options))
        finally:
            service.stop()


def picture(browser: Browser, service: Service, state: State, options: dict[str, Any]) -> bytes:
    """The page in this state."""
    context = browser.new_context(locale="zh-CN", reduced_motion="reduce", **options)
    page = context.new_page()
    page.goto(service.base)
    state(Widget(page))
    # Not where the caret blinks and the mouse hovers.
    page.mouse.move(0, 0)
    drawn = page.screenshot(caret="hide")
    context.close()
    return drawn


def save(name: str, drawn: bytes) -> None:
    """Keeps a picture, in few colours so that it is small."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    path = IMAGES / f"{name}.png"
    Image.open(BytesIO(drawn)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    if size > LARGEST:
        raise AssertionError(f"{path} has {size} bytes")
    print(f"{path.relative_to(ROOT)}  {size // 1024} KB")


if __name__ == "__main__":
    main()
