"""A real browser before the real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.web.browsing import DESKTOP, Embed, OpenPage, chromium
from tests.web.serving import ROOT, Service, page_with, pages
from tests.web.widget import Widget


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, for this folder only: playwright's event loop must not outlive it."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="package")
def county_site() -> Iterator[tuple[str, dict[str, str]]]:
    """A county's site that may embed the widget: its origin and its pages."""
    content: dict[str, str] = {}
    with pages(content) as origin:
        yield origin, content


@pytest.fixture(scope="package")
def service(tmp_path_factory: pytest.TempPathFactory, county_site: tuple[str, dict[str, str]]) -> Iterator[Service]:
    """The server that the tests share."""
    service = Service(tmp_path_factory.mktemp("service"), origins=(county_site[0],))
    service.start()
    yield service
    service.stop()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens a page in a browser of its own; faults on the page fail the test."""
    contexts, faults = [], []

    def open_page(url: str, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": DESKTOP, "locale": "zh-CN", **options})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(open_page: OpenPage, service: Service) -> Page:
    """The demonstration page on a desktop."""
    return open_page(service.base)


@pytest.fixture
def widget(page: Page) -> Widget:
    """The widget on the demonstration page, open."""
    return Widget(page).open()


@pytest.fixture
def jingxian(widget: Widget) -> Widget:
    """The open widget of somebody from 景县."""
    widget.choose("景县")
    return widget


@pytest.fixture
def embedded(open_page: OpenPage, service: Service, county_site: tuple[str, dict[str, str]]) -> Embed:
    """A page of the county's site with the widget on it, embedded as asked."""
    origin, content = county_site

    def embedded(
        attributes: str = "", head: str = "", body: str = "<main><h1>某县</h1></main>", **options: Any
    ) -> Page:
        content["/"] = page_with(f'<script src="{service.base}widget.js" {attributes} async></script>', head, body)
        return open_page(origin + "/", **options)

    return embedded


@pytest.fixture(scope="session")
def dist() -> Path:
    """What ``make install`` built."""
    return ROOT / "web/dist"
