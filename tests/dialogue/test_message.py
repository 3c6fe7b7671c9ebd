"""Messages have the shape of Rasa's REST channel, and their text stands on its own."""

import datetime
import json

import pytest

from bot.dialogue.message import (
    NOT_SURE,
    answer_reply,
    body,
    citation_text,
    county_buttons,
    outcome,
    topic_buttons,
    yes_no_buttons,
)
from bot.dialogue.wording import wording
from bot.policies.registry import Registry
from bot.rules.answer import Answer, Citation, Figure, Statement
from bot.rules.policy import County, Identifier

TODAY = datetime.date(2021, 2, 1)
CARD = {"status", "topic", "county", "insurance_year", "figures", "citations", "ask"}


@pytest.fixture
def answer() -> Answer:
    return Answer(
        status="ask",
        topic="newborn",
        county="jingxian",
        insurance_year=2021,
        statements=(
            Statement(text="不用缴费", clauses=("五（7）",)),
            Statement(text="这样办", clauses=("五（3）",), steps=("登记", "缴费")),
        ),
        figures=(Figure(name="newborn_pay", value=0, unit="元"),),
        citations=(
            Citation(notice="景县通知", clause="五（7）"),
            Citation(notice="景县通知", clause="五（3）"),
            Citation(notice="景县通知", clause="五（7）"),
        ),
        ask="parent_enrolled",
    )


def test_a_body_is_its_sentences_with_numbered_steps(answer: Answer) -> None:
    assert body(answer) == "不用缴费。这样办：\n1. 登记\n2. 缴费"


def test_a_citation_names_the_notice_once_and_each_clause_once(answer: Answer) -> None:
    assert citation_text(answer.citations) == "（依据：景县通知 五（7）、五（3））"


def test_two_notices_are_cited_apart() -> None:
    rows = [Citation(notice="甲", clause="一"), Citation(notice="乙", clause="二")]
    assert citation_text(rows) == "（依据：甲 一；乙 二）"


def test_without_citations_nothing_is_cited() -> None:
    assert citation_text(()) == ""


def test_an_answers_text_ends_with_its_citation_and_the_question(registry: Registry, answer: Answer) -> None:
    text = answer_reply(answer, wording(), registry, TODAY).text
    citation, question = text.split("\n")[-2:]
    assert citation.endswith("（依据：景县通知 五（7）、五（3））")
    assert question == wording().asks["parent_enrolled"].question


def test_a_yes_or_no_question_has_three_buttons(registry: Registry, answer: Answer) -> None:
    buttons = answer_reply(answer, wording(), registry, TODAY).buttons
    assert [button.payload for button in buttons] == ["/affirm", "/deny", "/not_sure"]


def test_a_question_for_a_date_has_no_buttons() -> None:
    assert yes_no_buttons("born", wording()) == ()
    assert yes_no_buttons("away", wording())[-1] == NOT_SURE


def test_the_card_has_the_interfaces_fields(registry: Registry, answer: Answer) -> None:
    custom = answer_reply(answer, wording(), registry, TODAY).custom
    assert custom
    card = custom["answer"]
    assert card.keys() == CARD
    assert (card["status"], card["county"], card["insurance_year"]) == ("ask", "景县", 2021)
    assert card["figures"] == [{"name": "newborn_pay", "value": 0, "unit": "元"}]
    assert card["ask"] == "parent_enrolled"


def test_a_figure_keeps_its_value_as_it_is_printed() -> None:
    assert Figure(name="centre", value="4229363", unit="电话").value == "4229363"
    assert Figure(name="end", value="2021-02-25", unit="日期").value == "2021-02-25"
    assert Figure(name="fee", value=280, unit="元").value == 280


def test_an_outcome_of_the_dialogue_has_the_same_card_without_figures() -> None:
    custom = outcome("small_talk", "您好").custom
    assert custom
    assert custom["answer"].keys() == CARD
    assert (custom["answer"]["figures"], custom["answer"]["citations"]) == ([], [])


def test_a_card_is_json(registry: Registry, answer: Answer) -> None:
    custom = answer_reply(answer, wording(), registry, TODAY).custom
    assert json.loads(json.dumps(custom)) == custom


def test_there_is_a_button_for_each_county(registry: Registry) -> None:
    buttons = county_buttons(registry)
    assert [button.title for button in buttons] == list(registry.county_names)
    assert json.loads(buttons[0].payload.removeprefix("/inform")) == {"county": "jingxian"}


def test_there_are_never_more_than_twelve_buttons_for_counties(registry: Registry) -> None:
    many = {f"c{n}": County(id=Identifier(f"c{n}"), name=f"第{n}县", province="省", city="市") for n in range(30)}
    assert len(county_buttons(Registry(many, {}, registry.catalogue))) == 12


def test_a_topics_button_is_its_intent() -> None:
    button = topic_buttons(["fee"])[0]
    assert (button.title, button.payload) == ("缴费标准", "/fee")
