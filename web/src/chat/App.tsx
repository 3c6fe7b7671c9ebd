/** The dialog: header, conversation, composer, and the live region for all of them. */

import type { ComponentChildren, TargetedKeyboardEvent } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Composer } from "./Composer";
import { CountyPicker } from "./CountyPicker";
import { Confirm, Header } from "./Header";
import { focusable, useCalmTaps, useStored, useVisibleHeight } from "./hooks";
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
  /** What has the focus, also after it was taken off the screen. */
  const held = useRef<HTMLElement | null>(null);
  useEffect(() => {
    // The same words once more are news to a screen reader only if the text differs.
    session.announceWith((words) => setSaid((before) => (before === words ? `${words}\u00a0` : words)));
  }, [session]);
  useVisibleHeight(dialog, open);
  useCalmTaps(dialog);
  useEffect(() => {
    if (open) focusFirst(dialog.current);
  }, [open]);
  useLayoutEffect(() => {
    // A button that went away when it was pressed must not take the keyboard out of the chat.
    if (!open || !held.current || held.current.isConnected || session.shadow.activeElement) return;
    held.current = null;
    focusNext(dialog.current);
  });

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
      onFocusIn={(event) => {
        held.current = event.target as HTMLElement;
      }}
      onFocusOut={(event) => {
        const left = event.target as HTMLElement;
        setTimeout(() => {
          if (left.isConnected && held.current === left && session.shadow.activeElement !== left) held.current = null;
        });
      }}
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
  dialog?.querySelector<HTMLElement>(hasMouse() ? ".composer textarea" : "#cb-title")?.focus();
}

/** Where to go on from a button that is no more. */
function focusNext(dialog: HTMLElement | null): void {
  dialog?.querySelector<HTMLElement>(hasMouse() ? ".composer textarea" : ".log")?.focus({ preventScroll: true });
}

function hasMouse(): boolean {
  return window.matchMedia("(pointer: fine)").matches;
}
