/** Puts text on the clipboard; the newer way works only on https. */

export async function copy(text: string, near: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text, near);
  }
}

function copyBySelection(text: string, near: HTMLElement): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("aria-hidden", "true");
  field.style.cssText = "position:absolute;left:-9999px";
  near.appendChild(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  near.focus();
  return done;
}
