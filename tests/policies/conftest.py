"""A county of our own making: its notice, its policy, and a folder in which a test may spoil either."""

from collections.abc import Callable
from pathlib import Path

import pytest

NOTICE = """\
青石县2024年度居民医保参保缴费通知

青医保发〔2023〕7号

各乡镇：
为做好2024年度参保工作，现通知如下：
一、缴费标准
每人每年400元，财政补助670元。
二、缴费时间
（一）集中缴费期为2023年9月1日至12月25日，每月1-25日可以办理。
（二）错过的可以补缴，缴１０７０元，满三个月后享受待遇。
三、新生儿
1、出生后九十天内登记的，当年不缴费。
2、登记地点在“便民服务中心”。
四、联系方式
县医保局：负责登记，电话：0311—1234567；
县税务局：负责征收，电话：0311-7654321。
温馨提示：
请相互转告。
青石县医疗保障局
2023年8月30日
"""

POLICY = """\
insurance_year: 2024
year_name: 2024年度
notices:
  - {id: main, title: 青石县2024年度居民医保参保缴费通知, short: 青石县通知, issued: 2023-08-30}
contribution: {amount: 400, clause: 一}
fiscal_subsidy: {amount: 670, clause: 一}
full_premium: {amount: 1070, clause: 一, computed: 400+670}
windows:
  - id: central
    kind: central_window
    name: 集中缴费期
    clause: 二（一）
    start: 2023-09-01
    end: 2023-12-25
    month_days: {first: 1, last: 25}
late:
  clause: 二（二）
  accepted: all
  pay: 1070
  wait: {months: 3}
  says: 要缴1070元
newborn:
  clause: 三1
  general: 出生后90天内登记的，当年不缴费
  born: {since: 2024-01-01, until: 2024-12-31}
  register_within: {days: 90}
  cases:
    - {clause: 三（1）, pay: 0, covered: birth, says: 当年不缴费}
contacts:
  - {id: bureau, name: 县医保局, phone: 0311—1234567, clause: 四, main: true}
  - {id: tax, name: 县税务局, phone: 0311—7654321, clause: 四（县税务局）}
points:
  newborn_place:
    - {say: 在“便民服务中心”登记, clause: 三2}
"""

Spoil = Callable[[str, str], Path]


@pytest.fixture
def notice() -> str:
    return NOTICE


@pytest.fixture
def spoil(tmp_path: Path) -> Spoil:
    """Write a copy of the policy in which one passage is replaced by another."""

    def write(passage: str, replacement: str) -> Path:
        assert POLICY.count(passage) == 1, f"{passage!r} must stand in the policy once"
        path = tmp_path / "2024.yml"
        path.write_text(POLICY.replace(passage, replacement), encoding="utf-8")
        return path

    return write


@pytest.fixture
def policy_file(tmp_path: Path) -> Path:
    path = tmp_path / "2024.yml"
    path.write_text(POLICY, encoding="utf-8")
    return path
