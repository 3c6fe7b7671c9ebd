"""From a question and what is known of the case to the rules module's answers and their messages."""

import datetime
import re

from bot.dialogue.case import read_facts, season, with_grade
from bot.dialogue.heard import confirms
from bot.dialogue.message import (
    Reply,
    answer_reply,
    outcome,
)
from bot.dialogue.state import State
from bot.dialogue.turn import Turn
from bot.nlu.reading import dates, numbers
from bot.rules.answer import Answer, Question
from bot.rules.facts import Facts
from bot.rules.policy import Policy


def undated(turn: Turn) -> Facts:
    """The facts of a question that waits for its county; dates are read when the county's season is known."""
    years = next(iter(turn.registry.policies.values()))
    told = read_facts(turn.heard, years[max(years)], turn.today, turn.state)
    return told.copy(update=dict.fromkeys(("born", "registered", "paid", "asked_on")))


def lunar(turn: Turn) -> list[Reply] | None:
    """A day of the lunar calendar on which the answer hangs cannot be placed: ask for the solar one."""
    word = dates.lunar(turn.heard.text)
    topic = turn.choice.topics[0] if turn.choice.topics else None
    if (
        not word
        or topic not in ("newborn", "benefit_period", "late_payment")
        or re.search(r"\d+[月号日]", turn.heard.digits)
    ):
        return None
    turn.next = turn.next.copy(update={"topics": turn.choice.topics, "question": turn.heard.text, "asked": None})
    return [outcome("ask", turn.wording.unplaced.replace("{word}", word), topic=topic)]


def answer(turn: Turn) -> list[Reply] | None:
    if turn.county is None or not turn.choice.topics:
        return None
    turn.facts = _facts(turn)
    year, relative = dates.asked_year(turn.heard.digits, turn.today)
    if turn.choice.follows_up or (year is None and _same_year_question(turn)):
        year = year or turn.state.year
    text = _question_text(turn)
    answers = [
        turn.registry.answer(turn.county, _question(turn, t, text, year, relative), turn.facts, turn.today)
        for t in turn.choice.topics
    ]
    answers = _worth_saying(answers)
    asked = next((a.ask for a in answers if a.ask), None)
    if turn.heard.intent == "not_sure":
        answers = [a.copy(update={"ask": None, "status": "answered" if a.ask else a.status}) for a in answers]
        asked = None
    turn.next = State(
        county=turn.county,
        year=year,
        topics=turn.choice.topics,
        facts=turn.facts,
        asked=asked,
        question=text,
    )
    return _join(answers, turn)


def _same_year_question(turn: Turn) -> bool:
    return turn.state.year is not None and len(turn.heard.residue) <= 8


def _question_text(turn: Turn) -> str:
    """The words to answer: those waiting for a county, or the earlier ones where the message only adds to them."""
    state, heard = turn.state, turn.heard
    if not turn.choice.follows_up:
        return heard.text
    return (
        f"{state.question}，{heard.text}" if state.question and len(heard.residue) > 1 else state.question or heard.text
    )


def _question(turn: Turn, topic: str, text: str, year: int | None, relative: bool) -> Question:
    held = {policy.insurance_year for policy in turn.policies.values()}
    if relative and any(_collecting(policy, turn.today) for policy in turn.policies.values()):
        # 今年 in the autumn is the year for which one pays now.
        year = None
    if relative and (year in held or topic not in ("fee", "deadline", "late_payment", "newborn", "subsidy")):
        year = year if year in held else None
    claims = numbers.amounts(turn.heard.digits)
    return Question(
        topic=topic, text=text, year=year, relative_year=relative, claims=claims, confirm=confirms(turn.heard.text)
    )


def _collecting(policy: Policy, today: datetime.date) -> bool:
    closes = policy.closes()
    return bool(closes and season(policy).since <= today <= closes)


def _facts(turn: Turn) -> Facts:
    """What is known: of the whole conversation when the message goes on with it, else of the message and the place."""
    province = turn.registry.counties[turn.county].province if turn.county else ""
    told = read_facts(turn.heard, turn.policy, turn.today, turn.state, province)
    before = turn.state.facts
    if turn.state.waiting and turn.state.question:
        asked_before = turn.heard.copy(update={"text": turn.state.question, "groups": (), "township": None})
        before = before.merged(read_facts(asked_before, turn.policy, turn.today, State(), province))
    if before.groups & {"disability", "severe_disability", "mild_disability"}:
        told = with_grade(told, turn.heard.text)
    if turn.state.county and turn.state.county != turn.county:
        before = before.copy(update={"township": None})
    if turn.choice.follows_up or turn.state.asked or turn.state.waiting:
        return before.merged(told)
    if set(turn.choice.topics) & set(turn.state.topics) and len(turn.heard.residue) <= 12:
        return before.merged(told)
    return Facts(township=before.township).merged(told)


def _worth_saying(answers: list[Answer]) -> list[Answer]:
    """Not the same twice, and no silence on a side topic where another one is answered."""
    kept: list[Answer] = []
    for answer in answers:
        if any(_same(answer, other) for other in kept) or (len(answers) > 1 and answer.found_nothing):
            continue
        kept = [other for other in kept if not _same(other, answer)]
        kept.append(answer)
    return kept or answers[:1]


def _same(one: Answer, other: Answer) -> bool:
    if one.status == other.status == "other_year":
        return True
    texts = {s.text for s in other.statements}
    return all(s.text in texts for s in one.statements)


def _join(answers: list[Answer], turn: Turn) -> list[Reply]:
    """One message for each answer, in order; the season's note and the citation are not said twice."""
    replies: list[Reply] = []
    for position, answer in enumerate(answers):
        if position < len(answers) - 1:
            answer = answer.without_season()
        replies.append(answer_reply(answer, turn.wording, turn.registry))
    if turn.heard.intent == "not_sure" and replies:
        replies[0] = replies[0].copy(update={"text": turn.wording.not_sure + replies[0].text})
    return _with_hint(replies, turn)


def _with_hint(replies: list[Reply], turn: Turn) -> list[Reply]:
    """A county's misspelt name is read as the county, and said so."""
    if turn.heard.misspelt and replies and turn.county:
        name = turn.registry.counties[turn.county].name
        first = replies[0].copy(update={"text": f"您问的应该是{name}。{replies[0].text}"})
        return [first, *replies[1:]]
    return replies
