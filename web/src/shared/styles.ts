/** Style sheets of a shadow root. Constructed sheets pass a page's Content-Security-Policy; old browsers get an element. */

export function style(root: ShadowRoot, css: string): void {
  if ("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = root.adoptedStyleSheets.concat(sheet);
  } else {
    const element = document.createElement("style");
    element.textContent = css;
    (root as ShadowRoot).appendChild(element);
  }
}
