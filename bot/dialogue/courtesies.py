"""What is no question about a county's rules: greetings, thanks, complaints, the unclear, and who the asker is."""

import re

from bot.dialogue.answering import told_so_far
from bot.dialogue.message import (
    Button,
    Reply,
    answer_reply,
    county_buttons,
    outcome,
    topic_buttons,
    yes_no_buttons,
)
from bot.dialogue.thresholds import FEELING, HANDOFF, SMALL_TALK, UNSURE
from bot.dialogue.topics.hearing import Choice
from bot.dialogue.turn import Turn
from bot.gate import MASK
from bot.nlu.reading import circumstances, questions
from bot.nlu.sounds import is_pinyin
from bot.rules.answer import Question
from bot.rules.facts import Facts
from bot.rules.topics import IN_SCOPE

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_KNOWN_WORDS = re.compile(r"^\W*(hi|hello|hey|ok|okay|yes|no|thanks?|thank you|thx|bye|88|3q)\W*$", re.IGNORECASE)
_FEELINGS = ("complaint", "abuse", "bot_challenge")
_ONLY_THE_SUBJECT = re.compile(
    r"^(你好|您好|请问|[我俺]|想|要|来|就|问(一?下|问|个)?|咨询(一?下)?|了解(一?下)?|，)*(城乡居民|居民|农村|基本|新型)*(医保|医疗保险|新农合|合作医疗|农合|参保|缴费|交费|社保)+(的事|方面|问题|情况)?[，。？！\s]*$"
)


def no_chinese(turn: Turn) -> list[Reply] | None:
    """Letters that are neither Chinese nor a word everybody knows: the model has no idea of them, so it is not asked."""
    text = turn.heard.text
    if turn.heard.pressed or not text or _CHINESE.search(text) or _KNOWN_WORDS.search(text) or is_pinyin(text):
        return None
    if turn.state.asked and re.search(r"\d", text):
        return None
    return not_understood(turn)


_WANTS_A_PERSON = re.compile(
    r"转(接|到)*人工|人工(客服|坐席)|(找|要|换|叫|有没有|有)(个|一个)?(真人|活人|人工)(?!缴|交)"
)


def small_talk(turn: Turn) -> list[Reply] | None:
    heard = turn.heard
    if heard.intent == "human_handoff" and heard.confidence >= HANDOFF or _WANTS_A_PERSON.search(heard.text):
        return _handoff(turn)
    got_it = _GOT_IT.search(heard.text) and not questions.asks(heard.text)
    if got_it and (heard.intent in SMALL_TALK or len(heard.text) <= _A_WORD):
        return [outcome("small_talk", turn.wording.text("small_talk", "thanks"))]
    surely = heard.confidence >= (FEELING if heard.intent in _FEELINGS else UNSURE)
    if heard.intent not in SMALL_TALK or not (surely or heard.pressed):
        return None
    if heard.township and turn.county == heard.township[0]:
        # 你好，我在安陵镇: what is asked next is asked from there.
        told = turn.state.facts.merged(Facts(township=heard.township[1]))
        turn.next = turn.next.copy(update={"facts": told})
    if turn.state.asked and heard.intent in ("affirm", "deny", "not_sure"):
        return None
    if (heard.counties or heard.township) and heard.intent not in ("greet", "thanks", "bot_challenge"):
        # 不是景县，是随县; 再说回山丹; 打错了是彭店镇: the place is what counts.
        return None
    goes_on = turn.choice.follows_up or heard.intent == "affirm" and turn.choice.topics
    if heard.intent in ("affirm", "deny") and goes_on and _tells_something(turn):
        # 说错了，是我爸; 去年也交了的; 以前参过的呢: what was asked before, with what is right now.
        return None
    if heard.intent == "not_sure" and turn.state.topics and turn.county:
        if questions.asks(heard.text):
            # 大概呢: what was asked before, once more.
            return None
        return [outcome("small_talk", turn.wording.text("small_talk", "not_sure_of_it", refer=turn.refer()))]
    text = turn.wording.text("small_talk", heard.intent, counties=turn.counties_text(), refer=turn.refer() + "。")
    return [outcome("small_talk", text)]


def _tells_something(turn: Turn) -> bool:
    return turn.heard.intent == "deny" or bool(circumstances.read(turn.heard.digits))


_A_WORD = 8
_GOT_IT = re.compile(r"(?<!不)(?<!没)(知道|明白|晓得|清楚|懂|了解)了(?!吗|么|没)")
_WHY = re.compile(
    r"(为啥|为什么|为何|干(嘛|吗|啥|什么)|咋)(还|都|总|老)?(要|得)?(问|知道)|问(这|那|它)?(个|些)?(干|做)(嘛|吗|啥|什么)|(啥|什么|有没有)(关系|用处|影响|相干)"
)
_SHORT_QUESTION = 20


def why_asked(turn: Turn) -> list[Reply] | None:
    """这跟出生日期有啥关系: what was asked for, with its reason, and not the rule once more."""
    asked, text = turn.state.asked, turn.heard.text
    if asked not in turn.wording.asks or len(text) > _SHORT_QUESTION or not _WHY.search(text):
        return None
    turn.next = turn.state.copy(update={"county": turn.county})
    name = turn.registry.counties[turn.county].name if turn.county else None
    buttons = yes_no_buttons(asked, turn.wording)
    return [outcome("ask", turn.wording.asks[asked].question, buttons, county=name)]


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
    if turn.cannot or MASK not in turn.heard.text or not re.search(r"查|交|缴|参保|记录", turn.heard.text):
        return None
    if turn.county:
        turn.choice = Choice(topics=("voucher_query",))
        turn.cannot = "look_up"
        return None
    turn.next = turn.next.copy(update={"topics": ("voucher_query",), "waiting": True})
    text = turn.wording.text("out_of_scope", "records", counties=turn.counties_text())
    return [outcome("out_of_scope", text, county_buttons(turn.registry))]


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
    told = told_so_far(turn)
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
