"""The web channel: Rasa's REST shape, with conversation ids that cannot be guessed and requests that are checked."""

from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.assistant import Handle, offered_in, reply_to
from bot.channels import request as requests
from bot.channels import senders

# What the gate refuses is the request's fault: 400 and 413 tell a client so, and the text tells the person.
STATUS = {"too_long": 413, "empty": 400, "no_words": 400}


class WebInput(InputChannel):  # type: ignore[misc]
    """``POST /webhooks/web/webhook``, in ``rasa run`` as in ``canbao serve``."""

    @classmethod
    def name(cls) -> str:
        """The path's part and the channel's name in events."""
        return "web"

    def blueprint(self, on_new_message: Handle) -> Blueprint:
        """The channel's routes."""
        routes = Blueprint("canbao_web")

        @routes.route("/webhook", methods=["POST"])  # type: ignore[misc]
        async def receive(request: Request) -> HTTPResponse:
            try:
                message = requests.read(request.body)
            except requests.BadRequest as error:
                return _json({"error": str(error)}, error.status)
            return await self._answer(message, request, on_new_message)

        @routes.route("/", methods=["GET"])  # type: ignore[misc]
        async def alive(request: Request) -> HTTPResponse:
            return _json({"status": "ok"})

        return routes

    async def _answer(self, message: requests.WebMessage, request: Request, on_new_message: Handle) -> HTTPResponse:
        sender = senders.conversation_for(message.sender)
        pressed = message.message.startswith("/")
        # `rasa run` and `canbao serve` both hang the agent on the app.
        offered = await offered_in(request.app.ctx.agent.tracker_store, sender) if pressed else ()
        replies = await reply_to(sender, message.message, message.metadata(), on_new_message, offered)
        return _json(replies.messages, STATUS.get(replies.refused or "", 200))


def _json(body: Any, status: int = 200) -> HTTPResponse:
    return json_response(body, status=status, ensure_ascii=False)
