/** Phone numbers as a browser dials them. */

/** `tel:` and the digits alone: numbers are printed with dashes of every kind. */
export function dial(number: string): string {
  return `tel:${number.replace(/[^\d+]/g, "")}`;
}
