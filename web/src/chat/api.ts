/** The four requests that the chat makes. A failure says whether trying again can help. */

import type { Reply } from "../shared/contract";

const PATIENCE = 15000;

export class Failed extends Error {
  constructor(
    message: string,
    /** False when the request itself is at fault: the same again fails again. */
    readonly again: boolean,
  ) {
    super(message);
  }
}

export class Api {
  constructor(private readonly base: string) {}

  /** A sender that nobody can guess. */
  async session(): Promise<string> {
    const body = (await this.post("session", {})) as { sender?: unknown };
    if (typeof body.sender !== "string") throw new Failed("no sender", true);
    return body.sender;
  }

  /** The replies, at least one with a text: a list without is a failure of the service. */
  async send(sender: string, id: string, message: string, county: string | null): Promise<Reply[]> {
    const metadata = county ? { county } : {};
    const replies = await this.post("webhook", { sender, message, message_id: id, metadata });
    const readable = Array.isArray(replies)
      ? replies.filter((reply) => reply?.text && typeof reply.text === "string")
      : [];
    if (!readable.length) throw new Failed("no reply", true);
    return readable;
  }

  async erase(sender: string): Promise<void> {
    await this.post("erase", { sender });
  }

  async feedback(sender: string, id: string, helpful: boolean, comment: string): Promise<void> {
    const said = comment ? { comment } : {};
    await this.post("feedback", { sender, message_id: id, helpful, ...said });
  }

  private async post(route: string, body: object): Promise<unknown> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), PATIENCE);
    try {
      const response = await fetch(`${this.base}webhooks/web/${route}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        credentials: "omit",
        signal: abort.signal,
        body: JSON.stringify(body),
      });
      const read = await response.json().catch(() => null);
      // What the gate refuses comes with 4xx and its reasons as messages for the person.
      if (response.ok || (response.status < 500 && Array.isArray(read))) return read;
      throw new Failed(
        `${response.status}`,
        response.status >= 500 || response.status === 429 || response.status === 408,
      );
    } catch (error) {
      throw error instanceof Failed ? error : new Failed("unreachable", true);
    } finally {
      clearTimeout(timer);
    }
  }
}
