/* After a part of a result, of the history or of a search was swapped: says what is new, once. The focus
   stays on the pressed link or button, which htmx finds again by its id. */

const says = {
  items: () => text("#items h2"),
  matches: () => text("[data-found]"),
  main: () => text("[data-summary]"),
  scores: () => `${text("[aria-current='true'].card-link")}. ${text("#scores [data-finding]")}`,
};

function text(selector) {
  return document.querySelector(selector)?.textContent.trim() ?? "";
}

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  detail.target.setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const landed = new URL(detail.xhr.responseURL);
  if (landed.pathname === location.pathname) return;
  detail.shouldSwap = false; // logged out meanwhile: go where the server sent us
  location.assign(landed);
});

// Without an answer that can be shown, do what the link or form does without this script.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, ({ detail }) => {
    detail.target.removeAttribute("aria-busy");
    location.assign(detail.pathInfo.finalRequestPath);
  });
}

document.addEventListener("htmx:afterSettle", ({ target }) => {
  const sentence = says[target.id]?.();
  if (sentence) document.querySelector("[data-announce]").textContent = sentence;
});
