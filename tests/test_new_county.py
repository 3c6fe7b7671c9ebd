"""A county with rules that none of the held ones has is data alone: conversations with the invented 云坪县, 澜河县, 苇塘县 and 临溪县."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "tests/fixtures"
COUNTIES = {"yunping": "云坪县", "lanhe": "澜河县", "weitang": "苇塘县", "linxi": "临溪县"}
CASES: list[dict[str, Any]] = [
    {**case, "county": name}
    for county, name in COUNTIES.items()
    for case in yaml.safe_load((FIXTURES / f"conversations/{county}.yml").read_text(encoding="utf-8"))
]


@pytest.fixture(scope="module")
def replies() -> dict[str, str]:
    """What the last turn of each conversation gets, all of them in one run."""
    rows = [{**case, "today": case["today"].isoformat()} for case in CASES]
    lines = "\n".join(json.dumps({k: row[k] for k in ("id", "county", "today", "turns")}) for row in rows)
    done = subprocess.run(
        [str(Path(sys.executable).with_name("canbao")), "batch"],
        input=lines,
        env={**os.environ, "CANBAO_COUNTIES": str(FIXTURES / "counties")},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    answered = [json.loads(line) for line in done.stdout.splitlines()]
    return {row["id"]: "\n".join(message["text"] for message in row["replies"][-1]) for row in answered}


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_invented_county_is_answered_by_its_own_rules(replies: dict[str, str], case: dict[str, Any]) -> None:
    said = replies[case["id"]]
    assert [wanted for wanted in case["must"] if not re.search(wanted, said)] == [], said
    assert [banned for banned in case["must_not"] if re.search(banned, said)] == [], said
