/** The service's configuration: asked for first, because a page that may not use the service shows nothing. */

import type { Config } from "../shared/contract";
import { keyOf, read, write } from "../shared/storage";

const PATIENCE = 8000;

/** Why there is nothing to show, in words for whoever embeds the widget. */
export class Refused extends Error {}

/**
 * The configuration, or the one of the last visit while the service cannot be reached, so that its phone numbers can
 * still be shown. A page that was never served gets none: a browser does not tell refused from unreachable.
 */
export async function configOf(base: string): Promise<Config> {
  const key = keyOf(base, "config");
  let answered: Response | null = null;
  try {
    answered = await within(fetch(`${base}webhooks/web/config`, { credentials: "omit" }));
  } catch {
    // Unreachable, refused or too slow: what is kept decides.
  }
  if (answered && answered.status === 403) {
    write(key, null);
    throw new Refused(`${base} does not serve pages of ${location.origin}; the operator sets CANBAO_ORIGINS`);
  }
  const fresh = answered?.ok ? ((await answered.json().catch(() => null)) as Config | null) : null;
  if (fresh && Array.isArray(fresh.counties)) {
    write(key, fresh);
    return fresh;
  }
  const kept = read<Config>(key);
  if (kept && Array.isArray(kept.counties)) return kept;
  throw new Refused(`${base} cannot be reached from ${location.origin}, or does not serve it (CANBAO_ORIGINS)`);
}

function within<T>(promise: Promise<T>): Promise<T> {
  return Promise.race([
    promise,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error("timeout")), PATIENCE)),
  ]);
}
