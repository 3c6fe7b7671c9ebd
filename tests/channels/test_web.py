"""The public channel, over HTTP, on a server of its own."""

from __future__ import annotations

import json
import secrets
import socket
import subprocess
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
CANBAO = ROOT / ".venv/bin/canbao"
# The server keeps conversations in the project's own folder: it has no setting for another one.
STORE = ROOT / "var/conversations.db"
CARD = {"status", "topic", "county", "insurance_year", "figures", "citations", "ask"}
WEBHOOK = "/webhooks/web/webhook"


class Answered(NamedTuple):
    """An HTTP answer."""

    status: int
    body: Any
    content_type: str = ""


class Server:
    """A running ``canbao serve``."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process, self.port, self.log = process, port, log

    def request(self, path: str, data: bytes | None = None, method: str | None = None) -> Answered:
        """The answer to a request; JSON is read."""
        headers = {"Content-Type": "application/json"}
        request = Request(f"http://127.0.0.1:{self.port}{path}", data, headers, method=method)  # noqa: S310
        try:
            with urlopen(request, timeout=60) as response:  # noqa: S310
                status, raw, kind = response.status, response.read(), response.headers["Content-Type"]
        except HTTPError as error:
            status, raw, kind = error.code, error.read(), error.headers["Content-Type"]
        return Answered(status, json.loads(raw) if "json" in kind else raw.decode(), kind)

    def post(self, **fields: Any) -> Answered:
        """The answer of the web channel."""
        return self.request(WEBHOOK, json.dumps(fields).encode())

    def say(self, text: str, sender: str | None = None, county: str | None = None) -> list[dict[str, Any]]:
        """The messages that answer a text."""
        answered = self.post(sender=sender, message=text, metadata={"county": county} if county else {})
        assert answered.status == 200, answered
        messages: list[dict[str, Any]] = answered.body
        return messages

    def is_up(self) -> bool:
        """Whether the process still answers."""
        return self.process.poll() is None and self.request("/health").status == 200


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    port, log = free_port(), tmp_path_factory.mktemp("server") / "log"
    with log.open("wb") as out:
        process = subprocess.Popen([CANBAO, "serve", "--port", str(port)], stdout=out, stderr=out)
    server = Server(process, port, log)
    try:
        for _ in range(600):
            try:
                if server.request("/health").status == 200:
                    break
            except (URLError, ConnectionError):
                pass
            try:
                process.wait(0.25)
            except subprocess.TimeoutExpired:
                continue
            pytest.fail(f"the server ended:\n{log.read_text(encoding='utf-8')}")
        yield server
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture
def sender() -> str:
    return str(uuid.uuid4())


def texts(messages: list[dict[str, Any]]) -> str:
    return "\n".join(message["text"] for message in messages)


# ---- shape


def test_a_reply_is_a_list_of_messages_in_rasas_shape(server: Server, sender: str) -> None:
    (message,) = server.say("医保多少钱", sender, "jingxian")
    assert message.keys() == {"recipient_id", "text", "custom"}
    assert message["recipient_id"] == sender
    assert message["custom"]["answer"].keys() == CARD


def test_an_answer_carries_its_figures_and_citations(server: Server, sender: str) -> None:
    (message,) = server.say("医保多少钱", sender, "jingxian")
    card = message["custom"]["answer"]
    assert (card["status"], card["topic"], card["county"], card["insurance_year"]) == ("answered", "fee", "景县", 2021)
    assert {"name": "contribution", "value": 280, "unit": "元"} in card["figures"]
    assert {"notice": "景县2021年度参保缴费通知", "clause": "二"} in card["citations"]
    assert "280元" in message["text"]


def test_a_county_may_be_named_by_its_id_or_its_name(server: Server) -> None:
    assert "320元" in texts(server.say("医保多少钱", county="shandan"))
    assert "320元" in texts(server.say("医保多少钱", county="山丹县"))


def test_text_buttons_and_card_are_one_message(server: Server) -> None:
    (message,) = server.say("医保多少钱")
    assert message.keys() == {"recipient_id", "text", "buttons", "custom"}
    assert [button.keys() for button in message["buttons"]] == [{"title", "payload"}] * 5


def test_two_questions_are_two_messages(server: Server, sender: str) -> None:
    messages = server.say("医保多少钱？怎么缴费？", sender, "jingxian")
    assert [message["custom"]["answer"]["topic"] for message in messages] == ["fee", "channel"]


def test_the_text_is_chinese_and_not_escapes(server: Server) -> None:
    raw = json.dumps({"message": "医保多少钱", "metadata": {"county": "jingxian"}}).encode()
    request = Request(f"http://127.0.0.1:{server.port}{WEBHOOK}", raw)  # noqa: S310
    with urlopen(request, timeout=60) as response:  # noqa: S310
        assert "景县" in response.read().decode()


# ---- hostile requests


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe\x00",
        b"{}",
        b'{"message": null}',
        b'{"message": 5}',
        b'{"message": ["a"]}',
        b'{"message": "a", "sender": 5}',
        b'{"message": "a", "metadata": "x"}',
        b'{"message": "a", "metadata": {"county": []}}',
        b"[" * 60_000,
        b'{"message": "' + b"a" * 70_000 + b'"}',
    ],
    ids=lambda raw: repr(raw[:24]),
)
def test_a_request_that_is_wrong_is_refused_with_a_reason(server: Server, raw: bytes) -> None:
    answered = server.request(WEBHOOK, raw)
    assert 400 <= answered.status < 500
    assert answered.body["error"]
    assert server.is_up()


@pytest.mark.parametrize(
    ("message", "status"),
    [("医" * 10_000, 413), ("医" * 1001, 413), ("", 400), ("😀😀", 400), ("\x00\x01", 400), ("\ud800", 400)],
    ids=["10,000", "1,001", "empty", "emoji", "control", "surrogate"],
)
def test_a_message_that_is_none_is_refused_in_plain_words(server: Server, message: str, status: int) -> None:
    answered = server.post(message=message)
    assert answered.status == status
    assert answered.body[0]["text"]
    assert answered.body[0]["custom"]["answer"]["status"] == "refused_input"
    assert server.is_up()


def test_a_thousand_characters_are_answered(server: Server) -> None:
    assert texts(server.say("医保多少钱" * 200))


def test_half_an_emoji_in_a_question_does_not_break_it(server: Server, sender: str) -> None:
    assert "280元" in texts(server.say("医保\ud83d多少钱", sender, "jingxian"))


def test_the_webhook_takes_no_get(server: Server) -> None:
    assert server.request(WEBHOOK, method="GET").status == 405


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/status"),
        ("GET", "/version"),
        ("GET", "/domain"),
        ("GET", "/conversations/x/tracker"),
        ("POST", "/conversations/x/tracker/events"),
        ("POST", "/conversations/x/execute"),
        ("POST", "/model/parse"),
        ("PUT", "/model"),
        ("POST", "/model/train"),
        ("POST", "/webhooks/rest/webhook"),
        ("POST", "/webhooks/callback/webhook"),
    ],
)
def test_rasas_own_api_is_not_there(server: Server, method: str, path: str) -> None:
    answered = server.request(path, b"{}" if method != "GET" else None, method)
    assert answered.status == 404
    assert "Traceback" not in str(answered.body)


# ---- conversations


def test_a_missing_sender_gets_an_unguessable_id_each_time(server: Server) -> None:
    ids = {server.say("你好")[0]["recipient_id"] for _ in range(3)}
    assert len(ids) == 3
    assert min(len(name) for name in ids) >= 32


def test_a_sender_goes_on_with_its_conversation(server: Server, sender: str) -> None:
    server.say("山丹县医保多少钱", sender)
    assert server.say("那新生儿呢", sender)[0]["custom"]["answer"]["county"] == "山丹县"


def test_the_id_that_was_given_goes_on_with_its_conversation(server: Server) -> None:
    given = server.say("山丹县医保多少钱")[0]["recipient_id"]
    assert server.say("那新生儿呢", given)[0]["custom"]["answer"]["county"] == "山丹县"


def test_a_name_that_anybody_could_think_of_is_nobodys_conversation(server: Server) -> None:
    first = server.say("山丹县医保多少钱", "alice")[0]
    second = server.say("医保多少钱", "alice")[0]
    assert len({"alice", first["recipient_id"], second["recipient_id"]}) == 3
    assert second["custom"]["answer"]["status"] == "ask_county"


def test_conversations_at_the_same_time_do_not_mix(server: Server) -> None:
    prices = {"景县": "280元", "山丹县": "320元", "鄢陵县": "380元"}

    def talk(county: str) -> str:
        sender = str(uuid.uuid4())
        server.say("医保多少钱", sender)
        return texts(server.say(county, sender))

    with ThreadPoolExecutor(6) as pool:
        said = list(pool.map(talk, [*prices, *prices]))
    assert [price in text for price, text in zip([*prices.values()] * 2, said, strict=True)] == [True] * 6


# ---- a message is data


def test_restart_is_text_and_forgets_nothing(server: Server, sender: str) -> None:
    server.say("山丹县医保多少钱", sender)
    assert texts(server.say("/restart", sender))
    assert server.say("那新生儿呢", sender)[0]["custom"]["answer"]["county"] == "山丹县"


def test_a_button_that_was_offered_works(server: Server, sender: str) -> None:
    buttons = server.say("医保多少钱", sender)[0]["buttons"]
    payload = next(button["payload"] for button in buttons if button["title"] == "山丹县")
    assert "320元" in texts(server.say(payload, sender))


def test_a_button_that_was_offered_to_somebody_else_does_not(server: Server, sender: str) -> None:
    payload = server.say("医保多少钱")[0]["buttons"][0]["payload"]
    server.say(payload, sender)
    assert server.say("医保多少钱", sender)[0]["custom"]["answer"]["status"] == "ask_county"


def test_a_visitor_cannot_set_the_day(server: Server) -> None:
    answered = server.post(message="今天能缴吗", metadata={"county": "jingxian", "today": "2021-02-20"})
    assert "2021年2月20日" not in texts(answered.body)


# ---- personal numbers


def id_number() -> str:
    return "110101199001" + "".join(secrets.choice("0123456789") for _ in range(6))


def stored(number: str) -> bool:
    return any(number.encode() in path.read_bytes() for path in STORE.parent.glob(f"{STORE.name}*"))


def test_an_id_number_is_neither_repeated_nor_stored_nor_logged(server: Server, sender: str) -> None:
    number, marker = id_number(), f"标记{uuid.uuid4().hex}"
    said = json.dumps(server.say(f"{marker}帮我查{number}交了没", sender, "jingxian"))
    assert number not in said
    assert stored(json.dumps(marker)[1:-1]) or stored(marker)
    assert not stored(number)
    assert number not in server.log.read_text(encoding="utf-8")


def test_an_id_number_in_the_metadata_is_not_stored(server: Server, sender: str) -> None:
    number = id_number()
    server.say("医保多少钱", sender, number)
    assert not stored(number)


# ---- pages


def test_the_demonstration_page_is_served(server: Server) -> None:
    answered = server.request("/")
    assert answered.status == 200
    assert answered.content_type == "text/html; charset=utf-8"
    assert "<html" in answered.body
    assert WEBHOOK.lstrip("/") in answered.body


def test_health_tells_how_many_counties_are_held(server: Server) -> None:
    assert server.request("/health").body == {"status": "ok", "counties": 5}
