/* The page for paper opens the print dialog: at once where a click on the result led here, and
   by its button. */

const [arrival] = performance.getEntriesByType("navigation");
const button = document.querySelector("[data-print]");
const here = new URL(location.href);

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

const cameFromResult =
  here.searchParams.has("print") &&
  document.referrer !== "" &&
  new URL(document.referrer).pathname === here.pathname;

// Not again after a reload or a step back.
if (arrival?.type === "navigate" && cameFromResult) {
  addEventListener("load", () => window.print());
}
