/** Helpful or not, with a word if the person likes. */

import { Button } from "@chatui/core/es/components/Button";
import { Input } from "@chatui/core/es/components/Input";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Turn } from "./conversation";
import { Icon } from "./Icon";
import { masked } from "./masking";
import type { Session } from "./session";
import { WORDS } from "./words";

const LONGEST = 500;
/** Courtesies and questions back are no answers to judge. */
const NO_ANSWER = ["small_talk", "ask_county", "refused_input"];

export function Feedback({ session, turn }: { session: Session; turn: Turn }) {
  const given = turn.feedback;
  const [word, setWord] = useState("");
  const [sent, setSent] = useState(false);
  const [failed, setFailed] = useState(false);
  /** Only what was just pressed is scrolled to, not what is read back after a reload. */
  const pressed = useRef(false);
  const judged = turn.replies.some((reply) => {
    const status = reply.custom?.answer?.status;
    return status && !NO_ANSWER.includes(status);
  });
  const asking = Boolean(given?.kept && !sent && !given.comment);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (pressed.current) form.current?.scrollIntoView({ block: "nearest" });
  }, [asking]);
  if (!judged) return null;
  const rate = async (helpful: boolean, comment: string) => {
    pressed.current = true;
    setFailed(false);
    try {
      await session.rate(turn.id, helpful, comment);
      session.announce(WORDS.thanks);
      return true;
    } catch {
      setFailed(true);
      session.announce(WORDS.feedbackFailed);
      return false;
    }
  };
  return (
    <>
      <div class="feedback" role="group" aria-label={WORDS.feedback}>
        <Button
          className="plain"
          aria-pressed={given?.helpful === true}
          onClick={() => rate(true, given?.comment || "")}
        >
          <Icon name="yes" />
          {WORDS.helpful}
        </Button>
        <Button
          className="plain"
          aria-pressed={given?.helpful === false}
          onClick={() => rate(false, given?.comment || "")}
        >
          <Icon name="no" />
          {WORDS.unhelpful}
        </Button>
      </div>
      {failed && <p class="fault">{WORDS.feedbackFailed}</p>}
      {given && asking && (
        <form
          ref={form}
          class="word"
          onSubmit={async (event) => {
            event.preventDefault();
            if (word.trim()) setSent(await rate(given.helpful, masked(word.trim())));
          }}
        >
          <Input
            value={word}
            maxLength={LONGEST}
            showCount={false}
            aria-label={WORDS.word}
            placeholder={WORDS.word}
            onChange={(value) => setWord(value)}
          />
          <Button type="submit">{WORDS.submit}</Button>
        </form>
      )}
      {given?.kept && (sent || given.comment) && <p class="aside">{WORDS.thanks}</p>}
    </>
  );
}
