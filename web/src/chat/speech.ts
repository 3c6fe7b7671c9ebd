/** Reading aloud and listening, where the browser has them. */

export const canRead = "speechSynthesis" in window && "SpeechSynthesisUtterance" in window;

/** Reads the text aloud, a little slower than usual; ``onEnd`` also when it is stopped or fails. */
export function readAloud(text: string, onEnd: () => void): void {
  window.speechSynthesis.cancel();
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = "zh-CN";
  utterance.rate = 0.9;
  utterance.onend = onEnd;
  utterance.onerror = onEnd;
  window.speechSynthesis.speak(utterance);
}

export function stopReading(): void {
  if (canRead) window.speechSynthesis.cancel();
}

interface Recognition {
  lang: string;
  interimResults: boolean;
  onresult: (event: { results: ArrayLike<ArrayLike<{ transcript: string }>> }) => void;
  onerror: (event: { error: string }) => void;
  onend: () => void;
  start(): void;
  stop(): void;
}

type RecognitionClass = new () => Recognition;

const known = window as unknown as { SpeechRecognition?: RecognitionClass; webkitSpeechRecognition?: RecognitionClass };
const Recognizer = known.SpeechRecognition || known.webkitSpeechRecognition;

export const canListen = Boolean(Recognizer);

export interface Heard {
  onText: (text: string) => void;
  /** ``usable`` is false when trying again cannot help: no permission, no service. */
  onTrouble: (usable: boolean) => void;
  onEnd: () => void;
}

/** Listens to one sentence; returns what ends it early. */
export function listen(heard: Heard): () => void {
  const recognition = new (Recognizer as RecognitionClass)();
  recognition.lang = "zh-CN";
  recognition.interimResults = false;
  recognition.onresult = (event) => heard.onText(event.results[0]?.[0]?.transcript || "");
  recognition.onerror = (event) => heard.onTrouble(event.error === "no-speech" || event.error === "aborted");
  recognition.onend = heard.onEnd;
  recognition.start();
  return () => recognition.stop();
}
