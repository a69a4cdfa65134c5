// Suggestions while typing: names to search for, and places to go to. An editable combobox with a listbox (ARIA Authoring Practices). Without this script
// the forms are sent as they stand.
"use strict";
{
  const words = document.currentScript.dataset, types = JSON.parse(words.types);
  const WAIT = 200, KEPT = 60, PLACES = 5, MOST = 9;
  const answers = new Map();
  let boxes = 0;

  async function ask(address, signal) {
    if (answers.has(address)) return answers.get(address);
    const answer = await fetch(address, { signal, headers: { Accept: "application/json" } });
    if (!answer.ok) return [];  // too many requests, or words that can't be searched for: the form is still there
    const { results } = await answer.json();
    if (answers.size >= KEPT) answers.delete(answers.keys().next().value);
    answers.set(address, results);
    return results;
  }

  async function suggestions(text, onlyPlaces, signal) {
    const part = text.split(/\s+/).at(-1);
    const named = /^[\x20-\x7e]+$/.test(part) ? "name_en__contains" : "name__contains";
    const asked = new URLSearchParams({ [named]: part, fields: "code,name,name_en,parent.name", page_size: PLACES });
    const [places, names] = await Promise.all([
      ask(`/api/v1/districts/?${asked}`, signal),
      onlyPlaces ? [] : ask(`/api/v1/search/suggest/?${new URLSearchParams({ q: text })}`, signal),
    ]);
    const english = document.documentElement.lang === "en";
    return [
      ...places.map((one) => ({ text: english ? one.name_en : one.name, more: [one.parent?.name, words.place].filter(Boolean).join(" · "), code: one.code })),
      ...names.map((one) => ({ text: one.text, more: types[one.type] ?? "" })),
    ].slice(0, MOST);
  }

  function combobox(input, onlyPlaces) {
    const list = document.createElement("ul"), status = document.createElement("span"), id = `suggested-${++boxes}`;
    let waiting = 0, request = null, found = [], at = -1;
    list.id = id;
    list.className = "suggested";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", words.label);
    status.className = "hidden";
    status.setAttribute("role", "status");
    input.after(list, status);
    input.parentElement.classList.add("suggesting");
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id, autocomplete: "off" }))
      input.setAttribute(name, value);

    function close() {
      clearTimeout(waiting);
      request?.abort();
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function mark(place) {
      list.children[at]?.setAttribute("aria-selected", "false");
      at = place;
      const option = list.children[at];
      if (!option) return input.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    }

    function choose(one) {
      close();
      if (one.code && !onlyPlaces) {
        const pinned = new URLSearchParams(location.search).get("revision");
        location.href = words.address.replace("000000", one.code) + (pinned ? `?revision=${pinned}` : "");
        return;
      }
      input.value = one.code ?? one.text;
      if (!onlyPlaces) input.form.requestSubmit();
    }

    function show() {
      list.replaceChildren(...found.map((one, place) => {
        const option = document.createElement("li"), more = document.createElement("small");
        option.id = `${id}-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        more.textContent = one.more;
        option.append(one.text, " ", more);
        option.addEventListener("mousedown", (event) => event.preventDefault());  // the input keeps the focus
        option.addEventListener("click", () => choose(one));
        return option;
      }));
      at = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(found.length > 0));
      status.textContent = words.count.replace("{count}", found.length);
    }

    function look() {
      clearTimeout(waiting);
      request?.abort();
      const text = input.value.trim();
      if (!text) return close();
      waiting = setTimeout(async () => {
        const own = request = new AbortController();
        try {
          found = await suggestions(text, onlyPlaces, own.signal);
        } catch (error) {
          if (error.name === "AbortError") return;
          found = [];  // no network: what was typed can still be sent
        }
        if (request === own && document.activeElement === input) show();
      }, WAIT);
    }

    // While characters are put together by an input method they are not yet what is looked for.
    input.addEventListener("input", (event) => { if (!event.isComposing) look(); });
    input.addEventListener("compositionend", look);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const open = !list.hidden;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!open) return look();
        const step = event.key === "ArrowDown" ? 1 : -1;
        mark(at < 0 && step < 0 ? found.length - 1 : (at + step + found.length + 1) % (found.length + 1));
        if (at === found.length) mark(-1);
      } else if (event.key === "Enter" && open && at >= 0) {
        event.preventDefault();
        choose(found[at]);
      } else if (event.key === "Escape" && open) {
        event.preventDefault();
        close();
      }
    });
  }

  for (const input of document.querySelectorAll("input[type=search][name=q]")) combobox(input, false);
  for (const input of document.querySelectorAll("input[data-places]")) combobox(input, true);
}
