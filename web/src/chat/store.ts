/**
 * The conversation and the preferences, kept in the browser and shared by all tabs.
 *
 * Every change is made to what is stored at that moment, so two tabs add to one conversation instead of overwriting
 * each other. Where storage is denied everything lives as long as the page.
 */

import { keyOf, read, write } from "../shared/storage";
import { type Conversation, EMPTY, revived } from "./conversation";

export interface Preferences {
  large: boolean;
  /** The county's id that the person chose or the answers settled on, */
  county: string | null;
  /** and the county that the page named then: another page's county goes first again. */
  page: string | null;
  /** Senders whose conversations are still to be erased on the server. */
  erase: string[];
}

const PLAIN: Preferences = { large: false, county: null, page: null, erase: [] };

export class Store {
  conversation: Conversation;
  preferences: Preferences;
  private readonly listeners = new Set<() => void>();
  private readonly keys: { conversation: string; preferences: string };

  constructor(base: string) {
    this.keys = { conversation: keyOf(base, "conversation"), preferences: keyOf(base, "preferences") };
    this.conversation = revived(read(this.keys.conversation), Date.now());
    this.preferences = { ...PLAIN, ...read<Preferences>(this.keys.preferences) };
    window.addEventListener("storage", (event) => this.fromOtherTab(event));
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  change(edit: (conversation: Conversation) => Conversation): void {
    const stored = read(this.keys.conversation);
    const edited = edit(stored ? revived(stored, Date.now()) : this.conversation);
    this.conversation = { ...edited, touched: Date.now() };
    write(this.keys.conversation, this.conversation);
    this.tell();
  }

  prefer(change: Partial<Preferences>): void {
    this.preferences = { ...this.preferences, ...read<Preferences>(this.keys.preferences), ...change };
    write(this.keys.preferences, this.preferences);
    this.tell();
  }

  private fromOtherTab(event: StorageEvent): void {
    if (event.key === this.keys.conversation || event.key === null) {
      this.conversation = event.newValue ? revived(read(this.keys.conversation), Date.now()) : EMPTY;
    } else if (event.key === this.keys.preferences) {
      this.preferences = { ...PLAIN, ...read<Preferences>(this.keys.preferences) };
    } else {
      return;
    }
    this.tell();
  }

  private tell(): void {
    this.listeners.forEach((listener) => {
      listener();
    });
  }
}
