// A click on a marked value shows beside the text what was read from it, as the page of its evidence says it. Without this script the same click opens that page.
"use strict";
const panel = document.getElementById("row");
const words = document.getElementById("words").dataset;
const article = document.querySelector("article");
// What the first letter of a mark's address says that it is of; values are observations.
const RESOURCES = { p: "projects", n: "numerals", d: "numerals" };
let chosen = null;

function close() {
  panel.hidden = true;
  if (!chosen) return;
  chosen.classList.remove("chosen");
  chosen.focus({ preventScroll: true });
  chosen = null;
}

function button() {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words.close;
  made.addEventListener("click", close);
  return made;
}

function links(address) {
  const paragraph = document.createElement("p");
  for (const [href, text] of [[address, words.evidence], [`${address}#message`, words.report]]) {
    const made = document.createElement("a");
    made.href = href;
    made.textContent = text;
    if (paragraph.hasChildNodes()) paragraph.append(" · ");
    paragraph.append(made);
  }
  return paragraph;
}

function show(mark, byKeyboard, ...parts) {
  panel.replaceChildren(button(), ...parts);
  panel.hidden = false;
  // The panel stands after the whole text: by keyboard one would come to it after all other marks. Escape leads back.
  if (byKeyboard) panel.querySelector("button").focus({ preventScroll: true });
  // On a small screen the panel lies over the lower half of it.
  if (getComputedStyle(panel).position === "fixed") mark.scrollIntoView({ block: "start" });
}

function choose(mark) {
  if (chosen) chosen.classList.remove("chosen");
  chosen = mark;
  mark.classList.add("chosen");
}

async function open(mark, byKeyboard) {
  choose(mark);
  panel.classList.remove("original");
  const [letter, name] = mark.getAttribute("href").match(/^(.)([^?]*)/).slice(1);
  const address = `/evidence/${RESOURCES[letter] || "observations"}/${words.slug}-${name}/?revision=${words.revision}`;
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (chosen !== mark) return;
  const said = page.querySelector(document.documentElement.lang === "en" ? "header .en" : "header .said");
  show(mark, byKeyboard, said, page.querySelector("[aria-labelledby=read] dl"), links(address));
}

function turn(link, byKeyboard) {
  choose(link);
  panel.classList.add("original");
  const frame = document.createElement("iframe");
  frame.title = link.textContent;
  frame.src = `${link.href}&navpanes=0&view=FitH`;
  show(link, byKeyboard, frame);
}

article.addEventListener("click", (event) => {
  const mark = event.target.closest("a");
  if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (mark.classList.contains("page")) {
    // A narrow screen has no room beside the text, and some browsers show no PDF within a page.
    if (!navigator.pdfViewerEnabled || matchMedia("(max-width: 62rem)").matches) return;
    event.preventDefault();
    turn(mark, event.detail === 0);
    return;
  }
  event.preventDefault();
  open(mark, event.detail === 0).catch(() => { location.href = mark.href; });
});

// The next mark of a kind, or the one before, from the one that somebody is at; of another kind, the first.
function step(letter, by) {
  const marks = [...article.querySelectorAll(`a[href^="${letter}"][id]`)];
  const at = marks.indexOf(article.contains(document.activeElement) ? document.activeElement : chosen);
  const mark = marks[at < 0 ? 0 : at + by];
  if (!mark) return;
  // As by a link: it has the place on the screen, the outline and the address of one that was followed.
  location.replace(`#${mark.id}`);
  mark.focus({ preventScroll: true });
  if (!panel.hidden) open(mark, false).catch(() => { location.href = mark.href; });
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  const by = { j: 1, k: -1 }[event.key];
  // Letters are keys only to who is at a mark, or in its panel.
  const mark = article.contains(document.activeElement) ? document.activeElement : panel.contains(document.activeElement) ? chosen : null;
  if (!by || !mark || event.ctrlKey || event.metaKey || event.altKey || mark.classList.contains("page")) return;
  event.preventDefault();
  step(mark.getAttribute("href")[0], by);
});
document.querySelector(".keys").hidden = false;

document.getElementById("key").addEventListener("click", (event) => {
  const kind = event.target.closest("a.m");
  if (!kind) return;
  event.preventDefault();
  // Its name begins with the letter of its marks.
  step(kind.classList[1][0], 1);
});

// Whoever has the whole name of a row comes to it too.
const named = decodeURIComponent(location.hash.slice(1));
if (named.startsWith(`${words.slug}-`)) location.replace(`#${named.slice(words.slug.length + 1)}`);
