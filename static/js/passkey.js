// Shows what passkeys need where the browser knows them, and says so when one did not work.

const problem = document.querySelector("[data-passkey-problem]");

function say(words) {
  const message = document.createElement("p");
  message.className = "message message-error";
  message.textContent = words;
  problem.replaceChildren(message);
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  say(problem.dataset.failed);
});

const offers = document.querySelectorAll("[data-passkey]");

if (window.PublicKeyCredential) {
  for (const offer of offers) {
    offer.hidden = false;
  }
} else if (offers.length) {
  say(problem.dataset.missing);
}

// The log-in by passkey is a form of its own, and the box to stay logged in stands in the other.
const stay = document.querySelector("#id_remember");
const stayByPasskey = document.querySelector("#mfa_remember");

if (stay && stayByPasskey) {
  const copy = () => {
    stayByPasskey.value = stay.checked ? "on" : "";
  };
  stay.addEventListener("change", copy);
  copy();
}
