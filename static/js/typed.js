/* What was typed and not sent is there again after Back, Forward and a reload: in this tab, for an
   hour, for whoever typed it. With it comes what the page showed then, so that the site still sees
   what changed in the meantime. Without this file the browser keeps what it keeps. */

const KEPT_FOR = 60 * 60 * 1000;
const PREFIX = "typed:";
const WRITTEN = "textarea, input[type=text], input[type=date], input[type=datetime-local]";
const writer = document.documentElement.dataset.writer ?? "";

const key = () => PREFIX + location.pathname;
const kept = (name) => JSON.parse(sessionStorage.getItem(name));
const keys = () => Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX));

function place(field) {
  const form = field.form;
  if (form?.method !== "post" || field.autocomplete === "off") return null;
  return `${[...document.forms].indexOf(form)} ${field.name}`;
}

function keep(field) {
  const at = place(field);
  if (at === null) return;
  const found = kept(key()) ?? { writer, fields: {} };
  found.fields[at] = field.value;
  const shown = field.form.elements.shown;
  if (shown) found.fields[place(shown)] ??= shown.value;
  sessionStorage.setItem(key(), JSON.stringify({ ...found, until: Date.now() + KEPT_FOR }));
}

function forget(form) {
  const found = kept(key());
  if (!found) return;
  const begins = `${[...document.forms].indexOf(form)} `;
  const left = Object.entries(found.fields).filter(([at]) => !at.startsWith(begins));
  if (left.length === 0) sessionStorage.removeItem(key());
  else sessionStorage.setItem(key(), JSON.stringify({ ...found, fields: Object.fromEntries(left) }));
}

function giveBack() {
  const found = kept(key());
  // A page with errors shows what was sent.
  if (found?.writer !== writer || document.querySelector(".error-summary")) return;
  for (const field of document.querySelectorAll(`${WRITTEN}, input[name=shown]`)) {
    const words = found.fields[place(field)];
    if (words === undefined) continue;
    field.value = words;
    const details = field.closest("details");
    if (details && field.name !== "shown") details.open = true;
  }
}

for (const name of keys()) {
  const found = kept(name);
  const isOthers = writer !== "" && found.writer !== writer;
  if (isOthers || found.until < Date.now()) sessionStorage.removeItem(name);
}
giveBack();

document.addEventListener("input", ({ target }) => {
  if (target.matches(WRITTEN)) keep(target);
});

// On the window, as "Save and leave" is stopped on its way to htmx.
window.addEventListener(
  "submit",
  ({ target, submitter }) => {
    const isSwapped = target.hasAttribute("hx-post") && !submitter?.hasAttribute("data-full-page");
    // Not target.action: a field of that name would stand there.
    if (target.getAttribute("action")?.endsWith("/logout/")) keys().forEach((name) => sessionStorage.removeItem(name));
    else if (!isSwapped) forget(target);
  },
  { capture: true },
);

// htmx has put another page in place: what it sent is saved, or shown with its errors.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const form = detail.requestConfig.elt.closest("form");
  if (form && !detail.isError) forget(form);
});
document.addEventListener("htmx:afterSettle", giveBack);
