// What search shows of what it found: as nodes, so that nothing in a text is ever markup.
import { plain } from "./search-words.js";

const AFTER = 140; // letters of a snippet from what was found
const SENTENCE = /[.?!]\W{0,3}$/; // no mere name
const READ_ON = 3; // rounds where some results turn out not to hold a phrase

export function made(tag, attributes, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
  element.append(...inside.filter((each) => each !== undefined));
  return element;
}

function marked(text, parts) {
  const spans = parts.flatMap(({ found }) => [...text.matchAll(found)].map((match) => [match.index, match.index + match[0].length]));
  const out = document.createDocumentFragment();
  let at = 0;
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    if (end <= at) continue;
    out.append(text.slice(at, Math.max(start, at)), made("mark", {}, text.slice(Math.max(start, at), end)));
    at = end;
  }
  out.append(text.slice(at));
  return out;
}

const holds = (text, part) => text.search(part.found) >= 0;

export const group = (name, items) =>
  items.length ? made("section", { class: "search-group" }, made("h2", { class: "rubric" }, name), made("ul", {}, ...items)) : undefined;

function item(address, title, parts, facts, summary, lang) {
  const link = made("a", { href: address, lang, hreflang: lang }, marked(plain(title), parts));
  const text = summary && made("p", { class: "search-text", lang }, summary);
  return made("li", {}, made("p", { class: "search-title" }, link), facts && made("p", { class: "facts" }, facts), text || undefined);
}

export function termItem([, , address, name, others, summary], parts) {
  const asked = others.filter((other) => parts.some((part) => holds(plain(other), part) && !holds(plain(name), part)));
  return item(address, asked.length ? `${name} (${asked[0]})` : name, parts, undefined, summary && marked(plain(summary), parts));
}

const claimItem = ([, address, what, facts], { parts }) => item(address, what, parts, facts);

async function noteItem([, address, title, day, publisher, summary, lang], { parts, any }, weak) {
  const known = [title, summary].map(plain);
  let text = marked(known[1], parts);
  const missing = parts.filter((part) => !known.some((words) => holds(words, part)));
  if (missing.length) {
    const body = await words(address);
    // Words of the text itself that do not stand together: the page knows better.
    if (body && !any && (weak <= 1 || missing.some((part) => part.phrase)) && missing.some((part) => !body.some((line) => holds(line, part)))) return undefined;
    text = snippet(body ?? [], missing, parts) ?? text;
  }
  const language = lang && new Intl.DisplayNames([document.documentElement.lang], { type: "language" }).of(lang);
  return item(address, title, parts, [day, publisher, language].filter(Boolean).join("\xa0· "), text, lang);
}

function snippet(lines, missing, parts) {
  const first = (all) => lines.find((words) => SENTENCE.test(words) && all.every((part) => holds(words, part)));
  const line = first(missing) ?? first(missing.slice(0, 1));
  if (!line) return;
  const [{ found }] = missing;
  const sentences = line.split(/(?<=[.?!] )(?![^“]*”)/);
  const from = sentences.findIndex((words) => words.search(found) >= 0);
  const text = sentences.slice(Math.max(from, 0)).join("");
  const until = text.search(found) + AFTER;
  const cut = text.slice(0, until) + text.slice(until).split(" ", 1);
  return made("span", {}, from > 0 ? "… " : "", marked(cut, parts), cut === text ? "" : " …");
}

const pages = new Map(); // the words of pages, by address

/** The text of a page, line by line; its scripts do not run. */
function words(address) {
  if (!pages.has(address)) {
    const read = fetch(address)
      .then((got) => (got.ok ? got.text() : Promise.reject(got.status)))
      .then((text) => {
        const main = new DOMParser().parseFromString(text, "text/html").querySelector("main");
        const own = [...main.querySelectorAll(".prose :is(p, li, td, h2, h3)")]; // before what stands beside it
        const blocks = [...own, ...main.querySelectorAll("h1, p, li, td, th, dt, dd, blockquote, figcaption, pre")];
        return blocks.map((block) => plain(block.textContent).replace(/[^\S\xa0]+/g, " ").trim());
      })
      .catch(() => undefined);
    pages.set(address, read);
  }
  return pages.get(address);
}

const ITEMS = { notes: noteItem, claims: claimItem };

/** The items of the best so many; the next stand in for those that turn out to hold nothing.
 * `failed`: is told where a card cannot be had. */
export async function cards(index, kind, found, most, failed) {
  const items = [];
  const one = ({ number, weak }) =>
    index.card(kind, number, found.layout).then(
      (card) => card && ITEMS[kind](card, found, weak),
      () => failed(),
    );
  for (let round = 0; round < READ_ON && items.length < most; round++) {
    const some = found[kind].slice(items.length, most);
    if (!some.length) break;
    const made = await Promise.all(some.map(one));
    const wrong = new Set(some.filter((_, at) => made[at] === undefined).map(({ number }) => number));
    found[kind] = found[kind].filter(({ number }) => !wrong.has(number));
    items.push(...made.filter(Boolean));
    if (!wrong.size) break;
  }
  return items;
}
