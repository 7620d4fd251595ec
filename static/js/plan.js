/* After a step was ticked in place: says so, once. The focus stays on its button, which htmx finds
   again by its id. */

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  detail.target.setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const landed = new URL(detail.xhr.responseURL);
  if (landed.pathname === location.pathname) return;
  detail.shouldSwap = false; // logged out meanwhile: go where the server sent us
  location.assign(landed);
});

// Without an answer that can be shown, send the form as it is without this script.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, ({ detail }) => {
    detail.target.removeAttribute("aria-busy");
    detail.elt.submit();
  });
}

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const said = document.activeElement?.closest("[data-said]")?.dataset.said;
  if (said && detail.target?.matches("main")) {
    document.querySelector("[data-announce]").textContent = said;
  }
});
