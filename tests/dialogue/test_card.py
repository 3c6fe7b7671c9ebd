"""A card says what the text says, and shows the main figure, the open window, the sources and the phone numbers."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.dialogue.card import Card, Highlight, OpenWindow, Phone, Source, answer_card, sentences, spoken_card
from bot.dialogue.message import Reply, answer_reply, outcome, with_phones
from bot.dialogue.wording import wording
from bot.policies.registry import Registry
from bot.rules.answer import Answer, Citation, Figure, Question, Statement
from bot.rules.facts import Facts
from bot.rules.household import Household
from bot.rules.topics import IN_SCOPE

if TYPE_CHECKING:
    from conftest import Compare

D = datetime.date
COUNTIES = ("jingxian", "shandan", "suixian", "yangcheng", "yanling")
# A day in each county's first window.
COLLECTING = {
    "jingxian": D(2021, 2, 13),
    "shandan": D(2021, 8, 2),
    "suixian": D(2020, 10, 12),
    "yangcheng": D(2020, 10, 12),
    "yanling": D(2023, 10, 12),
}


def reply(registry: Registry, county: str, topic: str, text: str = "", day: D | None = None, **facts: Any) -> Reply:
    today, known = day or COLLECTING[county], Facts(**facts)
    answer = registry.answer(county, Question(topic=topic, text=text), known, today)
    return answer_reply(answer, wording(), registry, today, known)


def card(registry: Registry, county: str, topic: str, text: str = "", day: D | None = None, **facts: Any) -> Card:
    found = reply(registry, county, topic, text, day, **facts).card
    assert found
    return found


def made(registry: Registry, *statements: Statement, figures: tuple[Figure, ...] = (), ask: str | None = None) -> Card:
    """The card of an invented answer of 景县."""
    answer = Answer(
        status="answered",
        topic="fee",
        county="jingxian",
        insurance_year=2021,
        statements=statements,
        figures=figures,
        ask=ask,
    )
    found = answer_card(answer, registry, Facts(), COLLECTING["jingxian"])
    assert found
    return found


# ---- outcome and reasons


def test_the_outcome_is_the_first_sentence_and_the_others_are_reasons(registry: Registry) -> None:
    shown = made(registry, Statement(text="不能退。享受期内已缴的不退"), Statement(text="请打电话咨询"))
    assert shown.outcome == "不能退。"
    assert shown.reasons == ("享受期内已缴的不退。", "请打电话咨询。")


def test_a_full_stop_in_brackets_or_quotes_ends_no_sentence() -> None:
    assert sentences("甲（乙。丙）丁。“戊。”己。") == ["甲（乙。丙）丁。", "“戊。”己。"]


@pytest.mark.parametrize("county", COUNTIES)
def test_the_fee_of_every_county_is_an_outcome_with_its_figure(registry: Registry, county: str) -> None:
    policy = max(registry.policies[county].items())[1]
    shown = card(registry, county, "fee")
    assert shown.outcome.startswith(registry.counties[county].name)
    assert shown.highlight == Highlight(value=str(policy.contribution.amount), unit="元")


# ---- the main figure


@pytest.mark.parametrize(
    ("county", "topic", "facts", "shown"),
    [
        ("jingxian", "deadline", {}, Highlight(value="2021年2月25日", unit="")),
        ("jingxian", "late_payment", {"missed_window": True}, Highlight(value="830", unit="元")),
        ("jingxian", "fee", {"household": Household(size=5)}, Highlight(value="1400", unit="元")),
        ("jingxian", "benefit_period", {"paid": D(2021, 3, 10)}, Highlight(value="2021年6月10日", unit="")),
        ("yangcheng", "deadline", {"asked_on": D(2020, 10, 26)}, Highlight(value="2020年11月1日", unit="")),
    ],
)
def test_the_main_figure_is_the_one_that_the_outcome_states(
    registry: Registry, county: str, topic: str, facts: dict[str, Any], shown: Highlight
) -> None:
    assert card(registry, county, topic, **facts).highlight == shown


@pytest.mark.parametrize(
    ("county", "topic", "facts"),
    [
        ("jingxian", "newborn", {}),  # two prices, and the facts that decide are unknown
        ("jingxian", "benefit_period", {}),  # a rule for those who pay in the window
        ("suixian", "deadline", {}),  # two ends, one for some people only
        ("yangcheng", "subsidy", {"groups": {"subsistence"}}),  # nothing to pay, told in words
        ("yanling", "contact", {}),  # phone numbers are links
    ],
)
def test_where_a_figure_would_say_too_much_none_is_large(
    registry: Registry, county: str, topic: str, facts: dict[str, Any]
) -> None:
    assert card(registry, county, topic, **facts).highlight is None


def test_a_sum_that_the_outcome_does_not_state_gives_no_other_figure_its_place(registry: Registry) -> None:
    figures = (Figure(name="own_share", value=0, unit="元"), Figure(name="end", value="2021-02-25", unit="日期"))
    assert made(registry, Statement(text="到2021年2月25日不用缴"), figures=figures).highlight is None


def test_a_figure_is_not_found_inside_a_longer_one(registry: Registry) -> None:
    figures = (Figure(name="contribution", value=80, unit="元"),)
    assert made(registry, Statement(text="每人280元"), figures=figures).highlight is None


def test_while_a_fact_is_asked_for_no_figure_is_large(registry: Registry) -> None:
    figures = (Figure(name="contribution", value=280, unit="元"),)
    assert made(registry, Statement(text="每人280元"), figures=figures).highlight
    assert made(registry, Statement(text="每人280元"), figures=figures, ask="away").highlight is None


# ---- steps


@pytest.mark.parametrize(
    ("county", "text"),
    [("jingxian", "支付宝怎么缴"), ("yangcheng", "微信怎么缴"), ("yanling", "支付宝怎么缴")],
)
def test_the_steps_of_a_channel_are_those_of_the_policy(registry: Registry, county: str, text: str) -> None:
    shown = card(registry, county, "channel", text)
    steps = {c.steps for c in max(registry.policies[county].items())[1].channels}
    assert shown.steps in steps
    assert shown.outcome.endswith("的步骤：")


def test_the_steps_of_several_channels_are_not_made_one_list(registry: Registry) -> None:
    shown = made(registry, Statement(text="用甲", steps=("一", "二")), Statement(text="用乙", steps=("三",)))
    assert shown.steps == ()
    assert (shown.outcome, *shown.reasons) == ("用甲：", "1. 一\n2. 二", "用乙：", "1. 三")


# ---- the open window


def test_an_open_window_has_its_days_and_its_name(registry: Registry) -> None:
    assert card(registry, "jingxian", "fee").window == OpenWindow(
        opens=D(2020, 12, 4), closes=D(2021, 2, 25), days_left=12, today=D(2021, 2, 13), name="集中缴费期"
    )


@pytest.mark.parametrize("county", COUNTIES)
def test_every_countys_window_is_shown_while_it_is_open(registry: Registry, county: str) -> None:
    day = COLLECTING[county]
    window = card(registry, county, "fee").window
    assert window
    assert window.opens <= day <= window.closes
    assert window.days_left == (window.closes - day).days


@pytest.mark.parametrize("county", COUNTIES)
def test_no_window_is_shown_before_the_first_and_after_the_last(registry: Registry, county: str) -> None:
    windows = max(registry.policies[county].items())[1].windows
    before = min(w.start for w in windows if w.start) - datetime.timedelta(days=1)
    after = max(w.end for w in windows if w.end) + datetime.timedelta(days=1)
    assert card(registry, county, "fee", day=before).window is None
    assert card(registry, county, "fee", day=after).window is None


def test_the_last_day_of_a_window_still_shows_it(registry: Registry) -> None:
    window = card(registry, "jingxian", "fee", day=D(2021, 2, 25)).window
    assert window
    assert window.days_left == 0


def test_a_day_of_the_month_on_which_nobody_may_pay_shows_no_window(registry: Registry) -> None:
    assert card(registry, "yangcheng", "fee", day=D(2020, 10, 25)).window
    assert card(registry, "yangcheng", "fee", day=D(2020, 10, 26)).window is None


def test_a_window_for_some_is_shown_only_to_those_it_is_for(registry: Registry) -> None:
    extended = card(registry, "suixian", "fee", day=D(2021, 1, 15), away=True, renewing=True).window
    assert extended
    assert extended.name == "延长缴费期"
    assert card(registry, "suixian", "fee", day=D(2021, 1, 15)).window is None
    assert card(registry, "suixian", "fee", day=D(2021, 1, 15), away=False).window is None


@pytest.mark.parametrize(
    ("topic", "facts"),
    [("newborn", {}), ("refund", {}), ("fee", {"groups": {"subsistence"}}), ("fee", {"groups": {"newborn"}})],
)
def test_whoever_has_nothing_to_do_with_the_window_does_not_see_it(
    registry: Registry, topic: str, facts: dict[str, Any]
) -> None:
    assert card(registry, "jingxian", topic, **facts).window is None


def test_a_year_that_is_not_held_shows_no_window_of_another(registry: Registry) -> None:
    today = COLLECTING["jingxian"]
    answer = registry.answer("jingxian", Question(topic="fee", year=2019), Facts(), today)
    shown = answer_card(answer, registry, Facts(), today)
    assert answer.status == "other_year"
    assert shown
    assert (shown.window, shown.highlight) == (None, None)


# ---- citations and phones


def test_a_citation_tells_the_notices_title_number_and_date(registry: Registry) -> None:
    assert card(registry, "yangcheng", "fee").citations[0] == Source(
        notice="阳政办函〔2020〕80号",
        clause="二（二）",
        title="阳城县人民政府办公室关于做好2021年度城乡居民基本医疗保险征缴工作的通知",
        number="阳政办函〔2020〕80号",
        date=D(2020, 9, 24),
    )


@pytest.mark.parametrize("county", COUNTIES)
def test_the_card_cites_what_the_answer_cites(registry: Registry, county: str) -> None:
    said = reply(registry, county, "fee")
    assert said.card
    cited = [{"notice": source.notice, "clause": source.clause} for source in said.card.citations]
    assert cited == said.answer["citations"]


def test_a_citation_of_a_notice_that_the_policy_has_not_keeps_its_short_title(registry: Registry) -> None:
    answer = Answer(
        status="answered",
        topic="fee",
        county="jingxian",
        insurance_year=2021,
        statements=(Statement(text="甲"),),
        citations=(Citation(notice="乙", clause="一"),),
    )
    shown = answer_card(answer, registry, Facts(), COLLECTING["jingxian"])
    assert shown
    assert shown.citations == (Source(notice="乙", clause="一", title="乙", number=None, date=None),)


def test_every_number_that_is_told_is_a_phone_with_its_office(registry: Registry) -> None:
    shown = card(registry, "jingxian", "contact")
    assert shown.phones == (
        Phone(name="城乡居民医保中心", number="4229363"),
        Phone(name="税务局办税服务厅", number="5830138"),
    )


def test_a_number_that_is_not_told_is_no_phone(registry: Registry) -> None:
    assert card(registry, "jingxian", "fee").phones == ()
    assert made(registry, Statement(text="编号14229363")).phones == ()


@pytest.mark.parametrize("county", ["shandan", "suixian", "yangcheng"])
def test_a_county_whose_notice_has_no_numbers_has_no_phones(registry: Registry, county: str) -> None:
    assert card(registry, county, "contact").phones == ()


# ---- question, and what is added to a message


def test_the_fact_asked_for_is_the_cards_question(registry: Registry) -> None:
    shown = card(registry, "jingxian", "newborn")
    assert shown.question == wording().asks["born"].question
    assert card(registry, "jingxian", "fee").question is None


def test_words_before_and_after_an_answer_are_in_the_card_too(registry: Registry, disagreements: Compare) -> None:
    said = reply(registry, "jingxian", "fee").led_by("您问的应该是景县。").followed_by("号码已经隐去。")
    assert said.card
    assert said.card.outcome.startswith("您问的应该是景县。景县2021年度")
    assert said.card.reasons[-1] == "号码已经隐去。"
    assert disagreements({"text": said.text, "custom": said.custom}) == []


def test_an_answer_of_no_county_has_no_card(registry: Registry) -> None:
    answer = registry.answer(None, Question(topic="fee"), Facts(), D(2021, 1, 1))
    assert answer_card(answer, registry, Facts(), D(2021, 1, 1)) is None


def test_a_sentence_with_a_countys_number_is_a_card_with_a_phone(registry: Registry, disagreements: Compare) -> None:
    said = with_phones(outcome("failed", "没能答上来。请打城乡居民医保中心4229363咨询。"), registry, "jingxian")
    assert said.card
    assert said.card.phones == (Phone(name="城乡居民医保中心", number="4229363"),)
    assert disagreements({"text": said.text, "custom": said.custom}) == []


@pytest.mark.parametrize(("text", "county"), [("您好。", "jingxian"), ("请打4229363。", None), ("请打4229363。", "x")])
def test_a_sentence_without_a_number_of_the_county_has_no_card(
    registry: Registry, text: str, county: str | None
) -> None:
    assert spoken_card(text, registry, county) is None


# ---- shape, and agreement with the text whatever is asked


def test_a_card_is_json_with_the_contracts_fields(registry: Registry) -> None:
    plain = reply(registry, "jingxian", "fee").custom["card"]
    assert json.loads(json.dumps(plain)) == plain
    assert plain.keys() == {
        "outcome",
        "highlight",
        "reasons",
        "steps",
        "window",
        "citations",
        "phones",
        "question",
    }
    assert plain["window"] == {
        "opens": "2020-12-04",
        "closes": "2021-02-25",
        "days_left": 12,
        "today": "2021-02-13",
        "name": "集中缴费期",
    }
    assert plain["citations"][0].keys() == {"notice", "clause", "title", "number", "date"}


TEXTS = (
    "",
    "微信怎么缴",
    "银行",
    "退费材料",
    "哪天截止",
    "国家补多少",
    "谁认定",
    "在哪登记",
    "老人不会手机",
    "还剩几天",
)
GROUPS = ("newborn", "subsistence", "extreme_poor", "orphan", "severe_disability", "student")
DAYS = st.dates(D(2020, 8, 1), D(2024, 2, 1))
FACTS = st.builds(
    Facts,
    born=st.none() | DAYS,
    registered=st.none() | DAYS,
    paid=st.none() | DAYS,
    asked_on=st.none() | DAYS,
    groups=st.frozensets(st.sampled_from(GROUPS), max_size=2),
    household=st.none() | st.builds(Household, size=st.integers(1, 9)),
    parent_enrolled=st.none() | st.booleans(),
    away=st.none() | st.booleans(),
    renewing=st.none() | st.booleans(),
    missed_window=st.none() | st.booleans(),
    benefits_started=st.none() | st.booleans(),
    gap_months=st.none() | st.integers(0, 30),
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(COUNTIES), st.sampled_from(IN_SCOPE), st.sampled_from(TEXTS), FACTS, DAYS)
def test_whatever_is_asked_the_card_says_what_the_text_says(
    registry: Registry, disagreements: Compare, county: str, topic: str, text: str, facts: Facts, today: D
) -> None:
    answer = registry.answer(county, Question(topic=topic, text=text), facts, today)
    said = answer_reply(answer, wording(), registry, today, facts)
    assert disagreements({"text": said.text, "custom": said.custom}) == []
