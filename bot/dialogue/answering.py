"""From a question and what is known of the case to the rules module's answers and their messages."""

import re

from bot.dialogue.carried import Carried, carry
from bot.dialogue.case import read_facts
from bot.dialogue.counties.leaving import leaving
from bot.dialogue.days.birth_years import asked_apart_from_births
from bot.dialogue.days.gaps import without_missed_year
from bot.dialogue.days.what_if_missed import without_the_day
from bot.dialogue.days.year_meant import year_meant
from bot.dialogue.days.years import asks_which_year
from bot.dialogue.heard import confirms
from bot.dialogue.message import (
    Reply,
    answer_reply,
)
from bot.dialogue.persons.groups import with_grade
from bot.dialogue.persons.whose import remembered
from bot.dialogue.state import State
from bot.dialogue.thresholds import SHORT
from bot.dialogue.topics import unwritten
from bot.dialogue.topics.follow_ups import told_before
from bot.dialogue.turn import Turn
from bot.dialogue.worth import worth_saying
from bot.nlu.reading import circumstances, dates, lunar, numbers, questions
from bot.rules.answer import Answer, Question
from bot.rules.facts import Facts
from bot.rules.handlers.aid.amount import of_amount


def undated(turn: Turn) -> Facts:
    """The facts of a question that waits for its county; dates are read when the county's season is known."""
    years = next(iter(turn.registry.policies.values()))
    told = read_facts(turn.heard, years[max(years)], turn.today, turn.state, turn.registry.catalogue)
    open_dates = dict.fromkeys(("born", "registered", "paid", "asked_on", "treated"))
    return told.copy(update={**open_dates, "months_only": frozenset(), "rough": ()})


def told_so_far(turn: Turn) -> Facts:
    """What somebody tells before anything is asked, with its days where the county is known."""
    if turn.county not in turn.registry.counties:
        return undated(turn)
    return read_facts(turn.heard, turn.policy, turn.today, turn.state, turn.registry.catalogue)


def answer(turn: Turn) -> list[Reply] | None:
    if turn.county is None or not turn.choice.topics:
        return None
    carried = carry(turn)
    turn.facts = remembered(carried.whose, _facts(turn, carried))
    year, text = carried.year, carried.words
    of_another = {"told_of_another": _told_of_another(turn, carried)}
    answers = [
        turn.registry.answer(turn.county, question.copy(update=of_another), turn.facts, turn.today)
        for question in _questions(turn, text, year, carried.relative)
    ]
    answers = worth_saying(answers, text, turn.registry.catalogue, _to_be_answered(turn))
    asked = next((a.ask for a in answers if a.ask), None)
    if turn.heard.intent == "not_sure" or _asked_in_vain(asked, turn):
        answers = [a.copy(update={"ask": None, "status": "answered" if a.ask else a.status}) for a in answers]
        asked = None
    turn.next = State(
        county=turn.county,
        year=_kept_year(year, carried.relative, answers[0].status, turn),
        topics=tuple(a.topic for a in answers),
        facts=turn.facts,
        asked=asked,
        question=text,
    )
    return _join([*answers, *leaving(answers, turn)], turn)


def _kept_year(year: int | None, relative: bool, status: str, turn: Turn) -> int | None:
    """The year for what is asked next. 2024年看病的医保 is that of the notice which pays for it, and no year without one."""
    if status == "other_year":
        return year
    return None if relative or year not in turn.policies else year


def _to_be_answered(turn: Turn) -> int:
    """How many topics belong together, however few questions the words have."""
    return len(turn.choice.topics) if turn.choice.together else 0


def _told_of_another(turn: Turn, carried: Carried) -> frozenset[str]:
    """What the person before is, where it is asked of another one of whom nothing is told: 我妈低保。那我爸呢."""
    before = carried.whose.before if carried.whose.another and not turn.facts.groups else None
    return before.groups if before else frozenset()


def _asked_in_vain(asked: str | None, turn: Turn) -> bool:
    """Whether who the persons are was asked a moment ago and is still not clear: no one is asked that forever."""
    return asked == "household" == turn.state.asked


def _questions(turn: Turn, text: str, year: int | None, relative: bool) -> list[Question]:
    """One for each topic; with several years asked for, the first topic once for each year that is held."""
    topics = unwritten.topics_for(turn, text, _worth_asking(turn))
    if asks_which_year(turn.heard.digits):
        topics = tuple(topic for topic in topics if topic in _YEARLY) or ("deadline",)
        first, *others = (_question(turn, topic, text, None, False) for topic in topics)
        return [first.copy(update={"which_year": True}), *others]
    said = dates.asked_years(without_missed_year(turn.heard.digits))
    years = asked_apart_from_births(said, turn.heard.digits)
    if years != said:
        year, relative = years[0], False
    held = {policy.insurance_year for policy in turn.policies.values()}
    if len(years) < 2 or turn.choice.follows_up:
        return [_question(turn, topic, text, year, relative) for topic in topics]
    elsewhere = tuple(one for one in years if one not in held)
    known = [one for one in years if one in held]
    asked = [_question(turn, topics[0], text, one, False) for one in known or years[:1]]
    return [asked[0].copy(update={"other_years": elsewhere}), *asked[1:]]


def _worth_asking(turn: Turn) -> tuple[str, ...]:
    """Whoever has paid and asks from when it counts does not ask whether one may still pay."""
    topics, paid = _of_the_amount(turn) or turn.choice.topics, turn.facts.paid
    known = turn.facts.pays_on or (turn.choice.follows_up and topics == ("late_payment",))
    if turn.facts.treated and known and "newborn" not in topics:
        return ("benefit_period",)
    asks_if_late = re.search(r"晚|逾期|过期|补(交|缴|吗|不|得)", turn.heard.text)
    if "benefit_period" not in topics or paid is None or paid > turn.today or turn.facts.asked_on or asks_if_late:
        return topics
    return tuple(topic for topic in topics if topic not in ("late_payment", "deadline"))


_OF_MONEY = ("fee", "late_payment", "newborn", "refund")


def _of_the_amount(turn: Turn) -> tuple[str, ...]:
    """550是谁出的, 1020都要自己掏吗: an amount of the notice's own is asked about, whatever the other words may mean."""
    policy, claims = turn.policy, set(numbers.amounts(turn.heard.digits))
    own = {amount.amount for amount in (policy.fiscal_subsidy, policy.full_premium) if amount}
    known = claims <= own or bool(of_amount(policy, tuple(claims)))
    if not claims or not known or turn.choice.follows_up or set(turn.choice.topics) & set(_OF_MONEY):
        return ()
    return () if turn.facts.groups or len(turn.heard.text) > SHORT else ("fee",)


# What differs from year to year, so that the year is worth naming.
_YEARLY = ("fee", "deadline", "late_payment", "subsidy")


def _question(turn: Turn, topic: str, text: str, year: int | None, relative: bool) -> Question:
    year = year_meant(year, relative, topic, turn.heard.digits, turn.policies, turn.today)
    return Question(
        topic=topic,
        text=text,
        digits=numbers.with_digits(text),
        year=year,
        relative_year=relative,
        claims=numbers.amounts(turn.heard.digits),
        confirm=confirms(turn.heard.text),
        detail=unwritten.how_asked(turn, text),
        again=_told_again(turn, topic),
    )


def _told_again(turn: Turn, topic: str) -> bool:
    """爸妈都参保了, after the answer about the child: where to go with it was said."""
    follows = turn.choice.follows_up and turn.state.topics[:1] == (topic,) and not turn.state.waiting
    return follows and bool(turn.heard.text) and not questions.asks(turn.heard.text)


def _facts(turn: Turn, carried: Carried) -> Facts:
    """What is known of the case: what is carried from the turns before, and what the message tells."""
    province = turn.registry.counties[turn.county].province if turn.county else ""
    catalogue, before = turn.registry.catalogue, turn.state.facts
    # What is denied of somebody may be what was told of another.
    seen = carried.facts if carried.goes_on else before.copy(update={"household": None})
    state = turn.state.copy(update={"facts": seen.copy(update={"groups": before.groups})})
    told = read_facts(turn.heard, turn.policy, turn.today, state, catalogue, province, turn.choice.topics)
    leaning_on = told_before(turn.state, turn.heard)
    if leaning_on:
        # 我进厂上了职工医保。居民的能退吗: what was told means something in the light of what is asked.
        told = Facts(**circumstances.read(numbers.with_digits(f"{leaning_on}，{turn.heard.text}"))).merged(told)
    known = without_the_day(carried.facts, turn.heard.digits)
    if turn.state.waiting and turn.state.question:
        # Who was named is known; the dates can be placed only now that the county is.
        asked_before = turn.heard.copy(
            update={"text": turn.state.question, "groups": (), "persons": (), "township": None}
        )
        known = known.merged(read_facts(asked_before, turn.policy, turn.today, State(), catalogue, province))
    if before.groups & {"disability", "severe_disability", "mild_disability"}:
        told = with_grade(told, turn.heard.text)
    return known.merged(told)


def _join(answers: list[Answer], turn: Turn) -> list[Reply]:
    """One message for each answer, in order; the season's note and the citation are not said twice."""
    replies: list[Reply] = []
    for position, answer in enumerate(answers):
        if position < len(answers) - 1:
            answer = answer.without_season()
        question = _for_solar_date(answer, turn) or _who_of_them(answer, turn)
        replies.append(answer_reply(answer, turn.wording, turn.registry, turn.today, turn.facts, question))
    if turn.heard.intent == "not_sure" and replies and not questions.asks(turn.heard.text):
        replies[0] = replies[0].led_by(turn.wording.not_sure)
    return _with_hint(replies, turn)


def _for_solar_date(answer: Answer, turn: Turn) -> str | None:
    """The question for a date that was told by the lunar calendar: which solar day it is."""
    word = lunar.word(turn.heard.digits)
    if word is None or answer.ask not in ("born", "registered", "paid"):
        return None
    return turn.wording.unplaced.replace("{word}", word)


def _who_of_them(answer: Answer, turn: Turn) -> str | None:
    """The question who the persons are, where only how many they are was told."""
    return turn.wording.which_persons if answer.ask == "household" and turn.facts.household else None


def _with_hint(replies: list[Reply], turn: Turn) -> list[Reply]:
    """A county's misspelt name is read as the county, and said so."""
    if turn.heard.misspelt and replies and turn.county:
        name = turn.registry.counties[turn.county].name
        return [replies[0].led_by(f"您问的应该是{name}。"), *replies[1:]]
    return replies
