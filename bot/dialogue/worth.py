"""Of the answers to all topics that a message may ask, those worth saying, and each thing once."""

import re
from collections.abc import Collection

from bot.dialogue.message import body
from bot.dialogue.thresholds import LETTER, MOST
from bot.nlu.reading import questions
from bot.rules.answer import Answer, Statement
from bot.rules.catalogue import Catalogue
from bot.rules.repeats import says_again

_CLOSED = re.compile(r"不能缴|^不能，|不能了|已经过期")


def worth_saying(answers: list[Answer], text: str, catalogue: Catalogue, least: int = 0) -> list[Answer]:
    """At most as many answers as the question asks things, and ``least`` of them, in order. What was not asked in so many words and is silent
    is left out first."""
    if answers[0].status == "other_year":
        # The year that was asked for is not held: another topic's answer would be of another year.
        answers = [answer for answer in answers if answer.status == "other_year"]
    kept: list[Answer] = []
    for answer in answers:
        if any(_same(answer, other) for other in kept) or (len(answers) > 1 and answer.found_nothing):
            continue
        kept = [other for other in kept if other.ask is not None or not _same(other, answer)]
        kept.append(answer)
    kept = _uncovered(_explained(kept), text, catalogue) or answers[:1]
    most = max(_things_asked(text), least)
    named = {aspect.topic for aspect in catalogue.settled_by(text)}
    vague = [answer.topic not in named and _vaguely_silent(answer, catalogue) for answer in kept]
    first = sorted(range(len(kept)), key=lambda position: (vague[position], position))[:most]
    asked = {aspect.id for aspect in catalogue.asked_in(text) if not aspect.default}
    return _each_thing_once([kept[position] for position in sorted(first)], asked)


def _things_asked(text: str) -> int:
    """How many answers the question wants: a letter whatever was found, words without a question one for each part."""
    return questions.count(text) or min(len(questions.clauses(text)), MOST) or MOST if len(text) <= LETTER else MOST


def _uncovered(answers: list[Answer], text: str, catalogue: Catalogue) -> list[Answer]:
    """Without what the answer to the question's own words covers."""
    found = {answer.topic for answer in answers if answer.status != "silent"}
    covered = {topic for a in catalogue.settled_by(text) if a.topic in found for topic in a.covers}
    return [answer for answer in answers if answer.topic not in covered]


def _vaguely_silent(answer: Answer, catalogue: Catalogue) -> bool:
    """Whether nothing was found, and nothing in particular asked: 现金能交吗 is asked in particular."""
    known = [catalogue.aspects[aspect] for aspect in answer.aspects if aspect in catalogue.aspects]
    if answer.topic == "deadline":
        # The windows are always told: silent is only what holds on the day that was asked about.
        return False
    of_a_detail = bool(answer.aspects) and not known
    return answer.status == "silent" and not of_a_detail and all(aspect.default for aspect in known)


def _same(one: Answer, other: Answer) -> bool:
    if one.status == other.status == "other_year":
        return True
    texts = {s.text for s in other.statements}
    return all(s.text in texts for s in one.statements)


def _explained(answers: list[Answer]) -> list[Answer]:
    """Paying that fails on a day when nobody may pay needs no other explanation."""
    closed = any(a.topic == "deadline" and a.statements and _CLOSED.search(a.statements[0].text) for a in answers)
    return [a for a in answers if a.topic != "failure"] if closed else answers


def _adds_nothing(answer: Answer, earlier: Answer, asked: Collection[str]) -> bool:
    """Whether each figure and each clause of the answer stands in an earlier one: it is that one in other words."""
    if set(answer.aspects) & set(asked) - set(earlier.aspects):
        # 今天能交吗，小孩便宜点不: the same price, and what was asked about it.
        return False
    figures = {(figure.value, figure.unit) for figure in answer.figures}
    said = {(figure.value, figure.unit) for figure in earlier.figures}
    rests_on = {clause for statement in answer.statements if not statement.season for clause in statement.clauses}
    known = {citation.clause for citation in earlier.citations}
    steps = any(statement.steps for statement in answer.statements)
    return bool(figures) and figures <= said and rests_on <= known and not steps and answer.ask is None


def _each_thing_once(answers: list[Answer], asked: Collection[str]) -> list[Answer]:
    """Without the sentences, and the whole answers, that an earlier answer has said."""
    kept: list[Answer] = []
    for answer in answers:
        if any(_adds_nothing(answer, other, asked) for other in kept):
            continue
        said = "".join(body(other.without_season()) for other in kept)
        news = [s for s in answer.statements if _is_news(s, said)]
        if not [s for s in news if not s.season] and answer.ask is None:
            continue
        # The first sentence names whose rule it is: the others lean on it.
        kept.append(answer.only((*answer.statements[:1], *(s for s in news if s != answer.statements[0]))))
    return kept


def _is_news(statement: Statement, said: str) -> bool:
    """Whether nothing said before tells it; the season's note is told by when the windows ended."""
    if statement.season:
        return statement.text.split("，")[0] not in said
    return bool(statement.steps) or not says_again(statement.text, said)
