/**
 * Where a question is typed, spoken and sent.
 *
 * Our own around ChatUI's growing Input: ChatUI's Composer takes every Enter for "send", also the one that accepts a
 * word from a Chinese input method.
 */

import { Button } from "@chatui/core/es/components/Button";
import { Input } from "@chatui/core/es/components/Input";
import type { TargetedKeyboardEvent } from "preact";
import { useRef, useState } from "preact/hooks";
import { Icon } from "./Icon";
import { lengthOf, masked } from "./masking";
import type { Session } from "./session";
import { canListen, listen } from "./speech";
import { WORDS } from "./words";

export function Composer({ session }: { session: Session }) {
  const [text, setText] = useState("");
  const [hidden, setHidden] = useState(false);
  const composing = useRef(false);
  const input = useRef<HTMLTextAreaElement>(null);
  const longest = session.config.longest;
  const length = lengthOf(text);
  const tooLong = length > longest;

  /** Never while an input method is at work: it owns the text until the word is chosen. */
  const take = (typed: string) => {
    const kept = composing.current ? typed : masked(typed);
    if (kept !== typed) {
      setHidden(true);
      session.announce(WORDS.masked);
    } else if (!typed) setHidden(false);
    setText(kept);
  };
  const send = () => {
    const question = masked(text).trim();
    if (!question || tooLong) return;
    session.outbox.ask(question, question);
    setText("");
    setHidden(false);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    // 229 is what a key is called while an input method handles it, where isComposing is not told.
    const busy = composing.current || event.isComposing || event.keyCode === 229;
    if (event.key !== "Enter" || event.shiftKey || busy) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
        input.current?.focus();
      }}
    >
      <p id="cb-note" class={tooLong ? "note fault" : "note"}>
        {tooLong ? WORDS.tooLong(length, longest) : hidden ? WORDS.masked : WORDS.privacy}
      </p>
      <div class="composer-line">
        <Input
          // biome-ignore lint/suspicious/noExplicitAny: ChatUI's ref is of an input or a textarea
          ref={input as any}
          autoSize
          rows={1}
          maxRows={4}
          value={text}
          placeholder={WORDS.placeholder}
          aria-label={WORDS.yourQuestion}
          aria-describedby="cb-note"
          aria-invalid={tooLong}
          enterKeyHint="send"
          autoComplete="off"
          onChange={(typed) => take(typed)}
          onKeyDown={onKeyDown as never}
          onCompositionStart={() => {
            composing.current = true;
          }}
          onCompositionEnd={(event) => {
            composing.current = false;
            take((event.currentTarget as HTMLTextAreaElement).value);
          }}
        />
        {canListen && <Microphone session={session} onText={(heard) => take(text + heard)} />}
        <Button type="submit" color="primary" className="send" disabled={tooLong}>
          {WORDS.send}
        </Button>
      </div>
    </form>
  );
}

function Microphone({ session, onText }: { session: Session; onText: (text: string) => void }) {
  const [stop, setStop] = useState<(() => void) | null>(null);
  const [usable, setUsable] = useState(true);
  if (!usable) return null;
  const start = () => {
    const end = listen({
      onText,
      onTrouble: (again) => {
        setUsable(again);
        session.announce(again ? WORDS.speakFailed : WORDS.speakUnavailable);
      },
      onEnd: () => setStop(null),
    });
    setStop(() => end);
  };
  return (
    <Button className="speak" aria-pressed={stop !== null} onClick={stop || start}>
      <Icon name="microphone" />
      <span class={stop ? "" : "unseen"}>{stop ? WORDS.listening : WORDS.speak}</span>
    </Button>
  );
}
