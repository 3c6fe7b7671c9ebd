/** widget.js: reads its own script tag, asks the service whether it may be shown here, and shows the launcher. */

import { configOf, Refused } from "./config";
import { Launcher } from "./launcher";
import { complain, optionsOf } from "./options";

const ELEMENT = "canbao-widget";

function start(script: HTMLScriptElement): void {
  // Everything is relative to where the script came from, so a proxy's path prefix needs no setting.
  const base = new URL(".", script.src).href;
  const shown = Array.from(document.querySelectorAll(ELEMENT)).some((e) => e.getAttribute("data-base") === base);
  if (shown) return;
  const host = document.createElement(ELEMENT);
  host.setAttribute("data-base", base);
  const options = optionsOf(script);
  configOf(base)
    .then((config) => {
      if (options.county && !config.counties.some((c) => c.id === options.county || c.name === options.county)) {
        complain(
          `data-county: ${options.county} is not served; there are ${config.counties.map((c) => c.id).join(", ")}`,
        );
      }
      new Launcher(host, base, config, options).show();
    })
    .catch((error) => {
      host.remove();
      if (!(error instanceof Refused)) throw error;
      complain(error.message);
    });
  whenThereIsABody(() => document.body.appendChild(host));
}

function whenThereIsABody(then: () => void): void {
  if (document.body) then();
  else document.addEventListener("DOMContentLoaded", then);
}

const script = document.currentScript || document.querySelector('script[src*="widget.js"]');
if (script instanceof HTMLScriptElement) start(script);
