"""Whole questions that are somebody else's although they use our words: the employees' insurance, a lost card."""

import re

# 职工医保缴费基数是多少: a quantity of the employees' insurance, where no step from one to the other is asked.
_EMPLOYEES = r"((城镇)?职工(基本)?(医疗保险|医保|社保|养老)|灵活就业(人员)?(的)?(医保|社保|养老)?|职保|五险一金|五险)"
_QUANTITY = (
    r"(基数|费率|比例|档次|工资|每个?月|[一1]个?月|个人部分|单位部分"
    r"|(要|得|该|需要?|一年|每年|最低|最高|大概)*(交|缴|扣)(费)?(多少|几)|(多少|几)钱|标准(是|多少|$))"
)
_EMPLOYEES_QUANTITY = re.compile(
    rf"(?<![有是上买交缴])(?<!有了)(?<!参加)(?<!上了){_EMPLOYEES}(的|呢)?(?P<between>[^，。？]{{0,6}}?){_QUANTITY}"
)
_STEPS = re.compile(r"报|住院|门诊|居民|农合|转|退|重复|同时|两(份|个|种)|还(要|用|得|需)|又|断|停|账户|余额|等待|改")
_SOMEBODY = re.compile(r"[我俺咱你他她]|家|娃|孩|爸|妈|老公|老婆|媳妇|的人")

# 身份证丢了去哪补: a document, and no word of paying or enrolling.
_DOCUMENT = r"(身份证|户口(本|簿|页)|社保卡|医保卡|银行卡|残疾证|结婚证|离婚证|出生(医学)?证(明)?|低保证|驾(驶)?照|房产证|居住证|老年(证|卡))"
_LOST = re.compile(
    rf"{_DOCUMENT}[^，。？]{{0,4}}(丢|掉了|遗失|弄没|找不(到|着)|不见了|损坏|坏了|消磁|过期|到期)[^？]{{0,8}}(补|换|挂失|办|怎么办|咋办|咋弄|咋整)"
    rf"|(补办|挂失|换领|补领)[^，。？]{{0,3}}{_DOCUMENT}|{_DOCUMENT}[^，。？]{{0,4}}(补办|挂失|换新)"
)
_OURS = re.compile(r"交|缴|参保|登记|医保费|保费|新生|退费|激活|电子凭证")

# 养老保险想从100元一档提到3000元，怎么补缴: paying, but for a pension, and no word of medical insurance.
_PENSION = re.compile(
    r"养老(保险|险)[^，。？]{0,12}(交|缴|档|转移|转出|转入|领取|认证|计算|断)|(交|缴|参保|参加|补缴|补交|提高|买)[^，。？]{0,6}养老(保险|险)"
)
_ALSO_OURS = re.compile(
    r"医|农合|合疗|住院|看病|报销|居民保|两(险|份|个|种|样)|同时|一起|一块|这个|还(要|用|得|需)(不|再)?(要|用)?(交|缴)"
)


def not_ours(text: str) -> bool:
    """Whether the question, its numerals in digits, is surely about something else than enrolling and paying here."""
    if _LOST.search(text) and not _OURS.search(text):
        return True
    if _PENSION.search(text) and not _ALSO_OURS.search(text):
        return True
    asked = _EMPLOYEES_QUANTITY.search(text)
    return bool(asked and not _STEPS.search(text) and not _SOMEBODY.search(asked["between"]))
