"""The project as a whole: one list of topics, no network, no figure outside the policies, no paths of a machine."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.paths import DATA, ROOT
from bot.rules.topics import IN_SCOPE, NAMES, OUT_OF_SCOPE
from bot.training_data.check import FEWEST, check
from bot.training_data.read import examples

TOPICS = (*IN_SCOPE, *OUT_OF_SCOPE)
INTERFACE = {
    *("fee", "deadline", "newborn", "refund", "subsidy", "channel", "registration", "eligibility", "late_payment"),
    *("benefit_period", "contact", "voucher_query", "ecard", "failure", "family"),
    *("out_of_scope_medical", "out_of_scope_other"),
}
SMALL_TALK = {"greet", "thanks", "bye", "bot_challenge", "human_handoff", "affirm", "deny", "not_sure"}
SMALL_TALK |= {"complaint", "abuse", "inform"}


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def test_the_topics_are_those_of_the_interface() -> None:
    assert set(TOPICS) == INTERFACE
    assert set(NAMES) >= INTERFACE


def test_the_domains_intents_are_the_topics_and_small_talk() -> None:
    assert set(read("domain.yml")["intents"]) == INTERFACE | SMALL_TALK


def test_every_intent_leads_to_the_one_action() -> None:
    rules = read("data/rules.yml")["rules"]
    steps = {
        step["intent"]: rule["steps"][-1]["action"] for rule in rules for step in rule["steps"] if "intent" in step
    }
    assert steps == dict.fromkeys(INTERFACE | SMALL_TALK, "action_answer")


def test_no_policy_of_rasas_needs_a_network_or_training() -> None:
    assert [policy["name"] for policy in read("config.yml")["policies"]] == ["RulePolicy"]


def test_every_topic_has_enough_examples() -> None:
    counts = Counter(example.intent for example in examples(DATA / "nlu"))
    assert {topic: counts[topic] for topic in TOPICS if counts[topic] < max(40, FEWEST)} == {}


def test_the_training_data_is_without_fault() -> None:
    assert [str(fault) for fault in check()] == []


def test_no_figure_stands_in_the_wording() -> None:
    assert (
        re.findall(r"[0-9０-９一二三四五六七八九十百千]+\s*元", (DATA / "wording.yml").read_text(encoding="utf-8"))
        == []
    )


@pytest.mark.parametrize("folder", ["bot", "actions"])
def test_no_figure_stands_in_the_code(folder: str) -> None:
    code = {path: path.read_text(encoding="utf-8") for path in (ROOT / folder).rglob("*.py")}
    said = {
        path: re.findall(r"(?<![\w.])\d{2,}元(?=[^\"'\n]*[\"'])", _without_docstrings(text))
        for path, text in code.items()
    }
    assert {str(path): found for path, found in said.items() if found} == {}


def _without_docstrings(text: str) -> str:
    return re.sub(r"\"\"\".*?\"\"\"|#[^\n]*", "", text, flags=re.DOTALL)


def test_the_rules_import_nothing_of_ours_and_no_framework() -> None:
    allowed = ("bot.rules", "pydantic", *sys.stdlib_module_names)
    imports = [
        (path.name, name)
        for path in (ROOT / "bot/rules").rglob("*.py")
        for name in re.findall(r"^\s*(?:from|import) ([\w.]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert [(file, name) for file, name in imports if not name.startswith(allowed)] == []


def test_no_path_of_a_machine_stands_in_a_tracked_file() -> None:
    git = ["git", "-C", str(ROOT), "ls-files", "-z"]
    tracked = subprocess.run(git, capture_output=True, text=True, check=True).stdout.split("\0")
    kinds = {".py", ".yml", ".yaml", ".toml", ".md", ".json", ".html", ".js", ".txt", ".cfg", ".sh", ""}
    files = [ROOT / name for name in tracked if name and Path(name).suffix in kinds]
    machine = ["/" + name + "/" for name in ("root", "work")]
    held = [path for path in files if path.is_file()]
    assert len(held) > 50
    assert [str(p) for p in held if any(part in p.read_text(encoding="utf-8") for part in machine)] == []


@pytest.mark.parametrize(("set_to", "expected"), [(None, "false"), ("true", "true")])
def test_telemetry_is_off_unless_the_operator_turns_it_on(set_to: str | None, expected: str) -> None:
    env = {name: value for name, value in os.environ.items() if name != "RASA_TELEMETRY_ENABLED"}
    env |= {"RASA_TELEMETRY_ENABLED": set_to} if set_to else {}
    code = "from bot.cli.quiet import settle; settle(); import os; print(os.environ['RASA_TELEMETRY_ENABLED'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == expected
