"""One message in, replies and the new state out: a list of small steps, each of which may settle the matter."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.dialogue import compare
from bot.dialogue.heard import Heard, confirms, read_facts, season, with_grade
from bot.dialogue.message import (
    Button,
    Reply,
    answer_reply,
    body,
    citation_text,
    county_buttons,
    outcome,
    topic_buttons,
)
from bot.dialogue.state import State
from bot.dialogue.topics import SMALL_TALK, Choice, choose
from bot.dialogue.wording import Wording
from bot.gate import MASK
from bot.nlu.reading import dates, numbers
from bot.policies.registry import Registry, whom_to_ask
from bot.rules.answer import Answer, Question
from bot.rules.facts import Facts
from bot.rules.policy import Policy
from bot.rules.topics import OUT_OF_SCOPE


@dataclass
class Turn:
    """What the steps look at and write to."""

    heard: Heard
    state: State
    registry: Registry
    wording: Wording
    today: datetime.date
    page_county: str | None = None
    county: str | None = None
    choice: Choice = field(default_factory=Choice)
    facts: Facts = field(default_factory=Facts)
    next: State = field(default_factory=State)

    @property
    def policies(self) -> dict[int, Policy]:
        return self.registry.policies[self.county] if self.county else {}

    @property
    def policy(self) -> Policy:
        return self.policies[max(self.policies)]

    def counties_text(self) -> str:
        return "、".join(self.registry.county_names)

    def refer(self) -> str:
        """Whom to ask in the conversation's county; the counties when none is known."""
        if self.county is None:
            return f"请告诉我是哪个县：{self.counties_text()}"
        return whom_to_ask(self.registry, self.county, self.today, self.heard.text, self.facts)


_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_KNOWN_WORDS = re.compile(r"^\W*(hi|hello|hey|ok|okay|yes|no|thanks?|thank you|thx|bye|88|3q)\W*$", re.IGNORECASE)
_NO_PLACES = (
    "不告诉",
    "不知道",
    "不清楚",
    "不晓得",
    "随便",
    "都行",
    "没有",
    "不说",
    "哪个",
    "什么",
    "河北",
    "甘肃",
    "湖北",
    "河南",
    "山西",
)
_OTHERS = re.compile(r"人家.{1,10}(我们|咱|俺)|(我们|咱们?|俺们?)(这|县|这里)?(凭啥|凭什么|为什么|为啥|怎么)")
_FEELINGS = ("complaint", "abuse", "bot_challenge")
_ONLY_THE_SUBJECT = re.compile(
    r"^(城乡居民|居民|农村|基本|新型)*(医保|医疗保险|新农合|合作医疗|农合|参保|缴费|交费|社保)*[，。？！\s]*$"
)
Step = Callable[[Turn], list[Reply] | None]


def respond(
    heard: Heard,
    state: State,
    registry: Registry,
    wording: Wording,
    today: datetime.date,
    page_county: str | None = None,
) -> tuple[list[Reply], State]:
    """The replies to a message and what to remember. ``page_county`` is the id that the page gave, if any."""
    turn = Turn(heard, state, registry, wording, today, page_county)
    turn.county = _county(turn)
    turn.next = state.copy(update={"county": turn.county})
    for step in STEPS:
        replies = step(turn)
        if replies is not None:
            return _with_reminder(replies, turn), turn.next
    return _with_reminder(_not_understood(turn), turn), turn.next


def _with_reminder(replies: list[Reply], turn: Turn) -> list[Reply]:
    """Whoever sent a personal number is told that it is not needed."""
    if MASK not in turn.heard.text:
        return replies
    return [*replies[:-1], replies[-1].copy(update={"text": replies[-1].text + "\n" + turn.wording.masked})]


def _county(turn: Turn) -> str | None:
    heard = turn.heard
    known = turn.state.county or turn.page_county
    if heard.counties:
        if known in turn.registry.counties and _OTHERS.search(heard.text):
            # 人家随县才280，我们凭啥320: it is still ours that is asked.
            return known
        own = _own_county(turn)
        return own or (heard.counties[-1] if _corrects(heard) else heard.counties[0])
    if heard.township:
        return heard.township[0]
    return known if known in turn.registry.counties else None


def _own_county(turn: Turn) -> str | None:
    """景县补830，我们随县也是吗: of several counties the asker's own."""
    for name in turn.registry.names:
        if name.township is None and re.search(rf"(我们|咱们?|俺们?|我是|我在){name.text}", turn.heard.text):
            return name.county
    return None


def _corrects(heard: Heard) -> bool:
    """不是景县，是随县: the last one named is meant."""
    return len(heard.counties) > 1 and bool(re.search(r"不是.{1,6}[，, ]?(是|要问|问)|说错|打错|换成|改问", heard.text))


def _unknown_county(turn: Turn) -> list[Reply] | None:
    place = turn.heard.unknown_place or _unheard_of(turn)
    if not place or turn.heard.township:
        return None
    if turn.county and turn.choice.topics[:1] == ("failure",):
        # 显示的是阜城县税务局: what the screen says, not where the asker is.
        return None
    topics = turn.choice.topics
    turn.next = turn.state.copy(
        update={
            "county": None,
            "waiting": bool(topics),
            "topics": topics,
            "question": turn.heard.text if topics and not turn.choice.follows_up else turn.state.question,
        }
    )
    text = turn.wording.text("unknown_county", place=place, counties=turn.counties_text())
    alike = _alike(place, turn.registry.county_names)
    if alike:
        text += turn.wording.text("unknown_county", "alike", county=alike)
    return [outcome("unknown_county", text, county_buttons(turn.registry))]


def _alike(place: str, names: tuple[str, ...]) -> str | None:
    """A county held whose name differs in one character: perhaps meant, never taken for granted."""
    for name in names:
        if len(name) == len(place) and sum(a != b for a, b in zip(name, place, strict=True)) == 1:
            return name
    return None


def _unheard_of(turn: Turn) -> str | None:
    """Asked for the county, somebody says a short word that is none we know and nothing else either."""
    heard = turn.heard
    if not turn.state.waiting or heard.counties or heard.confidence >= 0.5:
        return None
    word = re.sub(r"[，。的啊呀嘞哩县]", "", heard.text)
    return word if re.fullmatch(r"[\u4e00-\u9fff]{2,3}", word) and word not in _NO_PLACES and word[0] != "第" else None


def _no_chinese(turn: Turn) -> list[Reply] | None:
    """Letters that are neither Chinese nor a word everybody knows: the model has no idea of them, so it is not asked."""
    text = turn.heard.text
    if turn.heard.pressed or not text or _CHINESE.search(text) or _KNOWN_WORDS.search(text):
        return None
    if turn.state.asked and re.search(r"\d", text):
        return None
    return _not_understood(turn)


def _small_talk(turn: Turn) -> list[Reply] | None:
    heard = turn.heard
    if heard.intent == "human_handoff" and heard.confidence >= 0.4:
        return _handoff(turn)
    surely = heard.confidence >= (0.3 if heard.intent in _FEELINGS else 0.45)
    if heard.intent not in SMALL_TALK or not (surely or heard.pressed):
        return None
    if turn.state.asked and heard.intent in ("affirm", "deny", "not_sure"):
        return None
    if heard.counties and heard.intent not in ("greet", "thanks", "bot_challenge"):
        # 不是景县，是随县; 再说回山丹: the place is what counts.
        return None
    text = turn.wording.text("small_talk", heard.intent, counties=turn.counties_text(), refer=turn.refer() + "。")
    return [outcome("small_talk", text)]


def _handoff(turn: Turn) -> list[Reply]:
    if turn.county is None:
        text = turn.wording.text("handoff", "no_county", counties=turn.counties_text())
        turn.next = turn.next.copy(update={"topics": ("contact",), "waiting": True})
        return [outcome("handoff", text, county_buttons(turn.registry))]
    answer = turn.registry.answer(turn.county, Question(topic="contact"), Facts(), turn.today)
    text = turn.wording.text("handoff", refer=body(answer) + citation_text(answer.citations))
    return [outcome("handoff", text, topic="contact", county=turn.registry.counties[turn.county].name)]


def _records(turn: Turn) -> list[Reply] | None:
    """Someone wants a person's own record looked up by an ID number, which the gate has masked."""
    if MASK not in turn.heard.text or not re.search(r"查|交|缴|参保|记录", turn.heard.text):
        return None
    turn.next = turn.next.copy(update={"topics": ("voucher_query",), "waiting": turn.county is None})
    text = turn.wording.text("out_of_scope", "records", counties=turn.counties_text())
    return [outcome("out_of_scope", text, county_buttons(turn.registry) if turn.county is None else ())]


def _choose(turn: Turn) -> list[Reply] | None:
    state = turn.state
    told = bool(turn.heard.groups) or bool(state.asked) or bool(re.search(r"\d", turn.heard.digits))
    turn.choice = choose(turn.heard, state, turn.registry, told)
    return None


def _only_the_subject(turn: Turn) -> list[Reply] | None:
    """Just 医保 or 缴费: what about it?"""
    if not turn.heard.text or not _ONLY_THE_SUBJECT.match(turn.heard.text):
        return None
    turn.next = turn.next.copy(update={"asked": None, "waiting": False})
    name = turn.registry.counties[turn.county].name if turn.county else None
    return [outcome("not_understood", turn.wording.text("not_understood", "subject"), _main_topics(), county=name)]


def _out_of_scope(turn: Turn) -> list[Reply] | None:
    topic = turn.choice.topics[0] if turn.choice.topics else None
    if topic not in OUT_OF_SCOPE:
        return None
    if topic == "out_of_scope_medical" and turn.county and _covered_by_points(turn):
        return None
    turn.next = turn.next.copy(update={"asked": None, "waiting": False})
    county = turn.registry.counties[turn.county].name if turn.county else ""
    if topic == "out_of_scope_other":
        text = turn.wording.text("out_of_scope", "other")
    elif turn.county:
        silent = turn.policy.is_silent_on("reimbursement")
        name = "medical_silent" if silent else "medical"
        text = turn.wording.text("out_of_scope", name, county=county, refer=turn.refer())
    else:
        text = turn.wording.text("out_of_scope", "medical_no_county", counties=turn.counties_text())
    return [outcome("out_of_scope", text, topic=topic, county=county or None)]


def _covered_by_points(turn: Turn) -> bool:
    """A benefit that the notice happens to mention, asked for by its words."""
    asked = [a for a in turn.registry.catalogue.asked_in(turn.heard.text) if a.topic == "out_of_scope_medical"]
    return any(turn.policy.points.get(a.id) and not a.default for a in asked)


def _ask_county(turn: Turn) -> list[Reply] | None:
    if turn.county is not None:
        return None
    if turn.state.waiting and _NO_IDEA.search(turn.heard.text):
        turn.next = turn.state
        text = turn.wording.text("ask_county", "again", counties=turn.counties_text())
        return [outcome("ask_county", text, county_buttons(turn.registry))]
    if turn.choice.topics:
        question = turn.heard.text if not turn.choice.follows_up else turn.state.question
        turn.next = turn.state.copy(
            update={
                "topics": turn.choice.topics,
                "waiting": True,
                "question": question or turn.heard.text,
                "facts": turn.state.facts.merged(_undated(turn)),
            }
        )
        return [
            outcome(
                "ask_county",
                turn.wording.text("ask_county", counties=turn.counties_text()),
                county_buttons(turn.registry),
                topic=turn.choice.topics[0],
            )
        ]
    if turn.choice.unsure:
        return None
    text = turn.wording.text("ask_county", "again", counties=turn.counties_text())
    return [outcome("ask_county", text, county_buttons(turn.registry))] if turn.heard.intent == "inform" else None


def _undated(turn: Turn) -> Facts:
    """The facts of a question that waits for its county; dates are read when the county's season is known."""
    years = next(iter(turn.registry.policies.values()))
    told = read_facts(turn.heard, years[max(years)], turn.today, turn.state)
    return told.copy(update=dict.fromkeys(("born", "registered", "paid", "asked_on")))


def _compare(turn: Turn) -> list[Reply] | None:
    counties = turn.heard.counties
    known = turn.state.county or turn.page_county
    if (
        len(counties) == 1
        and known in turn.registry.counties
        and known != counties[0]
        and _VERSUS.search(turn.heard.text)
    ):
        counties = (str(known), counties[0])
    if not counties and _ALL_COUNTIES.search(turn.heard.text) and len(turn.registry.counties) <= 8:
        counties = tuple(turn.registry.counties)
    if len(counties) < 2 or _corrects(turn.heard) or _only_own(turn):
        return None
    topics = turn.choice.topics or ("fee",)
    turn.next = turn.next.copy(update={"topics": topics, "question": turn.heard.text, "waiting": False})
    return [compare.reply(counties, topics[0], turn.heard, turn.registry, turn.wording, turn.today)]


_NO_IDEA = re.compile(r"(不知道|不清楚|不晓得|忘了).{0,4}(县|哪)?|哪个县")
_ALL_COUNTIES = re.compile(r"(五个|几个|各个?|所有(的)?|全部)县.{0,6}(都|各|分别)?(多少|几|什么)")
_VERSUS = re.compile(r"^(那|和|跟|与|比).{0,8}(比|哪个|谁|便宜|贵)|比.{0,6}(便宜|贵|划算)")


def _only_own(turn: Turn) -> bool:
    """Two counties named, but only the own one asked about."""
    return _own_county(turn) is not None and not re.search(r"哪个|比|一共|总共|和.{1,6}(都|各)", turn.heard.text)


def _lunar(turn: Turn) -> list[Reply] | None:
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


def _answer(turn: Turn) -> list[Reply] | None:
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
    told = read_facts(turn.heard, turn.policy, turn.today, turn.state)
    before = turn.state.facts
    if turn.state.waiting and turn.state.question:
        asked_before = turn.heard.copy(update={"text": turn.state.question, "groups": (), "township": None})
        before = before.merged(read_facts(asked_before, turn.policy, turn.today, State()))
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
        if any(_same(answer, other) for other in kept):
            continue
        kept.append(answer)
    return kept


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
            trimmed = tuple(s for s in answer.statements if not s.text.startswith("这一年度的缴费已于"))
            answer = answer.copy(update={"statements": trimmed})
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


def _only_county(turn: Turn) -> list[Reply] | None:
    """Only a place was said, and nothing is waiting: ask what it is about."""
    if turn.county is None or turn.choice.topics or turn.choice.unsure or len(turn.heard.residue) > 1:
        return None
    name = turn.registry.counties[turn.county].name
    turn.next = turn.next.copy(update={"facts": turn.state.facts.merged(_undated(turn))})
    return [outcome("ask", turn.wording.text("not_understood", "county", county=name), _main_topics(), county=name)]


def _only_facts(turn: Turn) -> list[Reply] | None:
    """Somebody tells who they are and asks nothing yet: 我家四口, 我是特困户."""
    if turn.choice.topics or turn.heard.pressed or _ASKING.search(turn.heard.text):
        return None
    told = _undated(turn)
    if not told.known() - {"age_months", "age_days"}:
        return None
    turn.next = turn.next.copy(update={"facts": turn.state.facts.merged(told), "asked": "topic"})
    if turn.county is None:
        turn.next = turn.next.copy(update={"waiting": False})
    return [outcome("ask", turn.wording.text("not_understood", "noted"), _main_topics())]


def _main_topics() -> tuple[Button, ...]:
    return topic_buttons(("fee", "deadline", "channel", "registration", "newborn", "subsidy"))


def _not_understood(turn: Turn) -> list[Reply]:
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


STEPS: tuple[Step, ...] = (
    _choose,
    _unknown_county,
    _records,
    _no_chinese,
    _small_talk,
    _only_the_subject,
    _out_of_scope,
    _compare,
    _ask_county,
    _lunar,
    _answer,
    _only_county,
    _only_facts,
)
