"""The household that a conversation speaks of: who is named, how many, and what is said of whom."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.household import tell
from bot.dialogue.persons.words import reader_for
from bot.nlu.gazetteer import Gazetteer
from bot.nlu.normalize import normalizer
from bot.nlu.reading.numbers import with_digits
from bot.paths import DATA, VARIANTS
from bot.policies.registry import Registry
from bot.rules.household import Household, Person

REGISTRY = Registry.load(DATA)
GAZETTEER = Gazetteer(REGISTRY)


def read(*turns: str) -> Household | None:
    """The household after the turns of a conversation that goes on with one case."""
    household = None
    for turn in turns:
        text = normalizer(VARIANTS)(turn)
        groups = [(e.value, e.start, e.end) for e in GAZETTEER.find(text) if e.kind == "group"]
        tokens = reader_for(REGISTRY.catalogue).read(text, groups)
        household = tell(household, tokens, text, with_digits(text), REGISTRY.catalogue.kin) or household
    return household


def heads(household: Household | None) -> int:
    return len(household.everyone()) if household else 0


def known(household: Household | None, which: Callable[[Person], object]) -> int:
    return sum(1 for person in household.everyone() if which(person)) if household else 0


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("我家四口人", 4),
        ("一家五口一共多少", 5),
        ("俩大人仨娃", 5),
        ("2个大人1个老人", 3),
        ("三个孩子", 3),
        ("一家5口其中2个孩子", 5),
        ("两个人一共多少钱", 2),
        ("我一个人", 0),
        ("一口人多少钱", 0),
        ("多少钱", 0),
        ("3个人民币", 0),
        ("咱娘仨", 3),
        ("我和老公、公公婆婆、俩闺女", 6),
        ("两口子带仨娃还有岳父岳母", 7),
        ("我跟媳妇，两个伢，一个老娘", 5),
        ("爷爷奶奶爸妈我五口", 5),
        ("儿子小两口跟我们老两口", 4),
        ("我给爸妈和两个孩子交", 4),
        ("我带了四个人的钱", 4),
        ("我和爱人还有伢的爷爷奶奶四个", 4),
        ("老婆孩子和我，我跟娃俩", 3),
    ],
)
def test_how_many_people_are_told(text: str, count: int) -> None:
    assert heads(read(text)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("四口人里有个低保", 1),
        ("四口人其中2个低保", 2),
        ("三口人，我是低保", 1),
        ("我家低保，四口人", 4),
        ("三个人都是低保", 3),
        ("一家五口，爸妈低保，我和媳妇普通", 2),
        ("五口人，我和我爸都是低保", 2),
        ("五口人，我爸、我妈、我弟，都是低保", 3),
        ("五口人，没有低保", 0),
        ("五口人，没得低保户", 0),
        ("五口人，我爸低保不是", 0),
        ("两个低保的老人，三个孩子", 2),
        ("三个大人和一个低保", 1),
        ("五口人，我爸困境儿童不是，是低保", 1),
        ("五口人，我爸不是低保，是五保", 0),
        ("五口人，低保的是我爸", 1),
        ("五口人，我爸是低保，我妈也是", 2),
        ("六个人有俩低保户", 2),
        ("我妈残疾，吃低保，一家三口", 1),
    ],
)
def test_of_whom_a_group_is_said(text: str, count: int) -> None:
    assert known(read(text), lambda person: "subsistence" in person.groups) == count


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("五口人，我有职工医保", 4),
        ("五口人，我没有职工医保", 5),
        ("五口人，大儿子当兵部队管，闺女学校给交，其余多少", 3),
        ("六口人，弟弟在深圳参了保", 5),
        ("四口人，爷爷去年去世了", 3),
        ("四口人，爷爷去年走了", 3),
        ("四口人，小的还没出生", 3),
        ("四口人，我爸有职工医保，我们三个交多少", 3),
        ("五口人，除了我爸，一共多少", 4),
        ("五口人，手机上交了怎么查", 5),
    ],
)
def test_who_is_covered_elsewhere_does_not_pay_here(text: str, left: int) -> None:
    household = read(text)
    assert household
    assert len(household.payers()) == left


@pytest.mark.parametrize(
    ("turns", "count"),
    [
        (("我家三口人", "不对，是四口"), 4),
        (("三口人，哦不对算上老丈人四口",), 4),
        (("我家四口人", "再加上我丈母娘"), 5),
        (("我家四口人", "其中我爸低保"), 4),
        (("五口人", "不是五口，是六口"), 6),
        (("四个人加两个孤儿",), 6),
        (("四个人，两个孤儿",), 4),
    ],
)
def test_head_counts_are_corrected_and_added_to(turns: tuple[str, ...], count: int) -> None:
    assert heads(read(*turns)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("老的三个，娃两个，一共几多", 5),
        ("老人俩，中年人俩，学生仨", 7),
        ("大人两个，学生三个一共", 5),
        ("低保两个，普通三个", 5),
        ("大人四个小孩一个总共多少", 5),
        ("闺女有两个，儿子一个，还有我跟老公", 5),
        ("孩子三个月大，我和老婆", 3),
        ("三叔跟二姑一共多少", 2),
        ("我哥我弟加我一共多少", 3),
        ("奶奶五保，还有俺们四口一共多少", 5),
        ("我们两口子加上刚出生的宝宝一共多少", 3),
    ],
)
def test_people_are_counted_however_the_number_is_told(text: str, count: int) -> None:
    household = read(text)
    assert household
    assert heads(household) == count


@pytest.mark.parametrize(
    ("text", "count", "aided"),
    [
        ("家里两个五保，还有四个不是，一共多少", 6, 2),
        ("仨低保户跟一个不是的，总共多少", 4, 3),
        ("奶奶是特困，爷爷不是，我也不是", 3, 1),
        ("我跟老婆不是低保，我娘是", 3, 1),
        ("六口人，三个低保，三个不是", 6, 3),
        ("两个老人两个娃，老人都是低保", 4, 2),
        ("两个孩子一个是孤儿，还有我", 3, 1),
    ],
)
def test_what_is_said_of_some_is_denied_of_others_without_saying_it_again(text: str, count: int, aided: int) -> None:
    household = read(text)
    assert household
    assert (heads(household), known(household, lambda person: person.groups)) == (count, aided)


@pytest.mark.parametrize(
    ("turns", "count"),
    [
        (("三个大人一个娃多少钱", "不是三个大人，是四个"), 5),
        (("三个大人一个娃多少钱", "娃不是一个，是两个"), 5),
        (("三个大人一个娃多少钱", "记错了，两个大人"), 3),
        (("三个大人一个娃多少钱", "娃是三个"), 6),
        (("三个大人一个娃多少钱", "娃不是一个，两个"), 5),
        (("三个大人一个娃多少钱", "大人其实是两个"), 3),
        (("三个大人一个娃多少钱", "漏了一个老人"), 5),
        (("我和老婆一个闺女一共多少", "说错了，两个闺女"), 4),
        (("我和老婆一个闺女一共多少", "还有一个闺女"), 4),
        (("老人和我们两口子一共多少", "老人不是一个，是两个"), 4),
    ],
)
def test_people_told_in_another_number_are_not_counted_twice(turns: tuple[str, ...], count: int) -> None:
    household = read(*turns)
    assert household
    assert (heads(household), household.doubtful) == (count, False)


@pytest.mark.parametrize(
    "turns",
    [
        ("两个大人两个小孩一共多少", "不是两个，是三个"),
        ("我家五口，两个大人三个小孩", "不是三个小孩，是四个"),
        ("两个老人一个娃，老人低保", "一共多少"),
        ("我和两个娃一共多少", "多算了一个"),
        ("我爸低保，我和我妈呢一共", "没有低保"),
    ],
)
def test_a_correction_that_leaves_open_who_is_meant_is_doubtful(turns: tuple[str, ...]) -> None:
    household = read(*turns)
    assert household
    assert household.doubtful


@pytest.mark.parametrize(("turn", "aided"), [("两个低保", 2), ("没有低保", 0), ("不是一个低保，是三个", 3)])
def test_the_number_of_aided_ones_told_anew_holds(turn: str, aided: int) -> None:
    assert known(read("我家五口，一个低保", turn), lambda person: person.groups) == aided


def test_a_group_told_of_the_wrong_person_is_taken_back() -> None:
    household = read("我家4口人", "其中我爸低保", "不是我爸，是我妈低保")
    assert household
    assert {p.kin for p in household.persons if "subsistence" in p.groups} == {"mother"}


def test_a_corrected_number_of_aided_members_takes_the_place_of_the_first() -> None:
    assert known(read("我家4口人", "两个低保", "不是两个，是一个"), lambda person: person.groups) == 1


@pytest.mark.parametrize("text", ["三口人，爷爷奶奶、我、媳妇、两个孩子", "七口人，奶奶低保，爷爷五保，剩下三个普通"])
def test_numbers_that_contradict_each_other_are_doubtful(text: str) -> None:
    household = read(text)
    assert household
    assert household.doubtful


def test_a_word_that_may_mean_several_is_said_to_be_taken_for_one() -> None:
    household = read("两口子加孩子一共多少")
    assert household
    assert (heads(household), household.assumed) == (3, ("孩子",))


def test_who_is_named_twice_is_one_person() -> None:
    household = read("我家三个大人两个小孩，我爸低保，大儿子残疾")
    assert household
    assert (heads(household), household.doubtful) == (5, False)


SAID = {
    "我爸": "低保",
    "我妈": "是五保",
    "我媳妇": "有职工医保",
    "我弟弟": "正常",
    "爷爷": "72岁，低收入家庭的",
    "闺女": "在学校交了",
    "奶奶": "一级残疾",
}


@settings(max_examples=60, deadline=None)
@given(st.permutations(sorted(SAID)), st.integers(1, len(SAID)), st.booleans())
def test_the_order_of_mention_never_matters(order: list[str], length: int, sized: bool) -> None:
    told = sorted(order[:length])
    head = f"家里{len(SAID) + 1}口人，" if sized else ""

    def persons(names: list[str]) -> Counter[Person]:
        household = read(head + "，".join(name + SAID[name] for name in names))
        return Counter(household.everyone()) if household else Counter()

    shuffled = [name for name in order if name in told]
    assert persons(shuffled) == persons(told)


@pytest.mark.parametrize(
    ("text", "aided"),
    [
        ("我低保，老婆娃儿也是低保", 3),
        ("媳妇儿子低保，我普通", 2),
        ("爷爷奶奶爸爸是低保，我和媳妇普通", 3),
        ("爹娘我都是低保，媳妇普通", 3),
        ("我，老婆，娃儿都是低保", 3),
        ("爸，妈，奶奶全是低保，我普通", 3),
        ("一家五口，低保的是我爸我妈还有我", 3),
        ("一家五口，低保户有爸妈跟奶奶，其余普通", 3),
        ("低保：爸妈、奶奶；普通：我、老婆、娃", 3),
        ("低保有两个，我爸和我妈，我和媳妇普通", 2),
    ],
)
def test_what_is_said_of_several_is_true_of_each(text: str, aided: int) -> None:
    assert known(read(text), lambda person: "subsistence" in person.groups) == aided


@pytest.mark.parametrize(
    "text",
    [
        "我老婆她妈是低保，我和老婆普通",
        "爸爸低保妈妈普通我也普通",
        "家里四口人，老婆身体好好的，娃儿低保",
        "家里我妈我媳妇我三个人，低保的只有我妈",
        "我爸我妈六十多了，就我妈是低保",
    ],
)
def test_what_is_said_of_one_is_not_true_of_those_named_before(text: str) -> None:
    assert known(read(text), lambda person: "subsistence" in person.groups) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("我家两口子没交，另外我爸是低保", 3),
        ("我家两口子，还有我妈", 3),
        ("俺家俩口子加两个娃", 4),
        ("我家两口子，一个低保", 2),
        ("我家两口人，我爸是低保", 2),
    ],
)
def test_a_couple_is_husband_and_wife_and_others_come_on_top(text: str, count: int) -> None:
    assert heads(read(text)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("我跟老公两个大人一个6岁娃", 3),
        ("我和媳妇两个大人，两个娃都上小学", 4),
        ("爷爷奶奶两个老人一个娃", 3),
        ("我和老公，加上公婆两个老人", 4),
        ("我和两个大人", 3),
        ("一家三口，都是大人", 3),
    ],
)
def test_those_who_were_just_named_are_not_counted_again(text: str, count: int) -> None:
    assert heads(read(text)) == count


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("老两口85和79一共多少", [79, 85]),
        ("家里俩老人，一个81一个76，加上我们夫妻", [76, 81]),
        ("爸妈72、69，三个人多少", [69, 72]),
        ("我爸85和我妈79", [79, 85]),
        ("老两口都83了，一共多少", [83, 83]),
    ],
)
def test_each_of_several_ages_is_somebodys(text: str, ages: list[int]) -> None:
    household = read(text)
    assert household is not None
    assert sorted(person.age for person in household.persons if person.age is not None) == ages


@pytest.mark.parametrize(("text", "having"), [("脱贫户一家四口", 4), ("脱贫户，家里3口人", 3), ("我家3口，脱贫户", 3)])
def test_the_word_for_a_household_is_said_of_all_of_it(text: str, having: int) -> None:
    assert known(read(text), lambda person: "out_of_poverty" in person.groups) == having
