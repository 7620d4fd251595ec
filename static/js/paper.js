/* The page that waits for a PDF: fetches the file as soon as it is ready. Its button stays, for
   where the browser asks first. */

document.addEventListener("htmx:afterSwap", () => {
  const link = document.querySelector("[data-start]");
  if (link) {
    location.assign(link.href);
  }
});
