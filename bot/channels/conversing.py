"""What the channel does for a conversation, apart from HTTP: answers a message once, keeps feedback, erases."""

import asyncio
import logging
from typing import Any

from bot.assistant import Handle, Replies, offered_in, reply_to
from bot.channels import senders
from bot.channels.request import BadRequest, WebFeedback, WebMessage
from bot.conversations import engine_of, erase
from bot.database import aside, empty_log
from bot.feedback import About, FeedbackStore
from bot.remembered import Answered, Claim, Key, Remembered
from bot.runtime import policy_store

logger = logging.getLogger(__name__)
LOOK_AGAIN = 0.2
ONE_DAY = 24 * 3600


class Conversing:
    """Conversations over the web: those of one agent, in its database."""

    def __init__(self, agent: Any, handle: Handle) -> None:
        self._agent, self._handle = agent, handle
        self.engine = engine_of(agent.tracker_store)
        self._remembered, self._feedback = Remembered(self.engine), FeedbackStore(self.engine)
        self._under_way: dict[str, dict[asyncio.Task[Replies], str | None]] = {}

    async def answer(self, message: WebMessage) -> Replies:
        """The replies to a message; one that is sent again is not answered again."""
        sender = senders.conversation_for(message.sender)
        under_way = self._under_way.setdefault(sender, {})
        for task, message_id in under_way.items():
            if message_id is not None and message_id == message.message_id:
                return await asyncio.shield(task)
        # A task of its own: when the client hangs up the answer is still worked out, and kept for its next try.
        task = asyncio.create_task(self._answer(sender, message))
        under_way[task] = message.message_id
        task.add_done_callback(lambda done: self._done(sender, done))
        return await asyncio.shield(task)

    def _done(self, sender: str, task: asyncio.Task[Replies]) -> None:
        under_way = self._under_way.get(sender, {})
        under_way.pop(task, None)
        if not under_way:
            self._under_way.pop(sender, None)

    async def _answer(self, sender: str, message: WebMessage) -> Replies:
        if message.message_id is None:
            return await self._work_out(sender, message)
        claim = await self._claimed(Key(sender, message.message_id))
        if isinstance(claim, Answered):
            return Replies(claim.replies)
        try:
            replies = await self._work_out(sender, message)
        except BaseException:
            await asyncio.to_thread(self._remembered.give_up, claim)
            raise
        if replies.failed or replies.refused:
            await asyncio.to_thread(self._remembered.give_up, claim)
        else:
            await aside(self.engine, lambda: self._remembered.keep(claim, replies.messages))
        return replies

    async def _claimed(self, key: Key) -> Claim | Answered:
        """The right to answer, or the answer: another process gives one, or its claim is taken over as abandoned."""
        while True:
            claim = await aside(self.engine, lambda: self._remembered.claim(key))
            if isinstance(claim, (Claim, Answered)):
                return claim
            await asyncio.sleep(LOOK_AGAIN)

    async def _work_out(self, sender: str, message: WebMessage) -> Replies:
        pressed = message.message.startswith("/")
        offered = await offered_in(self._agent.tracker_store, sender) if pressed else ()
        return await reply_to(sender, message.message, message.metadata(), self._handle, offered)

    async def erase(self, sender: str) -> None:
        """Deletes a conversation, what is being answered in it included. Raises CannotErase."""
        if senders.conversation_for(sender) == sender:
            await asyncio.shield(asyncio.create_task(self._erase(sender)))

    async def _erase(self, sender: str) -> None:
        under_way = self._under_way.get(sender)
        if under_way:
            await asyncio.wait(tuple(under_way))
        async with self._agent.lock_store.lock(sender):
            await erase(self._agent.tracker_store, sender)
            await asyncio.to_thread(self._remembered.erase, sender)
            await asyncio.to_thread(self._feedback.unlink, sender)
        await asyncio.to_thread(empty_log, self.engine)

    async def keep_feedback(self, said: WebFeedback) -> None:
        """Keeps what was said of an answer, with what that answer was. Raises BadRequest when there is no such answer."""
        key = Key(said.sender, said.message_id)
        known = senders.conversation_for(said.sender) == said.sender
        answered = await asyncio.to_thread(self._remembered.answer_to, key) if known else None
        if answered is None:
            raise BadRequest("message_id: nothing was answered to such a message of this sender", 404)
        await asyncio.to_thread(self._feedback.keep, key, said.helpful, said.comment, _about(answered))

    async def forget_old_for_ever(self) -> None:
        """Forgets what is too old, now and every day."""
        while True:
            try:
                await asyncio.to_thread(self._remembered.forget_old)
                await asyncio.to_thread(self._feedback.unlink_old)
            except Exception:  # noqa: BLE001
                # A database that is away for a while must not end the daily round.
                logger.exception("old messages could not be removed")
            await asyncio.sleep(ONE_DAY)


def _about(answered: Answered) -> About:
    """What the answer was: its first message's status, topic, county and year."""
    answer = answered.replies[0]["custom"]["answer"]
    county = policy_store().current().find(answer["county"]) if answer["county"] else None
    return About(status=answer["status"], topic=answer["topic"], county=county, insurance_year=answer["insurance_year"])
