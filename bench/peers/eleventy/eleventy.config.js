// Collections that have in them what Hugo makes by itself: neighbours, lists of 50 notes, feeds of 30.
const TAXONOMIES = { topics: "Topics", companies: "Companies", themes: "Themes" };
const [LIST, FEED] = [50, 30];

export default function (eleventy) {
  eleventy.addGlobalData("site", { title: "AI 정책 다이제스트", home: "https://example.org/digest" });
  eleventy.addFilter("day", (date) => date.toISOString().slice(0, 10));
  eleventy.addFilter("time", (date) => date.toUTCString());

  const notes = (api) => api.getFilteredByGlob("notes/*.md").reverse();
  eleventy.addCollection("notes", (api) => withNeighbours(notes(api)));
  eleventy.addCollection("lists", (api) => lists(notes(api)));
  eleventy.addCollection("feeds", (api) => feeds(notes(api)));
  eleventy.addCollection("indexes", (api) => Object.keys(TAXONOMIES).map((taxonomy) => index(notes(api), taxonomy)));

  // The front matter is YAML; a body is Markdown and no template.
  return { pathPrefix: "/digest/", markdownTemplateEngine: false };
}

// Eleventy's own filters for this look through the whole collection for each note.
function withNeighbours(notes) {
  notes.forEach((note, at) => Object.assign(note.data, { newer: notes[at - 1], older: notes[at + 1] }));
  return notes;
}

function lists(notes) {
  const all = { title: "Notes", url: "/notes/", notes };
  return [all, ...terms(notes)].flatMap(({ title, url, notes }) => {
    const last = Math.ceil(notes.length / LIST);
    const address = (number) => (number === 1 ? url : `${url}page/${number}/`);
    return Array.from({ length: last }, (_, at) => ({
      title, last, number: at + 1, url: address(at + 1), notes: notes.slice(at * LIST, (at + 1) * LIST),
      newer: at > 0 && address(at), older: at + 1 < last && address(at + 2),
    }));
  });
}

function feeds(notes) {
  const home = { title: "", url: "/", notes };
  return [home, ...terms(notes)].map((feed) => ({ ...feed, notes: feed.notes.slice(0, FEED) }));
}

function index(notes, taxonomy) {
  const found = terms(notes).filter((term) => term.taxonomy === taxonomy);
  return { title: TAXONOMIES[taxonomy], url: `/${taxonomy}/`, terms: found.sort((a, b) => b.notes.length - a.notes.length) };
}

function terms(notes) {
  const found = new Map();
  for (const note of notes) {
    for (const taxonomy of Object.keys(TAXONOMIES)) {
      for (const id of note.data[taxonomy] ?? []) {
        const url = `/${taxonomy}/${id}/`;
        if (!found.has(url)) found.set(url, { taxonomy, title: id, url, notes: [] });
        found.get(url).notes.push(note);
      }
    }
  }
  return [...found.values()];
}
