/** What several components need of the browser. */

import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import type { Store } from "./store";

/** Draws again whenever the store changes. */
export function useStored(store: Store): Store {
  const [, redraw] = useState(0);
  useLayoutEffect(() => {
    const again = () => redraw((n) => n + 1);
    // What changed between the first drawing and now was told to nobody.
    again();
    return store.subscribe(again);
  }, [store]);
  return store;
}

/** Keeps the whole chat above an on-screen keyboard, which covers a fixed element instead of moving it. */
export function useVisibleHeight(element: RefObject<HTMLElement | null>, open: boolean): void {
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!open || !viewport) return undefined;
    const fit = () => {
      const hidden = window.innerHeight - viewport.height - viewport.offsetTop;
      element.current?.style.setProperty("--cb-covered", `${Math.max(0, Math.round(hidden))}px`);
    };
    fit();
    viewport.addEventListener("resize", fit);
    viewport.addEventListener("scroll", fit);
    return () => {
      viewport.removeEventListener("resize", fit);
      viewport.removeEventListener("scroll", fit);
    };
  }, [element, open]);
}

/** What the Tab key stops at, in order. */
export function focusable(within: HTMLElement): HTMLElement[] {
  const stops = within.querySelectorAll<HTMLElement>(
    'button:not([disabled]), a[href], input, textarea, summary, [tabindex="0"]',
  );
  return Array.from(stops).filter((stop) => stop.getClientRects().length > 0);
}
