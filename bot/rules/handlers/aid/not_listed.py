"""免缴有没有孕妇: people of whom the notice's list of aid says nothing."""

import re

from bot.rules.inquiry import Draft, Inquiry

_NAMED = re.compile(
    r"(?:免(?:缴|交|费)|资助|不用(?:交|缴)|减免|补助|名单|优惠)的?(?:人|对象|里|里面|名单|人员|范围)*[^，。]{0,2}"
    r"(?:有没有|有不有|包不包括|包括|包含|含不含|有)(?P<who>[\u4e00-\u9fff]{2,5}?)(?:吗|不|么|没|啵)?[？?]?$"
)
_NOBODY = re.compile(r"什么|啥|哪|谁|别的|其他|多少|几|条件|政策|规定|限制|名额|区别|时间|期限|我|俺|咱|这|那|用|钱|元")


def lead_with_not_listed(draft: Draft, inquiry: Inquiry) -> None:
    """Say first that they are not in it, where neither a group nor a name of the notice is meant."""
    named = _NAMED.search(inquiry.question.text)
    aid, facts = inquiry.policy.aid, inquiry.facts
    if named is None or aid is None or facts.groups or facts.not_groups or _NOBODY.search(named["who"]):
        return
    if any(named["who"][:2] in category.name for category in aid.categories) or not draft.statements:
        return
    draft.lead_with(f"没有写{named['who']}。")
