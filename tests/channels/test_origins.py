"""Only the service's own pages and those that the operator has named may call it."""

import pytest

from bot.channels.origins import judge
from bot.channels.settings import Settings

COUNTY = "https://www.jingxian.gov.cn"
NAMED = Settings(origins=frozenset({COUNTY}))
PROXIED = Settings(trust_proxy=True)


def allowed(settings: Settings = NAMED, **headers: str) -> bool:
    verdict = judge({name.replace("_", "-"): value for name, value in headers.items()}, settings)
    assert ("Access-Control-Allow-Origin" in verdict.headers) == (verdict.allowed and "origin" in headers)
    return verdict.allowed


def test_what_comes_from_no_page_is_allowed() -> None:
    assert allowed(host="canbao.gov.cn")


def test_a_page_that_the_operator_named_is_allowed_and_told_so() -> None:
    verdict = judge({"origin": COUNTY, "host": "canbao.gov.cn"}, NAMED)
    assert verdict.allowed
    assert verdict.headers == {"Vary": "Origin", "Access-Control-Allow-Origin": COUNTY}


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.cn",
        "http://www.jingxian.gov.cn",
        "https://www.jingxian.gov.cn:8443",
        "https://www.jingxian.gov.cn.evil.cn",
        "https://evil-www.jingxian.gov.cn",
        "https://jingxian.gov.cn",
        "null",
        "*",
        "",
        "https://www.jingxian.gov.cn/",
        "https://www.jingxian.gov.cn, https://evil.cn",
        "https://canbao.gov.cn.evil.cn",
        "file://",
    ],
)
def test_any_other_page_is_refused_and_its_answer_names_no_origin(origin: str) -> None:
    assert not allowed(origin=origin, host="canbao.gov.cn")
    assert judge({"origin": origin}, NAMED).headers == {"Vary": "Origin"}


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("https://canbao.gov.cn", "canbao.gov.cn"),
        ("http://localhost:5005", "localhost:5005"),
        ("https://canbao.gov.cn", "canbao.gov.cn:443"),
        ("https://canbao.gov.cn", "CANBAO.gov.cn"),
        ("http://[::1]:5005", "[::1]:5005"),
    ],
)
def test_the_services_own_page_is_allowed(origin: str, host: str) -> None:
    assert allowed(Settings(), origin=origin, host=host)


@pytest.mark.parametrize(
    ("origin", "host"),
    [("http://localhost:5006", "localhost:5005"), ("https://canbao.gov.cn", ""), ("http://a.cn", "a.cn:443")],
)
def test_another_port_or_no_host_is_not_its_own(origin: str, host: str) -> None:
    assert not allowed(Settings(), origin=origin, host=host)


def test_what_a_proxy_forwards_counts_only_when_it_is_trusted() -> None:
    forwarded = {"origin": "https://x.gov.cn", "host": "127.0.0.1:5005", "x_forwarded_host": "x.gov.cn"}
    assert allowed(PROXIED, **forwarded)
    assert not allowed(Settings(), **forwarded)


def test_a_trusted_proxys_scheme_must_be_the_pages() -> None:
    forwarded = {"origin": "http://x.gov.cn", "host": "127.0.0.1", "x_forwarded_host": "x.gov.cn"}
    assert not allowed(PROXIED, **forwarded, x_forwarded_proto="https")
    assert allowed(PROXIED, **forwarded, x_forwarded_proto="http")


def test_of_several_proxies_the_outermost_names_the_host() -> None:
    assert allowed(PROXIED, origin="https://x.gov.cn", host="inner", x_forwarded_host="x.gov.cn, middle")
    assert not allowed(PROXIED, origin="https://middle", host="inner", x_forwarded_host="x.gov.cn, middle")


def test_behind_a_trusted_proxy_that_forwards_no_host_the_host_counts() -> None:
    assert allowed(PROXIED, origin="https://x.gov.cn", host="x.gov.cn")
