// A click on a marked value shows beside the text what was read from it, as the page of its evidence says it. Without this script the same click opens that page.
"use strict";
const panel = document.getElementById("row");
const words = document.getElementById("words").dataset;
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

function link(mark) {
  const paragraph = document.createElement("p");
  const made = document.createElement("a");
  made.href = mark.href;
  made.textContent = words.evidence;
  paragraph.append(made);
  return paragraph;
}

async function open(mark, byKeyboard) {
  if (chosen) chosen.classList.remove("chosen");
  chosen = mark;
  mark.classList.add("chosen");
  const answer = await fetch(`${mark.pathname}?revision=${words.revision}`);
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (chosen !== mark) return;
  const said = page.querySelector(document.documentElement.lang === "en" ? "header .en" : "header .said");
  panel.replaceChildren(button(), said, page.querySelector("[aria-labelledby=read] dl"), link(mark));
  panel.hidden = false;
  // The panel stands after the whole text: by keyboard one would come to it after all other marks. Escape leads back.
  if (byKeyboard) panel.querySelector("button").focus({ preventScroll: true });
  // On a small screen the panel lies over the lower half of it.
  if (getComputedStyle(panel).position === "fixed") mark.scrollIntoView({ block: "start" });
}

document.querySelector("article").addEventListener("click", (event) => {
  const mark = event.target.closest("a.m");
  if (!mark || !mark.pathname.startsWith("/evidence/") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(mark, event.detail === 0).catch(() => { location.href = mark.href; });
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
