// The page of search, and the panel below every other page's header: what is typed is looked for as it is typed.
import { cards, group, made, termItem } from "./search-cards.js";
import { indexAt } from "./search-index.js";
import { addressOf, keys, missingWords, narrowing, queryOf, typing, wanted } from "./search-input.js";

const [BRIEF, LONG] = [{ terms: 3, claims: 2, notes: 5 }, { terms: 6, claims: 5, notes: 10 }];
const MORE = 10; // notes and claims that are added

export function start(form) {
  const input = form.elements.q;
  const own = wanted();
  const index = indexAt(new URL(own?.dataset.search || form.action, location.href));
  const page = own !== null && own.dataset.missing === undefined;
  const title = document.title;
  const chosen = made("p", { class: "search-chosen", hidden: "hidden" });
  const status = made("p", { class: "search-count", role: "status" });
  const again = made("p", { class: "search-problem", hidden: "hidden" });
  // The fold stands from the first: it stays open, and in its place, while what is typed changes what it holds.
  const [fold, fields] = [made("summary", {}), made("div", { class: "filters" })];
  const narrow = made("details", { class: "search-filters", hidden: "hidden" }, fold, fields);
  const list = made("div", { class: "search-list" });
  const results = made("div", { class: own ? "search-results" : "search-results search-panel", hidden: "hidden" }, chosen, status, again, narrow, list);
  if (own) own.replaceChildren(results);
  else form.after(results);
  let turn = 0; // an earlier question's answer is of no use
  let texts = {};
  let shown = LONG.notes;
  let unfold = page && matchMedia("(min-width: 58rem)").matches; // where there is room, they stand open

  const say = (key, values = {}) => (texts[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

  async function answer(question, any) {
    const mine = ++turn;
    typed.stop();
    if (!question.trim() && !(page && narrowing().length)) return close();
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
    const nothing = !found.notes.length && (!page || !found.claims.length) && ((own && !page) || !found.terms.length);
    if (!any && nothing && found.parts.length > 1) return answer(question, true); // some of the words rather than nothing
    const whole = page ? await narrowed(found, question, () => mine === turn) : true;
    if (mine !== turn) return;
    if (!question.trim() && narrow.hidden) return close();
    problem(whole ? found.failed && texts.partly : form.dataset.failed);
    if (!whole) return list.replaceChildren();
    await show(mine, found, question);
  }

  /** Leaves what the filters let through; whether these could be had. They are loaded where they are looked at. */
  async function narrowed(found, question, current) {
    const asked = narrowing().filter(([name]) => name === "kind" || name === "year" || name in found.layout.taxonomies);
    fold.textContent = say("narrow");
    narrow.hidden = !asked.length && !found.notes.length && !found.claims.length;
    if (asked.length && unfold) narrow.open = true;
    unfold = false;
    if (!asked.length) tell(question, []);
    if (narrow.hidden || (!narrow.open && !asked.length)) {
      fields.replaceChildren();
      return true;
    }
    try {
      const [known, filters] = await Promise.all([index.filters(), import("./search-filters.js")]);
      if (!current()) return true;
      if (!question.trim() && asked.length) Object.assign(found, filters.everything(known));
      const { names, nodes, selects } = filters.narrowed(found, known, asked, chose);
      fields.replaceChildren(...selects);
      tell(question, names, nodes);
      return true;
    } catch {
      return false;
    }
  }

  /** Says in the page and its title what is asked for, as names. */
  function tell(question, names, nodes = []) {
    document.title = [question.trim(), ...names, title].filter(Boolean).join(" · ");
    chosen.hidden = !nodes.length;
    chosen.replaceChildren(...nodes);
  }

  function chose(filters, name, nth) {
    history.pushState(null, "", addressOf(queryOf(input.value, filters)));
    shown = LONG.notes;
    answer(input.value).then(() => (fields.querySelectorAll(`select[name="${name}"]`)[nth] ?? input).focus());
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
    document.title = title;
    ways(false);
  }

  function ways(hidden) {
    for (const part of document.querySelectorAll(".search-ways")) part.hidden = hidden;
  }

  async function show(mine, found, question) {
    const most = page ? { ...LONG, notes: shown, claims: shown > LONG.notes ? shown : LONG.claims } : BRIEF;
    const failed = () => {
      found.failed = true;
      problem(texts.partly);
    };
    const [notes, claims] = await Promise.all(["notes", "claims"].map((kind) => cards(index, kind, found, most[kind], failed)));
    if (mine !== turn) return;
    const counts = { notes: found.notes.length, claims: found.claims.length, names: found.terms.length };
    const total = counts.notes + counts.claims + counts.names;
    status.textContent = total ? `${found.any ? `${say("some")} ` : ""}${say(question.trim() ? "count" : "listed", counts)}` : say("none");
    const links = () => [...list.querySelectorAll("a")];
    const at = links().indexOf(document.activeElement); // who is among the results stays there
    list.replaceChildren(...groups(found, most, notes, claims));
    if (at >= 0) (links()[at] ?? input).focus();
    if (!page && total) list.append(made("p", { class: "search-all" }, made("a", { href: `${form.action}${queryOf(question, [])}` }, say("all"))));
    if (page && (counts.notes > most.notes || counts.claims > most.claims)) list.append(more(found, question));
    results.hidden = false;
    ways(page && total);
    if (!page) return;
    // The same question in the other languages.
    for (const link of document.querySelectorAll(".masthead-languages a")) link.search = queryOf(question, narrowing());
  }

  function more(found, question) {
    const button = made("button", { type: "button", class: "search-more" }, say("more"));
    button.addEventListener("click", async () => {
      const before = list.querySelectorAll("a").length;
      shown += MORE;
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
    const names = [...of].map(([taxonomy, rows]) => group({ ...found.layout.sorts, ...found.layout.taxonomies }[taxonomy], items(rows)));
    const others = page || !notes.length ? found.terms.filter((each) => !each.named).map(({ row }) => row) : [];
    return [...names, group(say("notes"), notes), group(say("claims"), claims), group(say("in_text"), items(others))].filter(Boolean);
  }

  function asked(question) {
    shown = LONG.notes;
    if (page) history.replaceState(null, "", addressOf(queryOf(input.value, narrowing())));
    answer(question);
  }

  function fromAddress() {
    input.value = new URLSearchParams(location.search).get("q") ?? "";
    shown = LONG.notes;
    answer(input.value);
  }

  const typed = typing(input, asked);
  keys({ form, input, results, list, panel: !own, close, open: () => answer(input.value) });
  narrow.addEventListener("toggle", () => narrow.open && !fields.hasChildNodes() && answer(input.value));
  form.addEventListener("submit", (event) => {
    if (!page) return;
    event.preventDefault();
    history.pushState(null, "", addressOf(queryOf(input.value, narrowing())));
    answer(input.value);
  });
  if (page) addEventListener("popstate", fromAddress);
  else if (own) {
    input.value ||= missingWords(own.dataset.home);
    if (document.activeElement === input) input.select(); // what is typed next takes their place
  }
  typed.wait(0); // what was typed before this was loaded
}
