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
      const address = location.href.split("#")[0] + link.hash;
      const text = `“${passage.innerText.trim()}”\n\n${citation.textContent.trim()}\n${address}`;
      clearinghouse.copy(text, "The passage is copied with its citation.");
    });
  }
})();
