/** Dates of the contract (2021-02-25) as residents read them. */

import type { PaymentWindow } from "../shared/contract";

const DAY = 24 * 3600 * 1000;

/** 2021年2月25日; what is no date stays as it is. */
export function dateInWords(date: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  return parts ? `${parts[1]}年${Number(parts[2])}月${Number(parts[3])}日` : date;
}

/** How much of the window is over, 0 to 1. */
export function shareOf(window: PaymentWindow): number {
  const whole = Date.parse(window.closes) - Date.parse(window.opens) + DAY;
  const left = (window.days_left + 1) * DAY;
  return whole > 0 ? Math.min(1, Math.max(0, 1 - left / whole)) : 0;
}
