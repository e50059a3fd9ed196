// Filters and sorts a long table by what the address asks for: ?company=openai&stage=loi&sort=amount. What it then
// shows can be saved and printed. Without it the table reads as it is.
"use strict";
(() => {
  const form = document.querySelector("form[data-index]");
  const fold = form.closest("details");
  const body = document.querySelector("table.ledger tbody");
  const title = document.getElementById("section-table");
  const [csv, print, clear, more] = ["csv", "print", "reset", "more"].map((name) => document.querySelector(`.ledger-${name}`));
  const around = document.querySelectorAll("nav.numbers, .ledger-rest, .ledger-stages, .ledger-whole"); // what is of all rows
  const lang = document.documentElement.lang;
  const whole = title.textContent;
  const paper = document.querySelector(".on-paper"); // the address above what is printed
  const printed = paper?.textContent;
  const first = [...body.rows];
  const pages = {}; // the rows of each other page, once they were asked for
  let index; // which rows of all pages fit what
  let found = []; // numbers of the rows that are asked for, in their order
  let shown = 0;
  let labels = new Map(); // what some orders set above their rows, by the number of a row
  let label; // of the row that was shown last
  let turn = 0; // an answer to an earlier question is of no use

  const asked = () => [...new FormData(form)].filter(([, value]) => value);
  const fetched = async (address, read) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} ${address}`);
    return answer[read]();
  };
  const indexed = async () => (index ??= await fetched(form.dataset.index, "json"));

  const rowsOf = (page) =>
    (pages[page] ??= fetched(`page/${page}/`, "text").then((text) => [
      ...new DOMParser().parseFromString(text, "text/html").querySelectorAll("table.ledger tbody tr"),
    ]));

  // Pages are counted from the end, but for the first, which has the rows that are left and stands at 0.
  async function rowAt(row) {
    const { per_page } = index;
    if (row < first.length) return first[row];
    const after = row - first.length;
    return (await rowsOf((index.total - first.length) / per_page - Math.floor(after / per_page)))[after % per_page];
  }

  function numbers(distances) {
    let at = 0;
    return distances.map((distance) => (at += distance));
  }

  function matching({ filters, orders, total }, wanted) {
    const all = [...Array(total).keys()];
    const chosen = wanted.filter(([name]) => name !== "sort").map(([name, value]) => new Set(numbers(filters[name][value])));
    const sort = wanted.find(([name]) => name === "sort")?.[1];
    const order = sort ? (orders[sort] ?? Object.values(filters[sort]).flatMap(numbers)) : [];
    return [...new Set([...order, ...all])].filter((row) => chosen.every((rows) => rows.has(row)));
  }

  const named = (select, value) => [...(form.elements[select]?.options ?? [])].find((option) => option.value === value)?.text;

  // Amounts of unlike units are not one order: each unit has its heading, and so has what cannot be compared.
  function labelled(wanted) {
    const sort = wanted.find(([name]) => name === "sort")?.[1];
    if (sort !== "amount") return new Map();
    let at = 0;
    const groups = index.units.flatMap(([unit, count]) => {
      const name = unit ? named("unit", unit) : title.dataset.other;
      return index.orders.amount.slice(at, (at += count)).map((row) => [row, name]);
    });
    return new Map([...[...Array(index.total).keys()].map((row) => [row, named("amount", "without")]), ...groups]);
  }

  function heading(words) {
    const cell = Object.assign(document.createElement("th"), { colSpan: 6, scope: "colgroup", textContent: words });
    const row = Object.assign(document.createElement("tr"), { className: "ledger-unit" });
    row.append(cell);
    return row;
  }

  async function show(mine, count) {
    const next = found.slice(shown, shown + count);
    const rows = await Promise.all(next.map(rowAt));
    if (mine !== turn) return false;
    next.forEach((number, i) => {
      if (labels.get(number) !== label) body.append(heading((label = labels.get(number))));
      if (rows[i]) body.append(rows[i]);
    });
    shown += next.length;
    more.hidden = shown >= found.length;
    return true;
  }

  function summary(filters) {
    if (!filters.length) return whole;
    if (!found.length) return title.dataset.none;
    const words = filters.map(([name]) => form.elements[name].selectedOptions[0].text);
    const values = { filters: words.join(" · "), n: found.length.toLocaleString(lang), all: index.total.toLocaleString(lang) };
    return title.dataset.shown.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  function begin(wanted) {
    found = matching(index, wanted);
    labels = labelled(wanted);
    shown = 0;
    label = undefined;
  }

  async function update() {
    const mine = ++turn;
    const wanted = asked();
    const filters = wanted.filter(([name]) => name !== "sort");
    clear.hidden = !wanted.length;
    if (paper) paper.textContent = `${printed}${wanted.length ? "?" : ""}${new URLSearchParams(wanted)}`;
    const count = fold.querySelector("b");
    count.textContent = filters.length ? count.dataset.set.replace("{n}", filters.length) : "";
    for (const part of around) part.hidden = part.matches("nav, .ledger-rest") ? wanted.length > 0 : filters.length > 0;
    if (!wanted.length) {
      body.replaceChildren(...first);
      title.textContent = whole;
      more.hidden = true;
      return;
    }
    await indexed();
    if (mine !== turn) return;
    begin(wanted);
    title.textContent = summary(filters);
    body.replaceChildren();
    await show(mine, index.per_page);
  }

  async function all() {
    const mine = ++turn;
    await indexed();
    begin(asked());
    const before = [...body.rows];
    body.replaceChildren();
    if (await show(mine, found.length)) {
      for (const part of around) part.hidden ||= part.matches(".ledger-rest"); // no row is left out
      window.print();
    } else body.replaceChildren(...before);
  }

  // The rows of the table in all its columns: the ledger has those of the file in their order, measures last.
  async function save() {
    const records = (await fetched(csv.href, "text")).match(/(?:"(?:[^"]|"")*"|[^"\r\n])+/g);
    const cells = (record) => record.match(/(?:^|,)(?:"(?:[^"]|"")*"|[^",]*)/g).map((cell) => cell.replace(/^,/, ""));
    const column = cells(records[0]).indexOf("family");
    const said = csv.dataset.name === "statements";
    const family = (record) => cells(record)[column];
    const rows = records.slice(1).filter((record) => (family(record) === "statement") === said);
    rows.sort((one, other) => (family(one) === "measure") - (family(other) === "measure"));
    await indexed();
    if (rows.length !== index.total) throw new Error("the file is of another day than the page");
    const wanted = asked();
    const lines = [records[0], ...matching(index, wanted).map((row) => rows[row])];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv" }));
    link.download = `${[csv.dataset.name, ...wanted.map(([, value]) => value)].join("-")}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  const tried = (work) => work().catch(() => (title.textContent = title.dataset.failed));

  function fromAddress() {
    const wanted = new URLSearchParams(location.search);
    for (const select of form.querySelectorAll("select")) {
      select.value = wanted.get(select.name) ?? "";
      if (select.selectedIndex < 0) select.value = "";
    }
    tried(update);
  }

  function changed() {
    const query = new URLSearchParams(asked()).toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
    tried(update);
  }

  fold.hidden = print.hidden = false;
  const wide = matchMedia("(min-width: 58rem)"); // there the filters stand open, and have no summary
  const unfold = () => (fold.open = wide.matches);
  wide.addEventListener("change", unfold);
  unfold();
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", changed);
  clear.addEventListener("click", () => {
    form.reset();
    changed();
    title.tabIndex = -1; // the button is gone, and with it where the reader was
    title.focus();
  });
  more.addEventListener("click", () => tried(() => show(turn, index.per_page)));
  print.addEventListener("click", () => tried(all));
  csv.addEventListener("click", (event) => {
    event.preventDefault();
    tried(save);
  });
  addEventListener("popstate", fromAddress);
  fromAddress();
})();
