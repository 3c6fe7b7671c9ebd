"""What is no question about a county's rules: greetings, thanks, complaints, the unclear, and who the asker is."""

import re

from bot.dialogue.answering import undated
from bot.dialogue.message import (
    Button,
    Reply,
    answer_reply,
    county_buttons,
    outcome,
    topic_buttons,
)
from bot.dialogue.thresholds import FEELING, HANDOFF, SMALL_TALK, UNSURE
from bot.dialogue.turn import Turn
from bot.gate import MASK
from bot.nlu.reading import questions
from bot.nlu.sounds import is_pinyin
from bot.rules.answer import Question
from bot.rules.facts import Facts
from bot.rules.topics import IN_SCOPE

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_KNOWN_WORDS = re.compile(r"^\W*(hi|hello|hey|ok|okay|yes|no|thanks?|thank you|thx|bye|88|3q)\W*$", re.IGNORECASE)
_FEELINGS = ("complaint", "abuse", "bot_challenge")
_ONLY_THE_SUBJECT = re.compile(
    r"^(城乡居民|居民|农村|基本|新型)*(医保|医疗保险|新农合|合作医疗|农合|参保|缴费|交费|社保)*[，。？！\s]*$"
)


def no_chinese(turn: Turn) -> list[Reply] | None:
    """Letters that are neither Chinese nor a word everybody knows: the model has no idea of them, so it is not asked."""
    text = turn.heard.text
    if turn.heard.pressed or not text or _CHINESE.search(text) or _KNOWN_WORDS.search(text) or is_pinyin(text):
        return None
    if turn.state.asked and re.search(r"\d", text):
        return None
    return not_understood(turn)


def small_talk(turn: Turn) -> list[Reply] | None:
    heard = turn.heard
    if heard.intent == "human_handoff" and heard.confidence >= HANDOFF:
        return _handoff(turn)
    surely = heard.confidence >= (FEELING if heard.intent in _FEELINGS else UNSURE)
    if heard.intent not in SMALL_TALK or not (surely or heard.pressed):
        return None
    if turn.state.asked and heard.intent in ("affirm", "deny", "not_sure"):
        return None
    if (heard.counties or heard.township) and heard.intent not in ("greet", "thanks", "bot_challenge"):
        # 不是景县，是随县; 再说回山丹; 打错了是彭店镇: the place is what counts.
        return None
    if heard.intent == "deny" and turn.choice.follows_up:
        # 说错了，是我爸: what was asked before, with what is right now.
        return None
    text = turn.wording.text("small_talk", heard.intent, counties=turn.counties_text(), refer=turn.refer() + "。")
    return [outcome("small_talk", text)]


_CHAT = re.compile(
    r"天气|忙不忙|忙吗|在忙|吃(了|过)?饭|吃了(吗|没)|辛苦|新年|过年好|节日|周末|身体好|(早上|上午|中午|下午|晚上)好"
)


def chat(turn: Turn) -> list[Reply] | None:
    """A greeting with a word about the weather is answered as a greeting, not refused."""
    greets = any(intent == "greet" and sure >= UNSURE for _, intent, sure in turn.heard.segments)
    ours = any(t in IN_SCOPE for t in turn.choice.topics) and questions.asks(_CHAT.sub("", turn.heard.text))
    if not greets or not _CHAT.search(turn.heard.text) or ours:
        return None
    return [outcome("small_talk", turn.wording.text("small_talk", "greet", counties=turn.counties_text()))]


def _handoff(turn: Turn) -> list[Reply]:
    if turn.county is None:
        text = turn.wording.text("handoff", "no_county", counties=turn.counties_text())
        turn.next = turn.next.copy(update={"topics": ("contact",), "waiting": True})
        return [outcome("handoff", text, county_buttons(turn.registry))]
    answer = turn.registry.answer(turn.county, Question(topic="contact"), Facts(), turn.today)
    said = answer_reply(answer, turn.wording, turn.registry, turn.today)
    reply = outcome("handoff", said.text, topic="contact", county=turn.registry.counties[turn.county].name)
    return [reply.copy(update={"card": said.card}).led_by(turn.wording.text("handoff", refer=""))]


def records(turn: Turn) -> list[Reply] | None:
    """Someone wants a person's own record looked up by an ID number, which the gate has masked."""
    if MASK not in turn.heard.text or not re.search(r"查|交|缴|参保|记录", turn.heard.text):
        return None
    turn.next = turn.next.copy(update={"topics": ("voucher_query",), "waiting": turn.county is None})
    text = turn.wording.text("out_of_scope", "records", counties=turn.counties_text())
    return [outcome("out_of_scope", text, county_buttons(turn.registry) if turn.county is None else ())]


def only_the_subject(turn: Turn) -> list[Reply] | None:
    """Just 医保 or 缴费: what about it?"""
    if not turn.heard.text or not _ONLY_THE_SUBJECT.match(turn.heard.text):
        return None
    turn.next = turn.next.copy(update={"asked": None, "waiting": False})
    name = turn.registry.counties[turn.county].name if turn.county else None
    return [outcome("not_understood", turn.wording.text("not_understood", "subject"), main_topics(), county=name)]


def only_facts(turn: Turn) -> list[Reply] | None:
    """Somebody tells who they are and asks nothing yet: 我家四口, 我是特困户."""
    if turn.choice.topics or turn.heard.pressed or _ASKING.search(turn.heard.text):
        return None
    told = undated(turn)
    if not told.known() - {"age_months", "age_days", "minor", "grade"}:
        return None
    turn.next = turn.next.copy(update={"facts": turn.state.facts.merged(told), "asked": "topic"})
    if turn.county is None:
        turn.next = turn.next.copy(update={"waiting": False})
    return [outcome("ask", turn.wording.text("not_understood", "noted"), main_topics())]


def main_topics() -> tuple[Button, ...]:
    return topic_buttons(("fee", "deadline", "channel", "registration", "newborn", "subsidy"))


def not_understood(turn: Turn) -> list[Reply]:
    if turn.state.waiting and turn.county is None:
        text = turn.wording.text("ask_county", "again", counties=turn.counties_text())
        turn.next = turn.state
        return [outcome("ask_county", text, county_buttons(turn.registry))]
    turn.next = turn.next.copy(update={"asked": None})
    parts = [turn.wording.text("not_understood")]
    buttons: tuple[Button, ...] = ()
    if turn.choice.unsure:
        parts.append(turn.wording.text("not_understood", "nearest"))
        buttons = topic_buttons(turn.choice.unsure)
    if turn.county is None:
        example = turn.registry.county_names[0]
        parts.append(turn.wording.text("not_understood", "example", example=example, counties=turn.counties_text()))
    else:
        parts.append(turn.wording.text("not_understood", "refer", refer=turn.refer().removeprefix("请")))
    return [outcome("not_understood", "".join(parts), buttons)]


_ASKING = re.compile(r"[吗呢么？]|多少|什么|啥|怎么|咋|哪|几|谁|能不能|可以|要不要|行不|不$")
