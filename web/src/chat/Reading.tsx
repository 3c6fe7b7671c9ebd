/** Reads an answer aloud, and stops. */

import { Button } from "@chatui/core/es/components/Button";
import { useState } from "preact/hooks";
import { Icon } from "./Icon";
import { canRead, readAloud, stopReading } from "./speech";
import { WORDS } from "./words";

export function Reading({ text }: { text: string }) {
  const [reading, setReading] = useState(false);
  if (!canRead) return null;
  const toggle = () => {
    if (reading) stopReading();
    else readAloud(text, () => setReading(false));
    setReading(!reading);
  };
  return (
    <Button className="plain reading" onClick={toggle}>
      <Icon name={reading ? "stop" : "speaker"} />
      {reading ? WORDS.stopReading : WORDS.read}
    </Button>
  );
}
