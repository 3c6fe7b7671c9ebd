/**
 * Sends questions one after the other and does not lose any.
 *
 * A question keeps its id through every attempt, reload and tab; the server answers an id once, so sending again is
 * always safe.
 */

import type { Reply } from "../shared/contract";
import { type Api, Failed } from "./api";
import { EMPTY, newId, turnOf, withChanged, withTurn } from "./conversation";
import type { Store } from "./store";

/** Pauses between attempts, in ms. */
const PAUSES = [800, 2000, 4000];

export class Outbox {
  /** Ids that are on a second or later attempt, for the person to see. */
  readonly retrying = new Set<string>();
  private readonly queued = new Set<string>();
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: Store,
    private readonly api: Api,
    private readonly county: () => string | null,
    private readonly onReplies: (replies: Reply[]) => void,
    private readonly onFailure: (state: "unsent" | "failed") => void,
  ) {
    window.addEventListener("online", () => this.resume());
  }

  ask(shown: string, message: string): string {
    const id = newId();
    this.store.change((now) => withTurn(now, { id, shown, message, state: "sending", replies: [], feedback: null }));
    this.queue(id);
    return id;
  }

  again(id: string): void {
    this.mark(id, { state: "sending" });
    this.queue(id);
  }

  /** Takes up what a reload, a closed tab or a lost network left behind. */
  resume(): void {
    for (const turn of this.store.conversation.turns) {
      if (turn.state === "sending" || turn.state === "unsent") this.again(turn.id);
    }
    this.eraseRest();
  }

  /** Forgets the conversation here at once and on the server as soon as it can be reached. */
  clear(): void {
    const sender = this.store.conversation.sender;
    this.store.change(() => EMPTY);
    if (sender) this.forget(sender);
  }

  private forget(sender: string): void {
    this.store.prefer({ erase: this.store.preferences.erase.concat(sender) });
    this.eraseRest();
  }

  private eraseRest(): void {
    for (const sender of this.store.preferences.erase) {
      this.api.erase(sender).then(
        () => this.store.prefer({ erase: this.store.preferences.erase.filter((other) => other !== sender) }),
        () => undefined, // kept, and tried again the next time
      );
    }
  }

  private queue(id: string): void {
    if (this.queued.has(id)) return;
    this.queued.add(id);
    this.last = this.last.then(() => this.deliver(id));
  }

  private async deliver(id: string): Promise<void> {
    try {
      for (let attempt = 0; ; attempt++) {
        const turn = turnOf(this.store.conversation, id);
        if (!turn || turn.state === "answered") return;
        if (navigator.onLine === false) {
          this.fail(id, "unsent");
          return;
        }
        try {
          this.settle(id, await this.attempt(id, turn.message));
          return;
        } catch (error) {
          const again = error instanceof Failed && error.again;
          if (!again || attempt >= PAUSES.length) {
            this.fail(id, "failed");
            return;
          }
        }
        this.retrying.add(id);
        this.mark(id, {});
        await new Promise((go) => setTimeout(go, PAUSES[attempt]));
      }
    } finally {
      this.retrying.delete(id);
      this.queued.delete(id);
    }
  }

  private async attempt(id: string, message: string): Promise<Reply[]> {
    const issued = this.store.conversation.sender || (await this.api.session());
    // Another tab may have begun the conversation meanwhile, or the person cleared it.
    this.store.change((now) => (now.sender || !turnOf(now, id) ? now : { ...now, sender: issued }));
    const sender = this.store.conversation.sender;
    return sender ? this.api.send(sender, id, message, this.county()) : [];
  }

  private settle(id: string, replies: Reply[]): void {
    const sender = replies[0]?.recipient_id || null;
    let wanted = true;
    this.store.change((now) => {
      wanted = Boolean(turnOf(now, id));
      const answered = { ...withChanged(now, id, { state: "answered", replies }), sender: sender || now.sender };
      return wanted ? answered : now;
    });
    if (wanted) this.onReplies(replies);
    else if (sender) this.forget(sender);
  }

  private fail(id: string, state: "unsent" | "failed"): void {
    this.mark(id, { state });
    this.onFailure(state);
  }

  private mark(id: string, change: { state?: "sending" | "unsent" | "failed" }): void {
    this.store.change((now) => withChanged(now, id, change));
  }
}
