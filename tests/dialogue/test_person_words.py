"""The words by which a message speaks of the persons of a household."""

import pytest

from bot.dialogue.persons.words import Token, reader_for
from bot.policies.registry import Registry


def found(registry: Registry, text: str) -> list[Token]:
    return [token for token in reader_for(registry.catalogue).read(text) if token.kind != "bound"]


@pytest.mark.parametrize(
    ("text", "kind", "value", "number"),
    [
        ("一家五口", "total", "total_home", 5),
        ("十二口人", "total", "total", 12),
        ("4个人", "total", "total", 4),
        ("我们仨", "total", "we", 3),
        ("娘俩", "total", "pair", 2),
        ("仨娃", "kin", "child", 3),
        ("一个老娘", "kin", "mother", 1),
        ("老丈人", "kin", "father_in_law", None),
        ("大儿子", "kin", "elder_son", None),
        ("两口子", "kin", "couple", None),
        ("其余", "rest", "", None),
        ("没啥照顾政策", "ordinary", "", None),
    ],
)
def test_who_is_named_and_how_many(registry: Registry, text: str, kind: str, value: str, number: int | None) -> None:
    assert [(t.kind, t.value, t.number) for t in found(registry, text)] == [(kind, value, number)]


@pytest.mark.parametrize("text", ["多少钱", "三个月", "两级", "第二个", "一个人多少", "五个县", "两块钱"])
def test_numbers_of_other_things_are_no_persons(registry: Registry, text: str) -> None:
    assert found(registry, text) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("我有职工医保", "employee"),
        ("儿子单位给交", "employee"),
        ("闺女学校给交了", "school"),
        ("他在深圳参了保", "elsewhere"),
        ("他在许昌市区参了居民医保", "elsewhere"),
        ("爷爷去世了", "gone"),
        ("我没有职工医保", None),
        ("我在手机上交了", None),
        ("我在家交的", None),
    ],
)
def test_why_nothing_is_to_be_paid_here(registry: Registry, text: str, why: str | None) -> None:
    covered = [token.value for token in found(registry, text) if token.kind == "covered" and token.value != "paid"]
    assert covered == ([why] if why else [])


@pytest.mark.parametrize(
    ("text", "years"), [("我爹63，", 63), ("奶奶七十二了", 72), ("我爸62但不是", 62), ("我爸2个孩子", None)]
)
def test_a_bare_number_after_a_person_is_an_age(registry: Registry, text: str, years: int | None) -> None:
    ages = [token.number for token in found(registry, text) if token.kind == "age"]
    assert ages == ([years] if years else [])
