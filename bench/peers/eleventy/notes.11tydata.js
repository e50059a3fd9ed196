export default { layout: "note.njk", permalink: (data) => `/notes/${data.page.inputPath.split("/").pop().slice(0, -3)}/` };
