"""The measuring of what serving costs: its arithmetic, its made-up counties, and one small real measurement."""

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest
import yaml

from bench.machine import this_machine
from bench.serving import counties, profile, report, stock
from bench.serving import growth as growing
from bench.serving.contestants import FLOOR, OURS, STOCK, Contestants, questions
from bench.serving.goals import Goal, goals
from bench.serving.growth import Crowd, Growth, Held, Memory, Turns
from bench.serving.load import Load, Taken, ask, has_figures, payload
from bench.serving.process import Command, family, free_port, lives, post, running
from bench.serving.results import Latency, Part, Report, Served, Service, Spread
from bench.serving.scaling import Scaling
from bench.serving.stock import Stock, Training
from bot.paths import DATA
from bot.policies.registry import Registry
from bot.training_data.read import examples

REPLY = json.dumps([{"text": "280元", "custom": {"answer": {"figures": [{"name": "contribution", "value": 280}]}}}])


def served(clients: int, milliseconds: float) -> Served:
    return Served.of(clients, [Taken([milliseconds] * 10, 10 * milliseconds / 1000, 10)] * 3)


def service(name: str, milliseconds: float, start: float, mb: float) -> Service:
    one, many = served(1, milliseconds), served(16, milliseconds)
    return Service(name, Spread.of([start]), Spread.of([mb]), Spread.of([mb]), one, many, milliseconds)


@pytest.fixture
def compared() -> Report:
    """Ours ten times as quick as stock, eight times as slow as the floor, of half the memory."""
    services = [service(OURS, 4, 5, 500), service(STOCK, 40, 40, 1000), service(FLOOR, 0.5, 1, 50)]
    trained = Training(600, 30, 100, 400.0, 500.0, "2026-01-01")
    parts = [Part("database: SQLite, SQLAlchemy, the tracker store", 0.5), Part("web server", 0.5)]
    scaling = Scaling(9000, 50.0, 4.0, 10.0, 9.0)
    loads, ours = (0.1, 0.2), (100.0, 90.0)
    machine = this_machine()
    return Report(
        "canbao bench serve", machine, loads, 60, 3, 26, 5, 700, services, served(1, 6), ours, trained, scaling, parts
    )


@pytest.fixture
def grown() -> Growth:
    """Flat but for the first start, which is four times as long with many counties."""
    flat = Latency(4, 4, 5, 6)
    held = [Held(5, 5.0, 5.0, 500, flat, flat, 40, 40), Held(3000, 20.0, 6.0, 600, flat, flat, 40, 39)]
    memory = [Memory(count, 500 + (count == 100)) for count in range(100, 2001, 100)]
    turns = [Turns(26, 4.0), Turns(500, 5.0)]
    return Growth("canbao bench growth", this_machine(), (0.1, 0.2), 60, turns, held, [Crowd(1, 250, flat)], memory)


def test_percentiles_are_of_all_rounds_and_the_rate_is_the_median_rounds() -> None:
    rounds = [Taken([1.0] * 98, 2.0, 98), Taken([1.0, 201.0], 0.01, 1), Taken([1.0] * 10, 1.0, 10)]
    found = Served.of(16, rounds)
    assert found.rate == Spread(49.0, 10.0, 200.0)
    assert (found.requests, found.with_figures) == (110, 109)
    assert (found.latency.p50, found.latency.p99) == (1.0, 1.0)
    assert found.latency.mean == pytest.approx((109 + 201) / 110)
    assert Latency.of([1.0, 2.0, 3.0]).p95 == pytest.approx(2.9)


def test_a_goal_is_met_at_its_limit_and_not_beyond() -> None:
    assert Goal("at least", 8.0, 8).met
    assert not Goal("at least", 7.99, 8).met
    assert Goal("at most", 5.0, 5, most=True).met
    assert not Goal("at most", 5.01, 5, most=True).met


def test_the_goals_are_the_services_ratios(compared: Report) -> None:
    measured = {goal.what.split(",")[0]: goal.measured for goal in goals(compared)}
    assert measured["requests/s at 1 client"] == pytest.approx(10)
    assert measured["latency p50 at 1 client"] == pytest.approx(10)
    assert measured["start to first reply"] == 8
    assert measured["memory after the load"] == 2
    assert measured["training on all phrases"] == pytest.approx((50 + 100 * 4) / 90)
    assert measured["time of a request at 1 client"] == 8
    assert [goal.what for goal in goals(compared) if not goal.met] == ["time of a request at 1 client, ours / floor"]


def test_the_goals_of_growth_compare_the_most_with_the_fewest(grown: Growth) -> None:
    assert [goal.what for goal in growing.goals(grown) if not goal.met] == [
        "5 to 3000 counties: start to first reply, never read"
    ]


def test_memory_before_the_warm_up_counts_as_no_growth(grown: Growth) -> None:
    assert grown.memory_growth == 0
    assert grown.kb_a_thousand == pytest.approx(0, abs=1e-6)
    rising = replace(grown, memory=[Memory(count, 500 + count / 100) for count in range(100, 2001, 100)])
    assert rising.kb_a_thousand == pytest.approx(10 * 1024)
    assert rising.memory_growth > 0


def test_the_page_says_of_each_goal_whether_it_is_met(compared: Report, tmp_path: Path) -> None:
    page = report.write(compared, tmp_path).read_text(encoding="utf-8")
    assert "| requests/s at 1 client, ours / stock | at least 8 | 10.00 | met |" in page
    assert "| time of a request at 1 client, ours / floor | at most 5 | 8.00 | **not met** |" in page
    assert "| database: SQLite, SQLAlchemy, the tracker store | 50.0 | 2.000 |" in page
    raw = json.loads((tmp_path / "serve.json").read_text(encoding="utf-8"))
    assert raw["services"][0]["few"]["latency"]["p50"] == 4
    assert raw == json.loads(json.dumps(asdict(compared)))


def test_what_people_wrote_below_the_tables_stays(grown: Growth, tmp_path: Path) -> None:
    page = report.write_growth(grown, tmp_path)
    page.write_text(page.read_text(encoding="utf-8") + "\n## Reading the figures\n\nFlat.\n", encoding="utf-8")
    report.write_growth(grown, tmp_path)
    assert page.read_text(encoding="utf-8").endswith("\n\n## Reading the figures\n\nFlat.\n")


def test_made_up_counties_load_and_answer_under_their_own_names(tmp_path: Path) -> None:
    made = counties.write(tmp_path, 12)
    registry = Registry.load(DATA, tmp_path)
    assert registry.county_names == tuple(names.name for names in made)
    real = {name.text for name in Registry.load(DATA).names}
    texts = [name.text for name in registry.names]
    assert real.isdisjoint(texts)
    assert len(set(texts)) == len(texts)
    assert all(len(names.name) in (3, 4) for names in made)
    written = "".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.yml"))
    assert not [name for name in ("景县", "山丹", "随县", "阳城", "鄢陵") if name in written]


def test_no_two_of_three_thousand_counties_share_a_name() -> None:
    made = counties.names(3000)
    names = [text for one in made for text in (one.bare, *one.townships)]
    assert len(set(names)) == len(names) == 3000 * 9
    assert counties.names(5) == made[:5]


def test_a_looks_innermost_known_part_has_it() -> None:
    handling = "run (bot/cli/serve.py:1);handle_request (handle_request:1)"
    rasa = "handle_message (rasa/core/processor.py:1)"
    stacks = [
        f"{handling};{rasa};probabilities (bot/nlu/topic_model.py:1);dot (scipy/sparse/_base.py:2) 3",
        f"{handling};{rasa};save (rasa/core/tracker_store.py:1);dumps (json/__init__.py:2) 4",
        f"{handling};send (sanic/http.py:1) 1",
        "run (bot/cli/serve.py:1);idle (asyncio/base_events.py:1) 100",
    ]
    assert profile.shares(stacks) == [
        Part("database: SQLite, SQLAlchemy, the tracker store", 0.5),
        Part("understanding: topic model", 0.375),
        Part("web server", 0.125),
    ]


def test_only_replies_with_a_figure_count() -> None:
    assert has_figures(REPLY.encode())
    assert not has_figures(REPLY.replace('{"name": "contribution", "value": 280}', "").encode())
    for broken in (b"", b"[]", b"{}", b"[1]", b'[{"custom": null}]', b'{"error": "busy"}'):
        assert not has_figures(broken)


def test_the_questions_are_phrases_of_ours_with_a_county() -> None:
    written = {example.text for example in examples(DATA / "nlu")}
    names = [name.text for name in Registry.load(DATA).names if name.township is None]
    assert len(questions()) >= 10
    for question in questions():
        assert question in written
        assert any(name in question for name in names)


def test_stock_learns_every_topic_from_the_same_phrases() -> None:
    learnt = stock.phrases(600, 30)
    files = stock.project(learnt, 100)
    config = yaml.safe_load(files["config.yml"])
    assert [part["name"] for part in config["pipeline"]][-2:] == ["DIETClassifier", "FallbackClassifier"]
    assert {part["name"] for part in config["policies"]} == {"MemoizationPolicy", "RulePolicy", "TEDPolicy"}
    intents = {block["intent"] for block in yaml.safe_load(files["data/nlu.yml"])["nlu"]}
    assert intents == {example.intent for example in examples(DATA / "nlu")}
    assert stock.fingerprint(files) != stock.fingerprint(stock.project(learnt[1:], 100))


def test_what_a_service_started_counts_and_ends_with_it(tmp_path: Path) -> None:
    starts = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); print(1, flush=True); time.sleep(60)"
    with running([Command((sys.executable, "-c", starts))], tmp_path / "log") as service:
        while not service.log.read_text(encoding="utf-8"):
            service.check()
        pids = family([service.processes[0].pid])
        assert len(pids) == 2
        assert service.memory_mb() > 5
    assert not [pid for pid in pids if lives(pid)]


def test_a_service_that_ends_by_itself_is_told_with_its_log(tmp_path: Path) -> None:
    with running([Command((sys.executable, "-c", "raise SystemExit('no port')"))], tmp_path / "log") as service:
        service.processes[0].wait(20)
        with pytest.raises(RuntimeError, match="no port"):
            service.check()


def test_the_floor_is_measured_for_real(tmp_path: Path) -> None:
    no_stock = Stock(tmp_path, Training(0, 0, 0, 0.0, 0.0, ""))
    with Contestants(tmp_path, no_stock, REPLY.encode()).up(FLOOR) as floor:
        assert 0 < floor.seconds < 60
        assert post(floor.url, payload("somebody", questions()[0])) == REPLY.encode()
        taken = ask(Load(floor.url, questions(), clients=4, requests=200))
        assert floor.service.memory_mb() > 5
    assert taken.requests == taken.with_figures == 200
    assert all(0 < time <= taken.seconds * 1000 for time in taken.milliseconds)


def test_a_service_that_is_not_there_gives_no_reply() -> None:
    assert post(f"http://127.0.0.1:{free_port()}/", b"{}") is None
