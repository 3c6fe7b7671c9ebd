"""A county with rules that none of the held ones has is data alone: conversations with invented counties."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "tests/fixtures"
COUNTIES = {"yunping": "云坪县", "lanhe": "澜河县", "weitang": "苇塘县", "linxi": "临溪县", "qingyuan": "青垣县"}
CASES: list[dict[str, Any]] = [
    {**case, "county": name}
    for county, name in COUNTIES.items()
    for case in yaml.safe_load((FIXTURES / f"conversations/{county}.yml").read_text(encoding="utf-8"))
]


def ask(counties: Path, rows: list[dict[str, Any]]) -> dict[str, str]:
    """What the last turn of each conversation gets with these counties, all of them in one run."""
    lines = "\n".join(json.dumps({k: row[k] for k in ("id", "county", "today", "turns")}) for row in rows)
    done = subprocess.run(
        [str(Path(sys.executable).with_name("canbao")), "batch"],
        input=lines,
        env={**os.environ, "CANBAO_COUNTIES": str(counties)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    answered = [json.loads(line) for line in done.stdout.splitlines()]
    return {row["id"]: "\n".join(message["text"] for message in row["replies"][-1]) for row in answered}


@pytest.fixture(scope="module")
def replies() -> dict[str, str]:
    """What the last turn of each conversation gets, all of them in one run."""
    return ask(FIXTURES / "counties", [{**case, "today": case["today"].isoformat()} for case in CASES])


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_invented_county_is_answered_by_its_own_rules(replies: dict[str, str], case: dict[str, Any]) -> None:
    said = replies[case["id"]]
    assert [wanted for wanted in case["must"] if not re.search(wanted, said)] == [], said
    assert [banned for banned in case["must_not"] if re.search(banned, said)] == [], said


# Words that only one invented county has groups for, asked of another county.
OTHERS_WORDS = {
    "鄢陵县": ("事实无人抚养儿童要交钱吗", "我是乡村医生，有补助吗", "B类低保要交多少", "俺媳妇精神残疾一级，交不交钱"),
    "随县": ("四级残疾人交多少钱", "家里老三要交多少"),
    "阳城县": ("残疾证是四级的免吗", "C类低保自己掏多少"),
    "景县": ("三级残疾交多少", "居住证才办，要交多少"),
    "山丹县": ("残疾人一级二级要交钱吗", "献血4000毫升免不免"),
}


def test_the_groups_of_one_county_are_not_heard_in_another(tmp_path: Path) -> None:
    rows = [
        {"id": text, "county": county, "today": "2021-08-10", "turns": [text]}
        for county, texts in OTHERS_WORDS.items()
        for text in texts
    ]
    shutil.copytree(ROOT / "data/counties", tmp_path / "all")
    shutil.copytree(FIXTURES / "counties", tmp_path / "all", dirs_exist_ok=True)
    assert ask(tmp_path / "all", rows) == ask(ROOT / "data/counties", rows)
