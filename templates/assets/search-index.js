// The files of the index: each is fetched once, and one of another build is noticed.
import { FORMAT, PREFIX, decoded, hasInitials, isPaired, partsOf, placeIn, shardOf, squeezed, tokensOf } from "./search-words.js";

const WEIGHTS = [8, 3, 1, 1, 1]; // of the columns: title, summary and names, the rest of a note; claims; terms
const BEGINNING = 0.7; // what a word that only begins so counts
const APART = 0.5; // and a word that stands in two: 인공지능 기본법
const NEWER = 0.4; // what a note of today counts more
const DAY = 86400000;

/** Reads the index that lies at an address. */
export function indexAt(address) {
  const fetched = new Map();
  const state = { failed: false };

  async function answer(name, read, cache) {
    const got = await fetch(new URL(name, address), { cache });
    if (!got.ok) throw new Error(`${got.status} ${name}`);
    return read(await got.text());
  }

  /** A file, read by `read`, which throws for one of another build: then the store of the browser is passed over. */
  function file(name, read) {
    if (!fetched.has(name)) {
      const got = answer(name, read, "default").catch(() => answer(name, read, "reload"));
      fetched.set(name, got);
      got.catch(() => fetched.delete(name));
    }
    return fetched.get(name);
  }

  const names = () =>
    file("names.json", (text) => {
      const read = JSON.parse(text);
      if (read.format !== FORMAT) throw new Error("of another format");
      for (const row of read.terms) row.names = [row[3], ...row[4]].map(squeezed);
      return read;
    });

  const shard = ({ lang, shards }, number) =>
    file(`words/${number}.txt`, (text) => {
      const lines = text.split("\n");
      if (lines[0] !== `search ${FORMAT} ${lang} ${shards}` || lines.at(-2) !== ".") throw new Error("of another build");
      return new Map(lines.slice(1, -2).map((line) => line.split("\t")));
    });

  const json = (name) => file(name, JSON.parse);
  const filters = () =>
    file("filters.json", (text) => new Map(JSON.parse(text).map(([n, notes, claims]) => [n, { notes: decoded(notes), claims: decoded(claims) }])));

  async function card(kind, number, layout) {
    const rows = await json(`${kind}/${Math.floor(number / layout[kind].span)}.json`);
    return rows.find((row) => row[0] === number); // none: the index is of another day than the cards
  }

  /** The numbers that hold a token, with what they count: of notes, claims and terms. */
  async function holders(token, layout) {
    const lines = await shard(layout, shardOf(token, layout.shards));
    const found = [new Map(), new Map(), new Map()];
    const add = (line, factor) =>
      line.split(" ").forEach((text, column) => {
        const into = found[Math.max(0, column - 2)];
        const weight = WEIGHTS[column] * factor;
        for (const number of decoded(text)) if (!(into.get(number) >= weight)) into.set(number, weight);
      });
    if (lines.has(token)) add(lines.get(token), 1);
    if (!isPaired(token) && token.length >= PREFIX) {
      for (const [other, line] of lines) if (other.startsWith(token) && other !== token) add(line, BEGINNING);
    }
    return found;
  }

  async function tried(token, layout) {
    try {
      return await holders(token, layout);
    } catch {
      state.failed = true; // said once; what else is asked for is found all the same
      return null;
    }
  }

  async function ofRun(run, layout) {
    const all = (await Promise.all(tokensOf(run).map((token) => tried(token, layout)))).filter(Boolean);
    return all.length ? [0, 1, 2].map((kind) => together(all.map((found) => found[kind]))) : null;
  }

  /** What fits a question. `any`: one of its words is enough. */
  async function search(question, any = false) {
    state.failed = false;
    const layout = await names();
    const parts = partsOf(question);
    const several = parts.flatMap((part) => part.runs).some((run) => !isPaired(run) || run.length > 1);
    const found = await Promise.all(
      parts.map(async ({ runs }) => {
        const asked = runs.filter((run) => !several || !isPaired(run) || run.length > 1); // a syllable says little
        return (await Promise.all(asked.map((run) => ofRun(run, layout)))).filter(Boolean);
      }),
    );
    const words = hasInitials(question) ? [] : found.flat(); // in names alone they stand for syllables
    const [notes, claims, terms] = [0, 1, 2].map((kind) => ranked(words.map((word) => word[kind]), [layout.notes, layout.claims][kind], any));
    return { layout, parts, notes, claims, terms: named(layout, question, terms), failed: state.failed };
  }

  return { names, search, card, filters };
}

/** What holds all of a run's tokens; or all but one within it, as where a space parts two words in one text only. */
function together(maps) {
  if (maps.length === 1) return maps[0];
  const seen = new Map();
  maps.forEach((map, at) => {
    const edge = at === 0 || at === maps.length - 1;
    for (const [number, weight] of map) {
      const known = seen.get(number);
      if (!known) seen.set(number, { count: 1, edges: edge ? 1 : 0, weight });
      else {
        known.count++;
        if (edge) known.edges++;
        if (weight < known.weight) known.weight = weight;
      }
    }
  });
  const whole = new Map();
  for (const [number, { count, edges, weight }] of seen) {
    if (count === maps.length) whole.set(number, weight);
    else if (maps.length > 2 && count === maps.length - 1 && edges === 2) whole.set(number, weight * APART);
  }
  return whole;
}

/** What all words, or any, are found in: by the words' rarity and place, and by day. `kind`: how its numbers are days. */
function ranked(words, kind, any) {
  if (!words.length) return [];
  const scores = new Map();
  for (const word of words) {
    const rarity = Math.log(1 + (kind?.count ?? 200) / (word.size || 1));
    for (const [number, weight] of word) {
      const known = scores.get(number) ?? { score: 0, words: 0, weak: Infinity };
      scores.set(number, { score: known.score + rarity * weight, words: known.words + 1, weak: Math.min(known.weak, weight) });
    }
  }
  let last = 0;
  for (const number of scores.keys()) last = Math.max(last, number);
  const found = [];
  for (const [number, { score, words: count, weak }] of scores) {
    if (!any && count < words.length) continue;
    const years = kind ? (last - number) / kind.slots / 365 : 0;
    found.push({ number, weak, score: score * (any ? count : 1) * (1 + NEWER * 2 ** -years) });
  }
  return found.sort((a, b) => b.score - a.score || b.number - a.number);
}

/** Terms whose name holds the question, or each of its words; and those whose text does. */
function named({ terms }, question, inText) {
  const whole = squeezed(question);
  const words = question.trim().split(/\s+/).map(squeezed).filter(Boolean);
  const texts = new Map(inText.map(({ number, score }) => [number, score]));
  const found = [];
  for (const row of terms) {
    let score = Math.max(...row.names.map((name, at) => nameScore(name, whole) - (at ? 5 : 0)));
    if (score <= 0 && words.length > 1 && words.every((word) => row.names.some((name) => placeIn(name, word) >= 0))) score = 20;
    if (score <= 0 && texts.has(row[0])) score = Math.min(10, texts.get(row[0]));
    if (score > 0) found.push({ row, score, number: row[0], named: score > 10 });
  }
  return found.sort((a, b) => b.score - a.score || a.row[3].length - b.row[3].length || (a.row[3] < b.row[3] ? -1 : 1));
}

function nameScore(name, asked) {
  if (!asked) return 0;
  const at = placeIn(name, asked);
  if (at < 0) return 0;
  return (name.length === asked.length ? 100 : at === 0 ? 60 : 40) - Math.min(15, name.length - asked.length) / 2;
}

/** The day that a number stands for. */
export const dayOf = (number, kind) => new Date(Date.parse(kind.first) + Math.floor(number / kind.slots) * DAY);
