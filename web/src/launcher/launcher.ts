/** The button in the page's corner. It loads the chat when it is first pressed. */

import { accents } from "../shared/colour";
import type { Config } from "../shared/contract";
import type { Chat, ChatModule } from "../shared/mounting";
import { dial } from "../shared/phones";
import { style } from "../shared/styles";
import css from "./launcher.css?inline";
import type { Options } from "./options";

declare const CHAT_FILE: string;

const BUBBLE = "M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-7l-5 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z";

/** Events that leave a shadow root, and that pages are known to act on. */
const OURS = ["keydown", "keypress", "keyup", "copy", "cut", "paste", "contextmenu"];

export class Launcher {
  private readonly shadow: ShadowRoot;
  private readonly button = document.createElement("button");
  private readonly label = document.createElement("span");
  private readonly trouble = document.createElement("div");
  private readonly container = document.createElement("div");
  private chat: Chat | null = null;

  constructor(
    host: HTMLElement,
    private readonly base: string,
    private readonly config: Config,
    private readonly options: Options,
  ) {
    this.shadow = host.attachShadow({ mode: "open" });
  }

  show(): void {
    style(this.shadow, css);
    const frame = document.createElement("div");
    frame.className = `frame ${this.options.position}`;
    frame.lang = "zh-CN";
    const colours = accents(this.options.colour);
    for (const name of Object.keys(colours)) frame.style.setProperty(name, colours[name] as string);
    this.button.type = "button";
    this.button.className = "launcher";
    this.button.setAttribute("aria-haspopup", "dialog");
    this.button.setAttribute("aria-expanded", "false");
    this.label.textContent = this.options.title;
    this.button.append(icon(), this.label);
    this.button.addEventListener("click", () => this.open());
    this.trouble.className = "trouble";
    this.trouble.setAttribute("role", "alert");
    frame.append(this.container, this.trouble, this.button);
    // Pages listen for keys and forbid copying; what is done in the widget is none of their business.
    for (const name of OURS) frame.addEventListener(name, (event) => event.stopPropagation());
    this.shadow.append(frame);
  }

  private async open(): Promise<void> {
    if (this.button.getAttribute("aria-busy")) return;
    this.trouble.textContent = "";
    this.button.setAttribute("aria-busy", "true");
    this.label.textContent = "正在打开…";
    try {
      this.chat = this.chat || (await this.load());
      this.button.setAttribute("aria-expanded", "true");
      this.button.hidden = true;
      this.chat.open();
    } catch {
      this.fail();
    } finally {
      this.button.removeAttribute("aria-busy");
      this.label.textContent = this.options.title;
    }
  }

  private async load(): Promise<Chat> {
    const { config, options, base, container, shadow } = this;
    const module = (await import(/* @vite-ignore */ base + CHAT_FILE)) as ChatModule;
    return module.mount({ container, shadow, base, config, options, onClose: () => this.closed() });
  }

  private closed(): void {
    this.button.hidden = false;
    this.button.setAttribute("aria-expanded", "false");
    this.button.focus();
  }

  /** The chat could not be fetched: how to reach a person all the same. */
  private fail(): void {
    const words = document.createElement("p");
    words.textContent = "没有打开，可能是网络不好。请稍后再按一次，也可以打电话问：";
    this.trouble.append(words);
    const named = this.config.counties.filter((c) => c.id === this.options.county || c.name === this.options.county);
    for (const county of named.length ? named : this.config.counties) {
      for (const phone of county.phones) {
        const link = document.createElement("a");
        link.href = dial(phone.number);
        link.textContent = `${county.name}${phone.name} ${phone.number}`;
        this.trouble.append(link);
      }
    }
  }
}

function icon(): SVGSVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(namespace, "path");
  path.setAttribute("d", BUBBLE);
  svg.append(path);
  return svg;
}
