/** What to do, one step after the other, each to copy: names of accounts are long to type on a phone. */

import { Button } from "@chatui/core/es/components/Button";
import { useState } from "preact/hooks";
import { copy } from "./copy";
import { Icon } from "./Icon";
import { WORDS } from "./words";

export function Steps({ steps, announce }: { steps: string[]; announce: (text: string) => void }) {
  const [copied, setCopied] = useState<number | null>(null);
  const take = async (place: number, button: HTMLElement) => {
    const done = await copy(steps[place] as string, button);
    setCopied(done ? place : null);
    announce(done ? WORDS.copied : WORDS.copyFailed);
  };
  return (
    <ol class="steps">
      {steps.map((step, place) => (
        <li key={step}>
          <span class="step">{step}</span>
          <Button
            className="plain copy"
            aria-label={WORDS.copyStep(place + 1)}
            onClick={(event) => take(place, event.currentTarget as HTMLElement)}
          >
            <Icon name="copy" />
            {copied === place ? WORDS.copied : WORDS.copy}
          </Button>
        </li>
      ))}
    </ol>
  );
}
