// Keeps a page as its files are: listens to the preview, and takes up what has changed in place.

import { Overlay } from "./overlay.js";
import { guests, patch } from "./patch.js";

const AGAIN = 300; // ms until a lost preview is looked for again
const own = new URL(".", import.meta.url);
const overlay = new Overlay();
let given = document.cloneNode(true); // the page as the preview gave it last
let about = {}, stream = null, styles = null, updating = null, stale = false;

function learn(doc) {
  const found = doc.getElementById("sitegen-about");
  if (found) about = JSON.parse(found.textContent);
  styles ??= about.styles;
  overlay.about = about;
  overlay.draw();
}

function listen() {
  if (stream || document.hidden) return; // browsers open few streams at once: those that nobody looks at are closed
  const query = new URLSearchParams({ page: location.pathname, key: about.key ?? "" });
  stream = new EventSource(new URL(`events?${query}`, own));
  on("hello", hello);
  on("reload", ({ paths }) => (paths.includes(location.pathname) ? update() : uses(paths) && location.reload()));
  on("css", (data) => ((styles = data.styles), swap(data.paths)));
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
  if (data.styles === styles) return;
  styles = data.styles;
  if (document.querySelector("script[src]:not([nonce])")) location.reload();
  swap();
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
    const answer = await fetch(location.href, { cache: "no-store" });
    const text = await answer.text();
    const page = new DOMParser().parseFromString(text, "text/html");
    if (answer.redirected || page.head.querySelector("meta[http-equiv=refresh i]") || scripts(page) !== scripts(document)) {
      location.reload();
      return;
    }
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

function scripts(doc) {
  return [...doc.querySelectorAll("script:not([type='application/json']):not([nonce])")].map((s) => s.outerHTML).join("\n");
}

function uses(paths) {
  const addresses = [...document.querySelectorAll("[src], link[href]")].map((e) => e.getAttribute("src") ?? e.getAttribute("href"));
  return addresses.some((address) => paths.includes(new URL(address, location.href).pathname));
}

// The new stylesheet stands beside the old one until it has come, so that the page is never seen without; one that does
// not come leaves the old one, and one that is overtaken goes.
function swap(paths) {
  for (const fresh of document.querySelectorAll("link[rel=stylesheet]")) if (guests.has(fresh)) fresh.remove();
  for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
    const address = new URL(link.href);
    if (address.host !== location.host || (paths && !paths.includes(address.pathname))) continue;
    const fresh = link.cloneNode();
    address.searchParams.set("t", Date.now());
    fresh.href = address;
    fresh.onload = () => {
      guests.delete(fresh);
      link.remove();
    };
    fresh.onerror = () => fresh.remove();
    guests.add(fresh);
    link.after(fresh);
  }
}

document.addEventListener("visibilitychange", () => (document.hidden ? pause() : listen()));
addEventListener("pagehide", pause);
addEventListener("pageshow", listen);
learn(document);
listen();
