// Marks the words that a search found, when the reader comes from it: ?highlight=child+care
(() => {
  const words = (new URLSearchParams(location.search).get("highlight") ?? "").match(/[\p{L}\p{N}](\S*[\p{L}\p{N}])?/gu)
    ?.slice(0, 12).map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  const main = document.querySelector("main");
  if (!words || !main) return;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("script, svg, nav, .cite")) texts.push(walker.currentNode);
  for (const text of texts) {
    for (const found of [...text.data.matchAll(pattern)].reverse()) {
      const mark = document.createElement("mark");
      mark.className = "found";
      text.splitText(found.index).splitText(found[0].length);
      text.nextSibling.replaceWith(mark);
      mark.append(found[0]);
    }
  }
})();

// Copies a passage with its citation and address. Without this script the ¶ stays a plain link to the passage.
(() => {
  const citation = document.querySelector("[data-citation]");
  if (!citation || !navigator.clipboard) return;
  for (const link of document.querySelectorAll(".passage-link")) {
    link.title = "Copy this passage with its citation";
    link.setAttribute("aria-label", "Copy this passage with its citation");
    link.addEventListener("click", () => {
      const passage = link.parentElement.cloneNode(true);
      for (const tool of passage.querySelectorAll(".passage-link, .passage-pick")) tool.remove();
      const text = `“${passage.innerText.trim()}”\n\n${citation.textContent.trim()}\n${clearinghouse.address}${link.hash}`;
      clearinghouse.copy(text, "The passage is copied with its citation.");
    });
  }
})();
