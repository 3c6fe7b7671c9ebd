"""The words by which a message speaks of the persons of a household, in order: who, how many, and what of them.

What they come to together is for ``bot/dialogue/household/``, which knows the conversation.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from bot.nlu.places import is_place
from bot.nlu.reading.numbers import to_number
from bot.rules.catalogue import Catalogue, HouseholdWords

Kind = Literal[
    "all", "also", "among", "bound", "corrected", "count", "covered", "family", "group", "join", "kin", "me", "minus",
    "not_so", "ordinary", "rest", "so", "top", "total", "age", "unpaid",
]  # fmt: skip


# 二百八乘三, 四个280: heads by which a price is multiplied, so that the sum is what is asked.
RECKONED = ("times", "times_before")


class Token(NamedTuple):
    """A word of the message: ``value`` is a kin's or group's id or why somebody is covered; ``number`` one that was told."""

    kind: Kind
    start: int
    end: int
    text: str
    value: str = ""
    number: int | None = None


_CHILD = "child"
_PUPILS = frozenset({"pupil", "student"})
# How far the word for the pupil may be from the number: 一个在省城念大学的.
_NEAR = 4
# Stands where a group was found already.
_MASK = "\ue000"
_NUM = r"(?:\d+|[一二两俩仨三四五六七八九十]+)"
_OWN = r"(?:(?:我|俺|咱|他|她)(?:们|家)?(?:的|那|这)?)?"
_NOT_PEOPLE = r"(?!民|员|口|社|工|户|头|均|保|间|大代表|吗|家|[一1]年|一月)"
_HOME = r"(?:我们家|我们一家|咱们?家|俺们?家|我家|一大家子|一家子|一家|全家|家里头|家里|家有|屋里头|屋里|户口本上|家)"
# 俩孩儿, 俩小闺女: a number that is theirs, not of those named before it.
_OF_PEOPLE = r"[小大老]?[孩娃伢尕儿女闺丫妮学老大]"
# Where what is said of somebody without saying it again may end: 另外三个不是一共多少.
_ENDS = r"[，。；！？,.;、]|$|一共|总共|合计|加起来|要?[交缴]"
# 二百八乘三是多少, 四个280对吧: what a bare reckoning ends with.
_SUM_ENDS = r"$|[，。；！？,.;=]|是|得|等于|对|呗|吧|吗|一共|总共|多少"
_PRICE = r"(?:\d{3}|[一二两三四五六七八九]百[一二三四五六七八九零]?)"
_SO = r"(?:总共|一共|统共|共|有|就是|就|是|里|上下|老小|老少)*"
# Fixed shapes, in the order in which they are tried at a place; the words of the data come between.
_BEFORE = (
    ("me_first", r"(?:我|俺|咱)(?:自己)?一个(?:大人|人(?!多少|几))"),
    (
        "pair",
        rf"{_OWN}(?:们)?(?:娘儿?们?|爷儿?们?|父子|母女|母子|父女|兄弟姐妹|兄弟姊妹|姐妹|姊妹|兄弟|弟兄|祖孙|姐弟|兄妹|(?<=们)[哥姐])们?(?P<pair>[俩仨]|{_NUM}个)",
    ),
    (
        "big_small",
        rf"(?P<first>{_NUM})(?P<these>[大老])(?={_NUM}[小大](?![时学月伙]))|(?<=[大老])(?P<then>{_NUM})(?P<those>[小大])(?![时学月伙孩娃伢])",
    ),
    (
        "sons",
        rf"(?:{_OWN}(?P<sons>{_NUM})个?|(?:我|俺|咱)(?:们|家)?(?:的|那)?)(?P<which>[儿女孙])(?![子女媳童孙儿婿生人方性娃孩])",
    ),
    ("total_home", rf"{_HOME}{_SO}(?P<home>{_NUM})(?:口子?人?|个人|位|个(?=[，。；！？:：]|$|都|一共|总共|交|要))"),
    (
        "we",
        rf"(?:我们|咱们?|俺们|我|俺)(?P<we>[俩仨](?!{_OF_PEOPLE})|{_NUM}(?:个人|个(?=[，。]|$|都|一共|总共|要|交)))",
    ),
)
_AFTER = (
    ("times", rf"(?<=[\d百十元块一二两三四五六七八九])(?:乘以?|[xX×*✕])(?P<times>{_NUM})(?:个人|口人?)?(?={_SUM_ENDS})"),
    ("times_before", rf"(?:(?<=[，。；是])|^)(?P<so_many>{_NUM})(?:个|乘以?|[xX×*✕])(?={_PRICE}(?:元|块)?(?:{_SUM_ENDS}))"),
    ("total", rf"(?<!第)(?P<total>{_NUM})(?:口子?人?(?!径|袋|腔)|个?人{_NOT_PEOPLE})"),
    ("me", r"(?:我|俺|咱)(?!们|家|县|国|省|市|这|那|想|要|问|的|给|替|帮|代|听|看|咋|怎|能|去|来|这边)(?:自己|本人|一个人|一个大人|一个)?"),
    ("count", rf"(?:(?<![\d第])|(?<=\d)(?=[一两]))(?P<count>{_NUM})(?:个|位|名)(?!月|半|小时|星期|县|礼拜|多月|渠道|办法|问题|钱|价|标准|样)"),
    ("count_start", r"(?:(?<=[，。、；：:,有是剩还带另加里中头])|^)(?P<start>[俩仨])(?=在|上|都|是|有|去|跟|交|要|低|普|没|还|出|不|单)"),
    ("count_bare", rf"(?:(?<=剩下|其余|余下|其他|另外)|(?<=剩下的|其余的|余下的|其他的)|(?=[俩仨]{_MASK})|(?<={_MASK}))(?P<bare>[俩仨])"),
    ("count_one", r"(?<=[有是加带和跟个的])个(?!月|半|人)"),
    ("rest", r"其余|其他|其它|(?:剩下|余下|剩)(?![^，。；！？]{0,12}(?:没|未)有?(?:交|缴))|别人|旁人|别的(?!县|地)|另外几"),
    ("not_so", rf"(?<!是)(?:也|都|倒|可|就|全)*(?:不是|没有|没得|没吃|不算|不属于)(?:的|呢|啊|呀|了)?(?={_ENDS})"),
    ("so", r"(?<![也就不要算还都可正才只总又的])是(?:的)?(?=[，。；！？,.;]|$)"),
    ("also", r"也都?(?:是|有|吃|一样|在里面)(?=[，。；！？,.;]|$)"),
    ("corrected", r"不对|说错|记错|错了|搞错|弄错|更正|应该是|哦不|噢不|不不"),
    ("minus", r"减去|减掉|除去|除了|除开|去掉|扣掉|扣除|刨去|刨掉|刨开|不算|不用算|撇开"),
    ("top", r"再加上?|外加|另加|加上|算上|连上|还要算上?|再算上?|多了?(?=一?个)|添了?|漏(?:了|说|算|掉)+|少(?:说|算|报|讲)了?|忘了?(?:说|算|报|讲|(?=一?个|还有))"),
    ("join", r"以及|还有|和|跟|与|同|、|及|带着?|加|＋|\+"),
    ("among", r"其中|里头|里面|当中|里有|中间"),
    ("all", r"都|全部|全都|全(?=是)|一律"),
    ("family", r"(?:我|俺|咱|他|她)?(?:们)?(?:全家|家里|一家|家|屋里)(?:的|头)?(?:都)?"),
    ("bound", r"[，。；！？：:;,.\n]"),
)  # fmt: skip
_NOT = re.compile(r"(没有?|未|不是|不算|不属于|不用)[^，。]{0,2}$")
# 有职工医保啥的没有; but 当兵去了不用交 goes on.
_DENIED_BEHIND = re.compile(r"(啥|什么)?(没|不(?!用|交|缴|算|要|在|管|跟|需))")
_BOTH_OF_THEM = re.compile(rf"俩(?!{_OF_PEOPLE})|[两二2]个?人|[两2]个(?!{_OF_PEOPLE})")
# 俩儿, 一女, 仨孙: words that name somebody only behind a number.
_SHORT = {"儿": "son", "女": "daughter", "孙": "grandson"}
# 两大一小, 俩老俩小
_BIG_SMALL = {"大": "adult", "老": "elder", "小": "child"}
# 一人低保, 一人在外县参保: of one of them.
_SAID_OF_ONE = re.compile(rf"(?:是|有|吃|享受|属于)*{_MASK}|(?:是|在|有)?(?:外|别处|单位|职工|学校|部队)")
# 有个老人 is one.
_SOME_ONE = re.compile(r"[有是加带和跟]$")
_RANKED = re.compile(r"(?P<rank>[大小老二三四五六七八九])$")
_ONE_BY_RANK = frozenset("叔舅姨姑伯婶嫂爷姐哥弟妹")
# 我跟娃俩: two together.
_AND_ME = re.compile(r"[我俺咱他她爸妈爹娘爷奶婆](们)?(跟|和|与|同|带着?)$")
_AGE = re.compile(r"(?:今年|都|快|也)?(?P<years>\d{2,3}|[二三四五六七八九]?十[一二三四五六七八九]?)(?:周?岁|多岁|多)?")
_AGE_ENDS = re.compile(r"$|[，。、了的但可是不还低家属爷奶爸妈爹娘公婆我俺]|周?岁|多|[一1]个|[和跟与加]|一共|总共|共")
_NEXT_AGE = re.compile(r"和|跟|与|、")
_AGE_FREE = r"(?<![\d月])(?P<age>\d{1,3}|[二三四五六七八九]?十[一二三四五六七八九]?)(?:周?岁|多岁)(?!以上|以下|及以上)"


class PersonReader:
    """Finds the words of one catalogue's data."""

    def __init__(self, words: HouseholdWords) -> None:
        self._kin = {word: kin.id for kin in words.persons for word in kin.words}
        self._plain = {kin.id for kin in words.persons if kin.plain}
        self._pairs = {kin.id for kin in words.persons if kin.both}
        self._children = {kin.id for kin in words.persons if kin.id == _CHILD or _CHILD in kin.within}
        names = "|".join(map(_whole, sorted(self._kin, key=len, reverse=True)))
        self._counted_after = _counted_after(names)
        # 大人俩, 娃仨: how many, behind the word, unless it is the next one's (大儿小儿俩儿媳).
        self._so_many = re.compile(
            rf"[俩仨](?!口)(?!{_OF_PEOPLE}?(?:{names}|[儿女孙])(?![俩仨\d一二两三四五六七八九]))"
        )
        covered = [
            (f"covered_{why}_{number}", row) for why, rows in words.covered.items() for number, row in enumerate(rows)
        ]
        beside = [(f"covered_paid_beside_{number}", row) for number, row in enumerate(words.paid_beside)]
        self._unpaid = re.compile("|".join(f"(?:{row})" for row in words.unpaid) or r"(?!)")
        self._pays_now = re.compile(words.pays_now)
        self._pattern, self._pattern_beside = (
            self._compiled(names, said, words) for said in (covered, [*covered, *beside])
        )

    def _compiled(self, names: str, covered: list[tuple[str, str]], words: HouseholdWords) -> re.Pattern[str]:
        """One pattern for all kinds of words; ``names`` are those of relatives."""
        parts = [
            *_BEFORE,
            ("unpaid", self._unpaid.pattern),
            *covered,
            ("age_free", _AGE_FREE),
            ("ordinary", "|".join(f"(?:{row})" for row in words.ordinary) or r"(?!)"),
            ("kin", rf"{_OWN}(?P<amount>{_NUM})?(?:个|位|名)?(?:小|大|老)??(?P<word>{names or '(?!)'})"),
            *_AFTER,
        ]  # fmt: skip
        return re.compile("|".join(f"(?P<{name}_>{pattern})" for name, pattern in parts))

    def read(self, text: str, groups: Iterable[tuple[str, int, int]] = ()) -> tuple[Token, ...]:
        """The words in order; ``groups`` (id, start, end) are found already and stand as they are."""
        found = [Token("group", start, end, text[start:end], group) for group, start, end in groups]
        masked = text
        for token in found:
            masked = masked[: token.start] + _MASK * (token.end - token.start) + masked[token.end :]
        position = 0
        # 我和媳妇没交，俩娃交了: who paid is told beside who did not.
        some_later = self._unpaid.search(text) or self._pays_now.search(text)
        pattern = self._pattern_beside if some_later else self._pattern
        while match := pattern.search(masked, position):
            word = self._token(match, text)
            position = word.end if word else match.start() + 1
            if word is None:
                continue
            found.append(word)
            several = (word.number or 1) > 1 or word.value in self._pairs
            for age in _ages_after(text, word, several):
                found.append(age)
                position = age.end
        return self._with_pupils(sorted(found, key=lambda token: (token.start, token.end)))

    def _with_pupils(self, tokens: list[Token]) -> tuple[Token, ...]:
        """两口子加一个初中生一个大学生: pupils who are counted beside grown-ups are persons of their own; beside children
        (俩娃，一个初中生) they are among these."""
        if any(token.kind == "kin" and token.value in self._children for token in tokens):
            return tuple(tokens)
        pupils = [
            one
            for one, after in zip(tokens, tokens[1:], strict=False)
            if one.kind == "count"
            and after.kind == "group"
            and after.value in _PUPILS
            and after.start - one.end <= _NEAR
        ]
        if not pupils:
            return tuple(tokens)
        first, many = tokens.index(pupils[0]), sum(token.number or 1 for token in pupils)
        children = Token("kin", pupils[0].start, pupils[0].start, "", _CHILD, many)
        told_apart = tokens[first:] if len(pupils) > 1 else tokens[first + 1 :]
        return (*tokens[:first], children, *told_apart)

    def _token(self, match: "re.Match[str]", text: str) -> Token | None:
        name = next(name for name, value in match.groupdict().items() if name.endswith("_") and value is not None)[:-1]
        start, end = match.span()
        said = text[start:end]
        if name.startswith("covered_"):
            why = name[len("covered_") :].rsplit("_", 1)[0]
            return _covered("paid" if why == "paid_beside" else why, match, text)
        if name in ("total_home", "total", "we", "pair", *RECKONED):
            return _total(name, match)
        if name == "big_small":
            number = match["first"] or match["then"]
            return Token("kin", start, end, said, _BIG_SMALL[match["these"] or match["those"]], to_number(number))
        if name == "sons":
            return Token(
                "kin", start, end, said, _SHORT[match["which"]], to_number(match["sons"]) if match["sons"] else None
            )
        if name in ("count", "count_bare", "count_one", "count_start"):
            told = match["count"] or match["bare"] or match["start"]
            return Token("count", start, end, said, "", to_number(told) if told else 1)
        if name == "age_free":
            return Token("age", start, end, said, "", to_number(match["age"]))
        if name == "kin":
            return self._relative(match, text)
        if name == "me_first":
            return Token("me", start, end, said)
        if name == "ordinary" and re.search(r"(没有?|不是|不)$", text[:start]) and not said.startswith("没"):
            return None
        return Token(name, start, end, said)  # type: ignore[arg-type]

    def _relative(self, match: "re.Match[str]", text: str) -> Token:
        """Relatives, and how many they are."""
        (start, end), said = match.span(), match.group()
        numbered = (match["amount"] or "") + match["word"]
        if match["amount"] and numbered in self._kin and said.endswith(numbered):
            # 二叔 is one uncle, not two.
            return Token("kin", start, end, said, self._kin[numbered])
        kin = self._kin[match["word"]]
        ranked = _RANKED.search(said[: -len(match["word"])])
        if ranked and match["word"] in _ONE_BY_RANK:
            # 大舅 and 二舅 are two persons, and 二舅 is not two uncles.
            return Token("kin", start, end, said, f"{kin} {ranked['rank']}")
        both = _BOTH_OF_THEM.match(text, end) if kin in self._pairs else None
        count = to_number(match["amount"]) if match["amount"] else None
        if count is None and said[0] in "个位" and _SOME_ONE.search(text[:start]):
            count = 1
        alone = count is None and kin not in self._pairs and not _AND_ME.search(text[:start])
        several = self._so_many.match(text, end) if alone else None
        if several:
            return Token("kin", start, several.end(), text[start : several.end()], kin, to_number(several.group()))
        after = None if both or count or kin in self._pairs else self._counted_after.match(text, end)
        together = kin not in self._plain or re.search(r"[跟和与同带]$", text[:start])
        if after and not (together and after["after"] in "俩仨"):
            # 我跟娃俩 are two, not three.
            return Token("kin", start, after.end(), said, kin, to_number(after["after"]))
        return Token("kin", start, both.end() if both else end, said, kin, count)


def _total(name: str, match: "re.Match[str]") -> Token | None:
    """How many all of them are; 我一个人 is no household."""
    (start, end), said = match.span(), match.group()
    count = to_number(match.group({"total_home": "home", "times_before": "so_many"}.get(name, name)).rstrip("个人"))
    if count == 1 and name == "total" and _SAID_OF_ONE.match(match.string, end):
        return Token("count", start, end, said, "", 1)
    if count == 1:
        return Token("me", start, end, said) if name == "we" else None
    return Token("total", start, end, said, name, count)


def _counted_after(names: str) -> re.Pattern[str]:
    """大人三个，小孩有两个: how many they are, after who they are; two persons' words in a row are counted alike."""
    number = rf"(?:一?共|总共|是|就|只|有|才|其实|应该|现在)*(?P<after>[俩仨]|{_NUM}(?=个|位|名))(?:个|位|名)?"
    ends = r"(?=$|[，。、；！？,.;和跟还加与]|都|全|一共|总共|合计|加起来|要|得|交|缴|在|上学|多少)"
    next_one = rf"(?=(?:{names or '(?!)'})(?:有|是)?(?:[俩仨]|{_NUM}(?:个|位|名)){ends})"
    return re.compile(rf"{number}(?:{ends}|{next_one})")


def _whole(word: str) -> str:
    """The pattern of a kin's word; its 儿 is not the one of 儿子 or 儿女 (媳妇儿子), its 公 not that of 公司."""
    return re.escape(word) + {"儿": "(?![子女媳])", "公": "(?!司)", "孩": "(?!子)"}.get(word[-1], "")


def _covered(why: str, match: "re.Match[str]", text: str) -> Token | None:
    """What is said of an insurance elsewhere, unless it is denied or the place is none."""
    if _NOT.search(text[: match.start()]) or _DENIED_BEHIND.match(text, match.end()):
        return None
    place = match.groupdict().get("place")
    if place and not is_place(place):
        return None
    return Token("covered", match.start(), match.end(), text[match.start() : match.end()], why)


def _ages_after(text: str, word: Token, several: bool) -> list[Token]:
    """我爹63, 一个81, 老两口85和79: the years told right after a person, of several one each."""
    if word.kind not in ("kin", "me") and not (word.kind == "count" and word.number == 1):
        return []
    ages: list[Token] = []
    start = word.end
    while age := _age_after(text, start):
        ages.append(age)
        after = _NEXT_AGE.match(text, age.end) if several else None
        if after is None:
            break
        start = after.end()
    return ages


def _age_after(text: str, start: int) -> Token | None:
    """我爹63，: a bare number after a person is an age."""
    match = _AGE.match(text, start)
    if match is None or not _AGE_ENDS.match(text, match.end()):
        return None
    years = to_number(match["years"])
    return Token("age", start, match.end(), match.group(), "", years) if years and 10 <= years < 120 else None


@lru_cache(maxsize=8)
def reader_for(catalogue: Catalogue) -> PersonReader:
    """The reader of a catalogue's words, built once."""
    return PersonReader(catalogue.household)
