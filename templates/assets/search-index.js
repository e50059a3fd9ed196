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

  /** What each number that holds a token counts: of notes, claims and terms, by number; 0 where it stands nowhere. */
  async function holders(token, layout) {
    const lines = await shard(layout, shardOf(token, layout.shards));
    const columns = [];
    const add = (line, factor) => line.split(" ").forEach((text, at) => columns.push([Math.max(0, at - 2), WEIGHTS[at] * factor, decoded(text)]));
    if (lines.has(token)) add(lines.get(token), 1);
    if (!isPaired(token) && token.length >= PREFIX) {
      for (const [other, line] of lines) if (other.startsWith(token) && other !== token) add(line, BEGINNING);
    }
    return [0, 1, 2].map((kind) => {
      const own = columns.filter(([of]) => of === kind);
      const weights = new Float32Array(Math.max(0, ...own.map(([, , numbers]) => numbers.at(-1) + 1 || 0)));
      for (const [, weight, numbers] of own) for (const number of numbers) if (weights[number] < weight) weights[number] = weight;
      return weights;
    });
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
    return all.length ? [0, 1, 2].map((kind) => together(all.map((weights) => weights[kind]))) : null;
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
function together(tokens) {
  const whole = new Float32Array(longest(tokens));
  const end = tokens.length - 1;
  for (let number = 0; number < whole.length; number++) {
    let missing = 0;
    let least = Infinity;
    for (let at = 0; at <= end && missing < 2; at++) {
      const weight = tokens[at][number];
      if (weight > 0) least = Math.min(least, weight);
      else missing += at === 0 || at === end ? 2 : 1; // also beyond its end, where there is none
    }
    if (missing < 2) whole[number] = missing ? least * APART : least;
  }
  return whole;
}

const longest = (all) => Math.max(...all.map(({ length }) => length));

/** What all words, or any, are found in: by the words' rarity and place, and by day. `kind`: how its numbers are days. */
function ranked(words, kind, any) {
  if (!words.length) return [];
  const rarities = words.map((word) => Math.log(1 + (kind?.count ?? 200) / (word.reduce((sum, weight) => sum + (weight > 0), 0) || 1)));
  const last = longest(words) - 1;
  const found = [];
  for (let number = 0; number <= last; number++) {
    let [score, count, weak] = [0, 0, Infinity];
    for (let at = 0; at < words.length; at++) {
      const weight = words[at][number];
      if (weight > 0) {
        score += rarities[at] * weight;
        count++;
        if (weight < weak) weak = weight;
      } else if (!any) break;
    }
    if (!count || (!any && count < words.length)) continue;
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
