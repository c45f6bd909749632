// Copies a passage with its citation and address. Without this script the ¶ stays a plain link to the passage.
(() => {
  const citation = document.querySelector("[data-citation]");
  const status = document.getElementById("copy-status");
  if (!citation || !status || !navigator.clipboard) return;
  for (const link of document.querySelectorAll(".passage-link")) {
    link.title = "Copy this passage with its citation";
    link.setAttribute("aria-label", "Copy this passage with its citation");
    link.addEventListener("click", async () => {
      const passage = link.parentElement.cloneNode(true);
      passage.querySelector(".passage-link").remove();
      const address = location.href.split("#")[0] + link.hash;
      const text = `“${passage.innerText.trim()}”\n\n${citation.textContent.trim()}\n${address}`;
      try {
        await navigator.clipboard.writeText(text);
        status.textContent = "The passage is copied with its citation.";
      } catch {
        status.textContent = "The browser did not allow copying. Select the passage and copy it by hand.";
      }
    });
  }
})();
