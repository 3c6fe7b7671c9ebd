/** The server's messages, as the channel documents them. */

export interface Phone {
  name: string;
  number: string;
}

export interface County {
  id: string;
  name: string;
  phones: Phone[];
}

export interface Config {
  counties: County[];
  /** The most characters a message may have. */
  longest: number;
}

export interface Figure {
  name: string;
  value: string | number;
  unit: string;
}

export interface Answer {
  status: string;
  topic: string | null;
  county: string | null;
  insurance_year: number | null;
  figures: Figure[];
  citations: { notice: string; clause: string }[];
  ask: string | null;
}

export interface PaymentWindow {
  opens: string;
  closes: string;
  days_left: number;
  today: string;
  name: string;
}

export interface Citation {
  notice: string;
  clause: string;
  title: string;
  number: string | null;
  date: string | null;
}

export interface Card {
  outcome: string;
  highlight: { value: string; unit: string } | null;
  reasons: string[];
  steps: string[];
  window: PaymentWindow | null;
  citations: Citation[];
  phones: Phone[];
  question: string | null;
}

export interface Choice {
  title: string;
  payload: string;
}

export interface Reply {
  recipient_id?: string;
  text: string;
  buttons?: Choice[];
  custom?: { answer?: Answer; card?: Card };
}
