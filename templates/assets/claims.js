// Filters the ledger by what the address asks for: ?company=openai&stage=loi. Without it the table reads as it is.
"use strict";
(() => {
  const form = document.querySelector("form[data-index]");
  const body = document.querySelector("table.ledger tbody");
  const output = form.querySelector("output");
  const clear = form.querySelector("button");
  const more = document.querySelector("button.ledger-more");
  const numbers = document.querySelector("nav.numbers");
  const first = [...body.rows];
  const pages = { 1: Promise.resolve(first) }; // the rows of each page, once they were asked for
  let index; // what each row of all pages may be found by
  let found = []; // numbers of the rows that fit
  let shown = 0;
  let turn = 0; // an answer to an earlier question is of no use

  const asked = () => [...new FormData(form)].filter(([, value]) => value);

  const rowsOf = (page) =>
    (pages[page] ??= fetch(`page/${page}/`)
      .then((answer) => answer.text())
      .then((text) => [...new DOMParser().parseFromString(text, "text/html").querySelectorAll("table.ledger tbody tr")]));

  async function show(mine) {
    const next = found.slice(shown, shown + index.per_page);
    const rows = await Promise.all(
      next.map(async (n) => (await rowsOf(Math.floor(n / index.per_page) + 1))[n % index.per_page]),
    );
    if (mine !== turn) return;
    body.append(...rows.filter(Boolean));
    shown += next.length;
    more.hidden = shown >= found.length;
  }

  async function filter() {
    const mine = ++turn;
    const filters = asked();
    clear.hidden = !filters.length;
    if (numbers) numbers.hidden = filters.length > 0;
    if (!filters.length) {
      body.replaceChildren(...first);
      output.textContent = "";
      more.hidden = true;
      return;
    }
    index ??= await fetch(form.dataset.index).then((answer) => answer.json());
    if (mine !== turn) return;
    found = [];
    index.rows.forEach((row, n) => {
      if (filters.every(([name, value]) => row[name].includes(value))) found.push(n);
    });
    shown = 0;
    output.textContent = found.length ? `${found.length} / ${index.rows.length}` : output.dataset.none;
    body.replaceChildren();
    await show(mine);
  }

  function fromAddress() {
    const wanted = new URLSearchParams(location.search);
    for (const select of form.querySelectorAll("select")) {
      select.value = wanted.get(select.name) ?? "";
      if (select.selectedIndex < 0) select.value = "";
    }
    filter();
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    const query = new URLSearchParams(asked()).toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
    filter();
  });
  form.addEventListener("reset", () => setTimeout(() => form.dispatchEvent(new Event("change"))));
  more.addEventListener("click", () => show(turn));
  addEventListener("popstate", fromAddress);
  fromAddress();
})();
