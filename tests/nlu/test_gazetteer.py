"""Places and groups are found by the names in the data: a new county needs no training."""

import shutil
from pathlib import Path

import pytest

from bot.nlu.gazetteer import Entity, Gazetteer
from bot.paths import DATA
from bot.policies.registry import Registry


@pytest.fixture(scope="module")
def gazetteer(registry: Registry) -> Gazetteer:
    return Gazetteer(registry)


def only(gazetteer: Gazetteer, text: str) -> Entity:
    found = gazetteer.find(text)
    assert len(found) == 1, found
    return found[0]


def test_every_name_of_every_county_is_found(gazetteer: Gazetteer, registry: Registry) -> None:
    for name in registry.names:
        if name.township is None:
            entity = only(gazetteer, f"{name.text}医保")
            assert (entity.kind, entity.value, entity.text) == ("county", name.county, name.text)


def test_a_misspelt_name_is_the_county_and_known_as_misspelt(gazetteer: Gazetteer) -> None:
    entity = only(gazetteer, "隋县医保多少钱")
    assert (entity.value, entity.misspelt) == ("suixian", True)


def test_the_longest_name_is_taken(gazetteer: Gazetteer) -> None:
    assert only(gazetteer, "河北景县").text == "河北景县"


def test_a_township_is_of_its_county_although_it_begins_like_another_place(gazetteer: Gazetteer) -> None:
    entity = only(gazetteer, "山丹马场怎么交")
    assert (entity.kind, entity.value, entity.county) == ("township", "山丹马场", "shandan")


def test_a_townships_short_name_counts_beside_its_county(gazetteer: Gazetteer) -> None:
    county, township = gazetteer.find("鄢陵马坊的电话")
    assert (county.kind, township.kind, township.value) == ("county", "township", "马坊镇")


def test_a_townships_short_name_alone_is_not_certain(gazetteer: Gazetteer) -> None:
    assert only(gazetteer, "马坊的电话").kind == "short_township"


def test_a_townships_short_name_beside_another_county_is_none(gazetteer: Gazetteer) -> None:
    assert [entity.kind for entity in gazetteer.find("阳城马坊")] == ["county"]


def test_two_counties_are_found_in_order(gazetteer: Gazetteer) -> None:
    assert [entity.value for entity in gazetteer.find("随县和景县哪个便宜")] == ["suixian", "jingxian"]


@pytest.mark.parametrize("place", ["沁水县", "扶沟县", "故城县", "襄城县", "虞城县", "稷山县", "深州市"])
def test_a_county_that_is_not_held_is_unknown(gazetteer: Gazetteer, place: str) -> None:
    entity = only(gazetteer, f"{place}医保怎么交")
    assert (entity.kind, entity.value) == ("unknown_county", place)


def test_a_city_in_a_short_question_is_unknown(gazetteer: Gazetteer) -> None:
    assert only(gazetteer, "石家庄医保多少钱").kind == "unknown_county"


@pytest.mark.parametrize("text", ["我在北京打工", "我们县多少钱", "本县", "在县城交", "哪个县便宜", "外县的能参保吗"])
def test_where_somebody_works_or_our_county_is_no_place_asked_about(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text) == ()


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("我是五保户", "extreme_poor"),
        ("特困供养人员", "extreme_poor"),
        ("残疾证一级", "severe_disability"),
        ("二级残疾", "severe_disability"),
        ("残疾，四级的", "mild_disability"),
        ("残疾人", "disability"),
        ("大学刚毕业", "graduate"),
    ],
)
def test_a_group_is_found_by_what_people_call_it(gazetteer: Gazetteer, text: str, group: str) -> None:
    assert only(gazetteer, text).value == group


def test_offsets_are_those_of_the_text(gazetteer: Gazetteer) -> None:
    text = "请问随县的低保户交多少"
    assert [text[entity.start : entity.end] for entity in gazetteer.find(text)] == ["随县", "低保户"]


def test_a_new_countys_names_are_found_from_its_folder_alone(tmp_path: Path) -> None:
    folder = tmp_path / "counties"
    shutil.copytree(Path(__file__).parents[1] / "fixtures/counties", folder)
    gazetteer = Gazetteer(Registry.load(DATA, folder))
    assert [(e.kind, e.value) for e in gazetteer.find("磐汀县青瓷镇怎么交")] == [
        ("county", "panting"),
        ("township", "青瓷镇"),
    ]
    assert only(gazetteer, "盘汀县多少钱").misspelt


def test_channels_relatives_dates_and_money_are_found(gazetteer: Gazetteer) -> None:
    found = {e.kind: e.value for e in gazetteer.find("我妈2021年3月10号在微信交了280元")}
    assert found == {"relative": "mother", "date": "2021年3月10号", "channel": "微信", "money": "280元"}


def test_a_date_is_one_entity_however_it_is_written(gazetteer: Gazetteer) -> None:
    assert only(gazetteer, "二〇二一年三月").value == "二〇二一年三月"
    assert only(gazetteer, "12月").text == "12月"


def test_a_townships_short_name_within_a_longer_place_is_none(gazetteer: Gazetteer) -> None:
    assert not [entity for entity in gazetteer.find("我在大马营，医保多少钱") if "township" in entity.kind]


def test_an_orphanage_is_a_place_and_makes_no_orphan(gazetteer: Gazetteer) -> None:
    assert not [entity for entity in gazetteer.find("在孤儿院长大的") if entity.kind == "group"]
