// Digits choose an answer and Enter goes on. Off while somebody types and with modifier keys. Where it is
// turned off in Display, the page does not load this file (WCAG 2.1.4).

const TYPED = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])";
const OWN_ENTER = "a, button, summary, input";

// With it the page shows what the keys do.
document.documentElement.dataset.keys = "on";

function digitOf({ key, code }) {
  // Some keyboards give digits only with Shift: there the place of the key counts.
  if (/^\d$/.test(key)) return key;
  return /^Digit(\d)$/.exec(code)?.[1];
}

function isPlain(event) {
  const { altKey, ctrlKey, metaKey, shiftKey, isComposing, repeat, defaultPrevented } = event;
  return ![altKey, ctrlKey, metaKey, shiftKey, isComposing, repeat, defaultPrevented].some(Boolean);
}

document.addEventListener("keydown", (event) => {
  const form = document.querySelector("#answer");
  if (!form || !isPlain(event) || event.target.matches(TYPED)) return;
  if (document.querySelector("main[aria-busy]")) return;
  if (event.key === "Enter") {
    if (event.target.matches(OWN_ENTER)) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-go-on]"));
    return;
  }
  const radio = form.querySelector(`[name=value][value="${digitOf(event)}"]`);
  if (!radio) return;
  event.preventDefault();
  radio.focus();
  radio.click();
});
