// Passkeys: on the page of the account one is made, on the page of signing in one is asked for. Both pages say what they
// can do without this file.
"use strict";

const toBytes = (text) => {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
};

const toText = (buffer) => {
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};

// What the site asks is JSON; the browser wants bytes. The browsers' own way there is missing in some of them.
function readOptions(asked) {
  const options = { ...asked, challenge: toBytes(asked.challenge) };
  if (asked.user) options.user = { ...asked.user, id: toBytes(asked.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (asked[list]) options[list] = asked[list].map((one) => ({ ...one, id: toBytes(one.id) }));
  }
  return options;
}

function writeAnswer(credential) {
  const response = { clientDataJSON: toText(credential.response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = toText(credential.response[part]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: {},
    response,
  });
}

// Asks the site what to ask the browser. Null where the site wants one to sign in again first, which it then shows.
async function begin(form) {
  const body = new URLSearchParams({ token: form.elements.token.value });
  const answer = await fetch(form.dataset.begin, { method: "POST", body });
  if (answer.redirected) {
    location.assign(answer.url);
    return null;
  }
  if (!answer.ok) throw new Error("refused");
  return readOptions(await answer.json());
}

function say(form, words) {
  const place = form.querySelector("[data-said]");
  place.textContent = words;
  place.hidden = !words;
}

function send(form, credential) {
  form.elements.credential.value = writeAnswer(credential);
  form.submit();
}

// Whoever closes the browser's window has changed their mind: nothing to be said.
async function attempt(form, work) {
  say(form, "");
  try {
    await work();
  } catch (error) {
    if (error.name === "InvalidStateError") say(form, form.dataset.known);
    else if (error.name !== "NotAllowedError" && error.name !== "AbortError") say(form, form.dataset.failed);
  }
}

function making(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(form, async () => {
      const publicKey = await begin(form);
      if (publicKey) send(form, await navigator.credentials.create({ publicKey }));
    });
  });
}

// While nothing is pressed, browsers that can offer passkeys where the name is typed. A challenge holds for five minutes.
const RENEWED_MS = 4 * 60 * 1000;
let offered = null;

async function offer(form) {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  const publicKey = await begin(form);
  if (!publicKey) return;
  offered = new AbortController();
  const renewal = setTimeout(() => {
    offered.abort();
    attempt(form, () => offer(form));
  }, RENEWED_MS);
  try {
    send(form, await navigator.credentials.get({ mediation: "conditional", signal: offered.signal, publicKey }));
  } finally {
    clearTimeout(renewal);
  }
}

function asking(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    offered?.abort();
    attempt(form, async () => {
      const publicKey = await begin(form);
      if (publicKey) send(form, await navigator.credentials.get({ publicKey }));
    });
  });
  attempt(form, () => offer(form));
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-begin]")) {
    form.hidden = false;
    (form.dataset.passkey === "make" ? making : asking)(form);
  }
  for (const missing of document.querySelectorAll("[data-no-passkeys]")) missing.hidden = true;
}
