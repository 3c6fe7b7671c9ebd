/** Which county: buttons, and a field to find it where they are many. */

import { Button } from "@chatui/core/es/components/Button";
import { Input } from "@chatui/core/es/components/Input";
import { useEffect, useRef, useState } from "preact/hooks";
import type { County } from "../shared/contract";
import type { Session } from "./session";
import { WORDS } from "./words";

/** More than these are looked for by name. */
const FEW = 12;

interface Props {
  session: Session;
  autoFocus?: boolean;
  onChosen: (county: County) => void;
}

export function CountyPicker({ session, autoFocus, onChosen }: Props) {
  const [part, setPart] = useState("");
  const group = useRef<HTMLDivElement>(null);
  const counties = session.config.counties;
  const found = counties.filter((county) => county.name.includes(part.trim()));
  useEffect(() => {
    if (autoFocus) group.current?.querySelector<HTMLElement>("input, [aria-pressed=true], button")?.focus();
  }, [autoFocus]);
  return (
    <div ref={group} class="picker" role="group" aria-label={WORDS.whichCounty}>
      <p class="question">{WORDS.whichCounty}</p>
      {counties.length > FEW && (
        <Input value={part} onChange={setPart} aria-label={WORDS.findCounty} placeholder={WORDS.findCounty} />
      )}
      <div class="chips">
        {found.slice(0, FEW).map((county) => (
          <Button key={county.id} aria-pressed={session.county?.id === county.id} onClick={() => onChosen(county)}>
            {county.name}
          </Button>
        ))}
        {!found.length && <p>{WORDS.noCounty}</p>}
      </div>
    </div>
  );
}
