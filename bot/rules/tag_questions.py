"""Whether it is as the asker says: 等待期是3个月吧, 外地户口不能参保对吧. Only where the answer plainly says otherwise."""

import re

from bot.rules.inquiry import Draft, Inquiry

_TAG = re.compile(
    r"(?P<claim>[^，。？]{2,})(，|,)?(对吧|是吧|对吗|对不对|对不|是吗|是不是|没错吧|吧|是这样吗|是真的吗|真的吗)[？?。]?$"
)
_VERDICT = re.compile(
    r"^(是的|不是|不对|可以|不能|能，|不用|要|还能|还不能|原则上|算晚|不算|不享受|够|不够|都不用|没有)"
)
_SPAN = re.compile(r"(?P<count>\d+)(?P<unit>天|日|个?月)")
_NO_WAIT = re.compile(r"(没有?|不用|不要|不需要|无)(任何|什么|啥)?(等待期?|等)")
_PHONE = re.compile(r"(?<!\d)\d{5,8}(?!\d)")
# 打4229363行不行: whether it is the right number.
_CALLS = re.compile(r"(?P<claim>(打|拨)[^，。？]{5,}?)(行不行|行吗|可以吗|行不|能(打)?通吗|能打吗|中不|对不)[？?。]?$")
_SAME = re.compile(r"(小孩|孩子|娃|儿童|学生|老人)[^，。]{0,6}(便宜|少交|少缴|半价|减半|一半|优惠)")
_UNITS = (re.compile(r"(\d+)万"), re.compile(r"(\d+)[%％]"))
# 每人640, 1020块: no year, no day, no phone.
_AMOUNT = re.compile(r"(?<![\d.])(\d{2,4})(?:元|块)?(?![\d年月日号天岁个户口人万%％.])")
# 没有居住证不能参保: true of those who lack it, whatever holds of the others.
_ON_CONDITION = re.compile(r"没|未|无|只|才|除|不是|如果|要是|的话|就")
# May one, and must one: what is said of both, for and against.
_MODALS = (
    (re.compile(r"(?<!不)(?<!才)(可以|能够?)(?!不能)"), re.compile(r"不(能|可以|可|得|准|让)")),
    (re.compile(r"(?<!不)(?<!只)(必须|需要|一定要|非得)"), re.compile(r"不(用|需要?|必|强制)|无需|自愿")),
)


def verdict(draft: Draft, inquiry: Inquiry) -> str:
    """不是， before an answer that contradicts what the question takes for granted; else nothing."""
    text = inquiry.question.digits or inquiry.question.text
    tag = _TAG.search(text) or (_CALLS.search(text) if inquiry.question.topic == "contact" else None)
    if tag is None or not draft.statements or draft.status not in ("answered",):
        return ""
    first = draft.statements[0].text
    if _VERDICT.match(first) or first.startswith("不"):
        return ""
    checks = (_wrong_wait, _wrong_phone, _wrong_discount, _wrong_holiday, _wrong_number, _wrong_amount, _wrong_modal)
    return "不是，" if any(check(tag["claim"], first, inquiry) for check in checks) else ""


def _wrong_wait(claim: str, first: str, inquiry: Inquiry) -> bool:
    """Another waiting period than the one that is written, or none."""
    late = inquiry.policy.late
    wait = late.wait if late else None
    if wait is None or "等" not in claim or not re.search(r"等待|满", first):
        return False
    if _NO_WAIT.search(claim):
        return wait.amount > 0
    span = _SPAN.search(claim)
    if span is None:
        return False
    unit = "个月" if "月" in span["unit"] else "天"
    return (int(span["count"]), unit) != (wait.amount, wait.unit)


def _wrong_phone(claim: str, first: str, inquiry: Inquiry) -> bool:
    told = _PHONE.findall(claim)
    numbers = [contact.phone.replace("—", "").replace("-", "") for contact in inquiry.policy.contacts if contact.phone]
    return (
        inquiry.question.topic == "contact"
        and bool(told and numbers)
        and not any(number.endswith(one) for number in numbers for one in told)
    )


def _wrong_discount(claim: str, first: str, inquiry: Inquiry) -> bool:
    """That children or the old pay less, where the notice says that it makes no difference."""
    return bool(_SAME.search(claim)) and "不区分" in first and not inquiry.policy.contribution.rates


def _wrong_holiday(claim: str, first: str, inquiry: Inquiry) -> bool:
    """That a holiday moves the end, or does not, where the notice says otherwise."""
    if "顺延" not in claim:
        return False
    moves = {window.holidays_extend for window in inquiry.policy.windows if window.holidays_extend is not None}
    return moves == {bool(re.search(r"不(会|再)?顺延", claim))}


def _wrong_number(claim: str, first: str, inquiry: Inquiry) -> bool:
    """20万 for 55万, 98% for 96%: another number of what the answer gives one of."""
    for unit in _UNITS:
        claimed, said = set(unit.findall(claim)), set(unit.findall(first))
        if len(claimed) == 1 and len(said) == 1:
            return claimed != said
    return False


def _wrong_amount(claim: str, first: str, inquiry: Inquiry) -> bool:
    """国家补640 for 550元: an amount that the answer's first sentence does not have, where amounts are asked about."""
    claimed, said = _AMOUNT.findall(claim), re.findall(r"(\d+)元", first)
    return inquiry.question.topic == "fee" and len(claimed) == 1 and bool(said) and claimed[0] not in said


def _wrong_modal(claim: str, first: str, inquiry: Inquiry) -> bool:
    """可以 where the answer's one word on it is 不能, and the other way round; not of what is said on a condition."""
    if _ON_CONDITION.search(claim):
        return False
    for yes, no in _MODALS:
        claimed = _one_side(claim, yes, no)
        said = _one_side(first, yes, no)
        if claimed is not None and said is not None and claimed is not said:
            return True
    return False


def _one_side(text: str, yes: re.Pattern[str], no: re.Pattern[str]) -> bool | None:
    """Whether the text says yes or no to it; None where it says both, or neither."""
    denied = bool(no.search(text))
    affirmed = bool(yes.search(no.sub("", text)))
    return None if denied is affirmed else affirmed
