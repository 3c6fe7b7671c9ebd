/** Takes ID, bank card and mobile numbers out of what a person types, digit for digit, so that the caret stays. */

const DIGIT = "[0-9０-９]";
const GAP = "[ \\-－—]?";
const BEFORE = `(^|[^0-9０-９])`;

const ID = new RegExp(`${BEFORE}((?:${DIGIT}${GAP}){17}[0-9０-９XxＸｘ])(?!${DIGIT})`, "g");
const CARD = new RegExp(`${BEFORE}((?:${DIGIT}${GAP}){14,18}${DIGIT})(?!${DIGIT})`, "g");
const MOBILE = new RegExp(`${BEFORE}([1１]${GAP}[3-9３-９]${GAP}(?:${DIGIT}${GAP}){8}${DIGIT})(?!${DIGIT})`, "g");
/** An ID is typed digit by digit: its first eleven may look like a mobile number, so what follows belongs to it. */
const REST = new RegExp(`(\\*{11,})(${GAP}[0-9０-９XxＸｘ]+)`, "g");

/** The text with each such number as stars. */
export function masked(text: string): string {
  const stars = (_: string, before: string, number: string) => before + "*".repeat(number.length);
  return text
    .replace(ID, stars)
    .replace(CARD, stars)
    .replace(MOBILE, stars)
    .replace(REST, (_, done, rest) => done + "*".repeat(rest.length));
}

/** How many characters the server counts: a character outside the basic plane is one. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
