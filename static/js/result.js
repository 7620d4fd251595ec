/* After a part of a result, of the history or of a search was swapped: says what is new, once. The focus
   stays on the pressed link or button, which htmx finds again by its id. */

import { swapInPlace } from "./in-place.js";

const says = {
  items: () => text("#items h2"),
  matches: () => text("[data-found]"),
  years: () => text("#years [aria-current]"),
  scores: () => `${text(".result-pillars [aria-current]")}. ${text("#scores [data-finding]")}`,
};

function text(selector) {
  return document.querySelector(selector)?.textContent.trim() ?? "";
}

// Without an answer that can be shown, do what the link or form does without this script.
swapInPlace({ without: ({ pathInfo }) => location.assign(pathInfo.finalRequestPath) });

document.addEventListener("htmx:afterSettle", ({ target }) => {
  const isStep = target.matches("[data-focus], [data-chance]");
  // The pressed button is gone: its step is in the plan now, or out of it again.
  if (isStep) target.focus({ preventScroll: true });
  const sentence = isStep ? text(`#${target.id} :is(.to-plan-said, button)`) : says[target.id]?.();
  if (sentence) document.querySelector("[data-announce]").textContent = sentence;
});
