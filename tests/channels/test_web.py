"""The public channel, over HTTP, on a server of its own."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import uuid
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
CANBAO = ROOT / ".venv/bin/canbao"
CARD = {"status", "topic", "county", "insurance_year", "figures", "citations", "ask"}
WEB = "/webhooks/web"
WEBHOOK = f"{WEB}/webhook"
COUNTY_SITE = "https://www.jingxian.gov.cn"


class Answered(NamedTuple):
    """An HTTP answer."""

    status: int
    body: Any
    content_type: str = ""
    headers: Mapping[str, str] = {}


class Server:
    """A running ``canbao serve``."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
        self.process, self.port = process, port
        self.log, self.store = folder / "log", folder / "conversations.db"

    def request(self, path: str, data: bytes | None = None, method: str | None = None, **headers: str) -> Answered:
        """The answer to a request; JSON is read."""
        named = {"Content-Type": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}}
        request = Request(f"http://127.0.0.1:{self.port}{path}", data, named, method=method)  # noqa: S310
        try:
            with urlopen(request, timeout=60) as response:  # noqa: S310
                status, raw, told = response.status, response.read(), response.headers
        except HTTPError as error:
            status, raw, told = error.code, error.read(), error.headers
        kind = told["Content-Type"] or ""
        return Answered(status, json.loads(raw) if "json" in kind else raw.decode(), kind, told)

    def post(self, path: str = WEBHOOK, **fields: Any) -> Answered:
        """The answer of the web channel."""
        return self.request(path, json.dumps(fields).encode())

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


@contextmanager
def serving(folder: Path, **environment: str) -> Iterator[Server]:
    """A server that keeps what it keeps in this folder."""
    port, log = free_port(), folder / "log"
    settings = {**os.environ, "CANBAO_VAR": str(folder), **environment}
    with log.open("ab") as out:
        process = subprocess.Popen([CANBAO, "serve", "--port", str(port)], stdout=out, stderr=out, env=settings)
    server = Server(process, port, folder)
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


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("server"), CANBAO_ORIGINS=COUNTY_SITE) as server:
        yield server


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
        b'{"message": "a", "message_id": "short"}',
        b'{"message": "a", "message_id": 12345678}',
        b"[" * 60_000,
        b'{"message": "' + b"a" * 70_000 + b'"}',
        b'{"message": "' + b"a" * 300_000 + b'"}',
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


def test_a_session_is_an_id_that_nobody_can_guess(server: Server) -> None:
    ids = {server.post(f"{WEB}/session").body["sender"] for _ in range(3)}
    assert len(ids) == 3
    assert min(len(name) for name in ids) >= 32


def test_the_sessions_id_goes_on_with_its_conversation(server: Server) -> None:
    given = server.post(f"{WEB}/session").body["sender"]
    assert server.say("山丹县医保多少钱", given)[0]["recipient_id"] == given
    assert server.say("那新生儿呢", given)[0]["custom"]["answer"]["county"] == "山丹县"


# ---- what a page asks before anything is said


def test_the_config_names_the_counties_with_the_phones_of_their_notices(server: Server) -> None:
    answered = server.request(f"{WEB}/config")
    counties = {county["id"]: county for county in answered.body["counties"]}
    assert list(counties) == ["jingxian", "shandan", "suixian", "yangcheng", "yanling"]
    assert counties["jingxian"] == {
        "id": "jingxian",
        "name": "景县",
        "phones": [
            {"name": "城乡居民医保中心", "number": "4229363"},
            {"name": "税务局办税服务厅", "number": "5830138"},
        ],
    }
    assert counties["shandan"]["phones"] == []
    assert counties["yanling"]["phones"][0] == {"name": "县医保局", "number": "0374—7156780"}
    assert answered.body["longest"] == 1000


# ---- a message that is sent again


def test_a_message_that_is_sent_again_gets_the_same_replies(server: Server, sender: str) -> None:
    sent = {"sender": sender, "message": "多少钱", "message_id": "message-1", "metadata": {"county": "jingxian"}}
    first = server.post(**sent)
    assert "280元" in texts(first.body)
    assert server.post(**sent).body == first.body


def test_sends_at_the_same_time_get_the_same_replies(server: Server, sender: str) -> None:
    sent = {"sender": sender, "message": "多少钱", "message_id": "message-1", "metadata": {"county": "jingxian"}}
    with ThreadPoolExecutor(6) as pool:
        answered = list(pool.map(lambda _: server.post(**sent).body, range(6)))
    assert "280元" in texts(answered[0])
    assert all(body == answered[0] for body in answered)


def test_without_a_sender_the_same_id_is_a_message_of_a_new_conversation(server: Server) -> None:
    ids = {server.post(message="你好", message_id="message-1").body[0]["recipient_id"] for _ in range(2)}
    assert len(ids) == 2


def test_a_conversation_and_its_answers_outlive_a_restart(tmp_path: Path, sender: str) -> None:
    sent = {"sender": sender, "message": "山丹县医保多少钱", "message_id": "message-1"}
    with serving(tmp_path) as server:
        first = server.post(**sent).body
    with serving(tmp_path) as server:
        assert server.post(**sent).body == first
        assert server.say("那新生儿呢", sender)[0]["custom"]["answer"]["county"] == "山丹县"
        said = server.post(f"{WEB}/feedback", sender=sender, message_id="message-1", helpful=True)
        assert said.body == {"status": "kept"}


# ---- erasing


def test_an_erased_conversation_is_forgotten(server: Server, sender: str) -> None:
    server.say("山丹县医保多少钱", sender)
    assert server.post(f"{WEB}/erase", sender=sender).body == {"status": "erased"}
    assert server.say("医保多少钱", sender)[0]["custom"]["answer"]["status"] == "ask_county"


@pytest.mark.parametrize("sender", ["alice", "", str(uuid.uuid4())])
def test_erasing_what_is_not_there_is_answered_alike(server: Server, sender: str) -> None:
    assert server.post(f"{WEB}/erase", sender=sender).body == {"status": "erased"}


# ---- feedback


def test_feedback_is_taken_for_an_answer_and_again(server: Server, sender: str) -> None:
    server.post(sender=sender, message="多少钱", message_id="message-1", metadata={"county": "jingxian"})
    for helpful, comment in ((True, "好"), (False, None)):
        said = server.post(f"{WEB}/feedback", sender=sender, message_id="message-1", helpful=helpful, comment=comment)
        assert (said.status, said.body) == (200, {"status": "kept"})


def test_feedback_without_an_answer_is_refused(server: Server, sender: str) -> None:
    said = server.post(f"{WEB}/feedback", sender=sender, message_id="message-1", helpful=True)
    assert said.status == 404
    assert said.body["error"].startswith("message_id: ")


def test_an_id_number_in_feedback_is_not_stored(server: Server, sender: str) -> None:
    number, marker = id_number(), f"标记{uuid.uuid4().hex.translate(str.maketrans('0123456789', 'ghijklmnop'))}"
    server.post(sender=sender, message="你好", message_id="message-1")
    said = server.post(
        f"{WEB}/feedback", sender=sender, message_id="message-1", helpful=False, comment=f"{marker}我是{number}"
    )
    assert said.status == 200
    assert stored(server, marker)
    assert not stored(server, number)


@pytest.mark.parametrize(
    ("path", "raw", "complaint"),
    [
        ("session", b"x", "not JSON"),
        ("session", b"[]", "must be a JSON object"),
        ("erase", b"{}", "sender: is missing"),
        ("erase", b'{"sender": 5}', "sender: must be a string"),
        ("feedback", b"{}", "helpful: must be true or false"),
        ("feedback", b'{"helpful": 1}', "helpful: must be true or false"),
        ("feedback", b'{"helpful": true}', "sender: is missing"),
        ("feedback", b'{"helpful": true, "sender": "s"}', "message_id: is missing"),
        ("feedback", b'{"helpful": true, "sender": "s", "message_id": "a b c d e f"}', "message_id: must be 8 to 64"),
        ("feedback", b'{"helpful": true, "comment": 5}', "comment: must be a string"),
        ("feedback", b'{"helpful": true, "comment": "' + b"a" * 501 + b'"}', "comment: is longer than 500"),
    ],
)
def test_what_is_wrong_with_a_request_is_named(server: Server, path: str, raw: bytes, complaint: str) -> None:
    answered = server.request(f"{WEB}/{path}", raw)
    assert answered.status == 400
    assert complaint in answered.body["error"]


@pytest.mark.parametrize("path", ["session", "webhook", "erase", "feedback"])
def test_a_request_that_is_too_large_is_refused_everywhere(server: Server, path: str) -> None:
    assert server.request(f"{WEB}/{path}", b"{" + b" " * 70_000 + b"}").status == 413


# ---- whose pages may call

ROUTES = [("GET", "config"), ("POST", "session"), ("POST", "webhook"), ("POST", "erase"), ("POST", "feedback")]


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_a_page_of_another_site_is_refused_without_a_cors_header(server: Server, method: str, path: str) -> None:
    for asked in (method, "OPTIONS"):
        answered = server.request(f"{WEB}/{path}", b"{}" if asked == "POST" else None, asked, Origin="https://evil.cn")
        assert answered.status == 403
        assert answered.body["error"].startswith("Origin: ")
        assert not [name for name in answered.headers if name.lower().startswith("access-control-")]


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_a_page_that_the_operator_named_may_call_after_a_preflight(server: Server, method: str, path: str) -> None:
    asked = {"Origin": COUNTY_SITE, "Access_Control_Request_Method": method}
    preflight = server.request(f"{WEB}/{path}", None, "OPTIONS", **asked)
    assert preflight.status == 204
    assert preflight.headers["Access-Control-Allow-Origin"] == COUNTY_SITE
    assert method in preflight.headers["Access-Control-Allow-Methods"]
    assert preflight.headers["Access-Control-Allow-Headers"] == "Content-Type"
    answered = server.request(f"{WEB}/{path}", b"{}" if method == "POST" else None, method, Origin=COUNTY_SITE)
    assert answered.status != 403
    assert answered.headers["Access-Control-Allow-Origin"] == COUNTY_SITE
    assert "Access-Control-Allow-Credentials" not in answered.headers


def test_the_services_own_page_may_call(server: Server) -> None:
    own = f"http://127.0.0.1:{server.port}"
    assert server.request(f"{WEB}/session", b"{}", Origin=own).status == 200


def test_a_forwarded_host_does_not_make_a_page_its_own(server: Server) -> None:
    forwarded = {"Origin": "https://evil.cn", "X_Forwarded_Host": "evil.cn"}
    assert server.request(f"{WEB}/session", b"{}", **forwarded).status == 403


def test_no_answer_of_the_channel_is_kept_by_a_cache(server: Server) -> None:
    for path in ("config", ""):
        assert server.request(f"{WEB}/{path}").headers["Cache-Control"] == "no-store"


def test_a_wrong_setting_stops_the_start_with_its_name() -> None:
    settings = {**os.environ, "CANBAO_ORIGINS": "www.jingxian.gov.cn"}
    ended = subprocess.run([CANBAO, "serve"], env=settings, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert ended.stderr.strip().startswith("CANBAO_ORIGINS: www.jingxian.gov.cn: must be")


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


def stored(server: Server, number: str) -> bool:
    return any(number.encode() in path.read_bytes() for path in server.store.parent.glob(f"{server.store.name}*"))


def test_an_id_number_is_neither_repeated_nor_stored_nor_logged(server: Server, sender: str) -> None:
    number, marker = id_number(), f"标记{uuid.uuid4().hex.translate(str.maketrans('0123456789', 'ghijklmnop'))}"
    said = json.dumps(server.say(f"{marker}帮我查{number}交了没", sender, "jingxian"))
    assert number not in said
    assert stored(server, json.dumps(marker)[1:-1]) or stored(server, marker)
    assert not stored(server, number)
    assert number not in server.log.read_text(encoding="utf-8")


def test_an_id_number_in_the_metadata_is_not_stored(server: Server, sender: str) -> None:
    number = id_number()
    server.say("医保多少钱", sender, number)
    assert not stored(server, number)


# ---- pages


def test_the_demonstration_page_is_served(server: Server) -> None:
    answered = server.request("/")
    assert answered.status == 200
    assert answered.content_type == "text/html; charset=utf-8"
    assert "<html" in answered.body
    assert "script-src 'self'" in answered.headers["Content-Security-Policy"]


def test_health_tells_how_many_counties_are_held(server: Server) -> None:
    assert server.request("/health").body == {"status": "ok", "counties": 5}
