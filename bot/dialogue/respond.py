"""One message in, replies and the new state out: a list of small steps, each of which may settle the matter."""

import datetime
import re

from bot.dialogue.answering import answer
from bot.dialogue.asks_to_act import asked_to_act, cannot, without_asking_for_it
from bot.dialogue.coming_back import left_behind, take_up
from bot.dialogue.counties.beside_unheld import beside_one_not_held
from bot.dialogue.counties.hearsay import without_their_days
from bot.dialogue.counties.places import ask_county, county_of, only_county, other_township, unknown_county
from bot.dialogue.counties.scope import out_of_scope, several_counties
from bot.dialogue.courtesies import (
    chat,
    no_chinese,
    not_understood,
    only_facts,
    only_the_subject,
    records,
    small_talk,
    why_asked,
)
from bot.dialogue.feelings import anger, grievance, with_grievance
from bot.dialogue.heard import Heard
from bot.dialogue.message import Reply, outcome, with_phones
from bot.dialogue.pressure import without_pressure
from bot.dialogue.state import State, without_newborn
from bot.dialogue.topics.deciding import choose
from bot.dialogue.turn import Step, Turn
from bot.dialogue.wording import Wording
from bot.gate import MASK
from bot.policies.registry import Registry


def respond(
    heard: Heard,
    state: State,
    registry: Registry,
    wording: Wording,
    today: datetime.date,
    page_county: str | None = None,
) -> tuple[list[Reply], State]:
    """The replies to a message and what to remember. ``page_county`` is the id that the page gave, if any."""
    plain = without_asking_for_it(without_pressure(heard), registry)
    rest, resumed = take_up(plain, state, registry) or (plain, state)
    turn = Turn(rest, resumed, registry, wording, today, page_county)
    turn.county = county_of(turn)
    turn.heard = without_their_days(turn)
    turn.next = resumed.copy(update={"county": turn.county})
    replies = _settled(turn)
    moved_on = turn.next.county is not None and state.county not in (None, turn.next.county)
    before = state.county if moved_on else state.county_before
    return replies, turn.next.copy(update={"left": left_behind(state, turn.next), "county_before": before})


def _settled(turn: Turn) -> list[Reply]:
    """The replies of the first step that has any."""
    for step in STEPS:
        replies = step(turn)
        if replies is not None:
            return _finished(_with_aside(replies, turn), turn)
    return _finished(not_understood(turn), turn)


def _finished(replies: list[Reply], turn: Turn) -> list[Reply]:
    with_numbers = [with_phones(reply, turn.registry, turn.county) for reply in replies]
    return _with_reminder(with_numbers, turn)


def _with_aside(replies: list[Reply], turn: Turn) -> list[Reply]:
    """What else was asked or said is told apart from the answer: what cannot be done here, a complaint, what is not ours."""
    if turn.cannot and replies:
        replies = [replies[0].led_by(cannot(turn)), *replies[1:]]
    if turn.complains and replies:
        replies = with_grievance(replies, turn)
    if turn.aside is None:
        return replies
    text = turn.wording.text("out_of_scope", f"{turn.aside.removeprefix('out_of_scope_')}_aside")
    return [*replies, outcome("out_of_scope", text, topic=turn.aside)]


def _with_reminder(replies: list[Reply], turn: Turn) -> list[Reply]:
    """Whoever sent a personal number is told that it is not needed."""
    if MASK not in turn.heard.text:
        return replies
    return [*replies[:-1], replies[-1].followed_by(turn.wording.masked)]


def _choose(turn: Turn) -> list[Reply] | None:
    state = turn.state = without_newborn(turn.state, turn.heard.text)
    told = bool(turn.heard.groups) or bool(state.asked) or bool(re.search(r"\d", turn.heard.digits))
    turn.choice = choose(turn.heard, state, turn.registry, told, at_home=turn.county is not None)
    return None


STEPS: tuple[Step, ...] = (
    _choose,
    unknown_county,
    other_township,
    asked_to_act,
    records,
    anger,
    grievance,
    no_chinese,
    why_asked,
    small_talk,
    chat,
    only_the_subject,
    out_of_scope,
    beside_one_not_held,
    several_counties,
    ask_county,
    answer,
    only_county,
    only_facts,
)
