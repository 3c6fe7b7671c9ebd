"""Conversations, from what Rasa's parse of each message would be."""

import datetime
from typing import Any

import pytest

from bot.dialogue.heard import hear
from bot.dialogue.message import Reply
from bot.dialogue.respond import respond
from bot.dialogue.state import State
from bot.dialogue.wording import wording
from bot.nlu.entity_reader import as_rasa
from bot.nlu.gazetteer import Gazetteer
from bot.policies.registry import Registry

D = datetime.date


class Conversation:
    """Says messages one after another; the entities come from the gazetteer, the intent is told."""

    def __init__(self, registry: Registry, gazetteer: Gazetteer, page: str | None = None) -> None:
        self.registry, self.gazetteer, self.page = registry, gazetteer, page
        self.state, self.today = State(), D(2021, 1, 10)
        self.replies: list[Reply] = []

    def say(self, text: str, intent: str, confidence: float = 0.9, *others: tuple[str, float], **extra: Any) -> str:
        """The reply's text to a message whose intent is this, other likely intents after it."""
        ranking = [{"name": name, "confidence": sure} for name, sure in ((intent, confidence), *others)]
        entities = [as_rasa(entity) for entity in self.gazetteer.find(text)]
        parsed = {"text": text, "intent": ranking[0], "intent_ranking": ranking, "entities": entities, **extra}
        heard = hear(text, parsed, self.registry, self.state, self.page)
        self.replies, self.state = respond(heard, self.state, self.registry, wording(), self.today, self.page)
        return "\n".join(reply.text for reply in self.replies)

    @property
    def card(self) -> dict[str, Any]:
        """The first reply's answer."""
        custom = self.replies[0].custom
        assert custom
        card: dict[str, Any] = custom["answer"]
        return card

    @property
    def payloads(self) -> list[str]:
        """The buttons offered."""
        return [button.payload for reply in self.replies for button in reply.buttons]


@pytest.fixture(scope="module")
def gazetteer(registry: Registry) -> Gazetteer:
    return Gazetteer(registry)


@pytest.fixture
def talk(registry: Registry, gazetteer: Gazetteer) -> Conversation:
    return Conversation(registry, gazetteer)


@pytest.fixture
def in_jingxian(registry: Registry, gazetteer: Gazetteer) -> Conversation:
    """A conversation on the page of 景县."""
    return Conversation(registry, gazetteer, page="jingxian")


# ---- the county


def test_without_a_county_it_is_asked_for_with_buttons_and_no_figure(talk: Conversation) -> None:
    said = talk.say("医保多少钱", "fee")
    assert talk.card["status"] == "ask_county"
    assert len(talk.payloads) == 5
    assert "元" not in said


def test_the_question_that_waited_is_answered_once_the_county_is_told(talk: Conversation) -> None:
    talk.say("医保多少钱", "fee")
    assert "320元" in talk.say("山丹的", "inform")
    assert (talk.card["topic"], talk.card["county"]) == ("fee", "山丹县")


def test_the_words_of_the_question_that_waited_are_kept(talk: Conversation) -> None:
    talk.say("国家补助多少钱", "fee")
    assert "550元" in talk.say("随县", "inform")


def test_the_facts_of_the_question_that_waited_are_kept(talk: Conversation) -> None:
    talk.say("我是低保要交多少", "subsidy")
    talk.say("景县", "inform")
    assert talk.card["figures"] == [{"name": "own_share", "value": 0, "unit": "元"}]


def test_a_button_of_a_county_answers_too(talk: Conversation) -> None:
    talk.say("医保多少钱", "fee")
    county = {"entity": "county", "value": "jingxian"}
    assert "280元" in talk.say('/inform{"county": "jingxian"}', "inform", 1.0, entities=[county])


def test_the_page_names_the_county(in_jingxian: Conversation) -> None:
    in_jingxian.say("多少钱", "fee")
    assert in_jingxian.card["county"] == "景县"


def test_the_message_goes_before_the_page(in_jingxian: Conversation) -> None:
    in_jingxian.say("随县多少钱", "fee")
    assert in_jingxian.card["county"] == "随县"


def test_a_township_names_its_county(talk: Conversation) -> None:
    assert "0374—7189005" in talk.say("马坊镇打哪个电话", "contact")


def test_a_county_that_is_not_held_gets_no_figure(in_jingxian: Conversation) -> None:
    said = in_jingxian.say("沁水县多少钱", "fee")
    assert in_jingxian.card["status"] == "unknown_county"
    assert "沁水县" in said
    assert "景县、" in said
    assert "元" not in said


def test_a_misspelt_county_is_read_and_said_so(talk: Conversation) -> None:
    assert talk.say("隋县医保多少钱", "fee").startswith("您问的应该是随县。")


def test_a_page_whose_county_is_not_held_is_as_none(registry: Registry, gazetteer: Gazetteer) -> None:
    talk = Conversation(registry, gazetteer, page="nosuch")
    talk.say("多少钱", "fee")
    assert talk.card["status"] == "ask_county"


# ---- what was said before


def test_a_correction_takes_the_county_that_is_meant(talk: Conversation) -> None:
    talk.say("景县多少钱", "fee")
    talk.say("不是景县，是山丹", "inform")
    assert (talk.card["topic"], talk.card["county"]) == ("fee", "山丹县")


def test_another_topic_keeps_the_county(talk: Conversation) -> None:
    talk.say("阳城县多少钱", "fee")
    talk.say("那新生儿呢", "newborn")
    assert (talk.card["topic"], talk.card["county"]) == ("newborn", "阳城县")


def test_another_county_keeps_the_topic(talk: Conversation) -> None:
    talk.say("景县新生儿要交钱吗", "newborn")
    talk.say("阳城呢", "inform")
    assert (talk.card["topic"], talk.card["county"]) == ("newborn", "阳城县")


def test_the_fact_that_was_asked_for_decides(in_jingxian: Conversation) -> None:
    in_jingxian.say("孩子2021年1月15号出生，4月15号登记的要交钱吗", "newborn")
    assert in_jingxian.card["ask"] == "parent_enrolled"
    in_jingxian.say("是的", "affirm")
    assert in_jingxian.card["status"] == "answered"
    assert {"name": "newborn_pay", "value": 0, "unit": "元"} in in_jingxian.card["figures"]


def test_a_bare_date_goes_to_the_fact_that_was_asked_for(in_jingxian: Conversation) -> None:
    in_jingxian.say("新生儿要交钱吗", "newborn")
    assert in_jingxian.card["ask"] == "born"
    in_jingxian.say("2021年1月15号", "inform")
    assert in_jingxian.state.facts.born == D(2021, 1, 15)


def test_who_does_not_know_is_not_asked_again(in_jingxian: Conversation) -> None:
    in_jingxian.say("新生儿要交钱吗", "newborn")
    in_jingxian.say("不清楚", "not_sure")
    assert in_jingxian.card["ask"] is None
    assert in_jingxian.card["status"] != "ask"
    assert in_jingxian.state.asked is None


def test_a_new_question_does_not_inherit_the_case_of_the_last(in_jingxian: Conversation) -> None:
    in_jingxian.say("我是低保要交多少", "subsidy")
    in_jingxian.say("我邻居家的小孩想参加居民医保到底应该怎么登记", "registration")
    assert in_jingxian.state.facts.groups == frozenset()


def test_another_county_drops_the_township(talk: Conversation) -> None:
    talk.say("马坊镇打哪个电话", "contact")
    talk.say("景县呢", "inform")
    assert talk.state.facts.township is None


# ---- several at once


def test_two_questions_get_two_answers(in_jingxian: Conversation) -> None:
    parts = [("多少钱", "fee"), ("怎么交", "channel")]
    segments = [{"text": text, "ranking": [{"name": topic, "confidence": 0.9}]} for text, topic in parts]
    in_jingxian.say("多少钱？怎么交？", "fee", 0.5, ("channel", 0.4), segment_topics=segments)
    assert [reply.custom["answer"]["topic"] for reply in in_jingxian.replies if reply.custom] == ["fee", "channel"]


def test_two_counties_are_compared_with_the_difference(talk: Conversation) -> None:
    said = talk.say("景县和山丹哪个便宜", "fee")
    assert "景县低一些，相差40元" in said
    assert "280元" in said
    assert "320元" in said


def test_two_counties_with_the_same_price_are_the_same(talk: Conversation) -> None:
    assert talk.say("景县和随县哪个便宜", "fee").startswith("两地的数一样")


def test_two_counties_beyond_our_scope_are_out_of_scope(talk: Conversation) -> None:
    talk.say("景县和随县养老保险哪个高", "out_of_scope_other")
    assert talk.card["status"] == "out_of_scope"


# ---- what is not a question for us


@pytest.mark.parametrize("intent", ["greet", "thanks", "bye", "bot_challenge", "complaint", "abuse"])
def test_small_talk_is_answered_in_kind(talk: Conversation, intent: str) -> None:
    talk.say("你好", intent)
    assert talk.card["status"] == "small_talk"


def test_what_is_out_of_scope_says_whom_to_ask(in_jingxian: Conversation) -> None:
    said = in_jingxian.say("住院报销比例多少", "out_of_scope_medical")
    assert in_jingxian.card["status"] == "out_of_scope"
    assert "4229363" in said


def test_a_person_is_what_a_phone_number_is_for(in_jingxian: Conversation) -> None:
    said = in_jingxian.say("转人工", "human_handoff")
    assert in_jingxian.card["status"] == "handoff"
    assert "4229363" in said


def test_a_wish_for_a_person_without_a_county_asks_for_it_and_then_gives_the_number(talk: Conversation) -> None:
    talk.say("转人工", "human_handoff")
    assert len(talk.payloads) == 5
    assert "4229363" in talk.say("景县", "inform")


def test_not_understood_offers_two_topics_and_the_phone_number(in_jingxian: Conversation) -> None:
    said = in_jingxian.say("那个咋弄嘞么", "channel", 0.2, ("registration", 0.19), ("fee", 0.1))
    assert in_jingxian.card["status"] == "not_understood"
    assert in_jingxian.payloads == ["/channel", "/registration"]
    assert "4229363" in said


def test_letters_that_mean_nothing_are_not_understood(in_jingxian: Conversation) -> None:
    in_jingxian.say("asdf", "fee")
    assert in_jingxian.card["status"] == "not_understood"


def test_a_county_alone_is_asked_what_it_is_about(talk: Conversation) -> None:
    talk.say("景县", "inform")
    assert "/fee" in talk.payloads


def test_a_lunar_date_is_not_guessed(in_jingxian: Conversation) -> None:
    said = in_jingxian.say("娃腊月二十生的要交钱吗", "newborn")
    assert "农历" in said
    assert in_jingxian.card["ask"] == "born"
    assert "covered_from" not in {figure["name"] for figure in in_jingxian.card["figures"]}


def test_a_masked_number_is_not_looked_up(in_jingxian: Conversation) -> None:
    said = in_jingxian.say("帮我查下〔号码已隐去〕交了没", "voucher_query")
    assert said.startswith("我查不了个人的参保缴费记录")
    assert "微信" in said


# ---- years


def test_a_year_that_is_not_held_gets_no_figure(in_jingxian: Conversation) -> None:
    said = in_jingxian.say("2025年多少钱", "fee")
    assert in_jingxian.card["status"] == "other_year"
    assert "元" not in said


def test_a_question_about_another_year_s_newborn_keeps_that_year(in_jingxian: Conversation) -> None:
    in_jingxian.say("2025年多少钱", "fee")
    in_jingxian.say("那新生儿呢", "newborn")
    assert in_jingxian.card["status"] == "other_year"


def test_what_is_not_ours_beside_our_question_is_told_apart(talk: Conversation) -> None:
    talk.page = "jingxian"
    said = talk.say(
        "养老保险断了几年怎么补，医保今年多少钱", "out_of_scope_other", 0.9, ("fee", 0.8), ("late_payment", 0.2)
    )
    assert "280元" in talk.replies[0].text
    assert "不在我能答的范围" in talk.replies[-1].text
    assert said.index("280元") < said.index("不在我能答的范围")


def test_somebody_elses_matter_that_names_no_insurance_of_ours_is_not_answered(talk: Conversation) -> None:
    said = talk.say("汽车保养一次要多少钱", "out_of_scope_other", 0.9, ("fee", 0.8))
    assert "不在我能答的范围" in said
    assert "元" not in said


def test_a_township_of_another_county_than_the_known_one_is_asked_about(talk: Conversation) -> None:
    talk.page = "jingxian"
    said = talk.say("安陵镇的，问下多少钱", "fee")
    assert "鄢陵县" in said
    assert "景县" in said
    assert "380" not in said
    assert len(talk.payloads) == 2


def test_the_county_chosen_after_a_township_gets_the_waiting_answer(talk: Conversation) -> None:
    talk.page = "jingxian"
    talk.say("安陵镇的，问下多少钱", "fee")
    assert "280元" in talk.say("景县", "inform")


def test_a_fact_without_a_question_goes_to_the_question_at_hand(talk: Conversation) -> None:
    talk.page = "jingxian"
    talk.say("新生儿要交多少钱，2021年3月3号生的，6月2号登记", "newborn")
    assert "不用缴费" in talk.say("他爸交了", "family", 0.85)


def test_pinyin_is_understood_although_no_chinese_is_in_it(talk: Conversation) -> None:
    talk.page = "jingxian"
    assert "280元" in talk.say("yibao duoshao qian", "fee")
