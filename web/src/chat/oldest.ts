/** What Preact takes for granted and the oldest target, Chrome 69, has not: queueMicrotask came with 71. */

import { options } from "preact";

options.debounceRendering = (draw) => {
  Promise.resolve().then(draw);
};
