"""From a question and what is known of the case to the rules module's answers and their messages."""

import re

from bot.dialogue.case import read_facts, with_grade
from bot.dialogue.follow_ups import told_before
from bot.dialogue.heard import confirms
from bot.dialogue.message import (
    Reply,
    answer_reply,
)
from bot.dialogue.state import State
from bot.dialogue.thresholds import ELLIPTIC, SHORT
from bot.dialogue.turn import Turn
from bot.dialogue.worth import worth_saying
from bot.dialogue.year_meant import asked_year, year_meant
from bot.nlu.reading import circumstances, dates, lunar, numbers, questions
from bot.nlu.reading.people import wants_a_sum
from bot.nlu.reading.persons import reader_for
from bot.rules.answer import Answer, Question
from bot.rules.facts import Facts
from bot.rules.handlers.aid_amount import of_amount
from bot.rules.household import Household


def undated(turn: Turn) -> Facts:
    """The facts of a question that waits for its county; dates are read when the county's season is known."""
    years = next(iter(turn.registry.policies.values()))
    told = read_facts(turn.heard, years[max(years)], turn.today, turn.state, turn.registry.catalogue)
    open_dates = dict.fromkeys(("born", "registered", "paid", "asked_on"))
    return told.copy(update={**open_dates, "months_only": frozenset(), "rough": ()})


def answer(turn: Turn) -> list[Reply] | None:
    if turn.county is None or not turn.choice.topics:
        return None
    turn.facts = _facts(turn)
    said, relative = asked_year(turn.heard.digits, turn.today)
    year = said
    if turn.choice.follows_up or (year is None and _same_year_question(turn)):
        year = year or _year_going_on(turn)
    if _HELD_ONE.search(turn.heard.text):
        year = None
    elif turn.choice.topics == ("contact",):
        # Whom to ring does not hang on the year that the conversation was about.
        year = said
    text = _question_text(turn)
    answers = [
        turn.registry.answer(turn.county, question, turn.facts, turn.today)
        for question in _questions(turn, text, year, relative)
    ]
    answers = worth_saying(answers, text, turn.registry.catalogue)
    asked = next((a.ask for a in answers if a.ask), None)
    if turn.heard.intent == "not_sure" or _asked_in_vain(asked, turn):
        answers = [a.copy(update={"ask": None, "status": "answered" if a.ask else a.status}) for a in answers]
        asked = None
    turn.next = State(
        county=turn.county,
        year=year,
        topics=tuple(a.topic for a in answers),
        facts=turn.facts,
        asked=asked,
        question=text,
    )
    return _join(answers, turn)


# 那按你手上的呢: the year that is held, after another one was asked for.
_HELD_ONE = re.compile(r"(你|您)?们?(手上|手头|手里|收录|现有|已有)(了|着)?[^，。\d]{0,4}(的|呢|通知|标准|年度)")


def _asked_in_vain(asked: str | None, turn: Turn) -> bool:
    """Whether who the persons are was asked a moment ago and is still not clear: no one is asked that forever."""
    return asked == "household" == turn.state.asked


def _year_going_on(turn: Turn) -> int | None:
    """The year that the conversation is about; another county's year is none of this one's unless it is held too."""
    same = turn.state.county in (None, turn.county)
    return turn.state.year if same or turn.state.year in turn.policies else None


def _same_year_question(turn: Turn) -> bool:
    return turn.state.year is not None and len(turn.heard.residue) <= 8


def _question_text(turn: Turn) -> str:
    """The words to answer: those waiting for a county, or the earlier ones where the message only adds to them."""
    state, heard = turn.state, turn.heard
    if not turn.choice.follows_up:
        leans = _told_before(turn) or _asks_of_the_same_move(turn)
        text = f"{state.question}，{heard.text}" if leans else heard.text
    elif state.question and len(heard.residue) > 1:
        text = f"{state.question}，{heard.text}"
    else:
        text = state.question or heard.text
    return _without_own_county(text, turn)


# Who comes from elsewhere or goes there registers in a way of their own.
_MOVES = ("transfer_in", "transfer_out", "non_local", "students")


def _asks_of_the_same_move(turn: Turn) -> bool:
    """户口在外地，能参保吗。要带啥: what a newcomer or mover asks next is asked of that as well."""
    state, heard = turn.state, turn.heard
    if not set(turn.choice.topics) & {"registration"} or not set(state.topics) & {"registration", "eligibility"}:
        return False
    before = {aspect.id for aspect in turn.registry.catalogue.asked_in(state.question)}
    now = {aspect.id for aspect in turn.registry.catalogue.asked_in(heard.text)}
    own = now & {*_MOVES, "registration_renew", "registration_new", "change_information"}
    return bool(before & set(_MOVES)) and not own and len(heard.residue) <= ELLIPTIC and not heard.groups


def _without_own_county(text: str, turn: Turn) -> str:
    """去年在景县交过, said of 景县: being insured here is no being insured elsewhere."""
    names = turn.registry.names_of.get(turn.county or "", ())
    own = "|".join(re.escape(name.text) for name in names if not name.township)
    if not own:
        return text
    here = rf"(?<![能以想要])在(?:我们|咱们?|俺们?)?(?:{own})(?:县|县里|本地|当地|这里|这边|老家)?(?=(?:都|也|一直|就|已经|自己)*(?:交|缴|参|买|入|上|续))"
    return re.sub(here, "", text)


def _questions(turn: Turn, text: str, year: int | None, relative: bool) -> list[Question]:
    """One for each topic; with several years asked for, the first topic once for each year that is held."""
    topics = _worth_asking(turn)
    if dates.asks_which_year(turn.heard.digits):
        topics = tuple(topic for topic in topics if topic in _YEARLY) or ("deadline",)
        first, *others = (_question(turn, topic, text, None, False) for topic in topics)
        return [first.copy(update={"which_year": True}), *others]
    years = dates.asked_years(turn.heard.digits)
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
    if turn.facts.treated_on and turn.facts.pays_on and "newborn" not in topics:
        return ("benefit_period",)
    asks_if_late = re.search(r"晚|逾期|过期", turn.heard.text)
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
    )


def _facts(turn: Turn) -> Facts:
    """What is known: of the whole conversation when the message goes on with it, else of the message and the place."""
    province = turn.registry.counties[turn.county].province if turn.county else ""
    catalogue, before = turn.registry.catalogue, turn.state.facts
    goes_on = _goes_on(turn)
    if before.household and _asks_for_one(turn):
        # What was told of the others is not true of the asker.
        before = before.copy(update={"household": None, "groups": frozenset(), "not_groups": frozenset()})
    if _asks_for_another(turn):
        before = before.copy(update={"groups": frozenset(), "not_groups": frozenset(), "covered": None})
    kept = before if goes_on else before.copy(update={"household": None})
    # What is denied of somebody may be what was told of another.
    state = turn.state.copy(update={"facts": kept.copy(update={"groups": turn.state.facts.groups})})
    told = read_facts(turn.heard, turn.policy, turn.today, state, catalogue, province, turn.choice.topics)
    if _told_before(turn):
        # 我进厂上了职工医保。居民的能退吗: what was told means something in the light of what is asked.
        told = Facts(**circumstances.read(numbers.with_digits(f"{_told_before(turn)}，{turn.heard.text}"))).merged(told)
    if turn.state.waiting and turn.state.question:
        # Who was named is known; the dates can be placed only now that the county is.
        asked_before = turn.heard.copy(
            update={"text": turn.state.question, "groups": (), "persons": (), "township": None}
        )
        before = before.merged(read_facts(asked_before, turn.policy, turn.today, State(), catalogue, province))
    if before.groups & {"disability", "severe_disability", "mild_disability"}:
        told = with_grade(told, turn.heard.text)
    if turn.state.county and turn.state.county != turn.county:
        before = before.copy(update={"township": None})
    return before.merged(told) if goes_on else Facts(township=before.township).merged(told)


# 今天还能交不；交了啥时候能报: the payment that was asked about.
_PAID_THEN = re.compile(r"^(那|我|要是|如果|现在|今天|这时候|那时候)*(交|缴)(了|上|完|费|的话)")


def _goes_on(turn: Turn) -> bool:
    """Whether the message goes on with the case that the conversation is about."""
    if turn.choice.follows_up or turn.state.asked or turn.state.waiting or _told_before(turn):
        return True
    if (
        turn.state.facts.asked_on
        and turn.choice.topics[:1] == ("benefit_period",)
        and _PAID_THEN.search(turn.heard.digits)
    ):
        return True
    if _asks_of_the_payment(turn):
        return True
    household = turn.state.facts.household
    if household and (wants_a_sum(turn.heard.digits) and not turn.heard.persons or _counts_them_again(turn, household)):
        return True
    if bool(set(turn.choice.topics) & set(turn.state.topics)) and len(turn.heard.residue) <= ELLIPTIC:
        return True
    return _of_the_same_matter(turn)


def _counts_them_again(turn: Turn, household: Household) -> bool:
    """俩人要掏多少: those who were named before, by their number."""
    tokens = [token for token in turn.heard.persons if token.kind not in ("bound", "top")]
    return len(tokens) == 1 and tokens[0].kind in ("total", "count") and tokens[0].number == len(household.everyone())


# Topics that are asked one after the other of one case: 2月26号交 and 那要多少钱, 我是低保 and 能退给我吗.
_MATTERS = (
    frozenset({"fee", "deadline", "late_payment", "benefit_period"}),
    frozenset({"subsidy", "refund"}),
)
_PAYING = _MATTERS[0]


def _of_the_same_matter(turn: Turn) -> bool:
    """Whether a short question that names nobody asks one thing more of the case at hand."""
    heard, asked, before = turn.heard, set(turn.choice.topics), set(turn.state.topics)
    others = any(token.kind in ("kin", "total", "count") for token in heard.persons)
    names_somebody = heard.groups or others or _THE_ASKER.search(heard.text)
    if names_somebody or len(heard.residue) > _ONE_THING_MORE:
        return False
    if turn.state.facts.groups & turn.registry.digest.midway and asked & {*_PAYING, "eligibility"}:
        # 大学刚毕业。现在能交不: it is for them that the windows are not the end.
        return True
    return any(asked & matter and before & matter for matter in _MATTERS)


_ONE_THING_MORE = 8
_THE_ASKER = re.compile(r"我(呢|自己|本人|一个人|要(交|缴)|该(交|缴)|得(交|缴))")


# What is asked of a payment: may one still, at what price, and from when one is covered.
_OF_A_PAYMENT = ("late_payment", "benefit_period", "deadline")


def _asks_of_the_payment(turn: Turn) -> bool:
    """今天交晚了没。那啥时候能用: of the payment that was spoken of, unless somebody else is named."""
    now, before = turn.choice.topics[:1], turn.state.topics[:1]
    if not (set(now) & set(_OF_A_PAYMENT) and set(before) & {*_OF_A_PAYMENT, "fee"}):
        return False
    return len(turn.heard.residue) <= ELLIPTIC and not turn.heard.groups and not turn.heard.persons


def _told_before(turn: Turn) -> str:
    """What the message before told without asking anything; empty where it asked."""
    return told_before(turn.state, turn.heard)


def _asks_for_another(turn: Turn) -> bool:
    """我爸五保户。那我妈呢: what was told of the one is not true of the other."""
    if turn.heard.groups or turn.state.facts.household or turn.state.asked or turn.state.waiting:
        return False
    read = reader_for(turn.registry.catalogue).read
    last = re.split(r"[，。？！]那", turn.state.question)[-1]
    before = {token.value or "me" for token in read(last) if token.kind in ("kin", "me")}
    now = {token.value or "me" for token in turn.heard.persons if token.kind in ("kin", "me")}
    return bool(now and before) and not now & before


def _asks_for_one(turn: Turn) -> bool:
    """那我一个人多少: the asker alone, whatever family was told of before."""
    people = [token for token in turn.heard.persons if token.kind in ("kin", "me", "total", "count")]
    return len(people) == 1 and people[0].kind == "me" and people[0].text.endswith("一个人")


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
