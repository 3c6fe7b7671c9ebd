"""Anger and grievances: words of abuse are met kindly, and a complaint is taken up, alone or beside a question."""

import re

from bot.dialogue.message import Reply, county_buttons, outcome
from bot.dialogue.turn import Turn
from bot.nlu.reading import questions
from bot.rules.topics import IN_SCOPE

# Words that are abuse whoever says them.
_ABUSE = re.compile(
    r"滚(蛋|开|吧|犊子|远点|一边去)?(?=[，。！？ ]|$)|滚蛋|傻(逼|比|叉|屌|缺|帽)|\bsb\b|煞笔|沙雕|脑残|狗(屁|东西|日的)|(放|说)屁|操你|草你|日你|艹|(你|真|太)(他|特)?妈的?(?=[，。！？ 烦气讨慢差烂]|$)|(没|无)有?一?句(有用|准话|人话|能用)的?|(等于|跟)没说(一样)?|白问了?(?=[，。！？ ]|$)|去(你|死)(妈|吧)|"
    r"废物|混蛋|王八蛋|畜生|垃圾(东西|玩意|系统|机器人?|服务|软件|客服|程序)?(?!桶|费|处理|清|站|车|袋|短信)|(?:什么|啥|这|个)?(破|烂|鬼|狗屁|垃圾)(玩意儿?|东西|系统|机器人?|软件|客服|程序|服务)|什么玩意儿?|"
    r"死机器人?|(问啥都是|真是|就是)?一问三不知|答非所问|胡说八道|胡扯|不说人话|听不懂人话|要你(们)?(有)?(何用|干(嘛|啥|什么)|啥用)|(什么|啥|一点|半点|屁)(儿)?(用|作用)(都|也)?(没|没有|不顶)(?=[，。！？ ]|$)|(有|顶)个?(屁|毛|鸟)用(啊|呀|嘛)?(?=[，。！？ ]|$)|气死(我|人)了?|"
    r"(你|机器人?|客服|助手|系统)[^，。]{0,6}(智障|白痴|弱智|傻|蠢|笨|没用|瞎(说|扯|答|回)|骗人|坑人|啥(都|也)不(懂|会|知道)|什么(都|也)不(懂|会|知道))(死了|透了)?",
    re.IGNORECASE,
)
_COMPLAINT = re.compile(
    r"(投诉|举报|检举|曝光)(?!(热线|电话)?(是不是|归))|(?<![被报转通广公])告(你|他|她|他们|她们|到(县|市|省|上|局|法)|状|发|上去|法院)|(我|要|去|得)告(?=[，。！？ ]|$)|上访|信访|找记者|"
    r"态度(也|都)?(太|很|真|特别|这么|那么|极|非常|有点|实在)?(差|恶劣|不好|不行|凶|横|冷|冲|烂|糟|蛮横)|服务(态度|质量)?(太|很|真|特别|这么)?(差|恶劣|烂)|踢皮球|推来推去|互相推|推诿|爱[搭答]不理|不耐烦|(凶|训|骂|吼)(我|俺|人|老百姓)"
)
# 投诉电话多少, 找谁举报: where to complain is asked, which the notice's contacts answer.
_WHERE_TO = re.compile(
    r"(投诉|举报|检举)[^，。]{0,6}(电话|热线|打|找|去|向|跟|谁|哪)|(打|找|去|向|跟)[^，。]{0,6}(投诉|举报|检举)"
)
_HIGHER_UP = re.compile(r"(领导|局长|上级|主任|书记|负责人)[^，。]{0,6}(电话|号码|是谁|在哪)(是?多少)?")


def anger(turn: Turn) -> list[Reply] | None:
    """Abuse without a question beside it, which the model takes for anything."""
    text = turn.heard.text
    if turn.heard.pressed or not _ABUSE.search(text):
        return None
    rest = _ABUSE.sub("，", text)
    matters = turn.registry.catalogue.settled_by(rest) or turn.heard.groups or _COMPLAINT.search(rest)
    if matters or questions.asks(rest) or len(rest) > _A_WORD_MORE:
        return None
    return [outcome("small_talk", turn.wording.text("small_talk", "abuse", refer=turn.refer() + "。"))]


_A_WORD_MORE = 16


def grievance(turn: Turn) -> list[Reply] | None:
    """我要投诉你们办事员: where it can be brought. Beside a question of ours that is told in a clause after the answer."""
    text = turn.heard.text
    if turn.heard.pressed or turn.heard.township or not _COMPLAINT.search(text):
        return None
    if _asks_of_ours(turn):
        turn.complains = turn.county is not None
        return None
    if turn.county is None:
        turn.next = turn.next.copy(update={"topics": ("contact",), "waiting": True})
        said = turn.wording.text("small_talk", "grievance_no_county", counties=turn.counties_text())
        return [outcome("small_talk", said, county_buttons(turn.registry))]
    name = turn.registry.counties[turn.county].name
    wording = "grievance_where" if _WHERE_TO.search(text) else "grievance"
    notice = f"{name}{turn.policy.year_name}"
    said = turn.wording.text("small_talk", wording, county=notice, where=_where(turn))
    return [outcome("small_talk", said, county=name)]


def with_grievance(replies: list[Reply], turn: Turn) -> list[Reply]:
    """The replies with a clause for the complaint that stood beside the question, unless they tell whom to turn to."""
    where = _where(turn)
    if any(where in reply.text for reply in replies):
        return replies
    return [*replies[:-1], replies[-1].followed_by(turn.wording.text("small_talk", "grievance_aside", where=where))]


def _where(turn: Turn) -> str:
    """打县医保局0374—7156780, from whom to ask."""
    return turn.refer().removeprefix("请").removesuffix("咨询")


def _asks_of_ours(turn: Turn) -> bool:
    """Whether something that the notices answer is asked beside the complaint."""
    asked = turn.registry.catalogue.asked_in(turn.heard.digits)
    if any(aspect.id == "misuse" for aspect in asked):
        return True
    topics = set(turn.choice.topics) & set(IN_SCOPE) - {"contact"}
    rest = "，".join(part for part in questions.clauses(turn.heard.text) if not _COMPLAINT.search(part))
    return bool(topics) and questions.asks(_HIGHER_UP.sub("", rest))
