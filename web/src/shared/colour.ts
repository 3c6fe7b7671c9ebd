/** One accent colour from the page, moved until what is written in it or on it can be read. */

type Rgb = [number, number, number];

const WHITE: Rgb = [255, 255, 255];
/** WCAG's AAA contrast for text. */
const READABLE = 7;

/** `#abc` or `#aabbcc`; null for anything else. */
export function parse(colour: string): Rgb | null {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(colour.trim());
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour.trim());
  const parts = short ? short.slice(1).map((digit) => digit + digit) : long ? long.slice(1) : null;
  return parts && (parts.map((part) => Number.parseInt(part, 16)) as Rgb);
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The contrast ratio of two colours, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function mix(colour: Rgb, other: Rgb, share: number): Rgb {
  return colour.map((part, i) => Math.round(part + ((other[i] as number) - part) * share)) as Rgb;
}

function towards(colour: Rgb, end: Rgb, background: Rgb): Rgb {
  let moved = colour;
  for (let share = 0; share <= 1 && contrast(moved, background) < READABLE; share += 0.04) {
    moved = mix(colour, end, share);
  }
  return moved;
}

const css = (colour: Rgb) => `rgb(${colour.join(", ")})`;

/** The custom properties for a theme: the accent on white (light) and on the dark panel (dark), both readable. */
export function accents(colour: Rgb): { [property: string]: string } {
  const dark: Rgb = [30, 36, 41];
  return {
    "--cb-accent-light": css(towards(colour, [0, 0, 0], mix(colour, WHITE, 0.9))),
    "--cb-tint-light": css(mix(colour, WHITE, 0.92)),
    "--cb-accent-dark": css(towards(colour, WHITE, mix(dark, colour, 0.12))),
    "--cb-tint-dark": css(mix(dark, colour, 0.12)),
  };
}
