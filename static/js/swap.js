// After htmx has put the next question in place: focus and one polite announcement; when it could
// not, a word that nothing was saved. Without this file every form sends whole pages.

const config = window.htmx.config;
// Going back loads the page anew: it then shows what is stored by now.
config.refreshOnHistoryMiss = true;
config.timeout = 20000;

const main = () => document.querySelector("main");

function announce(text) {
  const region = document.querySelector("[data-announce]");
  if (region && text) region.textContent = text;
}

function showUnsaved(shown) {
  const message = document.querySelector("[data-unsaved]");
  if (!message) return;
  message.textContent = shown ? message.dataset.unsaved : "";
  message.hidden = !shown;
}

function arrive(element) {
  const summary = element.querySelector(".error-summary");
  const heading = element.querySelector("h1");
  (summary ?? heading)?.focus({ preventScroll: !summary });
  if (!summary) announce(heading?.dataset.announceText);
}

// A browser brings only the first line of what is written into view; the bar would hide the last.
document.addEventListener("focusin", ({ target }) => {
  if (target.matches("textarea")) target.scrollIntoView({ block: "nearest" });
});

// "Save and leave" goes to a page with another header, which no swap would bring.
document.addEventListener(
  "submit",
  (event) => {
    if (event.submitter?.hasAttribute("data-full-page")) event.stopPropagation();
  },
  { capture: true },
);

document.addEventListener("htmx:beforeRequest", () => {
  main().setAttribute("aria-busy", "true");
  showUnsaved(false);
});

document.addEventListener("htmx:afterRequest", () => main().removeAttribute("aria-busy"));

// A whole page focuses its errors by itself; in a swapped one `arrive` does, and Chromium would
// complain of two.
document.addEventListener("htmx:beforeSwap", (event) => {
  event.detail.serverResponse = event.detail.serverResponse.replace(" autofocus>", ">");
});

document.addEventListener("htmx:afterSettle", (event) => {
  const swapped = event.detail.elt;
  if (swapped.matches("main")) arrive(swapped);
  else swapped.querySelector("[data-focus]")?.focus();
});

for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, () => showUnsaved(true));
}
