/** The chat, loaded by the launcher when it is first opened. */

import "./oldest";
import { render } from "preact";
import { accents } from "../shared/colour";
import type { Chat, Place } from "../shared/mounting";
import { style } from "../shared/styles";
import { App } from "./App";
import { Session } from "./session";
import css from "./styles/index.css?inline";

/** Draws the chat into the launcher's shadow root. */
export function mount(place: Place): Chat {
  style(place.shadow, css);
  const session = new Session(place);
  let opened = false;
  const colours = accents(place.options.colour);
  for (const name of Object.keys(colours)) place.container.style.setProperty(name, colours[name] as string);
  const draw = () => render(<App session={session} open={opened} onClose={close} />, place.container);
  function close(): void {
    opened = false;
    draw();
    place.onClose();
  }
  return {
    open() {
      opened = true;
      draw();
    },
  };
}
