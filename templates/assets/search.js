// The page of search, and the panel below the header of every other page: what is typed is looked for as it is typed.
import { dayOf, indexAt } from "./search-index.js";
import { plain } from "./search-words.js";

const [BRIEF, LONG] = [{ terms: 3, claims: 2, notes: 5 }, { terms: 6, claims: 5, notes: 10 }];
const SETTLED = { typed: 120, composing: 350 }; // ms: a syllable that is being put together is not looked for at once
const AROUND = 70; // letters of a snippet before what was found
const READ_ON = 3; // rounds of results to look at where some turn out not to hold a phrase

function made(tag, attributes, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value);
  element.append(...inside.filter((each) => each !== undefined));
  return element;
}

/** A text with what was found in it marked: as nodes, so that nothing in it is ever markup. */
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

export function start(form) {
  const input = form.elements.q;
  const own = wanted();
  const index = indexAt(new URL(own?.dataset.search || form.action, location.href));
  const page = own !== null && own.dataset.missing === undefined;
  const status = made("p", { class: "search-count", role: "status" });
  const again = made("p", { class: "search-problem", hidden: "" });
  // The fold stands from the first: it stays open, and in its place, while what is typed changes what it holds.
  const [fold, filters] = [made("summary", {}), made("div", { class: "filters" })];
  const narrow = made("details", { class: "search-filters", hidden: "" }, fold, filters);
  const list = made("div", { class: "search-list" });
  const results = made("div", { class: own ? "search-results" : "search-results search-panel", hidden: "" }, status, again, narrow, list);
  if (own) own.replaceChildren(results);
  else form.after(results);
  const pages = new Map(); // the words of pages, by address
  let turn = 0; // an answer to an earlier question is of no use
  let texts = {};
  let shown = LONG.notes;
  let timer;

  const say = (key, values = {}) => (texts[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

  async function answer(question, any) {
    const mine = ++turn;
    clearTimeout(timer);
    if (!question.trim()) return close();
    let found;
    try {
      found = await index.search(question, any);
    } catch {
      if (mine === turn) problem(form.dataset.failed);
      return;
    }
    if (mine !== turn) return;
    texts = found.layout.texts;
    found.any = any;
    const nothing = !found.notes.length && (!page || !found.claims.length) && (own?.dataset.missing !== undefined || !found.terms.length);
    if (!any && nothing && found.parts.length > 1) return answer(question, true); // rather some of the words than nothing
    const filters = page ? await narrowed(found) : undefined;
    if (mine !== turn) return;
    problem(found.failed || filters === null ? texts.partly : "");
    await show(mine, found, question);
  }

  function problem(words) {
    again.hidden = !words;
    if (!words) return;
    const button = made("button", { type: "button" }, form.dataset.again);
    button.addEventListener("click", () => answer(input.value));
    again.replaceChildren(words, " ", button);
    results.hidden = false;
  }

  function close() {
    results.hidden = true;
    status.textContent = "";
    list.replaceChildren();
    for (const part of document.querySelectorAll(".search-ways")) part.hidden = false;
  }

  async function show(mine, found, question) {
    const most = page ? { ...LONG, notes: shown, claims: shown > LONG.notes ? shown : LONG.claims } : BRIEF;
    const [notes, claims] = await Promise.all([
      cards("notes", found, most.notes, noteItem),
      cards("claims", found, most.claims, claimItem),
    ]);
    if (mine !== turn) return;
    const counts = { notes: found.notes.length, claims: found.claims.length, names: found.terms.length };
    const total = counts.notes + counts.claims + counts.names;
    status.textContent = total ? `${found.any ? `${say("some")} ` : ""}${say("count", counts)}` : say("none");
    list.replaceChildren(...groups(found, most, notes, claims));
    if (!page && total) list.append(made("p", { class: "search-all" }, made("a", { href: addressOf(question) }, say("all"))));
    if (page && (counts.notes > most.notes || counts.claims > most.claims)) list.append(more(found, question));
    results.hidden = false;
    for (const part of document.querySelectorAll(".search-ways")) part.hidden = page;
    leadOn(question);
  }

  function more(found, question) {
    const button = made("button", { type: "button", class: "search-more" }, say("more"));
    button.addEventListener("click", async () => {
      const before = list.querySelectorAll("a").length;
      shown += LONG.notes;
      await show(++turn, found, question);
      (list.querySelectorAll("a")[before] ?? input).focus();
    });
    return button;
  }

  /** Names by taxonomy, the best first; notes, claims; and last the terms in whose texts alone it stands. */
  function groups(found, most, notes, claims) {
    const of = new Map();
    const items = (rows) => rows.slice(0, most.terms).map((row) => termItem(row, found.parts));
    const named = found.terms.filter((each) => each.named);
    for (const { row } of named) of.set(row[1], [...(of.get(row[1]) ?? []), row]);
    const names = [...of].map(([taxonomy, rows]) => group(found.layout.taxonomies[taxonomy], items(rows)));
    const others = page || !notes.length ? found.terms.filter((each) => !each.named).map(({ row }) => row) : [];
    return [...names, group(say("notes"), notes), group(say("claims"), claims), group(say("in_text"), items(others))].filter(Boolean);
  }

  const group = (name, items) =>
    items.length ? made("section", { class: "search-group" }, made("h2", { class: "rubric" }, name), made("ul", {}, ...items)) : undefined;

  function item(address, title, parts, facts, summary) {
    const link = made("a", { href: address }, marked(plain(title), parts));
    return made("li", {}, made("p", { class: "search-title" }, link), facts && made("p", { class: "facts" }, facts), summary && made("p", { class: "search-text" }, summary));
  }

  function termItem([, , address, name, others, summary], parts) {
    const asked = others.filter((other) => parts.some((part) => holds(plain(other), part) && !holds(plain(name), part)));
    return item(address, asked.length ? `${name} (${asked[0]})` : name, parts, undefined, summary && marked(plain(summary), parts));
  }

  const claimItem = ([, address, what, day, who, how], { parts }) => item(address, what, parts, `${who} · ${how} · ${day}`);

  async function noteItem([, address, title, day, publisher, summary], { parts, any }, weak) {
    const known = [title, summary].map(plain);
    let text = marked(known[1], parts);
    const missing = parts.filter((part) => !known.some((words) => holds(words, part)));
    if (missing.length) {
      const body = await words(address);
      // Words of the text itself that do not stand together: the page knows better than its pairs of syllables.
      if (body && !any && (weak <= 1 || missing.some((part) => part.phrase)) && missing.some((part) => !body.some((line) => holds(line, part)))) return undefined;
      text = snippet(body ?? [], missing, parts) ?? text;
    }
    return item(address, title, parts, `${day} · ${publisher}`, text);
  }

  function snippet(lines, missing, parts) {
    const line = lines.find((words) => missing.every((part) => holds(words, part))) ?? lines.find((words) => holds(words, missing[0]));
    if (line === undefined) return undefined;
    const at = line.search((missing.find((part) => holds(line, part)) ?? missing[0]).found);
    const from = at > AROUND ? line.lastIndexOf(" ", at - AROUND / 2) + 1 : 0;
    const cut = line.slice(from, from + 3 * AROUND);
    return made("span", {}, from ? "… " : "", marked(cut, parts), from + cut.length < line.length ? " …" : "");
  }

  /** The text of a page, line by line; nothing where it cannot be had. Scripts of what is parsed so do not run. */
  function words(address) {
    if (!pages.has(address)) {
      const read = fetch(address)
        .then((got) => (got.ok ? got.text() : Promise.reject(got.status)))
        .then((text) => {
          const main = new DOMParser().parseFromString(text, "text/html").querySelector("main");
          const own = [...main.querySelectorAll(".prose :is(p, li, td, h2, h3)")]; // the text itself before what stands beside it
          const blocks = [...own, ...main.querySelectorAll("h1, p, li, td, th, dt, dd, blockquote, figcaption, pre")];
          return blocks.map((block) => plain(block.textContent).replace(/\s+/g, " ").trim());
        })
        .catch(() => undefined);
      pages.set(address, read);
    }
    return pages.get(address);
  }

  /** The items of the best so many; of those that turn out to hold nothing of the kind, the next stand in their places. */
  async function cards(kind, found, most, item) {
    const items = [];
    for (let round = 0; round < READ_ON && items.length < most; round++) {
      const some = found[kind].slice(items.length, most);
      if (!some.length) break;
      const made = await Promise.all(some.map((each) => one(kind, found, each, item)));
      const wrong = new Set(some.filter((_, at) => made[at] === undefined).map(({ number }) => number));
      found[kind] = found[kind].filter(({ number }) => !wrong.has(number));
      items.push(...made.filter(Boolean));
      if (!wrong.size) break;
    }
    return items;
  }

  async function one(kind, found, { number, weak }, item) {
    let card;
    try {
      card = await index.card(kind, number, found.layout);
    } catch {
      found.failed = true;
      problem(texts.partly);
    }
    return card && item(card, found, weak);
  }

  // Filters, which the address says: ?q=…&companies=openai&year=2025

  async function narrowed(found) {
    const chosen = [...new URLSearchParams(location.search)].filter(([name, value]) => name !== "q" && value);
    fold.textContent = say("narrow");
    narrow.hidden = !found.notes.length && !found.claims.length && !chosen.length;
    if (narrow.hidden || (!narrow.open && !chosen.length)) return filters.replaceChildren();
    let known;
    try {
      known = await index.filters();
    } catch {
      return null;
    }
    const tests = new Map(chosen.map(([name, value]) => [name, test(found, known, name, value)]));
    const fits = (but) => (kind) => (each) => [...tests].every(([name, passes]) => name === but || passes(kind, each));
    const fields = fieldsOf(found, known).map(([name, label, options]) => {
      const kept = options.map(([value, words, passes]) => [value, words, count(found, fits(name), passes)]);
      return select(name, label, kept, tests.has(name) ? chosen.find(([each]) => each === name)[1] : "");
    });
    for (const kind of ["notes", "claims", "terms"]) found[kind] = found[kind].filter(fits()(kind));
    filters.replaceChildren(...fields.filter(Boolean));
    narrow.open = true;
  }

  const count = (found, fits, passes) =>
    ["notes", "claims", "terms"].reduce((sum, kind) => sum + found[kind].filter((each) => fits(kind)(each) && passes(kind, each)).length, 0);

  function fieldsOf(found, known) {
    const { layout } = found;
    const all = [...found.notes.map(({ number }) => dayOf(number, layout.notes)), ...found.claims.map(({ number }) => dayOf(number, layout.claims))];
    const years = [...new Set(all.map((day) => day.getUTCFullYear()))].sort().reverse();
    const kinds = ["notes", "claims", "terms"].map((kind) => [kind, say(kind === "terms" ? "names" : kind)]);
    const field = (name, label, values) => [name, label, values.map(([value, words]) => [value, words, test(found, known, name, value)])];
    const terms = Object.entries(layout.taxonomies).map(([taxonomy, label]) => {
      const rows = layout.terms.filter((row) => row[1] === taxonomy && known.has(row[0]));
      return field(taxonomy, label, rows.map((row) => [idOf(row), row[3]]));
    });
    return [field("kind", say("kind"), kinds), field("year", say("year"), years.map((year) => [`${year}`, `${year}`])), ...terms];
  }

  const idOf = (row) => decodeURIComponent(row[2]).split("/").at(-2);

  function test(found, known, name, value) {
    const { layout } = found;
    if (name === "kind") return (kind) => kind === value;
    if (name === "year") return (kind, { number }) => kind !== "terms" && `${dayOf(number, layout[kind]).getUTCFullYear()}` === value;
    const row = layout.terms.find((each) => each[1] === name && idOf(each) === value);
    const of = known.get(row?.[0]) ?? { notes: [], claims: [] };
    const sets = { notes: new Set(of.notes), claims: new Set(of.claims), terms: new Set([row?.[0]]) };
    return (kind, { number }) => sets[kind].has(number);
  }

  function select(name, label, options, value) {
    const usable = options.filter(([option, , n]) => n || option === value);
    const field = made("select", { name }, made("option", { value: "" }, say("any")), ...usable.map(([option, words, n]) => made("option", { value: option }, `${words} (${n})`)));
    field.value = value;
    field.addEventListener("change", () => {
      const query = new URLSearchParams(location.search);
      if (field.value) query.set(name, field.value);
      else query.delete(name);
      query.set("q", input.value);
      history.pushState(null, "", `?${query}`);
      answer(input.value).then(() => narrow.querySelector(`select[name="${name}"]`)?.focus());
    });
    return usable.length ? made("label", {}, `${label} `, field) : undefined;
  }

  narrow.addEventListener("toggle", () => narrow.open && !filters.hasChildNodes() && answer(input.value));

  // The address, keys, and what is being typed.

  const addressOf = (question) => `${form.action}?${new URLSearchParams({ q: question })}`;

  /** The same question in the other languages. */
  function leadOn(question) {
    if (!page) return;
    for (const link of document.querySelectorAll(".masthead-languages a")) link.search = `?${new URLSearchParams({ q: question })}`;
  }

  function typed(wait) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      shown = LONG.notes;
      if (page) {
        const query = new URLSearchParams(location.search);
        query.set("q", input.value);
        history.replaceState(null, "", input.value ? `?${query}` : location.pathname);
      }
      answer(input.value.replace(/([가-힣])[ㄱ-ㅎㅏ-ㅣ]$/, "$1")); // a syllable that has only begun
    }, wait);
  }

  input.addEventListener("input", (event) => typed(event.isComposing ? SETTLED.composing : SETTLED.typed));
  input.addEventListener("compositionend", () => typed(SETTLED.typed));
  form.addEventListener("submit", (event) => {
    if (!page) return;
    event.preventDefault();
    const query = new URLSearchParams(location.search);
    query.set("q", input.value);
    history.pushState(null, "", `?${query}`);
    answer(input.value);
  });

  function moved(event) {
    if (event.isComposing) return;
    if (event.key === "Escape" && !results.hidden && !own) {
      event.preventDefault();
      close();
      input.focus();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (event.target.matches("select, summary")) return;
    const stops = [input, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }

  form.addEventListener("keydown", moved);
  results.addEventListener("keydown", moved);
  if (!own) {
    addEventListener("pointerdown", (event) => {
      if (!results.contains(event.target) && !form.contains(event.target)) results.hidden = true;
    });
    input.addEventListener("focus", () => input.value.trim() && results.hidden && answer(input.value));
  }

  function fromAddress() {
    input.value = new URLSearchParams(location.search).get("q") ?? "";
    shown = LONG.notes;
    answer(input.value);
  }

  if (page) {
    addEventListener("popstate", fromAddress);
    if (input.value) typed(0); // what was typed before this was loaded
    else fromAddress();
  } else if (own) {
    input.value = missingWords(own.dataset.home);
    answer(input.value);
  } else if (input.value) answer(input.value);
}

/** Where a page that is there to be searched from wants its results: on that of what is missing, in the address's language. */
function wanted() {
  const every = [...document.querySelectorAll("[data-search]")];
  const fitting = every.filter(({ dataset }) => !dataset.home || location.pathname.startsWith(dataset.home));
  return fitting.sort((a, b) => (b.dataset.home ?? "").length - (a.dataset.home ?? "").length)[0] ?? every[0] ?? null;
}

/** The words of an address at which there is nothing. */
function missingWords(home) {
  let path = location.pathname.slice(home.length);
  try {
    path = decodeURIComponent(path);
  } catch {
    // an address may hold anything
  }
  const words = path.split("/").filter(Boolean).at(-1) ?? "";
  return words.replace(/\.[a-z]+$/, "").replace(/^\d{4}-\d{2}-\d{2}-?/, "").split(/[-_.+\s]+/).join(" ").trim();
}
