/** An answer as a card: the outcome and its figure large, then what it rests on and what to do. */

import { Card, CardActions, CardContent } from "@chatui/core/es/components/Card";
import type { Citation, PaymentWindow, Reply } from "../shared/contract";
import { dateInWords, shareOf } from "./dates";
import { Phones } from "./Phones";
import { Steps } from "./Steps";
import { WORDS } from "./words";

/** An outcome of more characters than these is a paragraph, no headline. */
const LONG = 36;
/** A date is a longer figure than a sum. */
const SHORT = 7;

export function AnswerCard({ reply, announce }: { reply: Reply; announce: (text: string) => void }) {
  const card = reply.custom?.card;
  const answer = reply.custom?.answer;
  if (!card) return null;
  const where = [answer?.county, answer?.insurance_year && `${answer.insurance_year}年度`].filter(Boolean);
  return (
    <Card role="article">
      <CardContent>
        {where.length > 0 && <p class="where">{where.join(" · ")}</p>}
        {card.highlight && (
          <p class={card.highlight.value.length > SHORT ? "figure long" : "figure"}>
            {card.highlight.value}
            <span class="unit">{card.highlight.unit}</span>
          </p>
        )}
        {card.outcome && <p class={card.outcome.length > LONG ? "outcome long" : "outcome"}>{card.outcome}</p>}
        {card.window && <WindowBar window={card.window} />}
        {card.steps.length > 0 && <Steps steps={card.steps} announce={announce} />}
        {paragraphs(card.reasons).map((part) =>
          typeof part === "string" ? (
            <p key={part} class="reason">
              {part}
            </p>
          ) : (
            <Steps key={part[0]} steps={part} announce={announce} />
          ),
        )}
        {card.phones.length > 0 && (
          <Phones phones={card.phones.map((phone) => ({ label: phone.name, number: phone.number }))} />
        )}
      </CardContent>
      {(card.citations.length > 0 || card.question) && (
        <CardActions>
          {card.citations.length > 0 && <Sources citations={card.citations} />}
          {card.question && <p class="question">{card.question}</p>}
        </CardActions>
      )}
    </Card>
  );
}

/** Where an answer gives the steps of several channels, each channel's numbered lines become a list of their own. */
function paragraphs(reasons: string[]): (string | string[])[] {
  const parts: (string | string[])[] = [];
  for (const reason of reasons.flatMap((lines) => lines.split("\n"))) {
    const step = /^\d+\. ?(.+)$/s.exec(reason)?.[1];
    const before = parts[parts.length - 1];
    if (!step) parts.push(reason);
    else if (Array.isArray(before)) before.push(step);
    else parts.push([step]);
  }
  return parts;
}

function WindowBar({ window }: { window: PaymentWindow }) {
  return (
    <div class="window">
      <p class="window-name">
        {window.name}
        <b>{WORDS.daysLeft(window.days_left)}</b>
      </p>
      <div class="bar" aria-hidden="true">
        <div style={{ width: `${Math.round(100 * shareOf(window))}%` }} />
      </div>
      <p class="window-days">
        {WORDS.from}
        {dateInWords(window.opens)}
        {WORDS.until}
        {dateInWords(window.closes)}
      </p>
    </div>
  );
}

function Sources({ citations }: { citations: Citation[] }) {
  const notices = citations.reduce<Citation[][]>((groups, citation) => {
    const group = groups.find((one) => one[0]?.notice === citation.notice);
    if (group) group.push(citation);
    else groups.push([citation]);
    return groups;
  }, []);
  return (
    <details class="sources">
      <summary>
        {WORDS.source1}：
        {notices.map((group) => `${group[0]?.notice} ${group.map((one) => one.clause).join("、")}`).join("；")}
      </summary>
      {notices.map((group) => (
        <Source key={group[0]?.notice} citations={group} />
      ))}
    </details>
  );
}

function Source({ citations }: { citations: Citation[] }) {
  const first = citations[0] as Citation;
  const rows: [string, string | null][] = [
    [WORDS.titleOf, first.title],
    [WORDS.numberOf, first.number],
    [WORDS.dateOf, first.date && dateInWords(first.date)],
    [WORDS.clauseOf, citations.map((one) => one.clause).join("、")],
  ];
  return (
    <dl>
      {rows
        .filter((row) => row[1])
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
