/** What a conversation is: turns, each a question and what became of it. Pure functions over plain data. */

import type { Reply } from "../shared/contract";

/**
 * - `sending`: on its way, or waiting for the one before it
 * - `unsent`: there was no network; goes out by itself when there is
 * - `failed`: tried and tried again without an answer; the person decides
 * - `answered`: has its replies
 */
export type TurnState = "sending" | "unsent" | "failed" | "answered";

export interface Feedback {
  helpful: boolean;
  comment: string;
  kept: boolean;
}

export interface Turn {
  /** The message id: the server answers the same id once. */
  id: string;
  /** What the person sees as said. */
  shown: string;
  /** What is sent: the same, or a button's payload. */
  message: string;
  state: TurnState;
  replies: Reply[];
  feedback: Feedback | null;
}

export interface Conversation {
  sender: string | null;
  turns: Turn[];
  /** When something last happened, in ms. */
  touched: number;
}

/** Older turns leave the browser's storage, and a conversation is gone after a day: phones are shared. */
const MOST_TURNS = 60;
const LIFETIME = 24 * 3600 * 1000;

export const EMPTY: Conversation = { sender: null, turns: [], touched: 0 };

/** 128 random bits. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => `0${byte.toString(16)}`.slice(-2)).join("");
}

export function withTurn(conversation: Conversation, turn: Turn): Conversation {
  return { ...conversation, turns: conversation.turns.concat(turn).slice(-MOST_TURNS) };
}

export function withChanged(conversation: Conversation, id: string, change: Partial<Turn>): Conversation {
  return { ...conversation, turns: conversation.turns.map((turn) => (turn.id === id ? { ...turn, ...change } : turn)) };
}

export function turnOf(conversation: Conversation, id: string): Turn | undefined {
  return conversation.turns.find((turn) => turn.id === id);
}

/** The conversation as read back: a stranger's or an outdated record is as good as none. */
export function revived(kept: unknown, now: number): Conversation {
  const record = kept as Conversation | null;
  if (!record || !Array.isArray(record.turns) || !(now - record.touched < LIFETIME)) return EMPTY;
  return record;
}

/** The county's name that the last answers settled on, if they agree on one. */
export function countyNamed(replies: Reply[]): string | null {
  const names = replies.map((reply) => reply.custom?.answer?.county).filter(Boolean) as string[];
  return names.length && names.every((name) => name === names[0]) ? (names[0] as string) : null;
}
