"""``ask``, ``batch`` and ``parse``: the whole assistant, and understanding alone, from the terminal."""

import asyncio
import datetime
import json
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.lines import BadInput, read_lines, write_line
from bot.cli.quiet import without_collector
from bot.training import trained

if TYPE_CHECKING:
    from bot.assistant import Assistant


def load_assistant(light: bool = True) -> "Assistant":
    """The assistant on the current model, trained first if need be; ``light`` as in ``bot.loading``."""
    model = trained()
    # Loading takes seconds: faults of the input are told before.
    with without_collector():
        from bot.loading import load

        agent = load(model, light)
        from bot.assistant import Assistant

        return Assistant(agent)


def ask(text: str, county: str | None, today: str | None, as_json: bool) -> None:
    """One question in a conversation of its own."""
    metadata = _metadata(county, today, "--today")
    messages = asyncio.run(load_assistant().handle(uuid.uuid4().hex, text, metadata))
    for message in messages:
        message.pop("recipient_id", None)
        if as_json:
            write_line(message)
            continue
        print(message.get("text", ""))
        for button in message.get("buttons", []):
            print(f"  [{button['title']}]")


def batch(path: Path | None) -> None:
    """Conversations in, replies out, in the same order."""
    cases = [_checked(case, where) for where, case in read_lines(path, "id", "turns")]
    assistant = load_assistant()
    asyncio.run(_run_all(assistant, cases))


def _checked(case: dict[str, Any], where: str) -> dict[str, Any]:
    turns = case["turns"]
    if not isinstance(turns, list) or not all(isinstance(turn, str) for turn in turns):
        raise BadInput(f"{where}: turns: must be a list of strings")
    if case.get("county") is not None and not isinstance(case["county"], str):
        raise BadInput(f"{where}: county: must be a string or null")
    _metadata(case.get("county"), case.get("today"), f"{where}: today")
    return case


async def _run_all(assistant: "Assistant", cases: list[dict[str, Any]]) -> None:
    for case in cases:
        sender = uuid.uuid4().hex
        metadata = _metadata(case.get("county"), case.get("today"), "today")
        replies = []
        for turn in case["turns"]:
            messages = await assistant.handle(sender, turn, metadata)
            replies.append([{k: v for k, v in message.items() if k != "recipient_id"} for message in messages])
        write_line({"id": case["id"], "replies": replies})
    sys.stdout.flush()


def _metadata(county: str | None, today: Any, where: str) -> dict[str, Any]:
    metadata: dict[str, Any] = {}
    if county:
        metadata["county"] = county
    if today:
        try:
            metadata["today"] = datetime.date.fromisoformat(today).isoformat()
        except (ValueError, TypeError) as error:
            raise BadInput(f"{where}: must be a date such as 2021-02-20, not {json.dumps(today)}") from error
    return metadata


def parse(path: Path | None) -> None:
    """Understanding alone: the topics that the assistant would act on, with their confidence, and the entities."""
    rows = [row for _, row in read_lines(path, "id", "text")]
    assistant = load_assistant()
    asyncio.run(_parse_all(assistant, rows))


async def _parse_all(assistant: "Assistant", rows: list[dict[str, Any]]) -> None:
    from bot.dialogue.heard import hear
    from bot.dialogue.state import State
    from bot.dialogue.topics.deciding import acted_on
    from bot.gate import Admitted, admit
    from bot.runtime import policy_store

    registry = policy_store().current()
    for row in rows:
        admitted = admit(str(row["text"]))
        if not isinstance(admitted, Admitted):
            write_line({"id": row["id"], "topics": [], "confidence": 0.0, "entities": {}})
            continue
        parsed = await assistant.agent.parse_message(admitted.text)
        heard = hear(str(parsed.get("normalized") or admitted.text), parsed, registry, State())
        topics = acted_on(heard, registry)
        # The first of each kind; a county by its name.
        entities = {
            e["entity"]: registry.counties[e["value"]].name if e["entity"] == "county" else e["value"]
            for e in reversed(parsed.get("entities", []))
        }
        write_line({"id": row["id"], "topics": list(topics), "confidence": heard.confidence, "entities": entities})
