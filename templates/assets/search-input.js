// What is asked for: by the address, by what is typed, by keys.
const SETTLED = { typed: 120, composing: 350 }; // ms: a syllable that is being put together is not looked for at once

/** What is asked for beside words, as names and values: ?q=…&companies=openai&year=2025. */
export const narrowing = () => [...new URLSearchParams(location.search)].filter(([name, value]) => name !== "q" && value);

/** Words and filters as an address has them. */
export function queryOf(words, filters) {
  const query = new URLSearchParams([...(words.trim() ? [["q", words]] : []), ...filters]);
  return query.size ? `?${query}` : "";
}

export const addressOf = (query) => query || location.pathname;

/** Where a page that is there to be searched from wants its results: on that of what is missing, in the address's language. */
export function wanted() {
  const every = [...document.querySelectorAll("[data-search]")];
  const fitting = every.filter(({ dataset }) => !dataset.home || location.pathname.startsWith(dataset.home));
  return fitting.sort((a, b) => (b.dataset.home ?? "").length - (a.dataset.home ?? "").length)[0] ?? every[0] ?? null;
}

/** The words of an address at which there is nothing. */
export function missingWords(home) {
  let path = location.pathname.slice(home.length);
  try {
    path = decodeURIComponent(path);
  } catch {
    // an address may hold anything
  }
  const words = path.split("/").filter(Boolean).at(-1) ?? "";
  return words.replace(/\.[a-z]+$/, "").replace(/^\d{4}-\d{2}-\d{2}-?/, "").split(/[-_.+\s]+/).join(" ").trim();
}

/** Tells `settled` what was typed once it rests. The result waits so long, or as it is told, and is stopped by `stop`. */
export function typing(input, settled) {
  let timer;
  const stop = () => clearTimeout(timer);
  function wait(ms) {
    stop();
    timer = setTimeout(() => settled(input.value.replace(/([가-힣])[ㄱ-ㅎㅏ-ㅣ]$/, "$1")), ms); // a syllable that has only begun
  }
  input.addEventListener("input", (event) => wait(event.isComposing ? SETTLED.composing : SETTLED.typed));
  input.addEventListener("compositionend", () => wait(SETTLED.typed));
  return { wait, stop };
}

/** Arrows go through results. A panel is left by Escape or a touch elsewhere, and comes back with the field. */
export function keys({ form, input, results, list, panel, close, open }) {
  function moved(event) {
    if (event.isComposing) return;
    if (event.key === "Escape" && !results.hidden && panel) {
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
  if (!panel) return;
  addEventListener("pointerdown", (event) => {
    if (!results.contains(event.target) && !form.contains(event.target)) results.hidden = true;
  });
  input.addEventListener("focus", () => input.value.trim() && results.hidden && open());
}
