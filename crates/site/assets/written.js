// What a model is asked for is written on the page one stands on, sentence by sentence, until it is done or the reader stops
// it. Without this file a form leads to a page of its own that fills in the same way.
"use strict";

let underWay;

// The answer comes as lines of markup, a sentence on each, and what stands below them on the last.
async function write(form, button) {
  underWay?.abort();
  const stopped = new AbortController();
  underWay = stopped;
  const panel = form.closest(".write-panel");
  const says = panel.dataset;
  const out = placeIn(panel);
  const list = document.createElement("ol");
  list.className = "said";
  list.setAttribute("aria-live", "polite");
  const stop = document.createElement("button");
  stop.type = "button";
  stop.className = "button lesser small";
  stop.textContent = says.stop;
  stop.addEventListener("click", () => stopped.abort());
  const state = note(says.waits);
  out.replaceChildren(heading(button.firstChild.textContent), list, state, stop);
  out.setAttribute("aria-busy", "true");
  const body = new URLSearchParams(new FormData(form, button));
  body.set("part", "1");
  let ended = false;
  try {
    const ask = () => fetch(form.action, { method: "POST", body, signal: stopped.signal });
    let answer = await ask();
    // The story went into another one since the page was opened: that one is asked.
    const elsewhere = new URL(answer.url);
    if (answer.redirected && elsewhere.pathname.endsWith("/written")) {
      form.action = elsewhere.pathname;
      answer = await ask();
    }
    if (answer.redirected || !answer.headers.get("content-type")?.startsWith("text/html")) throw new Error("no sentences");
    if (!answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      state.textContent = page.querySelector("main p")?.textContent ?? says.failed;
      return;
    }
    for await (const line of linesOf(answer.body)) {
      const part = new DOMParser().parseFromString(line, "text/html").body.firstElementChild;
      if (part?.tagName === "LI") list.append(document.adoptNode(part));
      else if (part) {
        out.append(document.adoptNode(part));
        ended = true;
      }
    }
    if (ended) state.remove();
    else state.textContent = says.failed;
  } catch (error) {
    state.textContent = error.name === "AbortError" ? says.stopped : says.failed;
  } finally {
    stop.remove();
    out.removeAttribute("aria-busy");
    if (underWay === stopped) underWay = null;
  }
}

async function* linesOf(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    yield* lines.filter((line) => line.trim());
  }
  if (rest.trim()) yield rest;
}

function placeIn(panel) {
  let out = panel.querySelector(".written");
  if (!out) {
    out = document.createElement("div");
    out.className = "written";
    panel.append(out);
  }
  return out;
}

function heading(words) {
  const head = document.createElement("h3");
  head.textContent = words;
  return head;
}

function note(words) {
  const paragraph = document.createElement("p");
  paragraph.className = "hint";
  paragraph.setAttribute("role", "status");
  paragraph.textContent = words;
  return paragraph;
}

// What the reader thinks of it is sent, and what stands below the sentences comes anew.
async function judge(form, button) {
  const body = new URLSearchParams(new FormData(form, button));
  body.set("part", "1");
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  if (!answer?.ok) return void HTMLFormElement.prototype.submit.call(form);
  const end = new DOMParser().parseFromString(await answer.text(), "text/html").body.firstElementChild;
  form.closest(".written-end").replaceWith(document.adoptNode(end));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const act = form.matches(".write-panel form.write") ? write : form.matches(".written-end form.judge") ? judge : null;
  if (!act || !event.submitter) return;
  event.preventDefault();
  act(form, event.submitter);
});
addEventListener("pagehide", () => underWay?.abort());
