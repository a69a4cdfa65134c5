// A button beside each thing that is worth copying (class "copied"). Without this script it is selected and copied by hand.
"use strict";
for (const words of document.querySelectorAll("template[data-copy]")) {
  for (const text of words.parentElement.querySelectorAll(".copied")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.dataset.copy;
    const named = text.closest("div")?.querySelector("dt, h3");
    if (named) button.setAttribute("aria-label", `${words.dataset.copy}: ${named.textContent}`);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent.trim());
      button.textContent = words.dataset.copied;
      setTimeout(() => { button.textContent = words.dataset.copy; }, 2000);
    });
    // Within a <pre> a button would be copied with the code.
    const block = text.closest("pre");
    if (block) block.before(button);
    else text.after(" ", button);
  }
}
