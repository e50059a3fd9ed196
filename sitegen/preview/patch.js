// Makes one tree of nodes like another and leaves alone what is alike already: so scroll, focus, typed text and opened
// <details> stay as they are.

const alike = (one, other) => one.isEqualNode(other);
const kind = (node) => `${node.nodeName} ${node.id ?? ""} ${node.rel ?? ""}`;
const dresses = (node) => node.nodeName === "LINK" && node.rel === "stylesheet";

// Nodes that stand in the page only for now, and belong to nobody's wish.
export const guests = new WeakSet();

// What is the same in `wanted` and in the page as it was `given` last is left alone, whatever the page's own scripts have
// made of it since. It is known by its id.
export function patch(here, wanted, given) {
  if (alike(here, wanted) || (here.id && given.getElementById(here.id)?.isEqualNode(wanted))) return;
  if (here.nodeType !== Node.ELEMENT_NODE) {
    here.nodeValue = wanted.nodeValue;
    return;
  }
  if (dresses(here) && dresses(wanted)) {
    swap(here, wanted);
    return;
  }
  attributes(here, wanted);
  children(here, wanted, given);
}

// The new stylesheet stands beside the old one until it has come, so that the page is never seen without; one that does
// not come leaves the old one, and one that is overtaken goes.
function swap(here, wanted) {
  const fresh = document.importNode(wanted);
  fresh.onload = () => {
    if (!fresh.isConnected) return;
    guests.delete(fresh);
    here.remove();
  };
  fresh.onerror = () => fresh.remove();
  guests.add(fresh);
  here.after(fresh);
}

// What has not come by now is not wished for any more.
export function overtake() {
  for (const link of document.querySelectorAll("link[rel=stylesheet]")) if (guests.has(link)) link.remove();
}

function attributes(here, wanted) {
  const kept = [];
  if (here.nodeName === "DETAILS" || here.nodeName === "DIALOG") kept.push("open"); // the reader's, not the page's
  for (const { name } of [...here.attributes])
    if (!wanted.hasAttribute(name) && !kept.includes(name)) here.removeAttribute(name);
  for (const { name, value } of wanted.attributes)
    if (here.getAttribute(name) !== value && !kept.includes(name)) here.setAttribute(name, value);
}

function children(here, wanted, given) {
  let old = [...here.childNodes].filter((node) => !guests.has(node)), fresh = [...wanted.childNodes];
  while (old.length && fresh.length && alike(old[0], fresh[0])) old.shift(), fresh.shift();
  let after = null;
  while (old.length && fresh.length && alike(old.at(-1), fresh.at(-1))) after = old.pop(), fresh.pop();
  const pairs = paired(old, fresh);
  const kept = new Set(pairs.values());
  for (const node of old) if (!kept.has(node)) node.remove();
  for (const node of fresh.reverse()) {
    const found = pairs.get(node);
    if (found) patch(found, node, given);
    after = found ?? here.insertBefore(document.importNode(node, true), after);
  }
}

// Which old node each new one continues: the longest common sequence of kinds, where equal nodes count most.
function paired(old, fresh) {
  const worth = old.map((one) =>
    fresh.map((other) => (kind(one) !== kind(other) ? 0 : alike(one, other) ? 3 : other.nodeType === Node.ELEMENT_NODE ? 2 : 1)),
  );
  const best = Array.from({ length: old.length + 1 }, () => new Array(fresh.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = fresh.length - 1; j >= 0; j--)
      best[i][j] = Math.max(best[i + 1][j], best[i][j + 1], worth[i][j] && worth[i][j] + best[i + 1][j + 1]);
  const pairs = new Map();
  for (let i = 0, j = 0; i < old.length && j < fresh.length; )
    if (worth[i][j] && best[i][j] === worth[i][j] + best[i + 1][j + 1]) pairs.set(fresh[j++], old[i++]);
    else if (best[i][j] === best[i + 1][j]) i++;
    else j++;
  return pairs;
}
