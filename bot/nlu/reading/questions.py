"""Which parts of a message ask, and how many things it asks: what the rest tells are circumstances, no questions."""

import re

_CLAUSE = re.compile(r"[^，,。！!；;？?\s]+[？?]?")
_WHAT = re.compile(
    r"多少|多久|多长|多大|好多钱?$|(?<!好)几|什么|啥|怎么|咋|哪|谁|如何|何时|为何|(?<![什怎多])么(?=时候|样|事|子|地方)"
)
# 没啥照顾, 随便哪个都行: such a word without a question.
_ANY = re.compile(
    r"(没有?|不管|不论|随便|无论)(是)?(什么|啥|哪|谁|怎么|多少)个?|(哪|谁|什么|啥|怎么)[^，。]{0,4}[都也](行|可以|能|成|中|好)|好几"
)
_WHETHER = re.compile(
    r"(?P<verb>[\u4e00-\u9fff])[不没](?P=verb)|[吗么不没否吧呗][？?]?$|[？?]$|(?<![里都也就仍总])还是|是否|真的假的|了没有$|(想|帮我|给我)(问|查|知道|了解)|^.{1,6}(?<![着了])呢$|^(那|要是|如果|还有).*呢$"
)
# 从啥时候到啥时候: one stretch, and one question.
_WHEN = r"(什么时候|啥时候|么时候|何时|哪天|几时|几号|几月(几[号日])?)"
_STRETCH = re.compile(rf"{_WHEN}[^，。？]{{0,3}}[到至](?={_WHEN}(结束|截止|为止|止|完)?[？?]?$)")
_THINGS = r"电话|号码|时间|日期|标准|步骤|流程|材料|手续|证件|地址|渠道|方式"
_NAMED = re.compile(_THINGS)
_ALSO_NAMED = re.compile(rf"(和|跟|与|、|以及|还有)[^，。？]{{0,6}}({_THINGS})")


def clauses(text: str) -> tuple[str, ...]:
    """The text cut at its punctuation and blanks; a question mark stays with its clause."""
    return tuple(_CLAUSE.findall(text))


def asks(text: str) -> bool:
    """Whether anything in the text asks."""
    return count(text) > 0


def count(text: str) -> int:
    """How many things are asked: 交多少，啥时候交 is 2, 过期了还能交吗 is 1, 我是低保户 is 0."""
    return sum(_in_clause(clause) for clause in clauses(text))


def _in_clause(clause: str) -> int:
    words = len(_WHAT.findall(_STRETCH.sub("", _ANY.sub("", clause))))
    if words or _WHETHER.search(clause):
        return max(words, 1) + len(_ALSO_NAMED.findall(clause))
    return len(_NAMED.findall(clause))


def asking(text: str) -> str:
    """The clauses that ask, joined; empty when none does."""
    return "，".join(clause for clause in clauses(text) if _in_clause(clause))


def clause_at(text: str, position: int) -> str:
    """The clause that holds the position; empty between two."""
    return next((m.group() for m in _CLAUSE.finditer(text) if m.start() <= position < m.end()), "")


def telling(text: str) -> tuple[str, ...]:
    """The clauses that only tell, in a message of which others ask; none when nothing is asked."""
    parts = clauses(text)
    told = tuple(clause for clause in parts if not _in_clause(clause))
    return told if len(told) < len(parts) else ()
