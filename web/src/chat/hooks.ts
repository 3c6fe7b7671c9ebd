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

/** A second tap follows the first within so many ms, and lies no further off than so many pixels. */
const DOUBLE = { within: 400, near: 24 };

/**
 * Takes a double tap for one: the second would switch off again what the first switched on, or press whatever has
 * moved under the finger meanwhile.
 */
export function useCalmTaps(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const dialog = element.current;
    let last = { at: Number.NEGATIVE_INFINITY, x: 0, y: 0 };
    const calm = (event: MouseEvent) => {
      // Keys press buttons too, and those clicks have no place.
      if (!event.detail) return;
      const again =
        event.timeStamp - last.at < DOUBLE.within &&
        Math.abs(event.clientX - last.x) < DOUBLE.near &&
        Math.abs(event.clientY - last.y) < DOUBLE.near;
      last = { at: event.timeStamp, x: event.clientX, y: event.clientY };
      // Sending twice needs no care: the field is empty after the first.
      if (!again || !(event.target as HTMLElement).closest("button:not([type=submit]), a, summary")) return;
      event.preventDefault();
      event.stopPropagation();
    };
    dialog?.addEventListener("click", calm, true);
    return () => dialog?.removeEventListener("click", calm, true);
  }, [element]);
}

/** What the Tab key stops at, in order. */
export function focusable(within: HTMLElement): HTMLElement[] {
  const stops = within.querySelectorAll<HTMLElement>(
    'button:not([disabled]), a[href], input, textarea, summary, [tabindex="0"]',
  );
  return Array.from(stops).filter((stop) => stop.getClientRects().length > 0);
}
