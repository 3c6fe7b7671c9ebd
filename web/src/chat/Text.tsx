/** A reply's text as it stands, its phone numbers to press. */

import type { Reply } from "../shared/contract";
import { dial } from "../shared/phones";

export function Text({ reply }: { reply: Reply }) {
  const numbers = (reply.custom?.answer?.figures || [])
    .filter((figure) => figure.unit === "电话")
    .map((figure) => String(figure.value));
  return <p class="words">{split(reply.text, numbers).map(link)}</p>;
}

interface Part {
  text: string;
  number: boolean;
}

/** The text cut at the numbers. */
function split(text: string, numbers: string[]): Part[] {
  return numbers.reduce<Part[]>(
    (parts, number) => parts.flatMap((part) => (part.number ? [part] : cut(part.text, number))),
    [{ text, number: false }],
  );
}

function cut(text: string, number: string): Part[] {
  return text.split(number).flatMap((piece, i) =>
    i
      ? [
          { text: number, number: true },
          { text: piece, number: false },
        ]
      : [{ text: piece, number: false }],
  );
}

function link(part: Part, place: number) {
  return part.number ? (
    <a key={place} href={dial(part.text)}>
      {part.text}
    </a>
  ) : (
    part.text
  );
}
