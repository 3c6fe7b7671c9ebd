/** The service's configuration: asked for first, because a page that may not use the service shows nothing. */

import type { Config } from "../shared/contract";
import { keyOf, read, write } from "../shared/storage";

const PATIENCE = 8000;
/** Pauses before the service is asked again, in ms: one lost request must not cost the page its button. */
const PAUSES = [1000, 4000];

/** Why there is nothing to show, in words for whoever embeds the widget. */
export class Refused extends Error {}

/**
 * The configuration, or the one of the last visit while the service cannot be reached, so that its phone numbers can
 * still be shown. A page that was never served gets none: a browser does not tell refused from unreachable.
 */
export async function configOf(base: string): Promise<Config> {
  const key = keyOf(base, "config");
  const kept = read<Config>(key);
  const known = kept && Array.isArray(kept.counties);
  let answered = await asked(base);
  for (const pause of known ? [] : PAUSES) {
    if (answered && answered.status < 500) break;
    await new Promise((go) => setTimeout(go, pause));
    answered = await asked(base);
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
  if (known) return kept;
  throw new Refused(`${base} cannot be reached from ${location.origin}, or does not serve it (CANBAO_ORIGINS)`);
}

/** The answer; null when the service is unreachable or too slow, or refuses the page. */
function asked(base: string): Promise<Response | null> {
  return within(fetch(`${base}webhooks/web/config`, { credentials: "omit" })).catch(() => null);
}

function within<T>(promise: Promise<T>): Promise<T> {
  return Promise.race([
    promise,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error("timeout")), PATIENCE)),
  ]);
}
