// Says on the home page what changed since a reader was last here. What was seen is remembered in this browser alone;
// where nothing can be remembered, and on a first visit, nothing is said.
"use strict";
(async () => {
  const SHOWN = 12;
  const box = document.querySelector("details[data-changes]");
  const { changes: file, id: place, rest } = box.dataset;
  const [list, button] = [box.querySelector("ol"), box.querySelector("button")];
  const more = box.querySelector("a");

  function load() {
    try {
      const mark = JSON.parse(localStorage.getItem(place));
      return Array.isArray(mark.seen) && typeof mark.before === "string" ? mark : null;
    } catch {
      return null;
    }
  }

  function save(mark) {
    try {
      localStorage.setItem(place, JSON.stringify(mark));
    } catch {} // blocked, or full
  }

  let mark = load();
  let all, cut;
  try {
    ({ changes: all, cut } = await fetch(file, { cache: "no-cache" }).then((answer) => answer.json()));
  } catch {
    return;
  }

  // What is as old as the oldest that was told of, or older, may have been left out then.
  const everything = () => ({ seen: all.map((change) => change.id), before: cut ? all[all.length - 1].date : "" });
  const fresh = () => all.filter(({ id, date }) => !mark.seen.includes(id) && date > mark.before);

  function made(tag, text, more = {}) {
    return Object.assign(document.createElement(tag), { textContent: text }, more);
  }

  function item(change) {
    const [line, text, head] = [made("li", ""), made("div", ""), made("h3", "")];
    const link = made("a", change.title, { href: change.href, lang: change.lang || document.documentElement.lang });
    link.addEventListener("click", () => save((mark = { ...mark, seen: [...mark.seen, change.id] })));
    head.append(link);
    text.append(head);
    if (change.said) text.append(made("p", change.said, { className: "item-summary" }));
    const kind = box.dataset[change.kind].replace("{n}", "").trim();
    line.append(made("p", `${change.day} ${kind}`, { className: "small" }), text);
    return line;
  }

  function show() {
    const found = fresh();
    box.hidden = !found.length;
    const counts = ["new", "corrected", "updated", "moved"]
      .map((kind) => [kind, found.filter((change) => change.kind === kind).length])
      .filter(([, n]) => n)
      .map(([kind, n]) => box.dataset[kind].replace("{n}", n));
    box.querySelector("b").textContent = counts.join(" · ");
    list.replaceChildren(...found.slice(0, SHOWN).map(item));
    more.hidden = found.length <= SHOWN;
    more.textContent = rest.replace("{n}", found.length - SHOWN);
  }

  button.addEventListener("click", () => {
    save((mark = everything()));
    show();
  });
  if (mark) show();
  else save(everything());
})();
