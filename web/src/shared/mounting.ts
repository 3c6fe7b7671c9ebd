/** What the launcher and the chat that it loads know of each other. */

import type { Options } from "../launcher/options";
import type { Config } from "./contract";

export interface Place {
  /** Where the chat draws itself, inside the shadow root. */
  container: HTMLElement;
  shadow: ShadowRoot;
  base: string;
  config: Config;
  options: Options;
  /** Called when the person closes the chat. */
  onClose: () => void;
}

export interface Chat {
  open(): void;
}

export interface ChatModule {
  mount(place: Place): Chat;
}
