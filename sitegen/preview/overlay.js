// What the preview shows over a page: what is wrong, which file the page comes from, and the note saved last.

const WORDS = {
  en: { draft: "draft", later: "dated ahead", saved: "saved last", mistakes: "What is wrong", close: "Close (Esc)", hint: "hint", more: "here", lost: "The preview has stopped; waiting for it" },
  ko: { draft: "초안", later: "앞날짜", saved: "마지막 저장", mistakes: "고칠 곳", close: "닫기 (Esc)", hint: "도움말", more: "이 글", lost: "미리보기가 멈췄습니다. 다시 켜지기를 기다립니다" },
};
const STYLE = `
  :host { all: initial; }
  * { box-sizing: border-box; }
  section, aside { font: 14px/1.5 system-ui, sans-serif; color: #f4f4f4; background: #1c1c20; }
  section { position: fixed; inset: 0; z-index: 2147483647; overflow: auto; padding: 3vh 4vw; background: #1c1c20fb; }
  section.others { top: auto; max-height: 30vh; padding: .8em 4vw 3em; border-top: 3px solid #e5484d; }
  section.others li { margin: .8em 0; }
  section[hidden], aside[hidden] { display: none; }
  header { display: flex; gap: 2em; align-items: baseline; }
  h2 { font-size: 18px; margin: 0 auto 0 0; }
  ol { list-style: none; padding: 0; }
  li { border-left: 3px solid #e5484d; margin: 1.2em 0; padding-left: 1em; overflow-wrap: anywhere; }
  li.warning { border-color: #e2a336; }
  p { margin: .2em 0; }
  pre { font: 13px/1.5 ui-monospace, monospace; background: #0006; padding: .5em 1em; overflow: auto; }
  a { color: #8ab4ff; }
  button { font: inherit; color: inherit; background: none; border: 1px solid #777; border-radius: 4px; cursor: pointer; }
  button.error { border-color: #e5484d; } button.warning { border-color: #e2a336; }
  aside { position: fixed; right: 8px; bottom: 8px; z-index: 2147483646; display: flex; gap: .8em; padding: .2em .8em;
    border-radius: 6px; font-size: 12px; opacity: .9; max-width: calc(100vw - 16px); overflow-wrap: anywhere; }
  aside span, aside a { min-width: 0; } mark { background: #e2a336; color: #000; padding: 0 .4em; border-radius: 3px; }
  @media print { section, aside { display: none; } }
`;

export class Overlay {
  constructor() {
    this.host = document.createElement("sitegen-preview");
    this.root = this.host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet(); // a page's policy forbids <style>
    sheet.replaceSync(STYLE);
    this.root.adoptedStyleSheets = [sheet];
    this.marks = new CSSStyleSheet();
    document.adoptedStyleSheets.push(this.marks);
    this.list = element("section", { role: "alertdialog", hidden: "" });
    this.bar = element("aside", {});
    this.root.append(this.list, this.bar);
    this.problems = [];
    this.about = {};
    document.documentElement.append(this.host);
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  get words() {
    return WORDS[document.documentElement.lang] ?? WORDS.en;
  }

  // Mistakes come up by themselves, again only when they are others; warnings wait to be asked for. Those of other
  // pages' files keep to the foot of the window, for this page is as it should be.
  tell(problems, summary) {
    const errors = (list) => JSON.stringify(list.filter((problem) => problem.severity === "error"));
    const fresh = errors(problems) !== errors(this.problems);
    this.problems = problems;
    this.summary = summary;
    this.draw();
    if (!problems.length || (fresh && errors(problems) === "[]")) this.close();
    else if (fresh) this.list.hidden = false;
  }

  close() {
    this.list.hidden = true;
  }

  draw() {
    const { words, about, problems } = this;
    this.marks.replaceSync(Object.entries(about.held ?? {}).map(([address, why]) => marked(address, words[why])).join("\n"));
    this.list.setAttribute("aria-label", words.mistakes);
    const ours = ({ severity, file }) => severity === "error" && (file === about.file || !file.startsWith("content/"));
    this.list.className = problems.some(ours) ? "" : "others";
    const close = element("button", { type: "button" }, words.close);
    close.addEventListener("click", () => this.close());
    const header = element("header", {}, element("h2", {}, `${words.mistakes}: ${this.summary ?? ""}`), close);
    this.list.replaceChildren(header, element("ol", {}, ...problems.map((problem) => this.item(problem))));
    const parts = [];
    if (this.lost) parts.push(element("mark", {}, words.lost));
    if (about.file) parts.push(linked(about.open, about.file));
    for (const mark of ["draft", "later"]) if (about[mark]) parts.push(element("mark", {}, words[mark]));
    if (problems.length) parts.push(this.counter());
    if (this.saved && this.saved.path !== location.pathname)
      parts.push(element("span", {}, `${words.saved}: `, linked(this.saved.path, this.saved.file.split("/").at(-1))));
    this.bar.hidden = !parts.length;
    this.bar.replaceChildren(...parts);
  }

  counter() {
    const own = this.problems.filter((problem) => problem.file === this.about.file).length;
    const worst = this.problems[0].severity;
    const text = own ? `${this.summary} (${this.words.more}: ${own})` : this.summary;
    const button = element("button", { type: "button", class: worst }, text);
    button.addEventListener("click", () => (this.list.hidden = !this.list.hidden));
    return button;
  }

  item(problem) {
    const place = `${problem.file}:${problem.line}:${problem.column}`;
    const parts = [element("p", {}, linked(problem.open, place)), element("p", {}, `${problem.message} [${problem.rule}]`)];
    if (problem.excerpt.trim()) parts.push(element("pre", {}, excerpt(problem)));
    if (problem.hint) parts.push(element("p", {}, `${this.words.hint}: ${problem.hint}`));
    return element("li", { class: problem.severity }, ...parts);
  }
}

// A style for links to a note that a build might hold back, in any theme: the nodes of the page stay as they are.
function marked(address, word) {
  const [own, part] = [address, `${address}#`].map((text) => JSON.stringify(text));
  const look = "display: inline-block; margin-inline-end: .4em; padding: 0 .4em; border-radius: 3px; background: #e2a336; " +
    `color: #000; font: 600 12px/1.5 system-ui, sans-serif; letter-spacing: normal; text-decoration: none; white-space: nowrap; content: ${JSON.stringify(word)}`;
  return `a:is([href=${own}], [href^=${part}])::before { all: unset !important; ${look.replaceAll(/;|$/g, " !important;")} }`;
}

function excerpt({ line, column, excerpt }) {
  const wide = (text) => [...text].reduce((sum, sign) => sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/.test(sign) ? 2 : 1), 0);
  const shown = column > 1000 ? 80 : column - 1; // of a very long line only a part is here (see problems.py)
  const before = [...excerpt].slice(0, shown).join("").replaceAll("\t", " ");
  return `${line} | ${excerpt.replaceAll("\t", " ")}\n${" ".repeat(`${line}`.length)} | ${" ".repeat(wide(before))}^`;
}

function linked(address, words) {
  return address ? element("a", { href: address }, words) : element("span", {}, words);
}

function element(name, attributes, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}
