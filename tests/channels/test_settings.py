"""What an operator sets is checked before anything starts, and a fault is named."""

import pytest

from bot.channels.settings import BadSetting, Settings, read


def test_without_settings_only_the_service_itself_may_call() -> None:
    assert read({}) == Settings(origins=frozenset(), trust_proxy=False)


def test_origins_are_listed_with_commas() -> None:
    named = {"CANBAO_ORIGINS": "https://www.jingxian.gov.cn, http://10.0.0.5:8080,"}
    assert read(named).origins == {"https://www.jingxian.gov.cn", "http://10.0.0.5:8080"}


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("HTTPS://WWW.Jingxian.GOV.cn", "https://www.jingxian.gov.cn"),
        ("https://www.jingxian.gov.cn:443", "https://www.jingxian.gov.cn"),
        ("http://www.jingxian.gov.cn:80", "http://www.jingxian.gov.cn"),
        ("https://景县.政务", "https://xn--5nrt84b.xn--zfr164b"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_an_origin_is_known_however_it_is_written(written: str, known: str) -> None:
    assert read({"CANBAO_ORIGINS": written}).origins == {known}


@pytest.mark.parametrize(
    "bad",
    [
        "*",
        "null",
        "www.jingxian.gov.cn",
        "ftp://www.jingxian.gov.cn",
        "https://",
        "https://*.gov.cn",
        "https://user@www.jingxian.gov.cn",
        "https://www.jingxian.gov.cn/page",
        "https://www.jingxian.gov.cn?a",
        "https://www.jingxian.gov.cn#",
        "https://www.jingxian.gov.cn:port",
        "https://www.jingxian.gov.cn:99999",
        "https://a..b",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_origin_is_refused_by_name(bad: str) -> None:
    with pytest.raises(BadSetting) as refusal:
        read({"CANBAO_ORIGINS": f"https://www.example.gov.cn,{bad}"})
    assert str(refusal.value).startswith(f"CANBAO_ORIGINS: {bad}: ")


def test_a_slash_at_the_end_is_told_to_be_left_out() -> None:
    with pytest.raises(BadSetting, match=r"has no path, write https://www\.jingxian\.gov\.cn$"):
        read({"CANBAO_ORIGINS": "https://www.jingxian.gov.cn/"})


@pytest.mark.parametrize(("value", "trusted"), [("1", True), ("0", False), ("", False)])
def test_a_proxy_is_trusted_only_when_said_so(value: str, trusted: bool) -> None:
    assert read({"CANBAO_TRUST_PROXY": value}).trust_proxy is trusted


def test_any_other_word_for_trust_is_refused() -> None:
    with pytest.raises(BadSetting, match="CANBAO_TRUST_PROXY: must be 1 or 0, not 'yes'"):
        read({"CANBAO_TRUST_PROXY": "yes"})
