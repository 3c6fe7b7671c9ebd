/** The dialog's head: what this is, which county, larger type, clear, close. */

import { Button } from "@chatui/core/es/components/Button";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "./Icon";
import type { Session } from "./session";
import { WORDS } from "./words";

interface Props {
  session: Session;
  sheet: "county" | "clear" | null;
  onCounty: () => void;
  onClear: () => void;
  onClose: () => void;
}

export function Header({ session, sheet, onCounty, onClear, onClose }: Props) {
  const { store, county, options } = session;
  const large = store.preferences.large;
  return (
    <div class="header">
      <div class="header-line">
        <h2 id="cb-title" class="title" tabIndex={-1}>
          {options.title}
        </h2>
        <div class="tools">
          <Button className="plain" onClick={() => store.prefer({ large: !large })}>
            <Icon name="letter" />
            {large ? WORDS.smaller : WORDS.larger}
          </Button>
          <Button className="plain" onClick={onClose}>
            <Icon name="close" />
            {WORDS.close}
          </Button>
        </div>
      </div>
      <div class="tools second">
        <Button className="plain" aria-expanded={sheet === "county"} onClick={onCounty}>
          <Icon name="place" />
          {county ? `${county.name} · ${WORDS.changeCounty}` : WORDS.pickCounty}
        </Button>
        {store.conversation.turns.length > 0 && (
          <Button className="plain" aria-expanded={sheet === "clear"} onClick={onClear}>
            <Icon name="bin" />
            {WORDS.clear}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Asks once before the conversation is gone. */
export function Confirm({ onYes, onNo }: { onYes: () => void; onNo: () => void }) {
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => no.current?.focus(), []);
  return (
    <div role="group" aria-labelledby="cb-clear">
      <p id="cb-clear">{WORDS.clearAsk}</p>
      <div class="chips">
        <Button color="primary" onClick={onYes}>
          {WORDS.clearYes}
        </Button>
        <Button ref={no} onClick={onNo}>
          {WORDS.clearNo}
        </Button>
      </div>
    </div>
  );
}
