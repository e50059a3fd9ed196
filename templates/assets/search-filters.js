// Narrowing down what was found, by what the address says: ?q=…&companies=openai&year=2025. Without words it is all that
// fits, the newest first: ?companies=openai&topics=semiconductors are the notes of both.
import { made } from "./search-cards.js";
import { dayOf } from "./search-index.js";

const KINDS = ["notes", "claims", "terms"];

/** Leaves in `found` what fits, and gives the fields to choose by, and what is chosen as names and as nodes. `chosen`:
 * filters and their values; `changed` is told the new ones, and of which field they are. */
export function narrowed(found, known, chosen, changed) {
  const say = (text) => found.layout.texts[text];
  const rows = new Map(found.layout.terms.filter((row) => known.has(row[0])).map((row) => [`${row[1]}/${idOf(row)}`, row]));
  const tests = chosen.map(([name, value]) => test(name, value));
  const lefts = new Map();

  function test(name, value) {
    if (name === "kind") return (kind) => kind === value;
    if (name === "year") return (kind, number) => yearOf(kind, number) === value;
    const row = rows.get(`${name}/${value}`) ?? [];
    const of = known.get(row[0]) ?? { notes: [], claims: [] };
    const sets = { notes: new Set(of.notes), claims: new Set(of.claims), terms: new Set([row[0]]) };
    return (kind, number) => sets[kind].has(number);
  }

  const yearOf = (kind, number) => (kind === "terms" ? "" : `${dayOf(number, found.layout[kind]).getUTCFullYear()}`);

  /** What all filters leave, or all but one. */
  function fitting(but) {
    if (!lefts.has(but)) lefts.set(but, KINDS.map((kind) => found[kind].filter(({ number }) => tests.every((passes, at) => at === but || passes(kind, number)))));
    return lefts.get(but);
  }

  /** What each value of a field would leave, of what all other filters leave. */
  function counts(name, but) {
    const left = fitting(but);
    if (name === "kind") return new Map(KINDS.map((kind, at) => [kind, left[at].length]));
    const count = new Map();
    if (name === "year") {
      left.forEach((some, at) => some.forEach(({ number }) => count.set(yearOf(KINDS[at], number), (count.get(yearOf(KINDS[at], number)) ?? 0) + 1)));
      count.delete("");
      return new Map([...count].sort().reverse());
    }
    const [notes, claims, terms] = left.map((some) => new Set(some.map(({ number }) => number)));
    for (const row of rows.values()) {
      if (row[1] !== name) continue;
      const of = known.get(row[0]);
      const fits = [[of.notes, notes], [of.claims, claims], [[row[0]], terms]];
      count.set(idOf(row), fits.reduce((sum, [numbers, set]) => sum + numbers.filter((number) => set.has(number)).length, 0));
    }
    return count;
  }

  const wordsOf = (name, value) => (name === "kind" ? say(value === "terms" ? "names" : value) : (rows.get(`${name}/${value}`)?.[3] ?? value));

  /** A field; of terms another is there once one is chosen: the notes of both. */
  function fields(name, label) {
    const own = chosen.flatMap(([each, value], at) => (each === name ? [[at, value]] : []));
    const several = name in found.layout.taxonomies;
    return [...own, ...(several || !own.length ? [[-1, ""]] : [])].map(([at, value], nth) => {
      const used = own.map(([, other]) => other).filter((other) => other !== value);
      const options = [...counts(name, at)].filter(([option, n]) => (n || option === value) && !used.includes(option));
      if (value && !options.some(([option]) => option === value)) options.unshift([value, 0]);
      return options.length ? select(name, nth ? `${label} (${say("and")})` : label, options, value) : undefined;
    });
  }

  function select(name, label, options, value) {
    const named = options.map(([option, n]) => [option, wordsOf(name, option), n]);
    if (name in found.layout.taxonomies) named.sort((a, b) => a[1].localeCompare(b[1], found.layout.lang));
    const field = made("select", { name }, made("option", {}, say("any")), ...named.map(([option, words, n]) => made("option", { value: option }, `${words} (${n})`)));
    field.options[0].value = "";
    field.value = value;
    field.addEventListener("change", () => {
      const all = [...field.closest(".filters").querySelectorAll("select")];
      const nth = all.filter((other) => other.name === name).indexOf(field);
      changed(all.filter((other) => other.value).map((other) => [other.name, other.value]), name, nth);
    });
    return made("label", {}, `${label} `, field);
  }

  /** What is chosen, each term with the way to its page, and the way to none. */
  function nodes() {
    const named = chosen.map(([name, value]) => [wordsOf(name, value), rows.get(`${name}/${value}`)?.[2]]);
    const clear = made("button", { type: "button" }, say("clear"));
    clear.addEventListener("click", () => changed([]));
    return chosen.length ? [...named.flatMap(([words, href]) => [made(href ? "a" : "span", { href }, words), " "]), clear] : [];
  }

  const named = [["kind", say("kind")], ["year", say("year")], ...Object.entries(found.layout.taxonomies)];
  const selects = named.flatMap(([name, label]) => fields(name, label)).filter(Boolean);
  KINDS.forEach((kind, at) => (found[kind] = fitting(-1)[at]));
  return { selects, names: chosen.map(([name, value]) => wordsOf(name, value)), nodes: nodes() };
}

/** All notes and claims, the newest first: each names a term. */
export function everything(known) {
  const all = { terms: [] };
  for (const kind of ["notes", "claims"]) {
    const numbers = new Set([...known.values()].flatMap((of) => of[kind]));
    all[kind] = [...numbers].sort((a, b) => b - a).map((number) => ({ number, weak: Infinity }));
  }
  return all;
}

const idOf = (row) => decodeURIComponent(row[2]).split("/").at(-2);
