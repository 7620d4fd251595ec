// What every page needs whose parts htmx swaps: says that it is busy, follows the server to another
// page, and has a way on when there is no answer that can be shown.

export function swapInPlace({ without }) {
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    detail.target.setAttribute("aria-busy", "true");
  });

  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const landed = new URL(detail.xhr.responseURL);
    if (landed.pathname === location.pathname) return;
    detail.shouldSwap = false; // logged out meanwhile: go where the server sent us
    location.assign(landed);
  });

  for (const failure of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(failure, ({ detail }) => {
      detail.target.removeAttribute("aria-busy");
      without(detail);
    });
  }
}
