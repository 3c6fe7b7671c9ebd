/** What the widget keeps in the browser, apart for each service and absent where the browser denies storage. */

/** The place of one record, named after the service's base URL so that two services never share. */
export function keyOf(base: string, record: string): string {
  return `canbao:${record}:${base}`;
}

/** The record, or null when there is none, it is no JSON or storage is denied. */
export function read<T>(key: string): T | null {
  try {
    const text = window.localStorage.getItem(key);
    return text ? (JSON.parse(text) as T) : null;
  } catch {
    return null;
  }
}

/** Keeps the record; false when the browser would not. */
export function write(key: string, value: unknown): boolean {
  try {
    window.localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
