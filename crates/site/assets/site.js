// The page is complete without this file. It keeps relative times fresh, says when something new has arrived, and
// listens to the keyboard.
"use strict";

// Every word stands on the page, in its language: how a number of things is said, by the number or its plural form.
const plural = new Intl.PluralRules(document.documentElement.lang);

function counted(forms, number) {
  return (forms[number] ?? forms[plural.select(number)] ?? forms.other).replace("{n}", number);
}

// The same words as time_words.rs, so that nothing is worded anew when the page has loaded.
const ages = JSON.parse(document.body.dataset.ages);

function timeWords(secondsAgo) {
  const minutes = Math.floor(Math.abs(secondsAgo) / 60);
  if (secondsAgo < -60) return null;
  if (minutes < 1) return ages.now;
  if (minutes < 60) return counted(ages.minutes, minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return counted(ages.hours, hours);
  const days = Math.floor(hours / 24);
  return days < 7 ? counted(ages.days, days) : null;
}

function refreshTimes() {
  const now = Date.now();
  for (const element of document.querySelectorAll("time[data-age]")) {
    const words = timeWords((now - Date.parse(element.dateTime)) / 1000);
    if (words && element.textContent !== words) element.textContent = words;
  }
}

const bar = document.querySelector(".arrivals");
let arrived = 0;

// A click shows what is new; until then nothing on the page moves. The words stand with what is new.
function announce(count, words) {
  arrived += count;
  bar.textContent = counted(JSON.parse(words.dataset.forms), arrived);
  bar.hidden = false;
}

// Comments that stand on this page already are one's own, or came while it was made.
function announceComments(discussion, event) {
  const fresh = JSON.parse(event.data).comments.filter((id) => !document.getElementById("comment-" + id));
  if (fresh.length > 0) announce(fresh.length, discussion);
}

function saysTheSame(one, other) {
  const words = (post) => [...post.querySelectorAll("h3, .prose")].map((part) => part.innerHTML).join();
  return words(one) === words(other);
}

// Puts new posts on top, changed ones in their place, and keeps the reader's place when it lies below. Changed posts
// that stand on this page are asked for by name: they may not be among the newest.
async function insertPosts(list, event) {
  const shown = JSON.parse(event.data).posts.filter((id) => document.getElementById("post-" + id));
  const answer = await fetch(list.dataset.posts + "?at=" + event.lastEventId + "&also=" + shown.slice(0, 50).join());
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const place = list.getBoundingClientRect();
  const added = [];
  for (const post of page.querySelectorAll("[data-post]")) {
    const known = document.getElementById(post.id);
    if (!known) added.push(document.adoptNode(post));
    else if (!saysTheSame(known, post)) known.replaceWith(document.adoptNode(post));
  }
  added.forEach((post) => post.classList.add("fresh"));
  list.prepend(...added);
  if (place.top < 0) scrollBy(0, list.getBoundingClientRect().height - place.height);
  refreshTimes();
}

function listen() {
  const list = document.querySelector("[data-posts]");
  const watchesFront = bar.dataset.watch === "news";
  const discussion = document.querySelector("[data-discussion]");
  if (!list && !discussion && !watchesFront) return;
  const asked = new URLSearchParams({ since: bar.dataset.since });
  if (list) asked.set("article", list.dataset.article);
  if (discussion) asked.set("discussion", discussion.dataset.discussion);
  const events = new EventSource("/events?" + asked);
  if (watchesFront) {
    events.addEventListener("news", (event) => {
      const count = JSON.parse(event.data).articles;
      if (count > 0) announce(count, bar);
    });
  }
  if (list) events.addEventListener("posts", (event) => insertPosts(list, event));
  if (discussion) events.addEventListener("comments", (event) => announceComments(discussion, event));
  addEventListener("pagehide", () => events.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}

// Hovering unfolds what a tap or a key unfolds; only what hovering opened closes again by itself.
for (const aside of document.querySelectorAll("details.aside")) {
  aside.addEventListener("pointerenter", (event) => {
    if (event.pointerType !== "mouse" || aside.open || !matchMedia("(min-width: 60.01rem)").matches) return;
    aside.open = true;
    aside.addEventListener("pointerleave", () => (aside.open = false), { once: true });
  });
}

// What a link leads to unfolds on this page: the part of that page which the link names. A second click folds it up.
for (const link of document.querySelectorAll("[data-unfold]")) {
  let part;
  link.setAttribute("aria-expanded", "false");
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!part) {
      const page = await fetch(link.href).then((answer) => (answer.ok ? answer.text() : null), () => null);
      part = page && new DOMParser().parseFromString(page, "text/html").getElementById(link.dataset.unfold);
      if (!part) return void (location.href = link.href);
      part.hidden = true;
      link.closest("header").after(part);
    }
    part.hidden = !part.hidden;
    link.setAttribute("aria-expanded", String(!part.hidden));
  });
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelectorAll("details.aside[open]").forEach((aside) => (aside.open = false));
});

// The keyboard: one item of the page is at hand. What an item is, and its state, stands in its attributes.
const items = [...document.querySelectorAll("[data-item]")];
let atHand = items.length === 1 ? 0 : -1;

function take(next) {
  if (!items[next]) return;
  items[atHand]?.removeAttribute("data-at-hand");
  atHand = next;
  items[atHand].setAttribute("data-at-hand", "");
  const link = linkOf(items[atHand]);
  link?.focus({ preventScroll: true });
  items[atHand].scrollIntoView({ block: "nearest" });
}

function linkOf(item) {
  return item.querySelector("h1 a, h2 a, h3 a, h4 a");
}

// Tells the site, then shows it: an attribute of the item for read and starred.
async function toggle(item, attribute, on, off) {
  const token = document.querySelector("meta[name=form-token]")?.content;
  if (!token || !item) return;
  const what = item.hasAttribute(attribute) ? off : on;
  const body = new URLSearchParams({ token, what, article: item.dataset.item });
  const answer = await fetch("/reading", { method: "POST", body });
  if (answer.ok) item.toggleAttribute(attribute, what === on);
}

// An article that was fetched before anybody wanted to see it is read now that it is shown.
const ahead = document.querySelector("[data-ahead]:not([data-read])");
if (ahead) toggle(ahead, "data-read", "read", "unread").catch(() => {});

// The same of a story: how far it had come stands on its page.
const look = document.querySelector("[data-look]")?.dataset;
const formToken = document.querySelector("meta[name=form-token]")?.content;
if (look && formToken) {
  const body = new URLSearchParams({ token: formToken, what: "look", story: look.look, article: look.article, post: look.post });
  fetch("/reading", { method: "POST", body }).catch(() => {});
}

async function showKeys() {
  let dialog = document.querySelector("dialog.keys");
  if (!dialog) {
    const answer = await fetch("/keys");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    dialog = document.createElement("dialog");
    dialog.className = "keys";
    dialog.append(...page.querySelectorAll("main h1, main [data-keys]"));
    dialog.addEventListener("click", () => dialog.close());
    document.body.append(dialog);
  }
  dialog.showModal();
}

const keys = {
  j: () => take(atHand + 1),
  k: () => take(atHand - 1),
  o: () => linkOf(items[atHand] ?? document.body)?.click(),
  s: () => toggle(items[atHand], "data-starred", "star", "unstar"),
  m: () => toggle(items[atHand], "data-read", "read", "unread"),
  "/": () => {
    const fields = [...document.querySelectorAll("input[type=search]")].filter((field) => field.offsetParent);
    if (fields.length) fields.at(-1).focus();
    else location.assign("/search");
  },
  "?": showKeys,
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, dialog")) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// What is being written survives a reload, in this tab alone. Browsers may forbid the storage.
function keepDrafts() {
  for (const form of document.querySelectorAll("form.composer")) {
    const key = "draft " + form.getAttribute("action");
    const text = form.elements.text;
    if (!text.value) text.value = sessionStorage.getItem(key) ?? "";
    text.addEventListener("input", () => sessionStorage.setItem(key, text.value));
    form.addEventListener("submit", () => {
      sessionStorage.setItem("sent " + key, text.value);
      sessionStorage.removeItem(key);
    });
  }
}

// What was sent has arrived when the next page is shown, unless that is the one for no connection.
function settleSent(hasArrived) {
  for (const key of Object.keys(sessionStorage).filter((key) => key.startsWith("sent "))) {
    if (!hasArrived) sessionStorage.setItem(key.slice("sent ".length), sessionStorage.getItem(key));
    sessionStorage.removeItem(key);
  }
}

// What the service worker keeps: the pages opened lately, by itself, and what is saved, as the pages tell it.
async function keepSaved() {
  if (!("serviceWorker" in navigator) || "offline" in document.documentElement.dataset) return;
  await navigator.serviceWorker.register("/keeper.js");
  const { active } = await navigator.serviceWorker.ready;
  const [arrival] = performance.getEntriesByType("navigation");
  if (arrival?.deliveryType === "navigational-prefetch") active.postMessage({ shown: location.pathname });
  const article = document.querySelector("article.article[data-item]");
  const signedIn = document.querySelector("meta[name=form-token]");
  if (article && signedIn) {
    const isSaved = "saved" in article.dataset;
    active.postMessage(isSaved ? { saved: [location.pathname] } : { removed: location.pathname });
  }
  if (location.pathname === "/saved" && !location.search) {
    const links = [...document.querySelectorAll("main [data-item] h3 a")];
    const removed = document.querySelector("main .more") ? null : "others";
    active.postMessage({ saved: links.map((link) => link.pathname), removed });
  }
}

// The page for no connection lists what can be read all the same, what was opened last first.
async function fillShelf(shelf) {
  const seen = new Set();
  const rows = document.createDocumentFragment();
  for (const name of ["saved", "lately"]) {
    const cache = await caches.open(name);
    for (const key of (await cache.keys()).reverse()) {
      const path = new URL(key.url).pathname;
      if (seen.has(path) || !/^\/(article|story)\//.test(path)) continue;
      seen.add(path);
      const page = new DOMParser().parseFromString(await (await cache.match(key)).text(), "text/html");
      const heading = page.querySelector("h1");
      const link = document.createElement("a");
      link.href = path;
      link.textContent = heading.textContent;
      link.lang = heading.lang;
      link.dir = "auto";
      rows.appendChild(document.createElement("li")).append(link);
    }
  }
  shelf.querySelector("ul").append(rows);
  shelf.dataset.holds = seen.size;
}

const shelf = document.querySelector("[data-shelf]");
if (shelf && "caches" in window) fillShelf(shelf);
document.querySelector("[data-again]")?.addEventListener("click", (event) => {
  event.preventDefault();
  location.reload();
});

// The browser reads the article aloud, paragraph by paragraph; a second click stops it.
const listenButton = document.querySelector("[data-listen]");
if (listenButton && "speechSynthesis" in window) {
  const words = listenButton.textContent;
  const rest = () => {
    speechSynthesis.cancel();
    listenButton.textContent = words;
    listenButton.setAttribute("aria-pressed", "false");
  };
  listenButton.addEventListener("click", () => {
    if (listenButton.getAttribute("aria-pressed") === "true") return rest();
    const parts = document.querySelectorAll(".article-head h1, .article-head .standfirst, .article > .prose > *");
    const spoken = [...parts].map((part) => {
      const utterance = new SpeechSynthesisUtterance(part.textContent);
      utterance.lang = part.closest("[lang]").lang;
      return utterance;
    });
    spoken.at(-1).addEventListener("end", rest);
    spoken.forEach((utterance) => speechSynthesis.speak(utterance));
    listenButton.textContent = listenButton.dataset.stop;
    listenButton.setAttribute("aria-pressed", "true");
  });
  addEventListener("pagehide", rest);
} else if (listenButton) listenButton.hidden = true;

// Hands the page's address to whatever the device shares with, or else to the clipboard.
const shareButton = document.querySelector("[data-share]");
shareButton?.addEventListener("click", async () => {
  const url = document.querySelector("link[rel=canonical]").href;
  try {
    if (navigator.share) return await navigator.share({ title: document.querySelector("h1").textContent, url });
    await navigator.clipboard.writeText(url);
    shareButton.textContent = shareButton.dataset.done;
  } catch (error) {
    // Whoever thinks better of it has not failed.
    if (error.name !== "AbortError") prompt(shareButton.textContent, url);
  }
});

// A choice shows at once what it does; it is kept when the form is sent.
document.querySelector("[data-settings]")?.addEventListener("change", (event) => {
  document.documentElement.dataset[event.target.name] = event.target.value;
});

bar.addEventListener("click", () => {
  if (document.querySelector("[data-discussion]")) location.hash = "discussion";
  location.reload();
});
refreshTimes();
setInterval(refreshTimes, 60000);
listen();
try {
  settleSent(!shelf);
  keepDrafts();
} catch {
  // Then a reload may lose it, as without this file.
}
keepSaved().catch(() => {
  // Then nothing can be read without a network, as without this file.
});
