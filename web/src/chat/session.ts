/** One chat on one page: what the components read and what they may do. */

import type { Options } from "../launcher/options";
import type { Config, County, Reply } from "../shared/contract";
import type { Place } from "../shared/mounting";
import { Api } from "./api";
import { countyNamed, turnOf, withChanged } from "./conversation";
import { Outbox } from "./outbox";
import { Store } from "./store";
import { WORDS } from "./words";

export class Session {
  readonly config: Config;
  readonly options: Options;
  readonly store: Store;
  readonly outbox: Outbox;
  readonly shadow: ShadowRoot;
  private readonly api: Api;
  private announcer: (text: string) => void = () => undefined;

  constructor(place: Place) {
    this.config = place.config;
    this.options = place.options;
    this.shadow = place.shadow;
    this.api = new Api(place.base);
    this.store = new Store(place.base);
    this.outbox = new Outbox(
      this.store,
      this.api,
      () => this.county?.id || null,
      (replies) => this.heard(replies),
      (state) => this.announce(WORDS[state]),
    );
    this.outbox.resume();
  }

  /** The county that is asked about: the person's, else the page's. */
  get county(): County | null {
    const { county, page } = this.store.preferences;
    const chosen = county && page === this.options.county ? county : this.options.county;
    return this.config.counties.find((one) => one.id === chosen || one.name === chosen) || null;
  }

  /** Phones to call when the service fails: the county's, without one every county's. */
  get phones(): { label: string; number: string }[] {
    const counties = this.county ? [this.county] : this.config.counties;
    return counties.flatMap((county) =>
      county.phones.map((phone) => ({ label: `${county.name}${phone.name}`, number: phone.number })),
    );
  }

  /** Remembers the county. In the middle of a conversation it is told as well, so that the answer follows. */
  choose(county: County): void {
    const changed = this.county?.id !== county.id;
    this.store.prefer({ county: county.id, page: this.options.county });
    if (changed && this.store.conversation.turns.length) this.outbox.ask(county.name, county.name);
    else this.announce(WORDS.countyChosen(county.name));
  }

  clear(): void {
    this.outbox.clear();
    this.announce(WORDS.cleared);
  }

  async rate(id: string, helpful: boolean, comment: string): Promise<void> {
    const sender = this.store.conversation.sender;
    const before = turnOf(this.store.conversation, id)?.feedback || null;
    const rated = { feedback: { helpful, comment, kept: false } };
    this.store.change((now) => withChanged(now, id, rated));
    if (!sender) return;
    try {
      await this.api.feedback(sender, id, helpful, comment);
    } catch (error) {
      // What the server does not have must not look as if it had.
      this.store.change((now) => withChanged(now, id, { feedback: before }));
      throw error;
    }
    const still = turnOf(this.store.conversation, id);
    if (still) this.store.change((now) => withChanged(now, id, { feedback: { helpful, comment, kept: true } }));
  }

  /** Who says things to screen readers: the one live region. */
  announceWith(announcer: (text: string) => void): void {
    this.announcer = announcer;
  }

  announce(text: string): void {
    this.announcer(text);
  }

  private heard(replies: Reply[]): void {
    const named = countyNamed(replies);
    const county = this.config.counties.find((one) => one.name === named);
    if (county && county.id !== this.county?.id) this.store.prefer({ county: county.id, page: this.options.county });
    this.announce(WORDS.assistant + replies.map((reply) => reply.text).join("\n"));
  }
}
