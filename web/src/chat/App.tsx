/** The dialog: header, conversation, composer, and the live region for all of them. */

import type { ComponentChildren, TargetedKeyboardEvent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Composer } from "./Composer";
import { CountyPicker } from "./CountyPicker";
import { Confirm, Header } from "./Header";
import { focusable, useStored, useVisibleHeight } from "./hooks";
import { Log } from "./Log";
import type { Session } from "./session";
import { stopReading } from "./speech";

type Sheet = "county" | "clear" | null;

export function App({ session, open, onClose }: { session: Session; open: boolean; onClose: () => void }) {
  const { preferences } = useStored(session.store);
  const [said, setSaid] = useState("");
  const [sheet, setSheet] = useState<Sheet>(null);
  const dialog = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLElement | null>(null);
  useEffect(() => session.announceWith(setSaid), [session]);
  useVisibleHeight(dialog, open);
  useEffect(() => {
    if (open) focusFirst(dialog.current);
  }, [open]);

  const close = () => {
    stopReading();
    setSheet(null);
    onClose();
  };
  const show = (next: Sheet) => {
    opener.current = session.shadow.activeElement as HTMLElement | null;
    setSheet(next);
  };
  const hide = () => {
    setSheet(null);
    opener.current?.focus();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      if (sheet) hide();
      else close();
    } else if (event.key === "Tab") keepInside(event, session.shadow);
  };

  return (
    <div
      ref={dialog}
      class={`chat ${session.options.position} ${preferences.large ? "large" : ""}`}
      role="dialog"
      aria-modal={fillsScreen() ? "true" : undefined}
      aria-labelledby="cb-title"
      hidden={!open}
      onKeyDown={onKeyDown}
    >
      <Header
        session={session}
        sheet={sheet}
        onCounty={() => (sheet === "county" ? hide() : show("county"))}
        onClear={() => (sheet === "clear" ? hide() : show("clear"))}
        onClose={close}
      />
      {sheet === "county" && (
        <Sheetlike>
          <CountyPicker
            session={session}
            autoFocus
            onChosen={(county) => {
              session.choose(county);
              hide();
            }}
          />
        </Sheetlike>
      )}
      {sheet === "clear" && (
        <Sheetlike>
          <Confirm
            onYes={() => {
              session.clear();
              hide();
            }}
            onNo={hide}
          />
        </Sheetlike>
      )}
      <Log session={session} open={open} />
      <Composer session={session} />
      <div class="unseen" role="status" aria-live="polite">
        {said}
      </div>
    </div>
  );
}

function Sheetlike({ children }: { children: ComponentChildren }) {
  return <div class="sheet">{children}</div>;
}

/** On a phone the chat covers the page, so the keyboard must not wander off behind it. */
function fillsScreen(): boolean {
  return window.matchMedia("(max-width: 600px), (max-height: 480px)").matches;
}

function keepInside(event: TargetedKeyboardEvent<HTMLDivElement>, shadow: ShadowRoot): void {
  if (!fillsScreen()) return;
  const stops = focusable(event.currentTarget);
  const [first, last] = [stops[0], stops[stops.length - 1]];
  const [from, to] = event.shiftKey ? [first, last] : [last, first];
  if (shadow.activeElement !== from) return;
  event.preventDefault();
  to?.focus();
}

/** A mouse means a keyboard at hand: straight to the question. On a touch screen that would raise the keyboard. */
function focusFirst(dialog: HTMLElement | null): void {
  const typing = window.matchMedia("(pointer: fine)").matches;
  dialog?.querySelector<HTMLElement>(typing ? "textarea" : "#cb-title")?.focus();
}
