"""The words to answer: a message's own, or the earlier ones with it where it leans on them."""

import re

from bot.dialogue.thresholds import ELLIPTIC
from bot.dialogue.topics.follow_ups import told_before
from bot.dialogue.turn import Turn


def words_for(turn: Turn) -> str:
    """The words to answer: those waiting for a county, or the earlier ones where the message only adds to them."""
    state, heard = turn.state, turn.heard
    if not turn.choice.follows_up:
        leans = told_before(state, heard) or _asks_of_the_same_move(turn) or _asks_the_whole(turn)
        text = f"{state.question}，{heard.text}" if leans else heard.text
    elif state.question and (len(heard.residue) > 1 or heard.township and state.topics == ("contact",)):
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


_ALL = r"(总共|一共|合计|加起来|拢共|统共|通共)"
_WHOLE = re.compile(
    rf"^(那|那么|所以)?([1一每]个?人)?{_ALL}(是|要|有|得)?(呢|多少|几多|几个?钱|几块钱?|多少钱)([1一每]个?人)?[呢啊]?[？?]?$"
)


def _asks_the_whole(turn: Turn) -> bool:
    """国家补多少。总共呢: the whole of what is paid for one person, and not what this one pays."""
    state, asked_in = turn.state, turn.registry.catalogue.asked_in
    of_the_state = any(aspect.id == "fiscal_subsidy" for aspect in asked_in(state.question))
    return bool(of_the_state and _WHOLE.search(turn.heard.text)) and state.facts.household is None


def _without_own_county(text: str, turn: Turn) -> str:
    """去年在景县交过, said of 景县: being insured here is no being insured elsewhere."""
    own = turn.registry.own_pattern(turn.county or "")
    if not own:
        return text
    here = rf"(?<![能以想要])在(?:我们|咱们?|俺们?)?(?:{own})(?:县|县里|本地|当地|这里|这边|老家)?(?=(?:都|也|一直|就|已经|自己)*(?:交|缴|参|买|入|上|续))"
    lives_here = rf"(?<!外地)(?<!外省)(?<!外县)(?<!异地)(?:户口|户籍)(?:也|还|都|就|本来)?(?:在|是)(?:我们|咱们?|俺们?)?(?:{own})县?(?:的|本地|这里|这边)?"
    return re.sub(lives_here, "", re.sub(here, "", text))
