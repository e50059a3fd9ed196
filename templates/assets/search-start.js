// Search is loaded when somebody turns to it: until then a page is as light as without.
"use strict";
(() => {
  const form = document.querySelector("form.search");
  const input = form.elements.q;
  const own = document.querySelector("[data-search]"); // a page that is there to be searched from
  const failed = document.querySelector(".search-failed");
  let loaded;
  // At once: words that came with the script would land in what is being typed.
  if (own && own.dataset.missing === undefined) input.value ||= new URLSearchParams(location.search).get("q") ?? "";

  function load() {
    loaded ??= import("./search.js").then(
      (module) => module.start(form),
      () => {
        loaded = undefined; // the next touch tries again
        if (failed) failed.hidden = false;
      },
    );
    if (failed) failed.hidden = true;
  }

  input.addEventListener("focus", load);
  input.addEventListener("input", load);
  failed?.querySelector("button").addEventListener("click", load);
  addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
  });
  if (own || document.activeElement === input) load();
})();
