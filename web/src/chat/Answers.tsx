/** The replies to one question: each a card, else its text, and the choices beneath the last. */

import { Bubble } from "@chatui/core/es/components/Bubble";
import { Button } from "@chatui/core/es/components/Button";
import { ErrorBoundary } from "@chatui/core/es/components/ErrorBoundary";
import type { Choice, Reply } from "../shared/contract";
import { AnswerCard } from "./AnswerCard";
import { Text } from "./Text";
import { WORDS } from "./words";

interface Props {
  replies: Reply[];
  /** Whether its choices are still open: those of an earlier question are not. */
  choosable: boolean;
  onChoice: (choice: Choice) => void;
  announce: (text: string) => void;
}

export function Answers({ replies, choosable, onChoice, announce }: Props) {
  const choices = choosable ? replies.flatMap((reply) => reply.buttons || []) : [];
  return (
    <>
      {replies.map((reply, place) => (
        <ErrorBoundary key={place} FallbackComponent={() => <TextAnswer reply={reply} />}>
          {reply.custom?.card ? <AnswerCard reply={reply} announce={announce} /> : <TextAnswer reply={reply} />}
        </ErrorBoundary>
      ))}
      {choices.length > 0 && (
        <div class="chips" role="group" aria-label={WORDS.choices}>
          {choices.map((choice) => (
            <Button key={choice.payload} color="primary" onClick={() => onChoice(choice)}>
              {choice.title}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

function TextAnswer({ reply }: { reply: Reply }) {
  return (
    <Bubble>
      <Text reply={reply} />
    </Bubble>
  );
}
