// A click on a marked value shows beside the text what was read from it. Without this script the same click opens the page of its evidence.
"use strict";
const panel = document.getElementById("row");
const words = document.getElementById("words").dataset;
let chosen = null;

function line(list, name, value) {
  if (value === null || value === undefined || value === "") return;
  const term = document.createElement("dt");
  const said = document.createElement("dd");
  term.textContent = name;
  said.textContent = value;
  list.append(term, said);
}

function close() {
  panel.hidden = true;
  if (chosen) { chosen.classList.remove("chosen"); chosen.focus(); }
  chosen = null;
}

function show(mark, facts) {
  const heading = document.createElement("h2");
  heading.textContent = mark.textContent;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words.close;
  button.addEventListener("click", close);
  const link = document.createElement("a");
  link.href = mark.href;
  link.textContent = words.evidence;
  const list = document.createElement("dl");
  for (const fact of facts) line(list, document.documentElement.lang === "en" ? fact.label_en : fact.label_zh, fact.value);
  const last = document.createElement("p");
  last.append(link);
  panel.replaceChildren(button, heading, list, last);
}

async function open(mark) {
  if (chosen) chosen.classList.remove("chosen");
  chosen = mark;
  mark.classList.add("chosen");
  panel.hidden = false;
  const resource = mark.pathname.split("/")[2];
  const answer = await fetch(`/api/v1/${resource}/${encodeURIComponent(mark.id)}/evidence/?revision=${words.revision}`);
  if (!answer.ok) throw new Error(answer.status);
  const evidence = await answer.json();
  if (chosen === mark) show(mark, evidence.said.facts);
}

document.querySelector("article").addEventListener("click", (event) => {
  const mark = event.target.closest("a.m");
  if (!mark || !mark.pathname.startsWith("/evidence/") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(mark).catch(() => { location.href = mark.href; });
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && chosen) close(); });
