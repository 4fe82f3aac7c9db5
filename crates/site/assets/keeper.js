// The service worker: keeps what was read lately, and what is saved, to be read without a network. The addresses of its
// own files are put in front of it by src/offline.rs: with each release it is another file, and browsers take it up.
/* global SHELL, SHELL_FILES */
"use strict";

const LATELY = "lately";
const LATELY_MOST = 60;
const SAVED = "saved";
const SAVED_MOST = 200;
const KEPT = /^\/($|latest$|following$|saved$|starred$|section\/|article\/\d+$|story\/\d+$|tag\/|place\/|publisher\/|person\/)/;

addEventListener("install", (event) => {
  // As a stranger sees them: the next reader of this browser may be another.
  const files = SHELL_FILES.map((file) => new Request(file, { credentials: "omit" }));
  const shell = caches.open(SHELL).then((cache) => cache.addAll(files));
  event.waitUntil(shell.then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => names.filter((name) => ![SHELL, LATELY, SAVED].includes(name)));
  const cleared = old.then((names) => Promise.all(names.map((name) => caches.delete(name))));
  // The request goes out while this worker wakes up.
  event.waitUntil(cleared.then(() => registration.navigationPreload?.enable()).then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(openPage(event, url));
  else if (event.request.method === "GET" && /^\/(assets|icon)\/|^\/favicon\.svg$/.test(url.pathname)) {
    event.respondWith(openFile(event, url));
  }
});

async function openPage(event, url) {
  const { request } = event;
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(request));
    const isAnother = request.method === "POST" && /^\/(login|logout|join|invited|account)/.test(url.pathname);
    if (isAnother) await forget();
    if (request.method === "GET" && isPage(answer) && !url.search && KEPT.test(url.pathname)) {
      event.waitUntil(keep(LATELY, LATELY_MOST, url.pathname, answer.clone()));
    }
    return answer;
  } catch {
    const kept = request.method === "GET" && (await find(url.pathname));
    return kept || (await caches.match("/offline"));
  }
}

// The files of a page change their address when they change; what has left its shelf is asked for again.
async function openFile(event, url) {
  const kept = await caches.match(url.pathname);
  if (kept) return kept;
  const answer = await fetch(event.request);
  if (answer.ok && url.pathname.startsWith("/icon/")) event.waitUntil(keep(SHELL, 500, url.pathname, answer.clone()));
  return answer;
}

function isPage(answer) {
  return answer.status === 200 && answer.type === "basic" && answer.headers.get("content-type")?.startsWith("text/html");
}

// What is put last stands last: the first are those not opened for longest.
async function keep(shelf, most, path, answer) {
  const cache = await caches.open(shelf);
  await cache.put(path, answer);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
}

// A page that is kept says that it is.
async function find(path) {
  for (const shelf of [LATELY, SAVED]) {
    const page = await (await caches.open(shelf)).match(path);
    if (!page) continue;
    const headers = new Headers(page.headers);
    headers.delete("content-encoding");
    headers.delete("content-length");
    return new Response((await page.text()).replace("<html ", "<html data-offline "), { headers });
  }
  return null;
}

// Whoever signs in or out leaves nothing behind for the next.
function forget() {
  return Promise.all([LATELY, SAVED].map((shelf) => caches.delete(shelf)));
}

// Pages tell what is saved, one at a time or the newest all together.
addEventListener("message", (event) => {
  const { saved, removed, shown } = event.data;
  if (saved) event.waitUntil(keepSaved(saved, removed === "others"));
  else if (shown) event.waitUntil(keepShown(shown));
  else if (removed) event.waitUntil(caches.open(SAVED).then((cache) => cache.delete(removed)));
});

// What the browser fetched ahead has not come by here.
async function keepShown(path) {
  const answer = KEPT.test(path) && (await fetch(path, { headers: { purpose: "prefetch" } }).catch(() => null));
  if (answer && isPage(answer)) await keep(LATELY, LATELY_MOST, path, answer);
}

async function keepSaved(paths, only) {
  const cache = await caches.open(SAVED);
  const known = (await cache.keys()).map((key) => new URL(key.url).pathname);
  if (only) await Promise.all(known.filter((path) => !paths.includes(path)).map((path) => cache.delete(path)));
  for (const path of paths.filter((path) => !known.includes(path))) {
    // Nobody has read it yet.
    const answer = await fetch(path, { headers: { purpose: "prefetch" } }).catch(() => null);
    if (answer && isPage(answer)) await keep(SAVED, SAVED_MOST, path, answer);
  }
}
