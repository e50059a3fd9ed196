// Keeps a page as its files are: listens to the preview, and takes up what has changed in place.

import { Overlay } from "./overlay.js";
import { overtake, patch } from "./patch.js";

const AGAIN = 300; // ms until a lost preview is looked for again
const own = new URL(".", import.meta.url);
const overlay = new Overlay();
let given = document.given; // the page as the preview gave it last
let about = {}, stream = null, updating = null, stale = false;

function learn(doc) {
  const found = doc.getElementById("sitegen-about");
  if (found) about = JSON.parse(found.textContent);
  overlay.about = about;
  overlay.draw();
}

function listen() {
  if (stream || document.hidden) return; // browsers open few streams at once: those that nobody looks at are closed
  const query = new URLSearchParams({ page: location.pathname, key: about.key ?? "" });
  stream = new EventSource(new URL(`events?${query}`, own));
  on("hello", hello);
  on("reload", update);
  on("problems", ({ problems, summary }) => overlay.tell(problems, summary));
  on("ok", () => overlay.tell([], ""));
  on("saved", (saved) => ((overlay.saved = saved), overlay.draw()));
  stream.onerror = () => {
    lost(true);
    pause();
    setTimeout(listen, AGAIN);
  };
}

function on(name, act) {
  stream.addEventListener(name, (event) => act(JSON.parse(event.data)));
}

function pause() {
  stream?.close();
  stream = null;
}

function hello(data) {
  lost(false);
  if (data.server !== about.server) update(); // the preview was started anew: this page's script may be an old one
}

function lost(is) {
  overlay.lost = is;
  overlay.draw();
}

// One update at a time: what changes meanwhile is taken up by another one after it.
async function update() {
  if (updating) {
    stale = true;
    return;
  }
  updating = true;
  try {
    const asked = new URLSearchParams({ of: location.pathname }); // a page's own policy may forbid to ask for that
    const answer = await fetch(new URL(`page?${asked}`, own), { cache: "no-store" });
    const text = await answer.text();
    const page = new DOMParser().parseFromString(text, "text/html");
    if (answer.redirected || page.head.querySelector("meta[http-equiv=refresh i]") || scripts(page) !== scripts(document)) {
      location.reload();
      return;
    }
    overtake();
    patch(document.head, page.head, given);
    patch(document.body, page.body, given);
    for (const { name, value } of page.documentElement.attributes) document.documentElement.setAttribute(name, value);
    given = page;
    learn(document);
  } catch {
    // the preview is gone; the stream says so, and comes back
  } finally {
    updating = false;
    if (stale) {
      stale = false;
      update();
    }
  }
}

// What counts only while a page is loaded: its scripts, and its policies but for what stands there for this script.
function scripts(doc) {
  const found = doc.querySelectorAll("script:not([type$=json]):not([nonce]), meta[http-equiv=content-security-policy i]");
  return [...found].map((one) => one.outerHTML.replace(/'nonce-\w+'/g, "")).join("\n");
}

document.addEventListener("visibilitychange", () => (document.hidden ? pause() : listen()));
addEventListener("pagehide", pause);
addEventListener("pageshow", listen);
learn(document);
listen();
