"""The web channel: Rasa's REST shape, with conversation ids that cannot be guessed and requests that are checked."""

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel
from rasa.core.lock_store import LockError
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty
from sanic.response import json as json_response

from bot.assistant import Handle
from bot.channels import counties, origins, senders, settings
from bot.channels import request as requests
from bot.channels.conversing import Conversing
from bot.conversations import CannotErase
from bot.database import keep_log_short_for_ever
from bot.runtime import policy_store

# What the gate refuses is the request's fault: 400 and 413 tell a client so, and the text tells the person.
STATUS = {"too_long": 413, "empty": 400, "no_words": 400}
Route = Callable[[Request], Awaitable[HTTPResponse]]


class WebInput(InputChannel):  # type: ignore[misc]
    """The routes under ``/webhooks/web``, in ``rasa run`` as in ``canbao serve``."""

    def __init__(self) -> None:
        self._conversing: Conversing | None = None

    @classmethod
    def name(cls) -> str:
        """The path's part and the channel's name in events."""
        return "web"

    def blueprint(self, on_new_message: Handle) -> Blueprint:
        """The channel's routes. Raises BadSetting."""
        allowed = settings.read()
        routes = Blueprint("canbao_web")

        def conversing(app: Any) -> Conversing:
            # `rasa run` and `canbao serve` both hang the agent on the app, the former only once it has started.
            if self._conversing is None:
                self._conversing = Conversing(app.ctx.agent, on_new_message)
            return self._conversing

        def offer(method: str, path: str, route: Route) -> None:
            routes.add_route(_guarded(route, allowed), path, methods=[method, "OPTIONS"], name=route.__name__)

        async def alive(request: Request) -> HTTPResponse:
            return _json({"status": "ok"})

        async def config(request: Request) -> HTTPResponse:
            return _json(counties.config(policy_store().current()).dict())

        async def session(request: Request) -> HTTPResponse:
            requests.read_object(request.body)
            return _json({"sender": senders.issue()})

        async def webhook(request: Request) -> HTTPResponse:
            replies = await conversing(request.app).answer(requests.read(request.body))
            return _json(replies.messages, STATUS.get(replies.refused or "", 200))

        async def erase(request: Request) -> HTTPResponse:
            await conversing(request.app).erase(requests.read_sender(request.body))
            return _json({"status": "erased"})

        async def feedback(request: Request) -> HTTPResponse:
            await conversing(request.app).keep_feedback(requests.read_feedback(request.body))
            return _json({"status": "kept"})

        offer("GET", "/", alive)
        offer("GET", "/config", config)
        for route in (session, webhook, erase, feedback):
            offer("POST", f"/{route.__name__}", route)

        @routes.listener("after_server_start")  # type: ignore[misc]
        async def tidy(app: Any, _: Any) -> None:
            app.add_task(conversing(app).forget_old_for_ever())
            app.add_task(keep_log_short_for_ever(conversing(app).engine))

        return routes


def _guarded(route: Route, allowed: settings.Settings) -> Route:
    """The route for pages that may call it; what is wrong with a request is told in its answer."""

    async def answered(request: Request) -> HTTPResponse:
        verdict = origins.judge(request.headers, allowed)
        if not verdict.allowed:
            response = _json({"error": "Origin: pages of this site may not call this service"}, 403)
        elif request.method == "OPTIONS":
            response = empty(headers=dict(origins.PREFLIGHT))
        else:
            response = await _told(route, request)
        response.headers.update({"Cache-Control": "no-store", **verdict.headers})
        return response

    return answered


async def _told(route: Route, request: Request) -> HTTPResponse:
    try:
        return await route(request)
    except requests.BadRequest as error:
        return _json({"error": str(error)}, error.status)
    except CannotErase as error:
        return _json({"error": str(error)}, 501)
    except LockError:
        return _json({"error": "the conversation is busy, try again"}, 503)


def _json(body: Any, status: int = 200) -> HTTPResponse:
    return json_response(body, status=status, ensure_ascii=False)
