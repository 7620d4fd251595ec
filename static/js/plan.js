/* After a step was ticked in place: says so, once. The focus stays on its button, which htmx finds
   again by its id. */

import { swapInPlace } from "./in-place.js";

// Without an answer that can be shown, send the form as it is without this script.
swapInPlace({ without: ({ elt }) => elt.submit() });

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const said = document.activeElement?.closest("[data-said]")?.dataset.said;
  if (said && detail.target?.matches("main")) {
    document.querySelector("[data-announce]").textContent = said;
  }
});
