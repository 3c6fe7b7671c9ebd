"""Chromium 69 over its debugging pipe: too old for playwright, which asks it for things it has not."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.web.serving import ROOT

ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--single-process", "--no-zygote"),
    *("--remote-debugging-pipe", "--window-size=360,740", "about:blank"),
]
PATIENCE = 30


class Chromium69:
    """One page of the old browser."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands, self._answers = commands, answers
        self._asked = 0
        self._held = b""
        self._session: str | None = None
        self.faults: list[str] = []
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._session = session
        self._call("Runtime.enable")
        self._call("Page.enable")

    def visit(self, url: str) -> None:
        """Opens a page."""
        self._call("Page.navigate", url=url)

    def evaluate(self, script: str) -> Any:
        """The value of an expression on the page."""
        found = self._call("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in found:
            raise AssertionError(found["exceptionDetails"]["exception"]["description"])
        return found["result"].get("value")

    def wait_for(self, script: str) -> Any:
        """The value of an expression once it is truthy."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            value = self.evaluate(script)
            if value or self.faults:
                return value
            time.sleep(0.1)
        raise AssertionError(f"never: {script}")

    def _call(self, method: str, **parameters: Any) -> Any:
        self._asked += 1
        message: dict[str, Any] = {"id": self._asked, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("method") == "Runtime.exceptionThrown":
                self.faults.append(json.dumps(answer["params"])[:500])
            if answer.get("id") == self._asked:
                if "error" in answer:
                    raise AssertionError(f"{method}: {answer['error']}")
                return answer["result"]

    def _read(self) -> Any:
        while b"\0" not in self._held:
            read = os.read(self._answers, 1 << 16)
            if not read:
                raise AssertionError("Chromium 69 ended")
            self._held += read
        message, self._held = self._held.split(b"\0", 1)
        return json.loads(message)


@contextmanager
def chromium_69(profile: Path) -> Iterator[Chromium69]:
    """The browser with a profile of its own."""
    path = subprocess.run([ROOT / "scripts/chromium69"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
    to_browser, from_browser = os.pipe(), os.pipe()
    # The browser reads commands from descriptor 3 and writes answers to 4.
    wiring = f'exec 3<&{to_browser[0]} 4>&{from_browser[1]}; exec "$@"'
    command = ["bash", "-c", wiring, "chromium69", path, f"--user-data-dir={profile}", *ARGUMENTS]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, pass_fds=(to_browser[0], from_browser[1]), stdout=quiet, stderr=quiet)
    os.close(to_browser[0])
    os.close(from_browser[1])
    try:
        yield Chromium69(to_browser[1], from_browser[0])
    finally:
        process.kill()
        process.wait(10)
        os.close(to_browser[1])
        os.close(from_browser[0])
