/** The conversation: greeting, turns, and where it is scrolled to. */

import { Bubble } from "@chatui/core/es/components/Bubble";
import { Button } from "@chatui/core/es/components/Button";
import { Typing } from "@chatui/core/es/components/Typing";
import { useEffect, useRef } from "preact/hooks";
import { Answers } from "./Answers";
import { CountyPicker } from "./CountyPicker";
import type { Turn } from "./conversation";
import { Feedback } from "./Feedback";
import { Icon } from "./Icon";
import { Phones } from "./Phones";
import { Reading } from "./Reading";
import type { Session } from "./session";
import { WORDS } from "./words";

export function Log({ session, open }: { session: Session; open: boolean }) {
  const log = useRef<HTMLDivElement>(null);
  const turns = session.store.conversation.turns;
  const last = turns[turns.length - 1];
  useEffect(() => {
    // To the last question, not to the end: a long answer is read from its beginning.
    const element = log.current;
    const turn = element?.querySelector<HTMLElement>(".turn:last-of-type");
    if (element && turn && open) element.scrollTop = turn.offsetTop - 8;
  }, [last?.id, last?.state, open]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div ref={log} class="log" role="region" aria-label={WORDS.log} tabIndex={0}>
      <Greeting session={session} fresh={!turns.length} />
      {turns.map((turn) => (
        <TurnView key={turn.id} session={session} turn={turn} last={turn === last} />
      ))}
    </div>
  );
}

function Greeting({ session, fresh }: { session: Session; fresh: boolean }) {
  return (
    <div class="theirs">
      <Bubble>
        <p>{session.options.greeting || WORDS.greeting}</p>
        <p class="aside">{WORDS.source}</p>
      </Bubble>
      {fresh && !session.county && (
        <Bubble className="Bubble asking">
          <CountyPicker session={session} onChosen={(county) => session.choose(county)} />
        </Bubble>
      )}
      {fresh && (
        <div role="group" aria-label={WORDS.starters} class="starters">
          <p>{WORDS.starters}</p>
          <div class="chips">
            {WORDS.starterQuestions.map((question) => (
              <Button key={question} onClick={() => session.outbox.ask(question, question)}>
                {question}
              </Button>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

function TurnView({ session, turn, last }: { session: Session; turn: Turn; last: boolean }) {
  return (
    <div class="turn" data-state={turn.state}>
      <div class="mine">
        <Bubble>
          <p>
            <span class="unseen">{WORDS.you}</span>
            {turn.shown}
          </p>
        </Bubble>
      </div>
      {turn.state === "sending" && <Waiting session={session} turn={turn} />}
      {(turn.state === "unsent" || turn.state === "failed") && <Trouble session={session} turn={turn} />}
      {turn.state === "answered" && (
        <div class="theirs">
          <Answers
            replies={turn.replies}
            choosable={last}
            onChoice={(choice) => session.outbox.ask(choice.title, choice.payload)}
            announce={(text) => session.announce(text)}
          />
          <div class="after">
            <Reading text={turn.replies.map((reply) => reply.text).join("\n")} />
            <Feedback session={session} turn={turn} />
          </div>
        </div>
      )}
    </div>
  );
}

/** On a network that swallows everything the last try ends after a minute: the phones are shown from the second on. */
function Waiting({ session, turn }: { session: Session; turn: Turn }) {
  const again = session.outbox.retrying.has(turn.id);
  return (
    <div class="theirs">
      <Typing text={again ? WORDS.again : WORDS.thinking} />
      {again && <Calling session={session} />}
    </div>
  );
}

function Trouble({ session, turn }: { session: Session; turn: Turn }) {
  return (
    <div class="theirs">
      <Bubble className="Bubble trouble-note">
        <p>{turn.state === "unsent" ? WORDS.unsent : WORDS.failed}</p>
        <Button color="primary" onClick={() => session.outbox.again(turn.id)}>
          <Icon name="retry" />
          {WORDS.retry}
        </Button>
        <Calling session={session} />
      </Bubble>
    </div>
  );
}

function Calling({ session }: { session: Session }) {
  if (!session.phones.length) return null;
  return (
    <>
      <p>{WORDS.call}</p>
      <Phones phones={session.phones} />
    </>
  );
}
