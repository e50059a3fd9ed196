// What is asked for, in the form in which texts were indexed: `sitegen/search/` has the same rules, and a test holds the
// two together.
export const FORMAT = 1;
const WITHIN = /[\u00ad\u00b7\u0387\u119e\u200b-\u200d\u2022\u2027\u2060\u22c5\u30fb\u318d\ufeff\uff65]/g;
const PAIRED = "\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3";
const LETTERS = "a-z0-9\u00df-\u024f\u0370-\u04ff";
const RUN = new RegExp(`[${PAIRED}]+|[${LETTERS}]+`, "g");
const LONGEST = 32;
export const PREFIX = 3;
const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const MOST = { letters: 200, runs: 24 }; // of a question; what is longer is nobody's

export const fold = (text) => text.replace(WITHIN, "").normalize("NFKC").replace(WITHIN, "").toLowerCase();
export const runsOf = (text) => fold(text).match(RUN) ?? [];
export const isPaired = (run) => run[0] >= "\u3041";

/** What a run of letters is found by. */
export function tokensOf(run) {
  if (!isPaired(run)) return [run.slice(0, LONGEST)];
  return run.length === 1 ? [run] : [...run.slice(1)].map((letter, at) => run[at] + letter);
}

export function shardOf(token, count) {
  let value = 2166136261;
  for (const letter of isPaired(token) ? token : token.slice(0, PREFIX)) {
    value = Math.imul(value ^ letter.charCodeAt(0), 16777619) >>> 0;
  }
  return ((value ^ (value >>> 15)) >>> 0) % count;
}

/** Rising numbers from the letters that stand for their differences. */
export function decoded(text) {
  const numbers = [];
  let at = 0;
  let number = -1;
  const take = (value, letters) => {
    for (let i = 0; i < letters; i++) value = value * 92 + text.charCodeAt(at++) - 35;
    return value;
  };
  while (at < text.length) {
    const first = text.charCodeAt(at++) - 35;
    if (first < 64) number += first + 1;
    else if (first < 83) number += 65 + take(first - 64, 1);
    else if (first < 91) number += 1813 + take(first - 83, 2);
    else number += take(0, 4) + 1;
    numbers.push(number);
  }
  return numbers;
}

/** The words of a question, each without a particle at its end, and what stands between quotation marks as it is. */
export function partsOf(question) {
  const parts = [];
  let left = MOST.runs;
  for (const [, phrase, word] of question.slice(0, MOST.letters).matchAll(/["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+)/g)) {
    let runs = runsOf(phrase ?? word).slice(0, left);
    if (!runs.length) continue;
    left -= runs.length;
    const last = runs.at(-1);
    if (phrase === undefined) runs = [...runs.slice(0, -1), withoutParticle(last)];
    parts.push({ runs, phrase: phrase !== undefined, found: patternOf(runs, last.slice(runs.at(-1).length)) });
  }
  return parts;
}

const AFTER_CONSONANT = ["으로", "은", "을", "이", "과"];
const AFTER_VOWEL = ["로", "는", "를", "가", "와"];
const AFTER_ANY = ["에서는", "에서", "에게", "에는", "까지", "부터", "에", "의", "도", "만"];

/** A particle goes where it fits the syllable before it and two stay: 전문가 and 회의 are words of their own. */
export function withoutParticle(run) {
  for (const particle of [...AFTER_ANY, ...AFTER_CONSONANT, ...AFTER_VOWEL].sort((a, b) => b.length - a.length)) {
    const stem = run.slice(0, -particle.length);
    if (!run.endsWith(particle) || stem.length < 2) continue;
    const end = stem.at(-1);
    if (end < "가" || end > "힣") continue;
    const final = (end.charCodeAt(0) - 0xac00) % 28;
    const fits = particle === "로" ? !final || final === 8 : AFTER_VOWEL.includes(particle) ? !final : final;
    if (AFTER_ANY.includes(particle) || fits) return stem;
  }
  return run;
}

/** Finds runs one after the other in a text, with spaces and dots between syllables or without: made of letters alone.
 * `particle`: what may follow. */
function patternOf(runs, particle) {
  const dots = "[\\s\\u00ad\\u00b7\\u200b-\\u200d\\u2022\\u2027\\u2060\\u22c5\\u30fb\\u318d]*";
  const pattern = runs.map((run) => (isPaired(run) ? [...run].join(dots) : `(?<![${LETTERS}])${run}`));
  return new RegExp(`${pattern.join(`[^${LETTERS}${PAIRED}]*`)}(?:${particle})?`, "gi");
}

/** A text to look in. */
export const plain = (text) => text.replace(/[^\xa0…]+/g, (words) => words.normalize("NFKC"));

const isInitial = (letter) => INITIALS.includes(letter);
export const hasInitials = (question) => [...question].some(isInitial);

/** Where a question begins in a name, its initial consonants standing for any syllable of theirs; -1 for nowhere. */
export function placeIn(name, asked) {
  for (let start = 0; start + asked.length <= name.length; start++) {
    let at = 0;
    while (at < asked.length && likeLetter(name[start + at], asked[at])) at++;
    if (at === asked.length) return start;
  }
  return -1;
}

function likeLetter(letter, asked) {
  if (letter === asked) return true;
  if (!isInitial(asked) || letter < "가" || letter > "힣") return false;
  return INITIALS[Math.floor((letter.charCodeAt(0) - 0xac00) / 588)] === asked;
}

/** A name or a question to compare names by: nothing but letters, initial consonants among them. */
export function squeezed(text) {
  const kept = text.replace(WITHIN, "").normalize("NFC");
  const folded = [...kept].map((letter) => (isInitial(letter) ? letter : fold(letter))).join("");
  return folded.replace(new RegExp(`[^${LETTERS}${PAIRED}${INITIALS}]`, "g"), "");
}
