"""A clause as a policy cites it is found in the notice by the marks that number its parts."""

import pytest
from held import HELD

from bot.policies.clauses import find, without_numbering

NESTED = """\
## 关于缴费的通知

某政办发〔2020〕12 号

各乡镇：
按要求通知如下：
# **一、范围**
居民均可参保。
## **二、办法**
（一）标准。每人300元。
（二)渠道。有以下几种：
1.手机。
2.2021年新设的窗口。
①一楼；②二楼
(三)其他。特别提醒：一是先登记，
二是再缴费；三是留好凭证。
三、分工
县税务局：负责征收。
县医保局（医保中心）：负责登记。
附件：登记表
一、填表说明
某县人民政府
"""

ARTICLES = """\
某县参保办法
第一条 为做好参保工作，制定本办法。
第二条 按第一条规定，缴费分档：
第一档期每人320元。
第二档期每人380元。
（1）本人选择；
（2）不得更改。
第十条 本办法自2022年起施行。
"""


@pytest.mark.parametrize(
    ("clause", "text"),
    [
        ("一", "一、范围\n居民均可参保。"),
        ("二（一）", "（一）标准。每人300元。"),
        ("二(一)", "（一）标准。每人300元。"),
        ("二（二）1", "1.手机。"),
        ("二（二）（1）", "1.手机。"),
        ("二（二）2", "2.2021年新设的窗口。\n①一楼；②二楼"),
        ("二（二）2（2）", "②二楼"),
        ("二（三）特别提醒二", "二是再缴费；"),
        ("二（三）·特别提醒三", "三是留好凭证。"),
        ("三（县税务局）", "县税务局：负责征收。"),
        ("三（县医保局（医保中心））", "县医保局（医保中心）：负责登记。"),
        ("标题", "关于缴费的通知\n\n某政办发〔2020〕12 号"),
        ("附件", "附件：登记表\n一、填表说明\n某县人民政府"),
    ],
)
def test_a_clause_is_the_text_up_to_the_next_mark_of_its_form(clause: str, text: str) -> None:
    assert find(NESTED, clause) == text


@pytest.mark.parametrize(
    ("clause", "text"),
    [
        ("第一条", "第一条 为做好参保工作，制定本办法。"),
        ("第二条 第一档期", "第一档期每人320元。"),
        ("第二条（1）", "（1）本人选择；"),
        ("第十条", "第十条 本办法自2022年起施行。"),
    ],
)
def test_a_notice_in_articles_is_searched_by_article(clause: str, text: str) -> None:
    assert find(ARTICLES, clause) == text


@pytest.mark.parametrize("clause", ["四", "二（四）", "二（二）3", "三（县财政局）", "第三条", "温馨提示", "", "（）"])
def test_a_clause_that_the_notice_lacks_is_not_found(clause: str) -> None:
    assert find(NESTED, clause) is None


def test_a_chapters_heading_ends_the_article_before_it() -> None:
    assert find(ARTICLES.replace("第十条", "第二章 附则\n第十条"), "第二条（2）") == "（2）不得更改。"


def test_what_rests_on_two_places_has_the_text_of_both() -> None:
    assert find(ARTICLES, "第二条（1）；第十条") == "（1）本人选择；\n第十条 本办法自2022年起施行。"
    assert find(ARTICLES, "第二条（1）；第九条") is None


def test_a_section_is_not_taken_from_the_annex() -> None:
    assert "填表说明" not in (find(NESTED, "三") or "")


def test_the_preamble_is_all_before_the_first_section(notice: str) -> None:
    text = find(notice, "前言") or ""
    assert text.startswith("青石县2024年度")
    assert text.endswith("现通知如下：")


def test_the_signature_is_the_short_lines_at_the_end(notice: str) -> None:
    assert (find(notice, "落款") or "").endswith("青石县医疗保障局\n2023年8月30日")


def test_a_notice_without_a_signature_gives_its_last_words() -> None:
    assert find("一、时间\n" + "即日起开始缴费。" * 60, "落款") == ("即日起开始缴费。" * 60)[-200:]


def test_the_document_number_is_a_line_of_its_own(notice: str) -> None:
    assert find(notice, "文号") == "青医保发〔2023〕7号"


def test_a_heading_alone_on_its_line_ends_the_last_section(notice: str) -> None:
    assert "请相互转告" not in (find(notice, "四") or "")
    assert "请相互转告" in (find(notice, "温馨提示") or "")


def test_the_numbers_of_parts_are_no_figures() -> None:
    assert without_numbering("６、缴费\n（三）1.2021年\n12、300元") == "缴费\n1.2021年\n300元"


def test_every_section_that_a_held_policy_cites_is_in_its_notice() -> None:
    missing = []
    for county, policy, file in HELD:
        notice = file.read_text(encoding="utf-8")
        cited = {point.clause for points in policy.points.values() for point in points}
        missing += [(county, clause) for clause in sorted(cited) if not find(notice, clause)]
    assert missing == []
