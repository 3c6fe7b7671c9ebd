"""Of several answers: as many as things are asked, and nothing twice."""

import datetime

from bot.dialogue.worth import worth_saying
from bot.policies.registry import Registry
from bot.rules.answer import Answer, Question
from bot.rules.facts import Facts

TODAY = datetime.date(2020, 10, 28)


def answers(registry: Registry, county: str, text: str, *topics: str, facts: Facts | None = None) -> list[Answer]:
    return [registry.answer(county, Question(topic=t, text=text), facts or Facts(), TODAY) for t in topics]


def topics(registry: Registry, county: str, text: str, *asked: str, facts: Facts | None = None) -> list[str]:
    found = answers(registry, county, text, *asked, facts=facts)
    return [answer.topic for answer in worth_saying(found, text, registry.catalogue)]


def test_one_question_gets_one_answer(registry: Registry) -> None:
    assert topics(registry, "jingxian", "最晚啥时候", "deadline", "benefit_period") == ["deadline"]


def test_two_questions_get_two_answers(registry: Registry) -> None:
    assert topics(registry, "jingxian", "多少钱，怎么交", "fee", "channel") == ["fee", "channel"]


def test_an_answer_goes_before_a_silence_that_was_not_asked_for(registry: Registry) -> None:
    assert topics(registry, "suixian", "学生是跟家里一起交吗", "family", "eligibility") == ["eligibility"]


def test_a_silence_on_just_what_was_asked_stays(registry: Registry) -> None:
    assert topics(registry, "jingxian", "现金能交吗", "channel", "deadline") == ["channel"]


def test_paying_that_fails_on_a_closed_day_is_explained_by_the_day(registry: Registry) -> None:
    today = Facts(asked_on=TODAY)
    assert topics(registry, "yangcheng", "今天咋交不上，为啥", "deadline", "failure", facts=today) == ["deadline"]


def test_what_one_answer_has_said_the_next_does_not_say_again(registry: Registry) -> None:
    text = "低保要交吗，交多少"
    found = answers(registry, "suixian", text, "subsidy", "fee", facts=Facts(groups=frozenset({"subsistence"})))
    assert len(worth_saying(found, text, registry.catalogue)) == 1


def test_an_answer_whose_figures_and_clauses_were_said_is_not_given_again(registry: Registry) -> None:
    text = "忘交了，还能交不？得交多少"
    late = Facts(asked_on=datetime.date(2021, 3, 10), missed_window=True)
    assert topics(registry, "jingxian", text, "deadline", "late_payment", facts=late) == ["deadline"]


def test_words_without_a_question_get_one_answer_a_part(registry: Registry) -> None:
    assert topics(registry, "yanling", "延长期缴费的", "deadline", "late_payment") == ["deadline"]
