// An index of notes by staticseek, and what it finds: reads {"notes": [...], "questions": [...]} and writes {"index", "found",
// "cpu", "memory"}: the index as JSON, for each question the numbers of notes, seconds and MB.
//
//   node run.mjs IN OUT
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [, , from, to, modules] = process.argv;
const { HybridTrieBigramInvertedIndex, createIndex, indexToObject, search } = await import(
  pathToFileURL(createRequire(`${modules}/`).resolve("staticseek"))
);
const { notes, questions } = JSON.parse(readFileSync(from, "utf8"));
const before = process.cpuUsage();
const index = createIndex(HybridTrieBigramInvertedIndex, notes);
if (index instanceof Error) throw index;
const text = JSON.stringify(indexToObject(index));
const { user, system } = process.cpuUsage(before);
const found = [];
for (const question of questions) {
  const results = await search(index, `"${question}"`);
  found.push(results instanceof Error ? [] : results.map(({ id }) => id));
}
const memory = process.resourceUsage().maxRSS / 1024;
writeFileSync(to, JSON.stringify({ index: text, found, cpu: (user + system) / 1e6, memory }));
