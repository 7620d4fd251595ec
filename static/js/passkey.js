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
