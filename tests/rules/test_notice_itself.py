"""The notice as a document: who issued it, when, under which title and number, and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Answers

    from bot.rules.answer import Answer


def said(answer: Answer) -> str:
    return "。".join(statement.text for statement in answer.statements)


def test_its_head_tells_who_issued_it_and_when(answer: Answers) -> None:
    result = said(answer("panting", "administration", "通知是哪个部门发的"))
    assert "磐汀县人民政府办公室" in result
    assert "2025年8月28日" in result


def test_a_title_of_ours_is_not_told_as_the_notices_own(answer: Answers) -> None:
    result = answer("suixian", "administration", "通知叫什么名字")
    assert result.status == "silent"
    assert "随县2021年度征缴工作通知" not in said(result)


def test_the_papers_that_it_goes_by_do_not_stand_in_for_its_own_number(answer: Answers) -> None:
    result = answer("shandan", "administration", "通知的文号")
    assert result.status == "silent"
    assert "51号" not in said(result)


def test_to_whom_it_was_sent_is_open_where_the_policy_does_not_tell(answer: Answers) -> None:
    assert answer("yanling", "administration", "通知发给哪些单位").status == "silent"
    assert "万福店农场" in said(answer("suixian", "administration", "通知发给哪些单位"))
