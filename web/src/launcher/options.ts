/** What the page asks for on its script tag. Faults are told on the console; the widget goes on without them. */

import { parse } from "../shared/colour";

export interface Options {
  county: string | null;
  title: string;
  greeting: string | null;
  colour: [number, number, number];
  position: "left" | "right";
}

const TITLE = "医保咨询";
const COLOUR = "#0b5d7a";

/** The options of a script tag. */
export function optionsOf(script: HTMLScriptElement): Options {
  const given = script.dataset;
  const asked = given.colour ? parse(given.colour) : null;
  if (given.colour && !asked) complain(`data-colour: ${given.colour} is not of the form #rrggbb`);
  if (given.position && given.position !== "left" && given.position !== "right") {
    complain(`data-position: ${given.position} is neither left nor right`);
  }
  return {
    county: given.county?.trim() || null,
    title: given.title?.trim().slice(0, 20) || TITLE,
    greeting: given.greeting?.trim().slice(0, 200) || null,
    colour: asked || (parse(COLOUR) as [number, number, number]),
    position: given.position === "left" ? "left" : "right",
  };
}

/** Tells whoever embeds the widget, once, in one line. */
export function complain(fault: string): void {
  console.warn(`[canbao] ${fault}`);
}
